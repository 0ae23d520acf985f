import { type Scope, type StoredAddress, type Xport, XportError } from '../../xport/client.ts';

export type AddressCalls = Pick<Xport['addresses'], 'get'>;

/** Addresses as the partner lists them. */
export interface AddressList {
  readonly items: readonly StoredAddress[];
  /** How many of those looked through could not be read. */
  readonly unreadable: number;
  /** How many there are in all, as far as the partner says; at least `items` and `unreadable` together. */
  readonly total: number;
  /** Every address there is was looked through, and could be read. */
  readonly whole: boolean;
}

export type FoundAddress =
  | { readonly state: 'found'; readonly stored: StoredAddress }
  /** The partner has none of that id; these are those that it has. */
  | { readonly state: 'none'; readonly list: AddressList }
  /** It is not among those that could be read, and those are not all. */
  | { readonly state: 'not told' };

/** As many pages as are turned in search of one address. */
const mostPages = 50;

/** A list as long as this may be a first page, where the partner does not say how many there are. */
const leastPage = 10;

export function addressIdOf({ id, addressId }: StoredAddress): string | undefined {
  return id ?? addressId;
}

/**
 * The address of that id as the partner has it now. One call where the partner knows it; what is not found by its id is
 * looked for in the whole list, since a refusal may have other reasons and it is not known whether the id is heeded.
 * Rejects with an XportError where the partner gives no answer, or refuses to list.
 */
export async function findAddress(calls: AddressCalls, id: string, scope: Scope): Promise<FoundAddress> {
  const isIt = (stored: StoredAddress) => addressIdOf(stored) === id;
  const [direct] = (await askFor(calls, id, scope)).filter(isIt);
  if (direct !== undefined) return { state: 'found', stored: direct };
  const list = await listAddresses(calls, scope, (items) => items.some(isIt));
  const stored = list.items.find(isIt);
  if (stored !== undefined) return { state: 'found', stored };
  return list.whole ? { state: 'none', list } : { state: 'not told' };
}

/** What comes for the id; nothing where the partner refuses it. */
async function askFor(calls: AddressCalls, id: string, scope: Scope): Promise<readonly StoredAddress[]> {
  try {
    return (await calls.get({ id }, scope)).data.items;
  } catch (error) {
    if (error instanceof XportError && error.fault.kind === 'refused' && error.fault.status < 500) return [];
    throw error;
  }
}

/**
 * The addresses in the partner's order, page after page until `isEnough` of what was read so far. Rejects with an
 * XportError where a page does not come.
 */
export async function listAddresses(
  calls: AddressCalls,
  scope: Scope,
  isEnough: (items: readonly StoredAddress[]) => boolean,
): Promise<AddressList> {
  const { data: first } = await calls.get({}, scope);
  const pageSize = first.items.length + first.unreadable;
  const items = [...first.items];
  const known = new Set(items.map(addressIdOf));
  let { unreadable } = first;
  let isLast = pageSize === 0;
  const isAll = () =>
    isLast || (first.total === undefined ? pageSize < leastPage : items.length + unreadable >= first.total);
  for (let page = 2; page <= mostPages && !isAll() && !isEnough(items); page += 1) {
    const { data } = await calls.get({ page, pageSize }, scope);
    const more = data.items.filter((item) => !known.has(addressIdOf(item)));
    for (const item of more) known.add(addressIdOf(item));
    items.push(...more);
    // A partner that turns no pages gives the first one again.
    isLast = more.length === 0;
    if (!isLast) unreadable += data.unreadable;
  }
  const read = items.length + unreadable;
  const total = Math.max(first.total ?? 0, read);
  return { items, unreadable, total, whole: isAll() && unreadable === 0 && total === read };
}
