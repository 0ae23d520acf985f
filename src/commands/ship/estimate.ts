import { plainCard } from '../../cards/buying-cards.ts';
import { mostServices, serviceName, servicesBlock } from '../../cards/shipping-cards.ts';
import type { Card } from '../../chat/card.ts';
import { countryName } from '../../domain/places/countries.ts';
import { printSize, printWeight } from '../../domain/shipping/measure.ts';
import { allWords } from '../../languages/index.ts';
import { certain } from './arguments.ts';
import type { ShipDeps } from './deps.ts';
import { shipCalls, shipEstimate } from './descriptions.ts';
import { infoOf } from './shipment.ts';

export function shipEstimateCommand({ xport }: Pick<ShipDeps, 'xport'>) {
  return shipEstimate.does({
    async run(
      { country, weight: measured, size: sides, zip },
      { language, organization, userId, signal },
    ): Promise<Card> {
      const all = allWords[language];
      const words = all.shipping;
      const weight = certain(measured);
      const size = sides === undefined ? undefined : certain(sides);
      const [length, width, height] = size ?? [];
      const { data, requestId } = await xport.freightAbroad.estimate(
        { country, zip, weight, length, width, height },
        { organization, userId, signal },
      );
      const { items, unreadable } = data;
      const options = items.slice(0, mostServices).map((service) => ({
        label: serviceName(service),
        run: shipCalls.begin(infoOf(service), country),
      }));
      const none = items.length === 0;
      return plainCard(
        'plain',
        none ? words.estimate.none : words.estimate.title(countryName(country, language)),
        none ? [words.estimate.noneAdvice] : [],
        {
          blocks: [
            {
              kind: 'fields',
              fields: [
                { label: words.weightLabel, value: [printWeight(weight)] },
                ...(size === undefined ? [] : [{ label: words.sizeLabel, value: [printSize(size)] }]),
                {
                  label: words.toLabel,
                  value: [[countryName(country, language), ...(zip === undefined ? [] : [zip])].join(' ')],
                },
              ],
            },
            ...(none ? [] : [servicesBlock(items, words)]),
            ...(unreadable === 0
              ? []
              : [{ kind: 'text' as const, text: [words.estimate.unreadable(unreadable)] }]),
          ],
          actions: none ? [] : [{ kind: 'select', label: words.estimate.choose, options }],
          ...(unreadable > 0 && requestId !== '' && { footnote: [all.xport.request(requestId)] }),
        },
      );
    },
  });
}
