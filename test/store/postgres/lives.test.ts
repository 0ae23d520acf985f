import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { add, delivery, ofOrder } from '../news/rows.ts';
import { describeOnPostgres, makePostgresBed, type PostgresBed } from './bed.ts';

const holdMs = 600_000;
const turn = { organization: 'x:1', name: 'sweep', holdMs };

describeOnPostgres('the lives of processes on one PostgreSQL database', () => {
  let bed: PostgresBed;
  let opened: Store[];
  beforeEach(async () => {
    bed = await makePostgresBed();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await bed.dispose();
  });

  async function open(clock = systemClock): Promise<Store> {
    const store = await bed.open(clock);
    opened.push(store);
    return store;
  }

  it('end when the server cuts their sessions, or starts anew; each goes on as another, and what it held is free', async () => {
    const [one, other] = [await open(), await open()];
    await add(one, delivery('1', { dueAt: 0 }));
    const [held] = await one.queues.claim({ limit: 1, holdMs });
    if (held?.process === undefined) throw new Error('it has no life');
    const life = held.process;
    expect(await one.queues.begin(held, [ofOrder('1')], { key: 'begun' })).toBe(true);
    expect(one.lives.isLived(life)).toBe(true);

    await bed.cutConnections();
    await expect.poll(() => one.lives.isLived(life)).toBe(false);
    await expect
      .poll(() => other.lives.takeOver().catch(() => undefined))
      .toMatchObject({
        lives: 1,
        queues: 1,
      });
    // The one that was cut can settle nothing any more, nor renew.
    const outcome = { cards: [], nextSendAt: 0 };
    expect(await one.queues.settle(held, [ofOrder('1')], outcome)).toBe(false);
    expect(await one.queues.renew(held, holdMs)).toBeUndefined();
    await expect
      .poll(async () => {
        const [again] = await one.queues.claim({ limit: 1, holdMs });
        // Until it is connected again it holds by time alone.
        if (again !== undefined && again.process === undefined) await one.queues.release(again, 0);
        return again?.process ?? life;
      })
      .not.toBe(life);
  });

  it('are not certain any more once the server has not been heard of for long', async () => {
    const clock = createFakeClock(Date.now());
    const store = await open(clock);
    await add(store, delivery('1', { dueAt: 0 }));
    const [held] = await store.queues.claim({ limit: 1, holdMs });
    const isLived = () => store.lives.isLived(held?.process ?? '');
    expect(isLived()).toBe(true);
    // As after SIGSTOP and SIGCONT: time has gone by, and nothing was asked meanwhile.
    clock.advance(15_000);
    expect(isLived()).toBe(false);
    await expect.poll(isLived).toBe(true);
    clock.advance(-1);
    expect(isLived()).toBe(false);
  });

  it('are over once the store is closed, also while it tells the others something', async () => {
    const other = await open();
    for (let closed = 0; closed < 20; closed += 1) {
      const clock = createFakeClock(Date.now());
      const store = await bed.open(clock);
      await add(store, delivery(`${closed}`, { dueAt: 0, conversation: `x:C${closed}` }));
      const [held] = await store.queues.claim({ limit: 1, holdMs });
      expect(held?.process).toBeDefined();
      store.signals.wake('outbox');
      clock.advance(1000);
      await store.close();
      expect(await other.lives.takeOver()).toMatchObject({ lives: 1, queues: 1 });
      await other.queues.claim({ limit: 1, holdMs });
    }
  });

  it('leave a turn alone that another life of the same process has', async () => {
    const [one, other] = [await open(), await open()];
    await one.turns.take({ ...turn, holder: 'a' });
    await bed.cutConnections();
    await expect.poll(() => one.turns.take({ ...turn, holder: 'a' }).catch(() => false)).toBe(true);
    await expect.poll(() => other.lives.takeOver().catch(() => undefined)).toBeDefined();
    await one.turns.end({ ...turn, holder: 'a' });
    expect(await other.turns.take({ ...turn, holder: 'b' })).toBe(true);
  });
});
