import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/runtime/clock.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { eventually } from '../harness/eventually.ts';
import { makeSqliteBed } from './bed.ts';

describe('wake-ups on SQLite', () => {
  let store: Store;
  let dispose: () => Promise<void>;

  beforeEach(async () => {
    const bed = await makeSqliteBed();
    store = await bed.open(systemClock);
    dispose = () => bed.dispose();
  });

  afterEach(async () => {
    await store.close();
    await dispose();
  });

  it('wake whoever is on their topic, many as one, until they are off it', async () => {
    const [first, second, other] = [vi.fn(), vi.fn(), vi.fn()];
    const off = store.signals.on('inbox', first);
    store.signals.on('inbox', second);
    store.signals.on('outbox', other);
    store.signals.wake('inbox');
    store.signals.wake('inbox');
    expect(first).not.toHaveBeenCalled();
    await eventually(() => expect(second).toHaveBeenCalledTimes(1));
    expect(first).toHaveBeenCalledTimes(1);
    off();
    off();
    store.signals.wake('inbox');
    await eventually(() => expect(second).toHaveBeenCalledTimes(2));
    expect(first).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
  });

  it('may be given by what was woken', async () => {
    const run = vi.fn(() => {
      if (run.mock.calls.length < 3) store.signals.wake('outbox');
    });
    store.signals.on('outbox', run);
    store.signals.wake('outbox');
    await eventually(() => expect(run).toHaveBeenCalledTimes(3));
  });
});

describe('a hold on SQLite', () => {
  it('is there at once, goes to the next when it is given back, and is one for each name', async () => {
    const bed = await makeSqliteBed();
    const store = await bed.open(systemClock);
    const told: string[] = [];
    const hold = (name: string, who: string) =>
      store.exclusive.hold(name, {
        onHeld: () => told.push(`${who} has ${name}`),
        onLost: () => told.push(`${who} lost ${name}`),
      });
    const first = hold('a', 'first');
    const second = hold('a', 'second');
    const third = hold('a', 'third');
    hold('b', 'first');
    expect(told).toEqual([]);
    await eventually(() => expect(told).toEqual(['first has a', 'first has b']));
    await second.release();
    await first.release();
    await first.release();
    await eventually(() => expect(told).toEqual(['first has a', 'first has b', 'third has a']));
    await third.release();
    await store.close();
    await bed.dispose();
  });
});
