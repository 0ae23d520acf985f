import { z } from 'zod';
import type { RequestReader } from '../../cards/request-card.ts';
import { freightAmount } from '../../cards/request-subject.ts';
import { type Argument, rest, word } from '../../chat/argument.ts';
import { optional } from '../../chat/argument-kinds.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { mayDo, type RoleOf } from '../../chat/role.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { ApprovalRequest, RequestSubject, SubjectKind } from '../../domain/requests/request.ts';
import type { Asker, NobodyToAsk, RequestService } from '../../domain/requests/request-service.ts';
import type { RequestWords } from '../../languages/en/requests.ts';
import { aboutArgument, allWords, type Words } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import type { Xport } from '../../xport/client.ts';
import type { OfferFinder } from '../offer-argument.ts';
import type { LastOrders } from './last-orders.ts';

const longestReason = 300;

/** What commands about requests are made from. */
export interface RequestDeps {
  readonly requestService: RequestService;
  readonly xport: Pick<Xport, 'products'>;
  readonly offers: OfferFinder;
  /** What was approved, for the asker alone; that the approval lapsed where the asker no longer may do it. */
  handOver(request: ApprovalRequest, run: Run): Promise<Card | { readonly lapsed: ApprovalRequest }>;
  readonly lastOrders: LastOrders;
  /** What the asker of a request may do now. */
  readonly roleOf: RoleOf;
  /** For how long an approval can be used, ms. */
  readonly approvedMs: Readonly<Record<SubjectKind, number>>;
  zoneOf(caller: Pick<Caller, 'organization' | 'conversation'>): Promise<string | undefined>;
  readonly clock: Clock;
}

/** The id of a request, which buttons hold. */
export const requestIdArgument = word(
  z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{16}$/),
  { ...aboutArgument(({ requests }) => requests.id), example: 'Ab12Cd34Ef56Gh78', maxLength: 40 },
);

const fewWords = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
  .pipe(z.string().min(1));

/** A few words of a person's own. */
export function wordsArgument(pick: (words: RequestWords) => ArgumentWords): Argument<string | undefined> {
  return optional(
    rest(fewWords, {
      ...aboutArgument(({ requests }) => pick(requests)),
      example: 'sample for the spring line',
      maxLength: longestReason,
    }),
  );
}

/**
 * Whether the caller may decide `request` where they are: an approver of the whole organization decides anywhere, an approver
 * of this conversation only what is shown in it.
 */
export function decidesHere(
  { shown }: Pick<ApprovalRequest, 'shown'>,
  { role, roleEverywhere, conversation }: Pick<Caller, 'role' | 'roleEverywhere' | 'conversation'>,
): boolean {
  return (
    mayDo(role, 'approver') && (mayDo(roleEverywhere, 'approver') || shown.conversation === conversation)
  );
}

/** The caller as the asker of a request: the approvers of the organization whose rules hold are asked. */
export function askerIn({
  authority,
  workspace,
  conversation,
  channel,
  direct,
  person,
  language,
}: Run): Asker {
  return { organization: authority, workspace, conversation, channel, direct, person, language };
}

/** What the audit log records of what is asked for: ids and amounts alone. */
export function subjectFacts(subject: RequestSubject): Facts {
  const { kind } = subject;
  if (kind === 'freight') return { kind, offer: subject.offer, amount: freightAmount(subject) };
  return kind === 'seller'
    ? { kind, offer: subject.offer }
    : { kind, order: subject.orderId, fen: subject.totalFen };
}

/** What it records of a request. */
export function requestFacts({ id, subject }: Pick<ApprovalRequest, 'id' | 'subject'>): Facts {
  return { request: id, ...subjectFacts(subject) };
}

/** How the caller reads a card. */
export async function readingFor(
  { clock, zoneOf }: Pick<RequestDeps, 'clock' | 'zoneOf'>,
  run: Pick<Run, 'language' | 'organization' | 'conversation'>,
): Promise<RequestReader> {
  return {
    words: allWords[run.language].requests,
    language: run.language,
    zone: await zoneOf(run),
    platform: splitScopedId(run.conversation).platform,
    now: clock.now(),
  };
}

export function toldCard(
  tone: Card['tone'],
  title: string,
  advice: string,
  actions: Card['actions'] = [],
): Card {
  return { tone, title, body: advice === '' ? [] : [{ kind: 'text', text: [advice] }], actions };
}

/** Why nothing can be asked, and what to do about it. */
export function nobodyToAskCard(why: NobodyToAsk, { requests, watch }: Words): Card {
  switch (why) {
    case 'no approver':
      return toldCard('warning', requests.noApprover, requests.noApproverAdvice);
    case 'nobody to ask':
      return toldCard('warning', requests.nobodyToAsk, requests.nobodyToAskAdvice);
    case 'others read':
      return toldCard('warning', watch.othersRead, requests.readByOthersAdvice);
    case 'others may read':
      return toldCard('warning', watch.othersMayRead, requests.readByOthersAdvice);
  }
}

export function unknownRequest(words: RequestWords): Card {
  return toldCard('warning', words.unknown, words.unknownAdvice);
}
