import { beforeEach, describe, expect, it } from 'vitest';
import { backoffMs, createLoop, type Loop } from '../../src/runtime/loop.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';

const random = { fraction: () => 0, token: () => '' };

describe('a loop', () => {
  let clock: FakeClock;
  let turns: number[];
  let act: () => Promise<number>;
  let faults: number[];
  let loop: Loop;

  beforeEach(() => {
    clock = createFakeClock(0);
    turns = [];
    faults = [];
    act = async () => 1000;
    loop = createLoop({
      turn: () => {
        turns.push(clock.now());
        return act();
      },
      onFault: (_, inARow) => faults.push(inARow),
      restMs: 1000,
      gatherMs: 20,
      clock,
      random,
    });
  });

  it('looks by itself, at the latest after its rest', async () => {
    act = async () => 5000;
    loop.start();
    await clock.elapse(2500);
    expect(turns).toEqual([0, 1000, 2000]);
  });

  it('goes on at once while there is more', async () => {
    let left = 3;
    act = async () => {
      left -= 1;
      return left > 0 ? 0 : 1000;
    };
    loop.start();
    await clock.elapse(500);
    expect(turns).toEqual([0, 0, 0]);
  });

  it('makes one turn of the wake-ups that come together', async () => {
    loop.start();
    await clock.elapse(100);
    for (let times = 0; times < 50; times += 1) loop.wake();
    await clock.elapse(10);
    for (let times = 0; times < 50; times += 1) loop.wake();
    await clock.elapse(500);
    expect(turns).toEqual([0, 120]);
  });

  it('does not lose a wake-up that comes during a turn', async () => {
    let end = () => {};
    act = () =>
      new Promise((resolve) => {
        end = () => resolve(1000);
      });
    loop.start();
    await clock.elapse(100);
    loop.wake();
    end();
    await clock.elapse(20);
    expect(turns).toEqual([0, 120]);
  });

  it('waits longer after each fault, whoever wakes it, and is quick again afterwards', async () => {
    let broken = true;
    act = async () => {
      if (broken) throw new Error('down');
      return 1000;
    };
    loop.start();
    for (let ms = 0; ms < 1000; ms += 10) {
      loop.wake();
      await clock.elapse(10);
    }
    expect(turns).toEqual([0, 125, 375, 875]);
    expect(faults).toEqual([1, 2, 3, 4]);
    broken = false;
    await clock.elapse(1000);
    loop.wake();
    await clock.elapse(20);
    expect(turns.slice(4)).toEqual([1875, 2020]);
  });

  it('stops once its turn has ended, and begins none', async () => {
    let end = () => {};
    act = () =>
      new Promise((resolve) => {
        end = () => resolve(0);
      });
    loop.start();
    await clock.elapse(0);
    let stopped = false;
    const stop = loop.stop().then(() => {
      stopped = true;
    });
    await clock.elapse(100);
    expect(stopped).toBe(false);
    end();
    await stop;
    loop.wake();
    await clock.elapse(5000);
    expect(turns).toEqual([0]);
    expect(clock.pending).toBe(0);
  });
});

describe('a backoff', () => {
  it('doubles up to its cap, and half of it is chance', () => {
    const wait = (failed: number, fraction: number) =>
      backoffMs({ failed, firstMs: 100, longestMs: 1000, random: { ...random, fraction: () => fraction } });
    expect([0, 1, 2, 3, 4, 1000].map((failed) => wait(failed, 0))).toEqual([50, 100, 200, 400, 500, 500]);
    expect(wait(1, 0.5)).toBe(150);
  });
});
