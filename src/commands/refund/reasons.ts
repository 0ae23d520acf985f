import { entriesOf } from '../../aftersale/asking-back.ts';
import { refundableOf } from '../../aftersale/refundable.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import type { RefundWords } from '../../languages/en/refunds.ts';
import { allWords } from '../../languages/index.ts';
import type { GoodsStatus, RefundReason } from '../../xport/client.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import { noSuchOrder } from '../order/show.ts';
import type { RefundDeps } from './deps.ts';
import { type Claimed, claimFields, refundCreate, refundReasons } from './descriptions.ts';
import { notRefundableCard } from './refundability.ts';

/** As many as a choice holds. */
const mostReasons = 25;
const longestOption = 75;

export function refundReasonsCommand(deps: RefundDeps) {
  return refundReasons.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    run: ({ id, received }, run): Promise<Card> =>
      reasonsCard(
        deps,
        {
          id,
          received,
          reason: undefined,
          amount: undefined,
          note: undefined,
          back: false,
          proof: undefined,
          key: undefined,
        },
        run,
      ),
  });
}

/** The reasons that there are for this order as it stands now, each a choice. */
export async function reasonsCard(deps: RefundDeps, claimed: Claimed, run: Run): Promise<Card> {
  const words = allWords[run.language];
  const { refunds } = words;
  const order = await deps.orders.ask(claimed.id, run);
  if (order === undefined) return noSuchOrder(claimed.id, words.orders);
  const refundable = refundableOf(order, { received: claimed.received, sendsBack: claimed.back });
  if (refundable.state !== 'refundable') return notRefundableCard(refundable, order, words);
  const found = await reasonsFor(deps, claimed.id, refundable.goodsStatus, run);
  if (found.length === 0) return plainCard('warning', refunds.reasons.none, [refunds.reasons.noneAdvice]);
  const options = found.slice(0, mostReasons).map((reason) => ({
    label: shorten(reasonName(reason, refunds), longestOption),
    run: refundCreate.call({ ...claimed, reason: reason.id }, { ask: claimFields }),
  }));
  return plainCard('plain', refunds.reasons.title, [refunds.reasons.advice], {
    blocks: [
      {
        kind: 'list',
        items: found
          .slice(0, mostReasons)
          .map((reason) => [{ code: reason.id }, ` ${reasonName(reason, refunds)}`]),
      },
    ],
    actions: [{ kind: 'select', label: refunds.reasons.choose, options }],
  });
}

export async function reasonsFor(
  { xport, orders }: RefundDeps,
  orderId: string,
  goodsStatus: GoodsStatus,
  run: Run,
): Promise<readonly RefundReason[]> {
  const scope = { organization: run.organization, ...(await orders.callerFor(orderId, run)) };
  const orderEntryIds = await entriesOf(xport, orderId, scope);
  const { data } = await xport.refunds.reasons({ orderId, orderEntryIds, goodsStatus }, scope);
  return data.items;
}

export function reasonName({ name, needsVoucher }: RefundReason, words: RefundWords): string {
  const said = name === undefined ? words.reasons.unnamed : shorten(outsideWords(name), longestOption);
  return needsVoucher ? `${said} (${words.reasons.needsPicture})` : said;
}
