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
import { buyingCalls, type Wanted } from './arguments.ts';
import { type Described, describe } from './described.ts';
import type { BuyingParts } from './parts.ts';

/** As many as a choice holds. */
const mostKinds = 25;
const longestOption = 75;

/** Everything that ordering needs, or the card that asks for what is missing. */
export async function completed(
  parts: BuyingParts,
  wanted: Wanted,
  run: Run,
): Promise<{ readonly purchase: Purchase; readonly described: Described } | { readonly card: Card }> {
  const words = parts.words[run.language].buying;
  const calls = buyingCalls(parts.words);
  const described = await describe(parts, wanted, run);
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
  if (wanted.address === undefined) {
    const run = calls.preview({ ...wanted, sku: specId }, { ask: ['address'] });
    const give: Action = { kind: 'run', label: words.giveAddress, style: 'primary', run };
    return { card: plainCard('plain', words.noAddress, [words.noAddressAdvice], { actions: [give] }) };
  }
  const { offer: offerId, quantity, address: addressId } = wanted;
  return { purchase: { offerId, specId, quantity, addressId }, described };
}

/** What it costs now, with the button that orders it for exactly that, under a key of its own. */
export async function previewCard(parts: BuyingParts, wanted: Wanted, run: Run): Promise<Card> {
  const all = parts.words[run.language];
  const words = all.buying;
  const calls = buyingCalls(parts.words);
  const ready = await completed(parts, wanted, run);
  if ('card' in ready) return ready.card;
  const { purchase, described } = ready;
  const scope = { organization: run.organization, signal: run.signal };
  const { data, requestId } = await parts.xport.buying.preview(requestOf(purchase), scope);
  if (!isAbout(data, purchase)) {
    return plainCard('bad', words.create.misunderstood, [words.create.misunderstoodAdvice]);
  }
  const quote = quoteOf(data);
  const whole: Wanted = { ...wanted, sku: purchase.specId };
  const { told } = described;
  const key = newOrderKey(parts.clock, parts.random);
  return {
    tone: 'plain',
    title: told.title ?? words.untitled(told.offerId),
    body: [...quoteBlocks(told, quote, words), { kind: 'text', text: [words.notYetOrdered] }],
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
      { kind: 'run', label: words.otherAddress, run: calls.preview(whole, { ask: ['address'] }) },
    ],
    ...(requestId !== '' && { footnote: [all.xport.request(requestId)] }),
  };
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
