import { plainCard } from '../../cards/buying-cards.ts';
import { titleOf } from '../../cards/order-goods.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import type { Order, Refund } from '../../domain/orders/order.ts';
import { carrierNames } from '../../languages/carriers.ts';
import { allWords, type Words } from '../../languages/index.ts';
import { withTimeLimit } from '../../runtime/time-limit.ts';
import { type Carrier, XportError } from '../../xport/client.ts';
import { answerInTime, inTime } from '../deadlines.ts';
import type { RefundDeps } from './deps.ts';
import { refundReturn } from './descriptions.ts';

/** A person types on meanwhile. */
const suggestWithinMs = 2000;

/** As many as a platform shows below a field, and as a choice holds. */
const mostCarriers = 25;
const longestOption = 75;

/** The newest orders among which refunds are looked for, and as many as a platform shows below a field. */
const mostSearched = 100;
const mostRefunds = 25;
const longestSuggestion = 100;

export function refundReturnCommand(deps: RefundDeps) {
  return refundReturn.does({
    suggest: {
      refund: async (typed, { language }) => {
        const begun = typed.trim().toLowerCase();
        const { orders } = allWords[language];
        return (await deps.orders.list({ limit: mostSearched }))
          .flatMap(({ order }) => openRefundsOf(order).map((value) => ({ value, order })))
          .map(({ value, order }) => ({
            value,
            label: shorten(`${value} · ${titleOf(order, orders)} · ${order.orderId}`, longestSuggestion),
          }))
          .filter(({ label }) => label.toLowerCase().includes(begun))
          .slice(0, mostRefunds);
      },
      carrier: async (typed, { organization, userId, language }) =>
        (
          await withTimeLimit(deps.clock, suggestWithinMs, (signal) =>
            carriersOf(deps, { organization, userId, signal }),
          )
        )
          .filter((carrier) => namesOf(carrier).some((name) => name.includes(typed.trim().toLowerCase())))
          .slice(0, mostCarriers)
          .map((carrier) => ({ value: carrier.code, label: nameIn(allWords[language].orders, carrier) })),
    },
    async fields(_, caller) {
      const known = await carriersOf(deps, caller);
      const { orders } = allWords[caller.language];
      return {
        carrier: { choices: known.map((each) => ({ value: each.code, label: nameIn(orders, each) })) },
      };
    },
    async run({ refund: refundId, carrier, number }, run): Promise<Card> {
      const { refunds, orders } = allWords[run.language];
      const { giveBack } = refunds;
      const known = await carriersOf(deps, run);
      const found = known.find((each) => namesOf(each).includes(carrier.toLowerCase()));
      const carrierName = (each: Carrier) => nameIn(orders, each);
      if (found === undefined && known.length > 0) {
        const options = known.slice(0, mostCarriers).map((each) => ({
          label: carrierName(each),
          run: refundReturn.call({ refund: refundId, carrier: each.code, number }, { replace: true }),
        }));
        run.audit.add({ state: 'asked' });
        const asking = plainCard('warning', giveBack.whichCarrier, [], {
          actions: [{ kind: 'select', label: giveBack.chooseCarrier, options }],
        });
        return { ...asking, refusal: [{ name: 'carrier', why: giveBack.whichCarrier }] };
      }
      await run.audit.intend({ state: 'asked for' });
      const notKnown = () => {
        run.audit.add({ state: 'not known' });
        return plainCard('warning', giveBack.notKnown, [giveBack.notKnownAdvice]);
      };
      const send = async (): Promise<Card> => {
        try {
          const { data, requestId } = await deps.xport.refunds.returnGoods(
            { refundId, logisticsCompanyNo: found?.code ?? carrier, freightBill: number },
            { userId: run.userId, signal: new AbortController().signal },
          );
          run.audit.add({ state: data.done ? 'returned' : 'not returned', request: requestId });
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

/** Ids of an order's refunds whose goods may still have to go back. */
function openRefundsOf({ refund, refunds = [] }: Order): readonly string[] {
  const isOpen = ({ state }: Refund) => state !== 'closed' && state !== 'refunded';
  const all = [...(refund === undefined ? [] : [refund]), ...refunds].filter(isOpen);
  return [...new Set(all.flatMap(({ refundId }) => refundId ?? []))];
}

/** Carriers that take goods back; none where the partner gives no answer. */
async function carriersOf(
  { xport, clock }: RefundDeps,
  { organization, userId, signal }: Pick<Run, 'organization' | 'userId' | 'signal'>,
): Promise<readonly Carrier[]> {
  const asked = await inTime(clock, signal, (inner) =>
    xport.refunds.carriers({ organization, userId, signal: inner }),
  );
  return 'answer' in asked ? asked.answer.data.items : [];
}

/** Every name that people have for a carrier, in lower case. */
function namesOf({ code, name }: Carrier): readonly string[] {
  const names = [code, ...(name === undefined ? [] : [name]), ...(carrierNames(code) ?? [])];
  return names.map((each) => each.toLowerCase());
}

/** As the reader knows it, and its code: `ZTO Express ZTO`. */
function nameIn(words: Pick<Words['orders'], 'carrier'>, { code, name }: Carrier): string {
  const said = outsideWords(words.carrier(code, name));
  return shorten(said === code ? code : `${said} ${code}`, longestOption);
}
