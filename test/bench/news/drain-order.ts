import { z } from 'zod';

/** What the process that plays Slack and the partner is told. */
export const drainOrder = z.discriminatedUnion('kind', [
  /** Somebody types `/watch` in each of so many channels. */
  z.object({ kind: z.literal('watch'), target: z.string(), channels: z.number() }),
  /** Pushes `orders` new orders, of which at most `waiting` are ahead of what the slowest channel was shown. */
  z.object({ kind: z.literal('push'), target: z.string(), orders: z.number(), waiting: z.number() }),
]);
export type DrainOrder = z.infer<typeof drainOrder>;

/** What it saw of a push. */
export const drainReport = z.object({
  /** Messages in all channels. */
  messages: z.number(),
  /** Messages a second in a channel, from its first to its last. */
  slowest: z.number(),
  median: z.number(),
  /** The shortest time between two messages in one channel, ms. */
  closest: z.number(),
  /** Messages that were answered 429. */
  refused: z.number(),
  /** Orders that a channel was not shown in the time that the pace permits, and some. */
  missing: z.number(),
  /** Moments when a channel had been shown all that was pushed, so that it had nothing to say. */
  idle: z.number(),
});
export type DrainReport = z.infer<typeof drainReport>;
