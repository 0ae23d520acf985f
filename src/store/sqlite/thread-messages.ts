import { z } from 'zod';
import type { StoreFault } from '../error.ts';

/* What the event loop and the store's thread send each other. */

/** What the thread is started with. */
export const threadStart = z.object({ file: z.string() });

/** To the thread. */
export const threadOrder = z.union([
  z.object({ id: z.number(), unit: z.string(), input: z.unknown() }),
  z.object({ close: z.literal(true) }),
]);
export type ThreadOrder = z.infer<typeof threadOrder>;

const faults = [
  'setting',
  'cannot-open',
  'not-a-database',
  'too-new',
  'busy',
  'conflict',
  'unreachable',
  'full',
  'closed',
  'ended',
  'unguarded',
  'failed',
] as const satisfies readonly StoreFault[];

/** From the thread: first that it serves, then what came of each order, and when a checkpoint begins and is over. */
export const threadAnswer = z.union([
  z.object({ serves: z.literal(true) }),
  z.object({ checkpoint: z.enum(['begun', 'over']) }),
  z.object({ id: z.number(), outcome: z.unknown() }),
  z.object({ id: z.number(), fault: z.enum(faults), message: z.string() }),
]);
export type ThreadAnswer = z.infer<typeof threadAnswer>;
