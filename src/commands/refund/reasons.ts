import { plainCard } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { FieldHelp } from '../../chat/form.ts';
import { shorten } from '../../chat/text.ts';
import { formatFen, yuanDigits } from '../../domain/orders/money.ts';
import type { Order } from '../../domain/orders/order.ts';
import { entriesOf } from '../../domain/refunds/asking-back.ts';
import { refundableOf } from '../../domain/refunds/refundable.ts';
import type { RefundWords } from '../../languages/en/refunds.ts';
import { allWords } from '../../languages/index.ts';
import type { GoodsStatus, RefundReason } from '../../xport/client.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import { noSuchOrder } from '../order/show.ts';
import type { RefundDeps } from './deps.ts';
import { type Claimed, claimForm, refundReasons } from './descriptions.ts';
import { fieldsFor, notRefundableCard } from './refundability.ts';

/** As many as a choice holds. */
const mostReasons = 25;
const longestOption = 75;
const longestName = 60;

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

/** The reasons that there are for this order as it stands now, each a choice; where another was given, it is none of them. */
export async function reasonsCard(deps: RefundDeps, claimed: Claimed, run: Run): Promise<Card> {
  const words = allWords[run.language];
  const { refunds } = words;
  const order = await deps.orders.ask(claimed.id, run);
  if (order === undefined) return noSuchOrder(claimed.id, words.orders);
  const refundable = refundableOf(order, { received: claimed.received, sendsBack: claimed.back });
  if (refundable.state !== 'refundable') return notRefundableCard(refundable, order, words);
  const found = (await offeredReasons(deps, order, claimed, run)).slice(0, mostReasons);
  if (found.length === 0) return plainCard('warning', refunds.reasons.none, [refunds.reasons.noneAdvice]);
  const options = found.map((offered) => ({
    label: offeredName(offered, refunds),
    // The whole of it, until the person says less.
    run: claimForm(
      { ...claimed, reason: offered.reason.id, amount: claimed.amount ?? refundable.mostFen },
      fieldsFor(refundable),
    ),
  }));
  const card = plainCard('plain', refunds.reasons.title, [refunds.reasons.advice], {
    blocks: [
      {
        kind: 'list',
        items: found.map((offered) => [offeredName(offered, refunds)]),
      },
    ],
    actions: [{ kind: 'select', label: refunds.reasons.choose, options }],
  });
  if (claimed.reason === undefined) return card;
  return { ...card, refusal: [{ name: 'reason', why: refunds.reasons.notThis }] };
}

/**
 * What the form for a refund begins with: the reasons that the partner has for the order, and all that was paid. Nothing
 * where it can't be asked for.
 */
export async function refundFields(
  deps: Pick<RefundDeps, 'orders' | 'xport'>,
  given: { readonly id?: string; readonly received?: boolean | undefined },
  caller: Caller & { readonly signal: AbortSignal },
): Promise<{ readonly reason?: FieldHelp; readonly amount?: FieldHelp; readonly kind?: FieldHelp }> {
  const { id, received } = given;
  const order = id === undefined ? undefined : await deps.orders.ask(id, caller);
  if (order === undefined) return {};
  const refundable = refundableOf(order, { received, sendsBack: false });
  if (refundable.state !== 'refundable') return {};
  const { refunds } = allWords[caller.language];
  const { mostFen, goodsStatus } = refundable;
  const isHere = goodsStatus === 'refundBuyerReceived' || goodsStatus === 'aftersaleBuyerReceived';
  const reasons = await offeredReasons(deps, order, { received, back: false }, caller);
  const choices = reasons.map((offered) => ({
    value: offered.reason.id,
    label: offeredName(offered, refunds),
  }));
  return {
    reason: { choices, required: true },
    // Of goods that are on their way only the buyer knows whether they have come.
    kind: { required: true, ...(isHere && { initial: 'received' }) },
    amount: {
      initial: yuanDigits(mostFen),
      takes: { kind: 'amount' },
      hint: refunds.create.tooMuchAdvice(formatFen(mostFen)),
    },
  };
}

/** A reason, and how far the goods have come where it holds. */
interface OfferedReason {
  readonly reason: RefundReason;
  readonly goodsStatus: GoodsStatus;
  /** What choosing it says of the goods: nothing where it holds for them as they are known to be. */
  readonly received: boolean | undefined;
}

/**
 * The reasons for the order as it stands, then those that hold only where the goods have come, or have not, against what
 * the order's state says; unless the person said which. The former can't be left out, the latter can.
 */
export async function offeredReasons(
  { xport, orders }: Pick<RefundDeps, 'orders' | 'xport'>,
  order: Order,
  { received, back: sendsBack }: Pick<Claimed, 'received' | 'back'>,
  caller: Pick<Run, 'organization' | 'userId' | 'signal'>,
): Promise<readonly OfferedReason[]> {
  const { orderId } = order;
  const statuses = new Map<GoodsStatus, boolean | undefined>();
  for (const said of received === undefined ? [undefined, true, false] : [received]) {
    const refundable = refundableOf(order, { received: said, sendsBack });
    if (refundable.state !== 'refundable' || statuses.has(refundable.goodsStatus)) continue;
    statuses.set(refundable.goodsStatus, said);
  }
  const scope = { organization: caller.organization, ...(await orders.callerFor(orderId, caller)) };
  const orderEntryIds = await entriesOf(xport, orderId, scope);
  const asked = [...statuses].map(async ([goodsStatus, said]): Promise<readonly OfferedReason[]> => {
    const { data } = await xport.refunds.reasons({ orderId, orderEntryIds, goodsStatus }, scope);
    return data.items.map((reason) => ({ reason, goodsStatus, received: said }));
  });
  const [first = [], ...others] = await Promise.all(
    asked.map((list, at) => (at === 0 ? list : list.catch(() => []))),
  );
  const ids = new Set(first.map(({ reason }) => reason.id));
  return [...first, ...others.flat().filter(({ reason }) => !ids.has(reason.id))];
}

export function reasonName({ name, needsVoucher }: RefundReason, words: RefundWords): string {
  const said =
    name === undefined
      ? words.reasons.unnamed
      : words.reasons.named(shorten(outsideWords(name), longestName));
  return needsVoucher ? words.punctuation.aside(said, words.reasons.needsPicture) : said;
}

/** What a reason is called in a choice. */
function offeredName({ reason, received, goodsStatus }: OfferedReason, words: RefundWords): string {
  const name = reasonName(reason, words);
  return shorten(
    received === undefined ? name : words.reasons.where(name, words.goods[goodsStatus]),
    longestOption,
  );
}
