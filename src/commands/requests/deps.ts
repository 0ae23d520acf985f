import { z } from 'zod';
import type { ApprovalRequest, Subject, SubjectKind } from '../../approvals/request.ts';
import type { Asker, RequestService } from '../../approvals/request-service.ts';
import type { Reading } from '../../cards/request-card.ts';
import { freightAmount } from '../../cards/request-subject.ts';
import { type Caller, optional, rest, word } from '../../chat/argument.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import { mayDo, type RoleOf } from '../../chat/role.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { RequestWords } from '../../languages/en/requests.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { OrganizationSettings } from '../../store/contract/settings.ts';
import type { Xport } from '../../xport/client.ts';
import type { OfferFinder } from '../offers/offer-argument.ts';
import type { Announce } from '../watch/deps.ts';

const longestReason = 300;

/** What commands about requests are made from. */
export interface RequestDeps {
  readonly words: Localized<Words>;
  readonly desk: RequestService;
  readonly xport: Pick<Xport, 'products'>;
  readonly offers: OfferFinder;
  /** What was approved, for the asker alone; that the approval lapsed where the asker no longer may do it. */
  handOver(request: ApprovalRequest, run: Run): Promise<Card | { readonly lapsed: ApprovalRequest }>;
  /** What the asker of a request may do now. */
  readonly roleOf: RoleOf;
  /** For how long an approval can be used, ms. */
  readonly approvedMs: Readonly<Record<SubjectKind, number>>;
  zoneOf(caller: Pick<Caller, 'organization' | 'conversation'>): Promise<string | undefined>;
  readonly clock: Clock;
}

export function aboutIn(words: Localized<Words>) {
  return (pick: (words: RequestWords) => ArgumentWords) => ({
    hint: inEach(words, ({ requests }) => pick(requests).hint),
    expected: inEach(words, ({ requests }) => pick(requests).expected),
  });
}

/** The id of a request, which buttons hold. */
export function idArgument(words: Localized<Words>) {
  const id = z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{16}$/);
  return word(id, { ...aboutIn(words)((each) => each.id), example: 'Ab12Cd34Ef56Gh78', maxLength: 40 });
}

const fewWords = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
  .pipe(z.string().min(1));

/** A few words of a person's own. */
export function wordsArgument(words: Localized<Words>, pick: (words: RequestWords) => ArgumentWords) {
  return optional(
    rest(fewWords, {
      ...aboutIn(words)(pick),
      example: 'sample for the spring line',
      maxLength: longestReason,
    }),
  );
}

/**
 * Whether somebody who may decide may decide `request` where they are: with a role of the whole organization anywhere, with
 * one of this conversation alone only what is shown in it.
 */
export function decidesHere(
  { shown }: Pick<ApprovalRequest, 'shown'>,
  { role, roleEverywhere, conversation }: Pick<Caller, 'role' | 'roleEverywhere' | 'conversation'>,
): boolean {
  return (
    mayDo(role, 'approver') && (mayDo(roleEverywhere, 'approver') || shown.conversation === conversation)
  );
}

/** Who asks, under the rules of the organization that holds them to some: its approvers are asked. */
export function askerIn({ authority, place, conversation, channel, direct, person, language }: Run): Asker {
  return { organization: authority, place, conversation, channel, direct, person, language };
}

/** What the audit trail is told of what is asked for: ids and amounts alone. */
export function subjectFacts(subject: Subject): Facts {
  const { kind } = subject;
  if (kind === 'freight') return { kind, offer: subject.offer, amount: freightAmount(subject) };
  return kind === 'seller'
    ? { kind, offer: subject.offer }
    : { kind, order: subject.orderId, fen: subject.totalFen };
}

/** What it is told of a request. */
export function requestFacts({ id, subject }: Pick<ApprovalRequest, 'id' | 'subject'>): Facts {
  return { request: id, ...subjectFacts(subject) };
}

/** How the one who asks reads a card. */
export async function readingFor(
  { words, clock, zoneOf }: Pick<RequestDeps, 'words' | 'clock' | 'zoneOf'>,
  run: Pick<Run, 'language' | 'organization' | 'conversation'>,
): Promise<Reading> {
  return {
    words: words[run.language].requests,
    language: run.language,
    zone: await zoneOf(run),
    platform: run.conversation.split(':')[0] ?? '',
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

export function unknownRequest(words: RequestWords): Card {
  return toldCard('warning', words.unknown, words.unknownAdvice);
}

export interface HouseRuleDeps {
  readonly words: Localized<Words>;
  readonly settings: OrganizationSettings;
  /** Tries whether the bot may write in a conversation; absent, nobody tries. */
  readonly announce?: Announce;
}
