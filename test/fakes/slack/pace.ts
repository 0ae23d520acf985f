import type { Clock } from '../../../src/runtime/clock.ts';
import type { Reply } from './faults.ts';

/**
 * chat.postMessage: one message a second in a channel, and short bursts beyond that without a promise.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export interface Pace {
  /** From now on whoever goes faster is refused. `burst`: how many messages may come at once. */
  enforce(burst?: number): void;
  /** How many calls were refused so far. */
  readonly refused: number;
  /** The refusal of one more message in `channel` now, if it is one too many. */
  take(channel: string): Reply | undefined;
}

const everyMs = 1000;

export function createPace(clock: Clock): Pace {
  /** When each channel's allowance would be whole again. */
  const whole = new Map<string, number>();
  let most: number | undefined;
  let refused = 0;
  return {
    enforce(burst = 3) {
      most = burst;
    },
    get refused() {
      return refused;
    },
    take(channel) {
      if (most === undefined) return undefined;
      const now = clock.now();
      const next = Math.max(now, whole.get(channel) ?? now) + everyMs;
      const overMs = next - now - most * everyMs;
      if (overMs > 0) {
        refused += 1;
        return {
          status: 429,
          headers: { 'retry-after': String(Math.ceil(overMs / 1000)) },
          body: { ok: false, error: 'ratelimited' },
        };
      }
      whole.set(channel, next);
      return undefined;
    },
  };
}
