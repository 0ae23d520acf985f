import { newOrderKey } from '../../buying/order-key.ts';
import type { Purchase } from '../../buying/purchase.ts';
import { requestOf } from '../../buying/purchase.ts';
import { isAbout, quoteOf } from '../../buying/quote.ts';
import { plainCard, quoteBlocks } from '../../cards/buying-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import type { BuyingWords } from '../../languages/buying/words.ts';
import { formatFen } from '../../orders/money.ts';
import { XportError, type XportFault } from '../../xport/client.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { buyingCalls, chooseAddress, type Wanted } from './arguments.ts';
import { type Described, describe } from './described.ts';
import type { BuyingParts } from './parts.ts';
import { type WhereTo, whereTo, whereWords, whichAddress } from './where-to.ts';

/** As many as a choice holds. */
const mostKinds = 25;
const longestOption = 75;

/** Everything that ordering needs, or the card that asks for what is missing. */
export async function completed(
  parts: BuyingParts,
  wanted: Wanted,
  run: Run,
): Promise<
  | { readonly purchase: Purchase; readonly described: Described; readonly where: WhereTo }
  | { readonly card: Card }
> {
  const words = parts.words[run.language].buying;
  const calls = buyingCalls(parts.words);
  const [described, where] = await Promise.all([
    describe(parts, wanted, run),
    whereTo(parts, wanted.address, run),
  ]);
  const { kinds, chosen, least, lot, told } = described;
  if (chosen === undefined && kinds.length > 0) return { card: chooseKind(kinds, wanted, words, calls) };
  const more: Action = {
    kind: 'run',
    label: words.otherQuantity,
    run: calls.preview(wanted, { ask: ['quantity'] }),
  };
  if (least !== undefined && wanted.quantity < least) {
    const title = words.tooFew(words.pieces(least, told.unit));
    return { card: plainCard('warning', title, [words.tooFewAdvice], { actions: [more] }) };
  }
  if (lot !== undefined && lot > 1 && wanted.quantity % lot !== 0) {
    const title = words.noMultiple(words.pieces(lot, told.unit));
    return { card: plainCard('warning', title, [words.create.nothingOrdered], { actions: [more] }) };
  }
  const specId = chosen?.specId ?? wanted.sku;
  const { addressId } = where;
  if (addressId === undefined) {
    const purchase = { ...wanted, sku: specId, address: undefined };
    const to = (address: string) => calls.preview({ ...purchase, address }, { replace: true });
    const give = calls.preview(purchase, { ask: ['address'] });
    return { card: whichAddress(where.known, parts.words[run.language], to, give) };
  }
  const { offer: offerId, quantity } = wanted;
  return { purchase: { lines: [{ offerId, specId, quantity }], addressId }, described, where };
}

/** What it costs now, with the button that orders it for exactly that, under a key of its own. */
export async function previewCard(parts: BuyingParts, wanted: Wanted, run: Run): Promise<Card> {
  const all = parts.words[run.language];
  const words = all.buying;
  const calls = buyingCalls(parts.words);
  const ready = await completed(parts, wanted, run);
  if ('card' in ready) return ready.card;
  const { purchase, described, where } = ready;
  const whole: Wanted = { ...wanted, sku: purchase.lines[0]?.specId, address: purchase.addressId };
  const otherAddress: Action = {
    kind: 'run',
    label: words.otherAddress,
    run: calls.preview({ ...whole, address: chooseAddress }, { replace: true }),
  };
  const asked = await parts.xport.buying
    .preview(requestOf(purchase), run)
    .catch((error: unknown) => refusalIn(error));
  if (!('data' in asked)) {
    return { ...xportFaultCard(asked, all.xport), actions: [otherAddress] };
  }
  const { data, requestId } = asked;
  if (!isAbout(data, purchase)) {
    return plainCard('bad', words.create.misunderstood, [words.create.misunderstoodAdvice]);
  }
  const quote = quoteOf(data);
  const { told } = described;
  const key = newOrderKey(parts.clock, parts.random);
  return {
    tone: 'plain',
    title: told.title ?? words.untitled(told.offerId),
    body: [
      ...quoteBlocks(told, quote, words),
      { kind: 'text', text: [{ bold: words.deliverTo }, ` ${whereWords(where, all)}`] },
      { kind: 'text', text: [words.notYetOrdered] },
    ],
    actions: [
      {
        kind: 'run',
        label: words.orderFor(formatFen(quote.toPayFen)),
        run: calls.create({ ...whole, total: quote.toPayFen, key }),
        style: 'primary',
      },
      {
        kind: 'run',
        label: words.otherQuantity,
        run: calls.preview(whole, { ask: ['quantity'] }),
      },
      otherAddress,
    ],
    ...(requestId !== '' && { footnote: [all.xport.request(requestId)] }),
  };
}

/** What the partner refuses may be the address: then there is another to choose. */
function refusalIn(error: unknown): XportFault {
  if (error instanceof XportError && error.fault.kind === 'refused') return error.fault;
  throw error;
}

function chooseKind(
  kinds: Described['kinds'],
  wanted: Wanted,
  words: BuyingWords,
  calls: ReturnType<typeof buyingCalls>,
): Card {
  const unknown = wanted.sku !== undefined;
  const options = kinds.slice(0, mostKinds).map(({ specId, name }) => ({
    label: shorten(name, longestOption),
    run: calls.preview({ ...wanted, sku: specId }, { replace: true }),
  }));
  const sentences = [unknown ? words.noSuchKindAdvice : words.whichKindAdvice];
  if (kinds.length > mostKinds) sentences.push(words.moreKinds(kinds.length - mostKinds));
  return plainCard(unknown ? 'warning' : 'plain', unknown ? words.noSuchKind : words.whichKind, sentences, {
    actions: [{ kind: 'select', label: words.chooseKind, options }],
  });
}
