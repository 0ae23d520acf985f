import {
  type Basket,
  type BasketLine,
  basketName,
  leftOf,
  printBasketLine,
  readBasket,
} from '../../domain/buying/basket.ts';
import type { OrderLine } from '../../domain/buying/purchase.ts';
import { minuteMs } from '../../runtime/durations.ts';
import type { People } from '../../store/contract/settings.ts';
import type { BuyingDeps } from '../buying/deps.ts';
import type { Who } from '../default-address.ts';

/** Longer than removing a few lines takes. */
const holdMs = minuteMs;

/** The person's own basket in this organization. */
export async function basketOf(people: People, { organization, person }: Who): Promise<Basket> {
  return readBasket(await people.remembered({ organization, person }));
}

/** Keeps the line in the place of what is there of the same variant. */
export async function keepLine(
  people: People,
  { organization, person }: Who,
  line: BasketLine,
): Promise<void> {
  await people.remember({ organization, person, ...printBasketLine(line) });
}

/** Removes lines, and what is kept under the names `others`. */
export async function dropLines(
  people: People,
  { organization, person }: Who,
  lines: readonly BasketLine[],
  others: readonly string[] = [],
): Promise<void> {
  await people.forget({ organization, person, names: [...lines.map(basketName), ...others] });
}

/**
 * Removes what was ordered under `key` from the basket, once: a later click on the same confirmation finds its order again,
 * and by then the basket may hold the same anew. Gives whether it is removed. Never rejects: the order stands in any case.
 */
export async function takeOrdered(
  { people, claims, log }: BuyingDeps,
  { key, lines }: { readonly key: string; readonly lines: readonly OrderLine[] },
  who: Who,
): Promise<boolean> {
  const once = `basket-taken:${key}`;
  try {
    const claim = await claims.begin({ key: once, holdMs });
    if (claim.state !== 'new') return true;
    const left = leftOf((await basketOf(people, who)).lines, lines);
    for (const line of left.filter(({ quantity }) => quantity > 0)) await keepLine(people, who, line);
    await dropLines(
      people,
      who,
      left.filter(({ quantity }) => quantity === 0),
    );
    await claims.finish({ key: once, outcome: '{}' });
    return true;
  } catch (error) {
    log.error({ err: error }, 'what was ordered could not be taken out of a basket');
    return false;
  }
}
