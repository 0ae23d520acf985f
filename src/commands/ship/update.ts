import { plainCard } from '../../cards/buying-cards.ts';
import { labelled, matching } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { labelOf } from '../../chat/label.ts';
import { inEach } from '../../languages/words.ts';
import { XportError } from '../../xport/client.ts';
import { answerInTime } from '../deadlines.ts';
import { aboutIn } from './arguments.ts';
import type { ShipDeps } from './deps.ts';
import { parcelNumber } from './parcel-number.ts';

/** What stands before the number of an international order. */
const shipmentLabel = labelOf([
  '国际订单',
  '国际单',
  '订单',
  'international order',
  'shipment',
  'order',
  'booking',
]);

/** `/ship update <shipment> <carrier> <number>`: by which parcel within China an international order's goods come. */
export function shipUpdateCommand(deps: ShipDeps) {
  const about = aboutIn(deps.words);
  const command = defineCommand({
    name: 'ship update',
    summary: inEach(deps.words, ({ shipping }) => shipping.update.summary),
    examples: ['ship update 2026112500000001 YTO YT7565691026776'],
    arguments: {
      shipment: labelled(
        matching(/^[\w-]{4,64}$/, { ...about(({ shipment }) => shipment), example: '2026112500000001' }),
        shipmentLabel,
      ),
      carrier: matching(/^[\p{L}\p{N} ._-]{1,40}$/u, { ...about(({ carrier }) => carrier), example: 'YTO' }),
      number: parcelNumber(about(({ mailNo }) => mailNo)),
    },
    needs: 'buyer',
    effect: 'write',
    audited: ({ shipment, carrier, number }) => ({ shipment, carrier, number }),
    async run(given, { language, userId, trail }): Promise<Card> {
      const words = deps.words[language].shipping;
      const { update } = words;
      const { shipment: orderId, carrier: logisticsCompany, number: mailNo } = given;
      const again = { kind: 'run' as const, label: update.again, run: command.call(given) };
      const fields = [
        { label: words.shipmentLabel, value: [{ code: orderId }] },
        {
          label: words.carrierLabel,
          value: [`${deps.words[language].orders.carrier(logisticsCompany, undefined)} `, { code: mailNo }],
        },
      ];
      await trail.intend({ state: 'asked for' });
      const notKnown = () => {
        trail.add({ state: 'not known' });
        return plainCard('warning', update.notKnown, [update.notKnownAdvice], { actions: [again] });
      };
      const send = async (): Promise<Card> => {
        try {
          const request = { orderId, logisticsCompany, mailNo };
          const sent = deps.xport.freightAbroad.updateDomestic(request, {
            userId,
            signal: new AbortController().signal,
          });
          const { data, requestId } = await sent;
          trail.add({ state: data.done ? 'updated' : 'not updated', request: requestId });
          const [tone, title, advice] = data.done
            ? (['good', update.done, [update.doneAdvice]] as const)
            : (['bad', update.notDone, []] as const);
          return plainCard(tone, title, advice, { blocks: [{ kind: 'fields', fields }] });
        } catch (error) {
          if (error instanceof XportError && error.fault.kind !== 'refused') return notKnown();
          throw error;
        }
      };
      return answerInTime(deps.clock, send(), notKnown);
    },
  });
  return command;
}
