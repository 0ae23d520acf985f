import { sellerName } from '../../cards/basket-lines.ts';
import { lineText, plainCard } from '../../cards/buying-cards.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import { type BasketLine, type Full, isSameLine, withMore } from '../../domain/buying/basket.ts';
import { mostLines } from '../../domain/buying/purchase.ts';
import { isSpecId } from '../../domain/products/variants.ts';
import { allWords, type Words } from '../../languages/index.ts';
import type { BuyingDeps } from '../buying/deps.ts';
import { validateLine, whichSpec } from '../buying/line-check.ts';
import { type OfferInfo, offerInfo } from '../buying/offer-info.ts';
import { goodsFields } from '../buying/order-fields.ts';
import { offerLookUp } from '../offer-argument.ts';
import { basketAdd, basketChange, basketEmpty, basketPreview, basketRemove } from './descriptions.ts';
import { lineViews, notThere, openBasket, shownBasket } from './show.ts';
import { basketOf, changeLine, dropLines } from './stored-basket.ts';

/** As many as a choice holds. */
const mostChoices = 25;
const longestOption = 75;

/** What was put in. */
interface Put {
  /** As it is in the basket now. */
  readonly line: BasketLine;
  /** How many lines of its seller there are now, all of which can be ordered together. */
  readonly ofSeller: number;
}

export function basketAddCommand(deps: BuyingDeps) {
  return basketAdd.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    fields: (given, caller) => goodsFields(deps, given, caller),
    async run(wanted, run): Promise<Card> {
      const words = allWords[run.language];
      const info = await offerInfo(deps, wanted, run);
      const { view, seller } = info;
      const { offer: offerId, sku, quantity } = wanted;
      const again = {
        ofSku: (specId: string) => basketAdd.call({ ...wanted, sku: specId }, { replace: true }),
        quantity: basketAdd.call(wanted, { ask: ['quantity'] }),
        nothingDone: words.basket.unchanged,
      };
      const id = { offerId, specId: view.specId };
      const kept = await changeLine<Put, Card>(deps.people, run, id, ({ lines }) => {
        const line = withMore(lines, { ...id, quantity, seller });
        if ('full' in line) return { otherwise: fullCard(line, words) };
        const invalid = validateLine(info, { sku, pieces: line.quantity }, again, words.buying);
        if (invalid !== undefined) return { otherwise: invalid };
        if (line.specId !== undefined && !isSpecId(line.specId))
          return { otherwise: whichSpec(words.basket.unchanged, words.basket) };
        const others = lines.filter((each) => each.seller === line.seller && !isSameLine(each, line));
        return { line, ofSeller: 1 + others.length };
      });
      return 'otherwise' in kept ? kept.otherwise : lineCard(kept, info, words);
    },
  });
}

function fullCard({ full, most }: Full, { basket, buying }: Words): Card {
  const title =
    full === 'pieces' ? basket.full.pieces(buying.pieces(most, undefined)) : basket.full[full](most);
  return plainCard('warning', title, [basket.fullAdvice], {
    actions: [openBasket(basket)],
  });
}

/** A line as it is in the basket now. */
function lineCard({ line, ofSeller }: Put, { known, view }: OfferInfo, { basket, buying }: Words): Card {
  const sku = view.skuName ?? line.specId;
  const { offerId: offer, specId, quantity } = line;
  return {
    tone: known ? 'good' : 'warning',
    title: basket.added,
    body: [
      {
        kind: 'text',
        text: [{ bold: view.title ?? buying.untitled(line.offerId) }],
      },
      {
        kind: 'fields',
        fields: [
          { label: buying.offerId, value: [{ code: line.offerId }] },
          ...(sku === undefined ? [] : [{ label: buying.kind, value: [sku] }]),
          { label: buying.amount, value: [buying.pieces(line.quantity, view.unit)] },
          { label: basket.seller, value: [sellerName(line.seller, basket)] },
        ],
      },
      ...(known ? [] : [{ kind: 'text' as const, text: [basket.notTold] }]),
    ],
    actions: [
      {
        kind: 'run',
        label: basket.order(Math.min(ofSeller, mostLines)),
        run: orderOf(offer),
        style: 'primary',
      },
      openBasket(basket),
      {
        kind: 'run',
        label: basket.changeOne,
        run: basketChange.call({ offer, sku: specId, quantity }, { replace: true, ask: ['quantity'] }),
      },
      {
        kind: 'run',
        label: basket.takeOutOne,
        run: basketRemove.call({ offer, sku: specId }, { replace: true }),
      },
    ],
  };
}

/** Previews all that is there of the seller of `offer`. */
const orderOf = (offer: string) => basketPreview.call({ offer, address: undefined, lines: undefined });

export function basketChangeCommand(deps: BuyingDeps) {
  return basketChange.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    fields: (given, caller) => goodsFields(deps, given, caller),
    async run({ offer: offerId, quantity, sku }, run): Promise<Card> {
      const words = allWords[run.language];
      const { lines } = await basketOf(deps.people, run);
      const own = lines.filter((line) => line.offerId === offerId);
      const meant = sku === undefined ? own : await linesMeant(deps, own, sku, run);
      const [only, ...others] = meant;
      if (sku !== undefined && others.length > 0) {
        const call = (specId: string | undefined) =>
          basketChange.call({ offer: offerId, sku: specId, quantity }, { replace: true });
        return whichLine(deps, meant, call, run);
      }
      const wanted = others.length === 0 ? (only?.specId ?? sku) : undefined;
      const offer = await offerInfo(deps, { offer: offerId, quantity, sku: wanted }, run);
      const again = {
        ofSku: (specId: string) =>
          basketChange.call({ offer: offerId, sku: specId, quantity }, { replace: true }),
        quantity: basketChange.call(
          { offer: offerId, sku: wanted, quantity },
          { replace: true, ask: ['quantity'] },
        ),
        nothingDone: words.basket.unchanged,
      };
      const invalid = validateLine(offer, { sku: wanted, pieces: quantity }, again, words.buying);
      if (invalid !== undefined) return invalid;
      const id = { offerId, specId: offer.view.specId };
      const kept = await changeLine<Pick<Put, 'line'>, Card>(deps.people, run, id, (basket) => {
        const line = basket.lines.find((each) => isSameLine(each, id));
        return line === undefined
          ? { otherwise: notThere(offerId, words) }
          : { line: { ...line, quantity, seller: offer.seller ?? line.seller } };
      });
      if ('otherwise' in kept) return kept.otherwise;
      const said = words.basket.changed(lineText(offer.view, words.buying));
      return shownBasket(deps, { of: offerId, said }, run);
    },
  });
}

/** Those of `lines`, all of one offer, whose variant `sku` names: what several are called is looked for in the basket alone. */
async function linesMeant(
  deps: BuyingDeps,
  lines: readonly BasketLine[],
  sku: string,
  run: Run,
): Promise<readonly BasketLine[]> {
  const [first] = lines;
  const byId = lines.filter(({ specId }) => specId === sku);
  if (first === undefined || byId.length > 0) return byId;
  const { among } = await offerInfo(deps, { offer: first.offerId, quantity: 1, sku }, run);
  return lines.filter((line) => among.some(({ specId }) => specId === line.specId));
}

/** Asks which of several lines of one offer is meant. */
async function whichLine(
  deps: BuyingDeps,
  lines: readonly BasketLine[],
  call: (specId: string | undefined) => CommandCall,
  run: Run,
): Promise<Card> {
  const { buying } = allWords[run.language];
  const views = await lineViews(deps, lines, run);
  const options = views.slice(0, mostChoices).map(({ line, view }) => ({
    label: shorten(view.skuName ?? line.specId ?? line.offerId, longestOption),
    run: call(line.specId),
  }));
  return plainCard('plain', buying.whichKind, [buying.whichOfKindAdvice], {
    actions: [{ kind: 'select', label: buying.chooseKind, options }],
  });
}

export function basketRemoveCommand(deps: BuyingDeps) {
  return basketRemove.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run({ offer: offerId, sku }, run): Promise<Card> {
      const words = allWords[run.language];
      const { lines } = await basketOf(deps.people, run);
      const own = lines.filter((line) => line.offerId === offerId);
      const out = sku === undefined ? own : await linesMeant(deps, own, sku, run);
      const [first, ...others] = out;
      if (first === undefined) return notThere(offerId, words);
      if (sku !== undefined && others.length > 0) {
        const call = (specId: string | undefined) =>
          basketRemove.call({ offer: offerId, sku: specId }, { replace: true });
        return whichLine(deps, out, call, run);
      }
      await dropLines(deps.people, run, out);
      const [only] = others.length === 0 ? await lineViews(deps, [first], run) : [];
      const what = only ? lineText(only.view, words.buying) : words.buying.untitled(offerId);
      const next = lines.find((line) => !out.includes(line) && line.seller === first.seller);
      return shownBasket(deps, { of: next?.offerId, said: words.basket.takenOut(what) }, run);
    },
  });
}

export function basketEmptyCommand(deps: BuyingDeps) {
  return basketEmpty.does({
    async run({ confirm }, run): Promise<Card> {
      const words = allWords[run.language].basket;
      const { lines, unreadable } = await basketOf(deps.people, run);
      const count = lines.length + unreadable.length;
      if (count === 0) return shownBasket(deps, {}, run);
      if (confirm) {
        await dropLines(deps.people, run, lines, unreadable);
        return shownBasket(deps, { said: words.emptied }, run);
      }
      return plainCard('warning', words.emptyTitle, [words.emptyAdvice(count)], {
        actions: [
          {
            kind: 'run',
            label: words.emptyButton,
            style: 'danger',
            run: basketEmpty.call({ confirm: true }, { replace: true }),
          },
        ],
      });
    },
  });
}
