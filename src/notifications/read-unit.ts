import { z } from 'zod';
import type { Patience } from '../domain/orders/alerts.ts';
import type { Unit } from '../store/contract/units.ts';
import { messageReading } from './message-reading.ts';
import { type ReadOrder, type ReadRound, readMessages } from './read-messages.ts';

const order = z.object({
  account: z.string(),
  limit: z.number(),
  now: z.number(),
  restored: z.object({ madeAt: z.number(), restoredAt: z.number().optional() }).optional(),
  patience: z.object({ unpaidMs: z.number(), unshippedMs: z.number(), stalledMs: z.number() }),
});

const fault = z.object({ name: z.string(), message: z.string(), stack: z.string() });

const timedRound = z.object({
  messages: z.number(),
  deliveries: z.number(),
  traces: z.array(z.string()),
  unread: z.array(z.object({ trace: z.string(), why: z.string(), fault: fault.optional() })),
  workMs: z.number(),
});

/** What a transaction did, and how long it worked, without its commit. */
export type TimedRound = ReadRound & { readonly workMs: number };

/** Reads messages that wait into orders and deliveries, in one transaction. */
export const readUnit: Unit<ReadOrder & { readonly patience: Patience }, TimedRound> = {
  name: 'read messages',
  input: (value) => order.parse(value),
  outcome: (value) => timedRound.parse(value),
  run({ transact, elapsed }, { patience, ...given }) {
    const ofMessage = messageReading(patience);
    return transact(given.now, async (transaction) => {
      const since = elapsed();
      const round = await readMessages(transaction, given, ofMessage);
      return { ...round, workMs: elapsed() - since };
    });
  },
};
