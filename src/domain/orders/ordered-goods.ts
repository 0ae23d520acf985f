import { z } from 'zod';
import { jsonIn } from '../../runtime/json.ts';
import { localizedSchema } from '../../runtime/language.ts';
import type { Item, Order, ShownWords } from './order.ts';

const shownWords: z.ZodType<ShownWords> = z.object({
  title: z.string().optional(),
  variant: z.string().optional(),
  unit: z.string().optional(),
});

const line = z.object({
  offerId: z.string(),
  quantity: z.number(),
  /** Raw: checked again whenever it is shown. */
  picture: z.string().optional(),
  shown: localizedSchema(shownWords),
});

const orderedGoods = z.object({
  /** What was confirmed, which may have become several orders. */
  lines: z.array(line.readonly()).readonly(),
  /** Nothing but this order came of it. */
  whole: z.boolean(),
  /** Where it goes, masked, and the id of the address. */
  to: localizedSchema(z.string()).optional(),
});

/** What was shown of an order's goods when it was placed here, in every language. */
export type OrderedGoods = z.output<typeof orderedGoods>;
export type OrderedLine = OrderedGoods['lines'][number];

export function printGoods(goods: OrderedGoods): string {
  return JSON.stringify(goods);
}

/**
 * `order` with the words of its goods as they were shown when it was placed here, and with where it goes; quantities and
 * prices stay the partner's. `printed`: what {@link printGoods} made; for anything else the order stays as it is.
 */
export function withGoods(order: Order, printed: string | undefined): Order {
  const goods = printed === undefined ? undefined : orderedGoods.safeParse(jsonIn(printed)).data;
  if (goods === undefined) return order;
  const items = order.items.map((item): Item => {
    const ordered = lineOf(item, goods.lines);
    if (ordered === undefined) return item;
    const { picture = item.picture, shown } = ordered;
    return { ...item, picture, shown };
  });
  // Messages name no goods: until the partner was asked, what was ordered is what is known of them.
  const known = items.length > 0 || !goods.whole ? items : goods.lines.map(itemOf);
  return { ...order, items: known, ...(goods.to !== undefined && { goesTo: goods.to }) };
}

/** What was ordered as an item of the order, in the partner's own language. */
function itemOf({ offerId, quantity, picture, shown }: OrderedLine): Item {
  const { title, variant: sku, unit } = shown['zh-CN'];
  return { offerId, title, sku, unit, quantity, picture, shown };
}

/** The line that an item was ordered by; `undefined` where several variants of an offer can't be told apart. */
function lineOf({ offerId, sku, quantity }: Item, lines: OrderedGoods['lines']): OrderedLine | undefined {
  const ofOffer = lines.filter((each) => each.offerId === offerId);
  if (ofOffer.length < 2) return ofOffer[0];
  const named = ofOffer.filter(({ shown }) =>
    Object.values(shown).some(({ variant }) => variant !== undefined && bare(variant) === bare(sku ?? '')),
  );
  const alike = named.length > 0 ? named : ofOffer.filter((each) => each.quantity === quantity);
  return alike.length === 1 ? alike[0] : undefined;
}

/** Without what stands between the parts of a variant's name. */
function bare(variant: string): string {
  return variant
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
