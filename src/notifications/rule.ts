import { z } from 'zod';
import { newsKinds } from '../domain/orders/news.ts';

const kinds = z.array(z.enum(newsKinds));

/** What of a subject's news a conversation wants, as it is kept with the watch. */
export const watchRule = z.object({
  kinds,
  /** Orders whose total is below this, in fen, are left out; one whose total is not known is not. */
  minFen: z.int().nonnegative().optional(),
  /** Who is pinged, by the platform's own id, and for what. */
  mention: z.object({ person: z.string(), name: z.string(), kinds }).optional(),
  /** News that needs no person waits for the conversation's daily digest. */
  daily: z.boolean().default(false),
});
export type WatchRule = z.infer<typeof watchRule>;

/** What a watch is about, as the store keeps it. */
export type WatchSubject =
  | { readonly about: 'all' }
  | { readonly about: 'order'; readonly orderId: string }
  | { readonly about: 'seller'; readonly seller: string };

export function printSubject(subject: WatchSubject): string {
  if (subject.about === 'all') return 'all';
  return subject.about === 'order' ? `order:${subject.orderId}` : `seller:${subject.seller}`;
}

/** `undefined` for what {@link printSubject} did not make. */
export function parseSubject(text: string): WatchSubject | undefined {
  if (text === 'all') return { about: 'all' };
  const [, about, id] = /^(order|seller):(.+)$/s.exec(text) ?? [];
  if (id === undefined) return undefined;
  return about === 'order' ? { about: 'order', orderId: id } : { about: 'seller', seller: id };
}

const anyRule = z.looseObject({ mention: z.unknown().optional() });

/** A watch's rule as it is kept, without its mention of `person` (the platform's own id). */
export function ruleWithout(rule: string, person: string): string {
  const read = anyRule.parse(JSON.parse(rule));
  const mention = watchRule.shape.mention.safeParse(read.mention);
  // What this version can't read is not let stand for that.
  if (mention.success && mention.data?.person !== person) return rule;
  const { mention: _, ...rest } = read;
  return JSON.stringify(rest);
}
