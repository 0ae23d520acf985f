import { z } from 'zod';

export const platformNames = ['slack', 'discord'] as const;
export type PlatformName = (typeof platformNames)[number];

/** What the generator is told to do, once for each order, and what it reports. */
export const order = z.object({
  platform: z.enum(platformNames),
  /** Base URL of the contender. */
  target: z.string(),
  /** Commands come from this many people in turn. */
  people: z.number(),
  shape: z.discriminatedUnion('kind', [
    /** So many commands in all, `connections` at a time. */
    z.object({ kind: z.literal('count'), connections: z.number(), commands: z.number() }),
    /** `connections` people, each of whom asks again as soon as the answer is there. */
    z.object({ kind: z.literal('closed'), connections: z.number(), seconds: z.number() }),
    /** So many commands a second at random moments, whether earlier ones are answered or not. */
    z.object({
      kind: z.literal('open'),
      connections: z.number(),
      perSecond: z.number(),
      seconds: z.number(),
    }),
  ]),
});
export type Order = z.infer<typeof order>;

/** Milliseconds; NaN when there was nothing to time. */
const tail = z.object({ p50: z.number().or(z.nan()), p99: z.number().or(z.nan()) });

export const loadReport = z.object({
  /** Commands that were answered rightly, those after the end of the measured time included. */
  answered: z.number(),
  /** Right answers a second while the load lasted. */
  perSecond: z.number(),
  acknowledged: tail,
  finished: tail,
  /** Commands that failed, by what was wrong. */
  faults: z.record(z.string(), z.number()),
});
export type LoadReport = z.infer<typeof loadReport>;

/** The generator's first message: how a contender is pointed at each platform. */
export const loadReady = z.object({
  environments: z.record(z.enum(platformNames), z.record(z.string(), z.string())),
});
