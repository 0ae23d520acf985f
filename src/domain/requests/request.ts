import { z } from 'zod';
import { mayDo, type Role, type RoleOf, type RolesHeld } from '../../chat/role.ts';
import { jsonIn } from '../../runtime/json.ts';
import { languages, localizedSchema } from '../../runtime/language.ts';
import { mentionsPerson } from '../../runtime/scoped-id.ts';

/** The limit that an amount is above, and how. Fen. */
const brokenLimit = z
  .object({
    limitFen: z.number(),
    /** `amount`: by itself; `day`: with what was spent in 24 hours; `no rate`: what it is in yuan is not known. */
    by: z.enum(['amount', 'day', 'no rate']),
    /** What was spent in the 24 hours before. */
    spentFen: z.number(),
  })
  .readonly();

/** The words in which goods were shown in one language. */
const shownWords = z.object({
  title: z.string().optional(),
  variant: z.string().optional(),
  unit: z.string().optional(),
});

/** What is known of goods, for those who decide; words as the partner gave them, and as they were shown, where they were. */
const goods = z.object({
  shown: localizedSchema(shownWords.readonly()).optional(),
  title: z.string().optional(),
  variant: z.string().optional(),
  quantity: z.number().optional(),
  unit: z.string().optional(),
  pieceFen: z.number().optional(),
});

/** What is asked for. An amount is integer fen. What was written down before a member was known is without it. */
const subject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('seller'),
    offer: z.string(),
    /** Whose chat it is; absent where neither the asker nor the partner named one. */
    openUid: z.string().optional(),
    title: z.string().optional(),
    company: z.string().optional(),
    /** Raw: checked again whenever it is shown. */
    picture: z.string().optional(),
  }),
  z.object({
    kind: z.literal('payment'),
    orderId: z.string(),
    totalFen: z.int().positive(),
    title: z.string().optional(),
    /** The first of them; `others` is how many more there are. */
    goods: z.array(goods.readonly()).readonly().optional(),
    others: z.number().optional(),
    productFen: z.number().optional(),
    shippingFen: z.number().optional(),
    /** What the amount is beyond goods and freight, or below them. */
    otherFen: z.number().optional(),
    seller: z.string().optional(),
    /** Where it goes, masked. */
    to: localizedSchema(z.string()).optional(),
    /** Raw: checked again whenever it is shown. */
    picture: z.string().optional(),
    limit: brokenLimit.optional(),
  }),
  z.object({
    kind: z.literal('freight'),
    /** What it is booked under, once. */
    key: z.string(),
    /** Of the consignment and its receiver: whatever else was under the same key is something else. */
    digest: z.string(),
    /** In the currency's smallest unit. */
    money: z.object({ currency: z.string(), minor: z.int().nonnegative() }).readonly(),
    /** What that is in yuan, where it is known. */
    fen: z.number().optional(),
    /** What the command that books it is told besides key and amount; the receiver by the store's own key. */
    call: z.record(z.string(), z.string()).readonly(),
    offer: z.string(),
    service: z.string(),
    title: z.string().optional(),
    goods: z.array(goods.readonly()).readonly().optional(),
    /** By the name that stands on an order. */
    seller: z.string().optional(),
    /** Raw: checked again whenever it is shown. */
    picture: z.string().optional(),
    /** Shortened so that it does not name the person. */
    receiver: z.string().optional(),
    limit: brokenLimit.optional(),
  }),
]);

const decided = { by: z.string(), at: z.number(), why: z.string().optional() };

const status = z.discriminatedUnion('is', [
  z.object({ is: z.literal('open') }),
  z.object({ is: z.literal('assigned'), to: z.string(), at: z.number() }),
  /** `usedAt`: when what it is for was first about to be spent. */
  z.object({ is: z.literal('approved'), ...decided, usedAt: z.number().optional() }),
  z.object({ is: z.literal('declined'), ...decided }),
  z.object({ is: z.literal('expired'), at: z.number() }),
  z.object({ is: z.literal('withdrawn'), at: z.number() }),
  /** It was approved by `by`, and its asker no longer may do that: nothing was done. */
  z.object({ is: z.literal('lapsed'), by: z.string(), at: z.number() }),
]);

const where = z.object({ workspace: z.string(), conversation: z.string() });

/** An order that the asker placed with the same seller before. */
const earlierOrder = z.object({
  orderId: z.string(),
  title: localizedSchema(z.string()),
  totalFen: z.number().optional(),
  at: z.number().optional(),
});

/** One person's request that another has to decide. Times are ms since 1970 UTC; people `platform:id`. */
const approvalRequest = z.object({
  id: z.string(),
  organization: z.string(),
  asker: z.string(),
  /** The language that the asker is answered in. */
  language: z.enum(languages),
  askedAt: z.number(),
  reason: z.string().optional(),
  subject,
  /** The asker's last orders with that seller, the newest first; absent where they were not looked for. */
  orders: z.array(earlierOrder.readonly()).readonly().optional(),
  /** Who is pinged where it is shown: people and groups, as `platform:id`. */
  told: z
    .array(z.object({ whom: z.string(), group: z.boolean() }).readonly())
    .readonly()
    .optional(),
  /** Where it was asked: `platform:id`. */
  asked: where.extend({
    /** The channel that the conversation is a thread of. */
    channel: z.string().optional(),
    direct: z.boolean(),
  }),
  /** Where those who decide see it: `platform:id`. */
  shown: where,
  status,
  /** When they are reminded; absent once they were. */
  remindAt: z.number().optional(),
  expiresAt: z.number(),
});

export type ApprovalRequest = z.output<typeof approvalRequest>;
export type RequestSubject = ApprovalRequest['subject'];
export type SubjectKind = RequestSubject['kind'];
export type RequestedGoods = z.output<typeof goods>;
export type EarlierOrder = z.output<typeof earlierOrder>;
export type RequestStatus = ApprovalRequest['status'];

/** What {@link printRequest} made; `undefined` for anything else. */
export function parseRequest(text: string): ApprovalRequest | undefined {
  return approvalRequest.safeParse(jsonIn(text)).data;
}

/** A request as it is kept; the organization is the row's, since its workspace may have been joined to another's by now. */
export function requestOf(stored: {
  readonly organization: string;
  readonly state: string;
}): ApprovalRequest | undefined {
  const request = parseRequest(stored.state);
  return request && { ...request, organization: stored.organization };
}

/** As much of a request as names people, whatever version wrote it. */
const naming = z.looseObject({
  reason: z.string().optional(),
  status: z.looseObject({ by: z.string().optional(), why: z.string().optional() }).optional(),
});

/** What stands for a person who is forgotten; no platform has such an id. */
const forgotten = 'somebody';

/**
 * A request as it is kept, without `person`: that they decided it, what they said to that, and what its asker or another
 * wrote that names them.
 */
export function requestWithout(state: string, person: string): string {
  const { data } = naming.safeParse(jsonIn(state));
  const { reason, status } = data ?? {};
  const dropsReason = reason !== undefined && mentionsPerson(reason, person);
  const why = status?.why;
  const dropsWhy = why !== undefined && (status?.by === person || mentionsPerson(why, person));
  const left = JSON.stringify({
    ...data,
    ...(dropsReason && { reason: undefined }),
    ...(dropsWhy && { status: { ...status, why: undefined } }),
  });
  const words = dropsReason || dropsWhy ? left : state;
  return words.replaceAll(JSON.stringify(person), JSON.stringify(forgotten));
}

/** The conversation between the asker and the bot alone in which a request, as it is kept, was asked. */
export function askedDirectly(state: string): string | undefined {
  const asked = parseRequest(state)?.asked;
  return asked?.direct === true ? asked.conversation : undefined;
}

export function printRequest(request: ApprovalRequest): string {
  return JSON.stringify(request);
}

/** Whether it waits for a decision. */
export function isOpen({ is }: RequestStatus): boolean {
  return is === 'open' || is === 'assigned';
}

/** The least role that the asker has to hold when it is decided, and again when it is done. */
export const roleOfAsker: Readonly<Record<SubjectKind, Role>> = {
  seller: 'viewer',
  payment: 'buyer',
  freight: 'buyer',
};

/** `no more`: the asker does not hold the role that it takes; `not known`: the platform does not say now whether they do. */
export type AskersRoles = RolesHeld | 'no more' | 'not known';

/** What the asker may do now, where they still hold the role that it takes. */
export async function askersRoles(
  roleOf: RoleOf,
  { organization, asker: person, asked, subject }: ApprovalRequest,
): Promise<AskersRoles> {
  const { direct: _direct, ...where } = asked;
  const { held, unsure } = await roleOf({ organization, ...where, person });
  if (held !== undefined && mayDo(held.role, roleOfAsker[subject.kind])) return held;
  return unsure === undefined ? 'no more' : 'not known';
}

/**
 * What two requests have in common that ask for the same thing: the seller's openUid, since that is what is turned into
 * the link, and never only the offer where one is known; the order; or the key that freight is booked under.
 */
export function subjectName(subject: RequestSubject): string {
  if (subject.kind === 'freight') return `freight:${subject.key}`;
  if (subject.kind === 'payment') return `order:${subject.orderId}`;
  return subject.openUid === undefined ? `offer:${subject.offer}` : `seller:${subject.openUid}`;
}

/** Whether an approval of one counts for the other: what spends only for the very amount, and the very consignment. */
export function isSameSubject(one: RequestSubject, other: RequestSubject): boolean {
  if (one.kind === 'freight') {
    return (
      other.kind === 'freight' &&
      one.digest === other.digest &&
      one.money.currency === other.money.currency &&
      one.money.minor === other.money.minor &&
      writtenTotal(one) === writtenTotal(other)
    );
  }
  if (one.kind === 'payment') return other.kind === 'payment' && one.totalFen === other.totalFen;
  return other.kind === 'seller' && subjectName(one) === subjectName(other);
}

/** As it was written: an earlier version may have counted another smallest unit of the same currency. */
function writtenTotal({
  call: { total },
}: Extract<RequestSubject, { readonly kind: 'freight' }>): string | undefined {
  return total;
}

/** When something is to be done about it without a person's action. */
export function dueAt({ status, remindAt, expiresAt }: ApprovalRequest): number | undefined {
  if (!isOpen(status)) return undefined;
  return remindAt === undefined ? expiresAt : Math.min(remindAt, expiresAt);
}
