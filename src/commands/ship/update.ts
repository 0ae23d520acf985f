import { plainCard } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import { allWords } from '../../languages/index.ts';
import { XportError } from '../../xport/client.ts';
import { answerInTime } from '../deadlines.ts';
import type { ShipDeps } from './deps.ts';
import { shipUpdate } from './descriptions.ts';

export function shipUpdateCommand({ xport, clock }: Pick<ShipDeps, 'xport' | 'clock'>) {
  return shipUpdate.does({
    async run(given, { language, userId, audit }): Promise<Card> {
      const words = allWords[language].shipping;
      const { update } = words;
      const { shipment: orderId, carrier: logisticsCompany, number: mailNo } = given;
      const again = { kind: 'run' as const, label: update.again, run: shipUpdate.call(given) };
      const fields = [
        { label: words.shipmentLabel, value: [{ code: orderId }] },
        {
          label: words.carrierLabel,
          value: [`${allWords[language].orders.carrier(logisticsCompany, undefined)} `, { code: mailNo }],
        },
      ];
      await audit.intend({ state: 'asked for' });
      const notKnown = () => {
        audit.add({ state: 'not known' });
        return plainCard('warning', update.notKnown, [update.notKnownAdvice], { actions: [again] });
      };
      const send = async (): Promise<Card> => {
        try {
          const request = { orderId, logisticsCompany, mailNo };
          const sent = xport.freightAbroad.updateDomestic(request, {
            userId,
            signal: new AbortController().signal,
          });
          const { data, requestId } = await sent;
          audit.add({ state: data.done ? 'updated' : 'not updated', request: requestId });
          const [tone, title, advice] = data.done
            ? (['good', update.done, [update.doneAdvice]] as const)
            : (['bad', update.notDone, []] as const);
          return plainCard(tone, title, advice, { blocks: [{ kind: 'fields', fields }] });
        } catch (error) {
          if (error instanceof XportError && error.fault.kind !== 'refused') return notKnown();
          throw error;
        }
      };
      return answerInTime(clock, send(), notKnown);
    },
  });
}
