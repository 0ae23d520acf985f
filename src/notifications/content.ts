import { z } from 'zod';
import { type NewsKind, newsKinds, urgentKinds } from '../domain/orders/news.ts';
import { refundStates } from '../domain/orders/order.ts';

const news = z.object({
  kind: z.enum(newsKinds),
  at: z.optional(z.number()),
  fromFen: z.optional(z.number()),
  toFen: z.optional(z.number()),
  mailNo: z.optional(z.string()),
  raw: z.optional(z.string()),
  refund: z.optional(z.enum(refundStates)),
  refundId: z.optional(z.string()),
  allFen: z.optional(z.number()),
  partly: z.optional(z.boolean()),
});

/** What a delivery says, as it is kept. */
const deliveryContent = z.object({
  /** None: no watch here asks for this news, but a card that stands here shows the order's state. */
  news: z.array(news),
  /** Who is pinged. */
  mentions: z.array(z.object({ person: z.string(), name: z.string() })).default([]),
  /** It may wait for the daily digest. */
  daily: z.boolean().default(false),
});
export type DeliveryContent = z.output<typeof deliveryContent>;

/** What {@link printContent} made. What this version can't read still leads to the order's card, as news of another kind. */
export function parseContent(text: string): DeliveryContent {
  try {
    const read = deliveryContent.safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
  return { news: [{ kind: 'other' }], mentions: [], daily: false };
}

export function printContent(content: DeliveryContent): string {
  return JSON.stringify(content);
}

/** Whether any of it needs a person. */
export function isUrgent(kinds: readonly { readonly kind: NewsKind }[]): boolean {
  return kinds.some(({ kind }) => urgentKinds.includes(kind));
}

/** A delivery's content as it is kept, without its mentions of `person`. */
export function contentWithout(content: string, person: string): string {
  const read = parseContent(content);
  return printContent({ ...read, mentions: read.mentions.filter((mention) => mention.person !== person) });
}
