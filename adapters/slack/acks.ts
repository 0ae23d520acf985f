import type { RespondArguments } from '@slack/bolt';
import { forgetOldest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';

/** What an acknowledgement carries: a message as the direct answer, or nothing. */
export type AckBody = RespondArguments | undefined;

/** How each asking was acknowledged, so that the same one delivered again gets the same answer. */
export interface Acks {
  /**
   * Begins `id`. Gives `settle`, of which the first call says what was acknowledged; or, for an asking that is known
   * already, what the first delivery was or will be acknowledged with.
   */
  begin(id: string): { readonly settle: (body: AckBody) => void } | { readonly earlier: Promise<AckBody> };
}

/**
 * An acknowledgement that was sent into a dying connection never arrived; Slack delivers the same asking again
 * and the core, rightly, does not run it again. Remembered for `keepMs`, at most `limit` of them.
 */
export function createAcks(options: { clock: Clock; keepMs: number; limit: number }): Acks {
  const known = new Map<string, { at: number; body: Promise<AckBody> }>();
  return {
    begin(id) {
      const now = options.clock.now();
      forgetOldest(known, options.limit - 1, { isOver: ({ at }) => now - at >= options.keepMs });
      const earlier = known.get(id);
      if (earlier !== undefined) return { earlier: earlier.body };
      const { promise, resolve } = Promise.withResolvers<AckBody>();
      known.set(id, { at: now, body: promise });
      return { settle: resolve };
    },
  };
}
