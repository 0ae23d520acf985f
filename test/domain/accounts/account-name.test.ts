import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountChosen, accountOf, othersOf } from '../../../src/domain/accounts/account-name.ts';
import type { StoredAccount } from '../../../src/store/contract/account-names.ts';

const account = (id: string, more: Partial<StoredAccount> = {}): StoredAccount => ({
  id,
  name: `name-${id}`,
  named: false,
  kind: 'account',
  keys: [`key-${id}`],
  usedAt: 1,
  holds: true,
  ...more,
});
const fresh = { id: 'fresh', name: 'fresh-name' };
const idOf = (decision: ReturnType<typeof accountOf>) =>
  decision.kind === 'known' ? decision.change.account.id : decision.kind;

describe('whose access key it is', () => {
  const [a, b] = [account('a'), account('b')];

  it.each<[string, readonly StoredAccount[], Parameters<typeof accountOf>[1], string]>([
    ['the first of all', [], { digest: 'k' }, 'fresh'],
    ['one that is known', [a, b], { digest: 'key-b' }, 'b'],
    ['new, with nothing before that matters', [account('a', { holds: false })], { digest: 'k' }, 'fresh'],
    ['new, after a sandbox alone', [account('s', { kind: 'sandbox' })], { digest: 'k' }, 'fresh'],
    ['new, linked to nothing', [a], { digest: 'k' }, 'undecided'],
    [
      'new, after what may have been a sandbox',
      [account('u', { kind: 'unknown' })],
      { digest: 'k' },
      'undecided',
    ],
    ['new, and the one before is named', [a, b], { digest: 'k', previous: 'key-a' }, 'a'],
    ['new, and one is named that is not known', [a], { digest: 'k', previous: 'other' }, 'undecided'],
    ['new, and named as an account is', [a, b], { digest: 'k', name: 'name-b' }, 'b'],
    [
      'new, under a new name beside one that no person named',
      [a],
      { digest: 'k', name: 'shop' },
      'undecided',
    ],
    [
      'new, under a new name beside named ones',
      [account('a', { named: true })],
      { digest: 'k', name: 'shop' },
      'fresh',
    ],
    ['known, under the name of another', [a, b], { digest: 'key-a', name: 'name-b' }, 'two names'],
    [
      'new, and two accounts are named',
      [a, b],
      { digest: 'k', previous: 'key-a', name: 'name-b' },
      'two names',
    ],
  ])('%s', (_, known, inUse, wanted) => {
    expect(idOf(accountOf(known, inUse, fresh))).toBe(wanted);
  });

  it('brings two accounts together only where the key before is named', () => {
    const merged = accountOf([a, b], { digest: 'key-b', previous: 'key-a' }, fresh);
    expect(merged).toMatchObject({ kind: 'known', change: { account: { id: 'b' }, absorbs: 'a' } });
    const accounts = fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        named: fc.boolean(),
        holds: fc.boolean(),
        kind: fc.constantFrom('account', 'sandbox', 'unknown'),
      }),
      { maxLength: 4 },
    );
    const key = fc.constantFrom('key-a', 'key-b', 'key-c', 'new');
    const name = fc.option(fc.constantFrom('name-a', 'name-c', 'shop'), { nil: undefined });
    fc.assert(
      fc.property(
        accounts,
        key,
        fc.option(key, { nil: undefined }),
        name,
        (given, digest, previous, called) => {
          const known = [...new Map(given.map((each) => [each.id, account(each.id, each)])).values()];
          const decision = accountOf(known, { digest, previous, name: called }, fresh);
          if (decision.kind !== 'known') return;
          const { account: chosen, absorbs } = decision.change;
          const before = known.find(({ id }) => id === chosen.id);
          expect(before?.kind).not.toBe('sandbox');
          if (absorbs !== undefined) {
            expect(known.find(({ id }) => id === absorbs)?.keys).toContain(previous);
            expect(before?.keys).toContain(digest);
          }
          // What stands is taken up only by its key, the key before, or its name.
          if (before !== undefined) {
            const links = [
              before.keys.includes(digest),
              before.keys.includes(previous ?? ''),
              before.name === called,
            ];
            expect(links).toContain(true);
          }
          // A new account beside others only where a person names it, and named those.
          if (before === undefined && othersOf(known).length > 0) {
            expect(called).toBeDefined();
            expect(othersOf(known).every(({ named }) => named)).toBe(true);
          }
        },
      ),
    );
  });

  it('is what an admin says, unless it was said meanwhile', () => {
    expect(accountChosen([a, b], { digest: 'k' }, { id: 'b' })?.account.id).toBe('b');
    expect(accountChosen([a, b], { digest: 'k' }, { another: fresh })?.account.id).toBe('fresh');
    expect(accountChosen([a, b], { digest: 'key-a' }, { another: fresh })?.account.id).toBe('a');
    expect(accountChosen([account('s', { kind: 'sandbox' })], { digest: 'k' }, { id: 's' })).toBeUndefined();
    expect(accountChosen([a], { digest: 'k' }, { id: 'gone' })).toBeUndefined();
  });
});
