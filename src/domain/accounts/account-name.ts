import type { StoredAccount, StoredAccountChange } from '../../store/contract/account-names.ts';

/*
 * Which account at the partner an access key belongs to. An account has a name of its own in the store, and any number of
 * keys, one after the other: a partner's console gives a new key and ends the old one at once. Rows of the account stand
 * under its id, which no key can be told from.
 */

/** What the settings say of the account in use. */
export interface AccountInUse {
  /** Of its access key. */
  readonly digest: string;
  /** Of the key before, where one is named. */
  readonly previous?: string | undefined;
  /** `XPORT_ACCOUNT`. */
  readonly name?: string | undefined;
}

export type AccountDecision =
  | { readonly kind: 'known'; readonly change: StoredAccountChange }
  /** The key is new, and nothing says whether it is a key of one of these. */
  | { readonly kind: 'undecided'; readonly among: readonly StoredAccount[] }
  /** The settings name two accounts at once: by the key, and by the name. */
  | { readonly kind: 'two names'; readonly byKey: string; readonly byName: string };

/** The sandbox's: the same at each start, and never that of an account. */
export const sandboxAccount: StoredAccountChange = {
  account: { id: 'sandbox', name: 'sandbox', named: false, kind: 'sandbox' },
  keys: [],
};

/**
 * Decides by what the store knows and the settings say. Two accounts become one only where the key before is named; a key
 * that is linked to nothing is a new account's only where there is no other account that it could belong to. `fresh` is the
 * account to be made then.
 */
export function accountOf(
  known: readonly StoredAccount[],
  { digest, previous, name }: AccountInUse,
  fresh: { readonly id: string; readonly name: string },
): AccountDecision {
  const accounts = known.filter(({ kind }) => kind !== 'sandbox');
  const withKey = (key: string | undefined) =>
    key === undefined ? undefined : accounts.find(({ keys }) => keys.includes(key));
  const own = withKey(digest);
  const before = withKey(previous);
  const called = name === undefined ? undefined : accounts.find((each) => each.name === name);
  const linked = own ?? before ?? called;
  if (linked === undefined) {
    const among = othersOf(accounts);
    // Who gives a name that is new, beside accounts that were given theirs, says that it is another.
    const isAnother = name !== undefined && among.every(({ named }) => named);
    if (among.length > 0 && (!isAnother || previous !== undefined)) return { kind: 'undecided', among };
    return { kind: 'known', change: made(fresh, { digest, previous, name }) };
  }
  if (called !== undefined && called !== linked && called !== before) {
    return { kind: 'two names', byKey: linked.name, byName: called.name };
  }
  const absorbs = own !== undefined && before !== undefined && before !== own ? before.id : undefined;
  return {
    kind: 'known',
    change: {
      account: {
        id: linked.id,
        name: name ?? linked.name,
        named: name !== undefined || linked.named,
        kind: 'account',
      },
      keys: [digest, ...(previous === undefined ? [] : [previous])],
      ...(absorbs !== undefined && { absorbs }),
    },
  };
}

/**
 * What an admin says of a key that is linked to nothing: that it is one of the account `id`, or of none that is known. Gives
 * nothing where there is no such account, and what stands where the key was linked meanwhile.
 */
export function accountChosen(
  known: readonly StoredAccount[],
  inUse: AccountInUse,
  chosen: { readonly id: string } | { readonly another: { readonly id: string; readonly name: string } },
): StoredAccountChange | undefined {
  const own = known.find(({ kind, keys }) => kind !== 'sandbox' && keys.includes(inUse.digest));
  const account = own ?? ('id' in chosen ? othersOf(known).find(({ id }) => id === chosen.id) : undefined);
  if (account !== undefined) {
    const { id, name, named } = account;
    return { account: { id, name, named, kind: 'account' }, keys: [inUse.digest] };
  }
  return 'another' in chosen ? made(chosen.another, { digest: inUse.digest, name: inUse.name }) : undefined;
}

/** The accounts that a key could belong to, the one used last first: the sandbox is none of them. */
export function othersOf(known: readonly StoredAccount[]): readonly StoredAccount[] {
  return known
    .filter(({ kind, holds }) => kind !== 'sandbox' && holds)
    .toSorted((one, other) => other.usedAt - one.usedAt);
}

function made(
  fresh: { readonly id: string; readonly name: string },
  { digest, previous, name }: AccountInUse,
): StoredAccountChange {
  return {
    account: { id: fresh.id, name: name ?? fresh.name, named: name !== undefined, kind: 'account' },
    keys: [digest, ...(previous === undefined ? [] : [previous])],
  };
}

/**
 * Thrown by whatever would read or write rows of the account while it is not known which one that is: the access key is
 * new, and the store holds orders, watches or claims of another.
 */
export class AccountUndecided extends Error {
  override readonly name = 'AccountUndecided';
  constructor() {
    super('the access key in use is linked to no account yet');
  }
}
