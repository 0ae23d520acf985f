import {
  type Basket,
  type BasketLine,
  basketName,
  isSameLine,
  type LineId,
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

/** How often another change of the same line may come first before a change is given up. */
const tries = 50;

/**
 * Changes what is there of one variant: `change` is told what the basket holds at that moment, gives what the line becomes
 * (`undefined`: it is taken out), and is asked again where another change came first, so that none is lost. What it gave last
 * is given; nothing changes where that is no line.
 */
export async function changeLine<Changed extends { readonly line: BasketLine | undefined }, Else>(
  people: People,
  { organization, person }: Who,
  id: LineId,
  change: (basket: Basket) => Changed | { readonly otherwise: Else },
): Promise<Changed | { readonly otherwise: Else }> {
  const name = basketName(id);
  for (let left = tries; left > 0; left -= 1) {
    const texts = await people.remembered({ organization, person });
    const changed = change(readBasket(texts));
    if ('otherwise' in changed) return changed;
    const from = texts.get(name);
    const to = changed.line && printBasketLine(changed.line).value;
    if (from === to || (await people.replace({ organization, person, name, from, to }))) return changed;
  }
  throw new Error('a line of a basket was changed by others too often');
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
    for (const line of lines) {
      await changeLine(people, who, line, (basket) => {
        const [left] = leftOf(
          basket.lines.filter((each) => isSameLine(each, line)),
          [line],
        );
        return left === undefined
          ? { otherwise: 'not there' }
          : { line: left.quantity > 0 ? left : undefined };
      });
    }
    await claims.finish({ key: once, outcome: '{}' });
    return true;
  } catch (error) {
    log.error({ err: error }, 'what was ordered could not be taken out of a basket');
    return false;
  }
}
