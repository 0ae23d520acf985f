import { describe, expect, it } from 'vitest';
import { createReader } from '../../src/notifications/reader.ts';
import { createInFlight } from '../../src/runtime/in-flight.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

describe('reading', () => {
  async function turnsWithin(ms: number, present: number): Promise<number> {
    const clock = createFakeClock();
    const inFlight = createInFlight();
    for (let each = 0; each < present; each += 1) inFlight.follow(new Promise(() => {}));
    let turns = 0;
    const reader = createReader({
      store: {
        orders: {
          transact: async () => {
            turns += 1;
            throw new Error('nothing is kept here');
          },
          get: async () => undefined,
          keepGoods: async () => '',
          list: async () => [],
          claimDue: async () => [],
          counts: async () => ({ byPhase: {}, created: 0 }),
        },
        signals: { wake: () => {}, on: () => () => {} },
      },
      sources: { ofMessage: () => ({ updates: [] }) },
      account: 'a',
      clock,
      random: { ...systemRandom, fraction: () => 0 },
      log: silentLog,
      inFlight,
    });
    reader.start();
    await clock.elapse(ms);
    await reader.stop();
    return turns;
  }

  it('gives way to a crowd, but not for longer than a second', async () => {
    expect(await turnsWithin(900, 100)).toBe(0);
    expect(await turnsWithin(1100, 100)).toBe(1);
  });

  it('gives way to nobody where few are there', async () => {
    expect(await turnsWithin(50, 3)).toBe(1);
  });
});
