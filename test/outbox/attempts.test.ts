import { describe, expect, it } from 'vitest';
import { waitForAbsent } from '../../src/outbox/attempts.ts';

const noon = Date.UTC(2026, 4, 20, 4);
/** What is waited for at `now`, where the clock was last set at `steadySince`. */
function doubtful(now: number, steadySince = noon - 1_000_000) {
  const age = (at: number) => now - (at > now ? steadySince : Math.max(at, steadySince));
  return { doubtfulMs: 60_000, clockWatch: { age } };
}

describe('an attempt that is not found', () => {
  const over = { key: 'k', at: noon - 500, process: 'p', overAt: noon };
  const living = { key: 'k', at: noon - 500, process: 'p' };

  /** When it is looked for, ms since `overAt`, until it is certain that it never arrived. */
  function looks(attempt: Parameters<typeof waitForAbsent>[0]): readonly number[] {
    const at: number[] = [];
    for (let now = noon; at.length < 9; ) {
      at.push(now - noon);
      const waitMs = waitForAbsent(attempt, doubtful(now));
      if (waitMs === 0) break;
      now += waitMs;
    }
    return at;
  }

  it('is made again 10 s after its process is known to be over, looked for at once, after 2 s and after 5 s', () => {
    expect(looks(over)).toEqual([0, 2_000, 5_000, 10_000]);
  });

  it('of a process that may still be at it waits as long as a call can take', () => {
    expect(looks(living)).toEqual([0, 59_500]);
  });

  it('waits no longer than any attempt, however late its process is known to be over', () => {
    expect(looks({ ...over, at: noon - 57_000 })).toEqual([0, 2_000, 3_000]);
  });

  it('is not made again since a clock was set', () => {
    const [ahead, back] = [noon + 3_600_000, noon - 3_600_000];
    expect(waitForAbsent(over, doubtful(ahead, ahead))).toBe(2_000);
    // Set back: from the new time on.
    expect(waitForAbsent(over, doubtful(back, back))).toBe(2_000);
  });
});
