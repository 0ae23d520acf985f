import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSpendingRule, type Expense } from '../../../src/domain/buying/spending.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createAccountBooks } from '../../../src/wiring/account-books.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { openOwnStore } from '../../store/bed.ts';

const dayMs = 24 * 60 * 60_000;

describe('the limit of what one person spends', () => {
  let clock: FakeClock;
  let store: Store;
  let limitFen: number | undefined;
  beforeEach(async () => {
    clock = createFakeClock(100 * dayMs);
    store = await openOwnStore(clock);
    limitFen = 100;
  });
  afterEach(() => store.close());

  const ruleOn = (books = createAccountBooks(store, () => 'partner', 'own')) =>
    createSpendingRule({ book: books.spending, limitOf: async () => limitFen, clock, log: silentLog });
  const order = (id: string, fen: number | undefined, more: Partial<Expense> = {}): Expense => ({
    organization: 'x:T1',
    person: 'x:U1',
    on: { order: id },
    fen,
    ...more,
  });

  it.each([
    { limit: 100, spent: 0, fen: 100, approved: false, broken: undefined },
    { limit: 100, spent: 0, fen: 101, approved: false, broken: { by: 'amount', spentFen: 0 } },
    { limit: 100, spent: 60, fen: 40, approved: false, broken: undefined },
    { limit: 100, spent: 60, fen: 41, approved: false, broken: { by: 'day', spentFen: 60 } },
    { limit: 100, spent: 60, fen: 101, approved: false, broken: { by: 'amount', spentFen: 60 } },
    { limit: 100, spent: 60, fen: 500, approved: true, broken: undefined },
    { limit: 0, spent: 0, fen: 1, approved: false, broken: { by: 'amount', spentFen: 0 } },
    // What costs nothing is above nothing, however much was spent.
    { limit: 0, spent: 60, fen: 0, approved: false, broken: undefined },
    { limit: 100, spent: 0, fen: undefined, approved: false, broken: { by: 'no rate', spentFen: 0 } },
    { limit: 100, spent: 0, fen: undefined, approved: true, broken: undefined },
    { limit: undefined, spent: 60, fen: 1_000_000, approved: false, broken: undefined },
    { limit: undefined, spent: 60, fen: undefined, approved: false, broken: undefined },
  ] as const)(
    'of $limit, with $spent spent, lets $fen pass (approved: $approved) unless $broken',
    async (row) => {
      const rule = ruleOn();
      limitFen = undefined;
      if (row.spent > 0) await rule.count(order('1', row.spent), false);
      limitFen = row.limit;
      const wanted = order('2', row.fen);
      const broken = row.broken && { limitFen: row.limit, ...row.broken };
      if (!row.approved) expect(await rule.broken(wanted)).toEqual(broken);
      const counted = await rule.count(wanted, row.approved);
      expect(counted.may ? undefined : counted.broken).toEqual(broken);
    },
  );

  it('counts what was approved toward what comes next, and an amount that is not known in yuan toward nothing', async () => {
    const rule = ruleOn();
    expect(await rule.count(order('1', 500), true)).toMatchObject({ may: true });
    expect(await rule.count(order('2', 1), false)).toMatchObject({ may: false, broken: { by: 'day' } });
    const other = { person: 'x:U2' };
    expect(await rule.count(order('3', undefined, other), true)).toMatchObject({ may: true });
    expect(await rule.count(order('4', 100, other), false)).toMatchObject({ may: true });
  });

  it('counts an order once, whatever it costs by then, and a person’s 24 hours alone', async () => {
    const rule = ruleOn();
    expect(await rule.count(order('1', 60), false)).toMatchObject({ may: true });
    expect(await rule.count(order('1', 70), false)).toMatchObject({ may: true });
    expect(await rule.broken(order('2', 31))).toMatchObject({ spentFen: 70 });
    expect(await rule.broken(order('2', 31, { person: 'x:U2' }))).toBeUndefined();
    expect(await rule.broken(order('2', 31, { organization: 'x:T2' }))).toBeUndefined();
    clock.advance(dayMs - 1);
    expect(await rule.broken(order('2', 31))).toBeDefined();
    clock.advance(1);
    expect(await rule.broken(order('2', 31))).toBeUndefined();
  });

  it('adds up freight and orders, at whatever account', async () => {
    await ruleOn().count(order('', 60, { on: { freight: 'k1' } }), false);
    const elsewhere = ruleOn(createAccountBooks(store, () => 'another', 'own'));
    expect(await elsewhere.count(order('1', 41), false)).toMatchObject({ broken: { spentFen: 60 } });
  });

  it('takes back what was not spent, and keeps counting where that fails', async () => {
    const rule = ruleOn();
    const one = await rule.count(order('1', 100), false);
    if (one.may) await one.giveBack();
    const two = await rule.count(order('2', 100), false);
    expect(two.may).toBe(true);
    const books = createAccountBooks(store, () => 'partner', 'own');
    const failing = ruleOn({
      ...books,
      spending: { ...books.spending, giveBack: () => Promise.reject(new Error('no')) },
    });
    limitFen = 200;
    const three = await failing.count(order('3', 100), false);
    if (three.may) await three.giveBack();
    expect(await rule.broken(order('4', 1))).toMatchObject({ spentFen: 200 });
  });
});
