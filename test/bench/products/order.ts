import { z } from 'zod';

/** How long the partner takes for any answer, ms. */
export const roundTripMs = 50;

export const productPlatforms = ['slack', 'discord'] as const;
export type ProductPlatform = (typeof productPlatforms)[number];

/** Who asks: the bot, or what a developer would write by hand. */
export const askers = ['shoptalk', 'by hand'] as const;
export type AskerName = (typeof askers)[number];

/** What the process that asks is told to do. */
export const productOrder = z.discriminatedUnion('kind', [
  /** Ask for so many pages of so many offers, one after another, and draw each. */
  z.object({
    kind: z.literal('search'),
    asker: z.enum(askers),
    url: z.string(),
    platform: z.enum(productPlatforms),
    offers: z.number(),
    cards: z.number(),
  }),
  /** So many people ask at once, for one offer or each for another; again and again. */
  z.object({
    kind: z.literal('product'),
    asker: z.enum(askers),
    url: z.string(),
    people: z.number(),
    same: z.boolean(),
    rounds: z.number(),
  }),
]);
export type ProductOrder = z.infer<typeof productOrder>;

export const searchCost = z.object({
  /** User and system time of the process, ms a card. */
  cpuMs: z.number(),
  /** Cards that lacked an offer. */
  wrong: z.number(),
});

export const productTimes = z.object({
  /** From asking to the drawn card, ms; every person's of every round. */
  times: z.array(z.number()),
  /** From asking to the partner's answer, ms, of as many who ask only for that. */
  waits: z.array(z.number()),
  /** User and system time of the process, ms a card. */
  cpuMs: z.number(),
  /** That of its main thread. */
  mainMs: z.number(),
  wrong: z.number(),
});
