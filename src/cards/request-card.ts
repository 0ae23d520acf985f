import type { Action, Block, Card, Field, Tone } from '../chat/card.ts';
import type { Inline, Text } from '../chat/text.ts';
import { formatFen } from '../domain/orders/money.ts';
import { type ApprovalRequest, isOpen, type RequestStatus } from '../domain/requests/request.ts';
import type { RequestWords } from '../languages/en/requests.ts';
import { hourMs } from '../runtime/durations.ts';
import type { Language } from '../runtime/language.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import { fieldBlocks, fieldOf, offerLink, shortName } from './products/offer-facts.ts';
import { requestCalls } from './request-calls.ts';
import {
  approveLabel,
  destinationBlocks,
  goodsBlocks,
  limitBlocks,
  subjectFields,
  subjectPicture,
  subjectTitle,
} from './request-subject.ts';
import { zonedTimes } from './times.ts';

/** How a person reads a card: in what language and zone, on which platform, and when. */
export interface RequestReader {
  readonly words: RequestWords;
  readonly language: Language;
  readonly zone?: string | undefined;
  /** Mentions can only be of people of the same one. */
  readonly platform: string;
  readonly now: number;
}

/**
 * The approvers see it: who wants what and why, what came of earlier ones, and what this one has come to. `calls`: those who
 * may decide are mentioned while it waits, as on the one card that all of them see.
 */
export function requestCard(
  request: ApprovalRequest,
  earlier: readonly ApprovalRequest[],
  reading: RequestReader,
  { calls = false }: { readonly calls?: boolean } = {},
): Card {
  const { words } = reading;
  const { subject, status, id } = request;
  const buttons: readonly Action[] = [
    { kind: 'run', label: approveLabel(subject, words), style: 'primary', run: requestCalls.approve(id) },
    { kind: 'run', label: words.decline, style: 'danger', run: requestCalls.decline(id) },
    ...(status.is === 'open'
      ? [{ kind: 'run' as const, label: words.assign, run: requestCalls.assign(id) }]
      : []),
  ];
  const link = subject.kind === 'seller' ? offerLink(subject.offer) : undefined;
  return {
    tone: toneOf(status),
    title: words.wants[subject.kind],
    ...(link !== undefined && { link }),
    ...subjectPicture(subject, words),
    body: [
      ...(calls && isOpen(status) ? calledBlocks(request, reading) : []),
      ...fieldBlocks(aboutFields(request, reading)),
      ...goodsBlocks(subject, words),
      ...destinationBlocks(subject, words),
      ...limitBlocks(subject, words),
      ...(isOpen(status) ? ordersBlocks(request, reading) : []),
      ...fieldBlocks(statusFields(request, reading)),
      ...(isOpen(status) ? earlierBlocks(earlier, reading) : []),
    ],
    actions: isOpen(status) ? buttons : [],
  };
}

/** One line of an open request in a list. */
export function requestLine(request: ApprovalRequest, reading: RequestReader): Text {
  const { words } = reading;
  return [
    { bold: subjectTitle(request.subject, words) },
    ' · ',
    personText(request.asker, reading),
    ' · ',
    timesOf(reading).point(request.askedAt),
    ` · ${words.statuses[request.status.is]}`,
  ];
}

/** Tells those who decided that what they approved was not done. */
export function lapsedCard(request: ApprovalRequest, reading: RequestReader): Card {
  const { words } = reading;
  return {
    tone: 'warning',
    title: words.lapsed[request.subject.kind],
    body: [
      { kind: 'text', text: [words.lapsedAdvice] },
      { kind: 'text', text: requestLine(request, reading) },
    ],
    actions: [],
  };
}

/** Said under the card of a request that has waited for a decision for a while. */
export function reminderCard(request: ApprovalRequest, reading: RequestReader): Card {
  const hours = Math.max(1, Math.round((reading.now - request.askedAt) / hourMs));
  return {
    tone: 'warning',
    title: reading.words.reminder(hours),
    body: [{ kind: 'text', text: requestLine(request, reading) }],
    actions: [],
  };
}

/** A person of the same platform as a mention, of another by the name that the bot has for them. */
export function personText(person: string, { platform }: Pick<RequestReader, 'platform'>): Inline {
  const { platform: of, id } = splitScopedId(person);
  return of === platform ? { mention: { person: id, name: id } } : { code: person };
}

export function aboutFields(
  { subject, asker, reason }: ApprovalRequest,
  reading: RequestReader,
  own = false,
): readonly (Field | undefined)[] {
  const { words } = reading;
  return [
    own ? undefined : { label: words.who, value: [personText(asker, reading)] },
    ...subjectFields(subject, words),
    fieldOf(words.reasonLabel, reason),
  ];
}

export function statusFields(
  { status, askedAt, expiresAt }: ApprovalRequest,
  reading: RequestReader,
): readonly (Field | undefined)[] {
  const { words } = reading;
  const times = timesOf(reading);
  const at = (label: string, ms: number): Field => ({ label, value: [times.point(ms)] });
  const state: Field = { label: words.state, value: [words.statuses[status.is]] };
  switch (status.is) {
    case 'open':
      return [at(words.asked, askedAt), at(words.until, expiresAt)];
    case 'assigned': {
      const taken: Field = { label: words.takenBy, value: [personText(status.to, reading)] };
      return [state, taken, at(words.asked, askedAt), at(words.until, expiresAt)];
    }
    case 'approved':
    case 'declined': {
      const by: Field = { label: words.by, value: [personText(status.by, reading)] };
      return [state, by, at(words.when, status.at), fieldOf(words.whyLabel, status.why)];
    }
    case 'lapsed': {
      const by: Field = { label: words.by, value: [personText(status.by, reading)] };
      return [state, by, at(words.when, status.at)];
    }
    case 'expired':
    case 'withdrawn':
      return [state, at(words.when, status.at)];
  }
}

/** Those who may decide, to be pinged. */
function calledBlocks({ told = [] }: ApprovalRequest, reading: RequestReader): readonly Block[] {
  const { words, platform } = reading;
  const mentions = told.flatMap(({ whom, group }): Inline[] => {
    const { platform: of, id } = splitScopedId(whom);
    if (of !== platform) return [];
    return [{ mention: { person: id, name: group ? words.approvers : id, ...(group && { group }) } }, ' '];
  });
  return mentions.length === 0 ? [] : [{ kind: 'text', text: [...mentions, words.pleaseDecide] }];
}

/** The asker's last orders with the seller; that there are none, where they were looked for. */
function ordersBlocks({ orders }: ApprovalRequest, reading: RequestReader): readonly Block[] {
  const { words } = reading;
  if (orders === undefined) return [];
  if (orders.length === 0) return [{ kind: 'text', text: [words.noOrders] }];
  const times = timesOf(reading);
  return [
    { kind: 'text', text: [words.lastOrders] },
    {
      kind: 'list',
      items: orders.map(
        ({ orderId, title, totalFen, at }): Text => [
          ...(at === undefined ? [] : [times.point(at), ' · ']),
          [
            shortName(title[words.language]),
            ...(totalFen === undefined ? [] : [formatFen(totalFen)]),
            '',
          ].join(' · '),
          { code: orderId },
        ],
      ),
    },
  ];
}

function earlierBlocks(earlier: readonly ApprovalRequest[], reading: RequestReader): readonly Block[] {
  const { words } = reading;
  if (earlier.length === 0) return [];
  const times = timesOf(reading);
  return [
    { kind: 'text', text: [words.earlier] },
    {
      kind: 'list',
      items: earlier.map((each) => [
        times.point(each.askedAt),
        ' · ',
        personText(each.asker, reading),
        ` · ${words.statuses[each.status.is]}`,
      ]),
    },
  ];
}

function toneOf({ is }: RequestStatus): Tone {
  if (is === 'approved') return 'good';
  if (is === 'declined') return 'bad';
  return is === 'expired' || is === 'lapsed' ? 'warning' : 'plain';
}

export function timesOf({ zone, now }: RequestReader) {
  return zonedTimes(zone, now);
}
