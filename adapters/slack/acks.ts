import { forgetOldest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';

/** How each asking was acknowledged, so that the same one delivered again gets the same answer. `Body`: what with. */
interface Acks<Body> {
  /** The acknowledgement of one delivery of `id`; `ack` sends it. */
  once(
    id: string,
    ack: (body: Body | undefined) => Promise<void>,
  ): {
    with(body: Body | undefined): Promise<void>;
    /** Once it is handled: what nothing was said to is acknowledged as the first delivery was, else silently. */
    ended(): Promise<void>;
  };
}

/**
 * An acknowledgement that was sent into a dying connection never arrived; Slack delivers the same asking again
 * and the core, rightly, does not run it again. Remembered for `keepMs`, at most `limit` of them.
 */
export function createAcks<Body>(options: { clock: Clock; keepMs: number; limit: number }): Acks<Body> {
  type Acknowledged = Body | undefined;
  const known = new Map<string, { at: number; body: Promise<Acknowledged> }>();

  function begin(
    id: string,
  ): { readonly settle: (body: Acknowledged) => void } | { readonly earlier: Promise<Acknowledged> } {
    const now = options.clock.elapsed();
    forgetOldest(known, options.limit - 1, { isOver: ({ at }) => now - at >= options.keepMs });
    const earlier = known.get(id);
    if (earlier !== undefined) return { earlier: earlier.body };
    const { promise, resolve } = Promise.withResolvers<Acknowledged>();
    known.set(id, { at: now, body: promise });
    return { settle: resolve };
  }

  return {
    once(id, ack) {
      const begun = begin(id);
      const settle = 'settle' in begun ? begun.settle : () => undefined;
      let acknowledged = false;
      const acknowledge = async (body: Acknowledged) => {
        acknowledged = true;
        try {
          await ack(body);
          settle(body);
        } catch (error) {
          // A direct answer goes another way now, and a second delivery is not to repeat it.
          if (body === undefined) settle(undefined);
          throw error;
        }
      };
      return {
        with: acknowledge,
        async ended() {
          // Known already: the core has said nothing, and the first delivery's acknowledgement stands.
          if (!acknowledged) await acknowledge('earlier' in begun ? await begun.earlier : undefined);
          settle(undefined);
        },
      };
    },
  };
}
