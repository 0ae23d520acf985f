import { z } from 'zod';

/** What the process of scale is told: on which database, how many orders are kept first, and who watches, in turn. */
export const scaleOrder = z.object({
  database: z.string(),
  kept: z.number(),
  conversations: z.array(z.number()),
});
export type ScaleOrder = z.infer<typeof scaleOrder>;

/** What one message cost, from its arrival to its delivery. */
export const scaleCell = z.object({
  /** Orders that were kept before. */
  kept: z.number(),
  /** Conversations that watch, of which each message concerned one. */
  conversations: z.number(),
  /** User and system time of the process, ms a message. */
  cpuMs: z.number(),
  /** Until all were read, ms a message. */
  wallMs: z.number(),
  messages: z.number(),
  /** What was to be said in the end; one for each message. */
  deliveries: z.number(),
});
export type ScaleCell = z.infer<typeof scaleCell>;
