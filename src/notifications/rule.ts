import { z } from 'zod';
import { type NewsKind, newsKinds } from '../domain/orders/news.ts';

/**
 * `all`: whatever kinds there are, those of a later version too; the list beside it is for versions that know no `all`. A row
 * of such a version has the list alone, which is what it says.
 */
const kindsKept = { kinds: z.array(z.enum(newsKinds)), all: z.literal(true).optional() };

function kindsOf<T extends { kinds: NewsKind[]; all?: true | undefined }>({ all, kinds, ...rest }: T) {
  return { ...rest, kinds: all === true ? [...newsKinds] : kinds };
}

/** Who is pinged, by the platform's own id, and for what. */
const ruleMention = z.object({ person: z.string(), name: z.string(), ...kindsKept }).transform(kindsOf);

/** What of a subject's news a conversation wants, as it is kept with the watch. */
const watchRule = z
  .object({
    ...kindsKept,
    /** Orders whose total is below this, in fen, are left out; one whose total is not known is not. */
    minFen: z.int().nonnegative().optional(),
    mention: ruleMention.optional(),
    /** News that needs no person waits for the conversation's daily digest. */
    daily: z.boolean().default(false),
  })
  .transform(kindsOf);
export type WatchRule = z.infer<typeof watchRule>;

/** `rule` as it is kept: all kinds of news as all that there will be. */
export function printRule({ kinds, mention, ...rest }: WatchRule): string {
  const kept = (these: readonly NewsKind[]) => ({
    kinds: these,
    ...(newsKinds.every((kind) => these.includes(kind)) && { all: true }),
  });
  const mentioned = mention && { ...mention, ...kept(mention.kinds) };
  return JSON.stringify({ ...kept(kinds), ...rest, ...(mentioned && { mention: mentioned }) });
}

/** `undefined` for a text that this version can't read. */
export function readRule(text: string): WatchRule | undefined {
  try {
    return watchRule.safeParse(JSON.parse(text)).data;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

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
  const mention = ruleMention.optional().safeParse(read.mention);
  // What this version can't read is not let stand for that.
  if (mention.success && mention.data?.person !== person) return rule;
  const { mention: _, ...rest } = read;
  return JSON.stringify(rest);
}
