import { z } from 'zod';
import { bounds } from './bounds.ts';
import { passOn, refuseBeyond, whole } from './fields.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** How many items the page held that could not be read. */
  readonly unreadable: number;
  /** How many there are on all pages, where that is said. */
  readonly total: number | undefined;
}

const listNames = ['result', 'records', 'list', 'data', 'rows', 'orders', 'items'] as const;
const totalNames = ['totalRecord', 'totalRecords', 'total', 'totalCount', 'count'] as const;

/**
 * A page of `item`s, under any of the names that 1688 and others give it, or as a bare list; null is an empty one.
 * Unlike a list within an answer it is read item by item: one that does not fit must not hide the others. Longer than its
 * bound, or with a list in it that is, it makes no sense.
 */
export function page<Item extends z.ZodType>(item: Item) {
  return z.transform((given, context): Page<z.output<Item>> => {
    const found = listIn(given);
    if (found === undefined) {
      context.issues.push({ code: 'custom', message: 'not a page', input: given });
      return z.NEVER;
    }
    if (found.list.length > bounds.page) return refuseBeyond(bounds.page, context, given);
    const read = found.list.filter((each) => each !== null).map((each) => item.safeParse(each));
    if (read.some(({ error }) => error !== undefined && passOn(error, context))) return z.NEVER;
    const items = read.flatMap(({ success, data }) => (success ? [data] : []));
    return Object.freeze({
      items: Object.freeze(items),
      unreadable: read.length - items.length,
      total: found.total,
    });
  });
}

function listIn(
  given: unknown,
): { readonly list: readonly unknown[]; readonly total?: number | undefined } | undefined {
  if (given === null || given === undefined) return { list: [] };
  if (Array.isArray(given)) return { list: given };
  if (typeof given !== 'object') return undefined;
  const named = new Map(Object.entries(given));
  const name = listNames.find((each) => named.has(each));
  if (name === undefined) return undefined;
  const within = named.get(name);
  const list = within === null ? [] : within;
  // Some wrap the page once more.
  if (!Array.isArray(list)) return name === 'result' || name === 'data' ? listIn(list) : undefined;
  const total = totalNames
    .map((each) => whole.safeParse(named.get(each)).data)
    .find((each) => each !== undefined);
  return { list, total };
}
