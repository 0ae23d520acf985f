import { newOrderKey } from '../../buying/order-key.ts';
import { type Purchase, requestOf } from '../../buying/purchase.ts';
import { isAbout, quoteOf } from '../../buying/quote.ts';
import { plainCard, quoteBlocks, type Told } from '../../cards/buying-cards.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { formatFen } from '../../orders/money.ts';
import { XportError, type XportFault } from '../../xport/client.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { addressChoice } from './address-choice.ts';
import { buyingCalls, chooseAddress, type Wanted } from './arguments.ts';
import type { BuyingDeps } from './deps.ts';
import { type Described, describe } from './described.ts';
import { misfitCard } from './misfit.ts';
import { type KnownAddress, type WhereTo, whereBlock, whereTo } from './where-to.ts';

/** Why a preview is shown again: where the purchase goes was looked up already, and something is said of it. */
export interface Again {
  readonly where: WhereTo;
  readonly said: string;
}

/** Everything that ordering needs, or the card that asks for what is missing. */
export async function completed(
  deps: BuyingDeps,
  wanted: Wanted,
  run: Run,
  again?: Again,
): Promise<
  | { readonly purchase: Purchase; readonly described: Described; readonly where: KnownAddress }
  | { readonly card: Card }
> {
  const words = deps.words[run.language].buying;
  const calls = buyingCalls(deps.words);
  const choice = (where: Exclude<WhereTo, KnownAddress>, sku: string | undefined): Card => {
    const purchase = { ...wanted, sku, address: undefined };
    const preview = {
      to: (address: string | undefined) => calls.preview({ ...purchase, address }, { replace: true }),
      give: calls.preview(purchase, { ask: ['address'] }),
    };
    return addressChoice(where, preview, deps.words[run.language]);
  };
  if (again !== undefined && again.where.state !== 'known') return { card: choice(again.where, wanted.sku) };
  const [described, where] = await Promise.all([
    describe(deps, wanted, run),
    again?.where ?? whereTo(deps, wanted.address, run),
  ]);
  const card = misfitCard(
    described,
    { sku: wanted.sku, pieces: wanted.quantity },
    {
      ofKind: (sku) => calls.preview({ ...wanted, sku }, { replace: true }),
      quantity: calls.preview(wanted, { ask: ['quantity'] }),
      nothingDone: words.create.nothingOrdered,
    },
    words,
  );
  if (card !== undefined) return { card };
  const { specId } = described.told;
  if (where.state !== 'known') return { card: choice(where, specId) };
  const { addressId } = where;
  const { offer: offerId, quantity } = wanted;
  return { purchase: { lines: [{ offerId, specId, quantity }], addressId }, described, where };
}

/** What it costs now, and where it goes, with the button that orders exactly that, under a key of its own. */
export async function previewCard(deps: BuyingDeps, wanted: Wanted, run: Run, again?: Again): Promise<Card> {
  const words = deps.words[run.language].buying;
  const calls = buyingCalls(deps.words);
  const ready = await completed(deps, wanted, run, again);
  if ('card' in ready) return ready.card;
  const { purchase, described, where } = ready;
  const { told } = described;
  const whole: Wanted = { ...wanted, sku: purchase.lines[0]?.specId, address: purchase.addressId };
  return quotedCard(
    deps,
    { purchase, told: [told], where, said: again?.said },
    {
      title: told.title ?? words.untitled(told.offerId),
      order: (total, key) => calls.create({ ...whole, total, key, to: where.digest }),
      otherAddress: calls.preview({ ...whole, address: chooseAddress }, { replace: true }),
      change: { kind: 'run', label: words.otherQuantity, run: calls.preview(whole, { ask: ['quantity'] }) },
      more: [{ kind: 'run', label: deps.words[run.language].basket.add, run: calls.toBasket(whole) }],
    },
    run,
  );
}

/** What a purchase costs by a fresh preview, where it goes, and its confirmation; what the partner says where it refuses. */
export async function quotedCard(
  deps: BuyingDeps,
  ready: {
    readonly purchase: Purchase;
    /** Of each line. */
    readonly told: readonly Told[];
    readonly where: KnownAddress;
    /** Why it is shown again, where it is. */
    readonly said?: string | undefined;
  },
  offered: {
    readonly title: string;
    /** Orders it for exactly `total`, under a key of its own. */
    order(total: number, key: string): CommandCall;
    readonly otherAddress: CommandCall;
    /** Leads to other lines. */
    readonly change: Action;
    /** What else can be done with what can be ordered. */
    readonly more?: readonly Action[];
  },
  run: Run,
): Promise<Card> {
  const all = deps.words[run.language];
  const words = all.buying;
  const { purchase, told, where, said } = ready;
  const others: readonly Action[] = [
    offered.change,
    { kind: 'run', label: words.otherAddress, run: offered.otherAddress },
  ];
  const asked = await deps.xport.buying
    .preview(requestOf(purchase), run)
    .catch((error: unknown) => refusalIn(error));
  if (!('data' in asked)) return { ...xportFaultCard(asked, all.xport), actions: others };
  const { data, requestId } = asked;
  if (!isAbout(data, purchase)) {
    return plainCard('bad', words.create.misunderstood, [words.create.misunderstoodAdvice]);
  }
  const quote = quoteOf(data);
  const key = newOrderKey(deps.clock, deps.random);
  return {
    tone: said === undefined ? 'plain' : 'warning',
    title: offered.title,
    body: [
      ...(said === undefined ? [] : [{ kind: 'text' as const, text: [said] }]),
      ...quoteBlocks(told, quote, words),
      whereBlock(where, all),
      { kind: 'text', text: [words.notYetOrdered] },
    ],
    actions: [
      {
        kind: 'run',
        label: words.orderFor(formatFen(quote.toPayFen)),
        run: offered.order(quote.toPayFen, key),
        style: 'primary',
      },
      ...others,
      ...(offered.more ?? []),
    ],
    ...(requestId !== '' && { footnote: [all.xport.request(requestId)] }),
  };
}

/** What the partner refuses may be the address or a quantity: then there is another to choose. */
function refusalIn(error: unknown): XportFault {
  if (error instanceof XportError && error.fault.kind === 'refused') return error.fault;
  throw error;
}
