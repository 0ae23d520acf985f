import { plainCard } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Caller } from '../../chat/argument.ts';
import { labelled, matching } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { labelOf } from '../../chat/label.ts';
import { shorten } from '../../chat/text.ts';
import { carrierNames } from '../../languages/orders/carriers.ts';
import type { OrderWords } from '../../languages/orders/words.ts';
import { inEach } from '../../languages/words.ts';
import { type Carrier, XportError } from '../../xport/client.ts';
import { answerInTime } from '../buying/in-time.ts';
import { inTime } from '../order/looking-up.ts';
import { parcelNumber } from '../ship/parcel-number.ts';
import { aboutIn, refundCalls } from './arguments.ts';
import type { RefundDeps } from './deps.ts';

/** As many as a platform shows below a field, and a choice holds. */
const mostCarriers = 25;
const longestOption = 75;

/** What stands before the number of a refund. */
const refundLabel = labelOf(['退款', '退款单', '售后', '售后单', 'refund', 'dispute', 'after-sale']);

/** `/refund return <refund> <carrier> <number>`: with which parcel the goods of a refund go back. */
export function refundReturnCommand(deps: RefundDeps) {
  const about = aboutIn(deps.words);
  return defineCommand({
    name: 'refund return',
    summary: inEach(deps.words, ({ refunds }) => refunds.giveBack.summary),
    examples: ['refund return TQ123456789012 YTO YT7565691026776'],
    arguments: {
      refund: labelled(
        matching(/^[A-Za-z]{0,4}\d{6,30}$/, {
          ...about(({ refundId }) => refundId),
          example: 'TQ123456789012',
        }),
        refundLabel,
      ),
      carrier: {
        ...matching(/^[\p{L}\p{N} ._-]{1,40}$/u, { ...about(({ carrier }) => carrier), example: 'YTO' }),
        suggest: async (typed: string, { organization, userId, language }: Caller) =>
          (await carriersOf(deps, { organization, userId, signal: AbortSignal.timeout(2000) }))
            .filter((carrier) => namesOf(carrier).some((name) => name.includes(typed.trim().toLowerCase())))
            .slice(0, mostCarriers)
            .map((carrier) => ({
              value: carrier.code,
              label: nameIn(deps.words[language].orders, carrier),
            })),
      },
      number: parcelNumber(about(({ mailNo }) => mailNo)),
    },
    needs: 'buyer',
    effect: 'write',
    audited: ({ refund, carrier, number }) => ({ refund, carrier, number }),
    async run({ refund: refundId, carrier, number }, run): Promise<Card> {
      const { refunds, orders } = deps.words[run.language];
      const { giveBack } = refunds;
      const known = await carriersOf(deps, run);
      const found = known.find((each) => namesOf(each).includes(carrier.toLowerCase()));
      const carrierName = (each: Carrier) => nameIn(orders, each);
      if (found === undefined && known.length > 0) {
        const options = known.slice(0, mostCarriers).map((each) => ({
          label: carrierName(each),
          run: refundCalls(deps.words).giveBack(refundId, { carrier: each.code, number }),
        }));
        run.trail.add({ state: 'asked' });
        return plainCard('warning', giveBack.whichCarrier, [], {
          actions: [{ kind: 'select', label: giveBack.chooseCarrier, options }],
        });
      }
      await run.trail.intend({ state: 'asked for' });
      const notKnown = () => {
        run.trail.add({ state: 'not known' });
        return plainCard('warning', giveBack.notKnown, [giveBack.notKnownAdvice]);
      };
      const send = async (): Promise<Card> => {
        try {
          const { data, requestId } = await deps.xport.refunds.returnGoods(
            { refundId, logisticsCompanyNo: found?.code ?? carrier, freightBill: number },
            { userId: run.userId, signal: new AbortController().signal },
          );
          run.trail.add({ state: data.done ? 'returned' : 'not returned', request: requestId });
          if (!data.done) return plainCard('bad', giveBack.notDone, []);
          return plainCard('good', giveBack.done, [giveBack.doneAdvice], {
            blocks: [
              {
                kind: 'fields',
                fields: [
                  { label: refunds.refundLabel, value: [{ code: refundId }] },
                  {
                    label: refunds.parcelLabel,
                    value: [`${found === undefined ? carrier : carrierName(found)} `, { code: number }],
                  },
                ],
              },
            ],
          });
        } catch (error) {
          if (error instanceof XportError && error.fault.kind !== 'refused') return notKnown();
          throw error;
        }
      };
      return answerInTime(deps.clock, send(), notKnown);
    },
  });
}

/** With whom goods can go back; none where the partner does not say. */
async function carriersOf(
  { xport, clock }: RefundDeps,
  { organization, userId, signal }: Pick<Run, 'organization' | 'userId' | 'signal'>,
): Promise<readonly Carrier[]> {
  const asked = await inTime(clock, signal, (inner) =>
    xport.refunds.carriers({ organization, userId, signal: inner }),
  );
  return 'answer' in asked ? asked.answer.data.items : [];
}

/** All that people may call it, in lower case. */
function namesOf({ code, name }: Carrier): readonly string[] {
  const names = [code, ...(name === undefined ? [] : [name]), ...(carrierNames(code) ?? [])];
  return names.map((each) => each.toLowerCase());
}

/** As the reader knows it, and its code: `ZTO Express ZTO`. */
function nameIn(words: Pick<OrderWords, 'carrier'>, { code, name }: Carrier): string {
  const said = outsideWords(words.carrier(code, name));
  return shorten(said === code ? code : `${said} ${code}`, longestOption);
}
