import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { openStore } from '../../src/store/open.ts';
import { checkAccount } from '../../src/tools/check-account.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

const former = 'a'.repeat(32);
const digest = createHash('sha256').update(former).digest('hex').slice(0, 16);

it('the doctor says which account the key is of, and that it can’t be told', async () => {
  const surroundings = { clock: createFakeClock(), random: systemRandom, log: silentLog };
  await using store = await openStore({ url: 'sqlite::memory:', ...surroundings }).then((opened) =>
    Object.assign(opened, { [Symbol.asyncDispose]: () => opened.close() }),
  );
  const check = (key: string, more: Record<string, string> = {}) => {
    const read = readSettings(platforms, {
      XPORT_ACCESS_KEY: key,
      XPORT_ACCESS_SECRET: 'not-a-real-secret',
      XPORT_USER_ID: '1700000000000',
      ...more,
    });
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    return checkAccount(store, read.settings);
  };
  expect(await check(former)).toMatchObject([{ verdict: 'good' }]);

  const change = {
    account: { id: 'a', name: 'shop', named: true, kind: 'account' as const },
    keys: [digest],
  };
  await store.accountNames.settle({ decide: () => ({ decision: 1, change }), userId: 'u1', at: 1 });
  const where = { organization: 'x:T1', conversation: 'x:C1', workspace: 'T1' };
  await store.watches.set({ ...where, account: 'a', subject: 'all', rule: '{}', setBy: 'x:U1', setAt: 1 });

  expect(await check(former)).toMatchObject([{ verdict: 'good', what: 'Account: shop' }]);
  const [unknown] = await check('b'.repeat(32));
  expect(unknown).toMatchObject({ verdict: 'bad', what: expect.stringContaining('shop') });
  const named = await check('b'.repeat(32), { XPORT_PREVIOUS_ACCESS_KEY: former });
  expect(named).toMatchObject([{ verdict: 'good', what: 'Account: shop' }]);
  const another = await check('b'.repeat(32), { XPORT_ACCOUNT: 'other' });
  expect(another).toMatchObject([{ verdict: 'good' }, { verdict: 'unsure' }]);
  expect(await store.accountNames.all()).toHaveLength(1);
});
