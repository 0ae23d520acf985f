import type { Action, Block, Card, Field, Tone } from '../chat/card.ts';
import type { Inline, Text } from '../chat/text.ts';
import { formatFen } from '../domain/orders/money.ts';
import {
  type ApprovalRequest,
  isOpen,
  type RequestStatus,
  type RequestSubject,
} from '../domain/requests/request.ts';
import type { RequestWords } from '../languages/en/requests.ts';
import { hourMs } from '../runtime/durations.ts';
import type { Language } from '../runtime/language.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import { fieldBlocks, fieldOf, offerLink, shortName } from './products/offer-facts.ts';
import { requestCalls } from './request-calls.ts';
import {
  againAction,
  approveLabel,
  destinationBlocks,
  goodsBlocks,
  limitBlocks,
  subjectBlocks,
  subjectFields,
  subjectPicture,
  subjectTitle,
  useLabel,
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
  const { subject, standing, id } = request;
  const buttons: readonly Action[] = [
    { kind: 'run', label: approveLabel(subject, words), style: 'primary', run: requestCalls.approve(id) },
    { kind: 'run', label: words.decline, style: 'danger', run: requestCalls.decline(id) },
    ...(standing.is === 'open'
      ? [{ kind: 'run' as const, label: words.assign, run: requestCalls.assign(id) }]
      : []),
  ];
  const link = subject.kind === 'seller' ? offerLink(subject.offer) : undefined;
  return {
    tone: toneOf(standing),
    title: words.wants[subject.kind],
    ...(link !== undefined && { link }),
    ...subjectPicture(subject, words),
    body: [
      ...(calls && isOpen(standing) ? calledBlocks(request, reading) : []),
      ...fieldBlocks(aboutFields(request, reading)),
      ...goodsBlocks(subject, words),
      ...destinationBlocks(subject, words),
      ...limitBlocks(subject, words),
      ...(isOpen(standing) ? ordersBlocks(request, reading) : []),
      ...fieldBlocks(standingFields(request, reading)),
      ...(isOpen(standing) ? earlierBlocks(earlier, reading) : []),
    ],
    actions: isOpen(standing) ? buttons : [],
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
    ` · ${words.standings[request.standing.is]}`,
  ];
}

/** What an asker is told of a request that was not approved, or was and is not handed over with this card. */
export function answerCard(request: ApprovalRequest, reading: RequestReader): Card {
  const { words } = reading;
  const { subject, standing } = request;
  const again: readonly Action[] = [againAction(subject, words)];
  const picture = subjectPicture(subject, words);
  const base = {
    body: [
      ...fieldBlocks(aboutFields(request, reading, true)),
      ...goodsBlocks(subject, words),
      ...destinationBlocks(subject, words),
    ],
  };
  const said = (text: string): Block => ({ kind: 'text', text: [text] });
  switch (standing.is) {
    case 'approved':
      return {
        ...picture,
        tone: 'good',
        title: words.yourApproved[subject.kind],
        body: [
          said(words.approvedAdvice[subject.kind]),
          ...base.body,
          ...fieldBlocks(standingFields(request, reading)),
        ],
        actions: [
          {
            kind: 'run',
            label: useLabel(subject, words),
            style: 'primary',
            run: requestCalls.show(request.id),
          },
        ],
      };
    case 'declined':
      return {
        ...picture,
        tone: 'bad',
        title: words.yourDeclined,
        body: [...base.body, ...fieldBlocks(standingFields(request, reading))],
        actions: [],
      };
    case 'expired':
      return {
        ...picture,
        tone: 'warning',
        title: words.yourExpired,
        body: [said(words.expiredAdvice), ...base.body],
        actions: again,
      };
    case 'open':
    case 'assigned':
      return {
        ...picture,
        tone: 'plain',
        title: words.filed,
        body: [said(words.filedAdvice), ...base.body, ...fieldBlocks(standingFields(request, reading))],
        actions: [{ kind: 'run', label: words.withdraw, run: requestCalls.withdraw(request.id) }],
      };
    case 'withdrawn':
      return { tone: 'plain', title: words.nowWithdrawn, body: base.body, actions: again };
    case 'lapsed':
      return {
        ...picture,
        tone: 'bad',
        title: words.yourLapsed[subject.kind],
        body: [said(words.yourLapsedAdvice), ...base.body],
        actions: [],
      };
  }
}

/** What would be asked of an approver, and the button that asks why and then asks them. Nothing was posted yet. */
export function askFirstCard(
  subject: Extract<RequestSubject, { readonly kind: 'seller' }>,
  words: RequestWords,
): Card {
  const { offer, openUid } = subject;
  const link = offerLink(offer);
  return {
    tone: 'plain',
    title: words.askFirst,
    ...(link !== undefined && { link }),
    ...subjectPicture(subject, words),
    body: [{ kind: 'text', text: [words.askFirstAdvice] }, ...subjectBlocks(subject, words)],
    actions: [
      { kind: 'run', label: words.askApprover, style: 'primary', run: requestCalls.askWhy(offer, openUid) },
    ],
  };
}

/** `card`, which hands over what was approved, with who approved it and when, and with the way to the request. */
export function handedCard(card: Card, request: ApprovalRequest, reading: RequestReader): Card {
  const { standing, id } = request;
  if (standing.is !== 'approved') return card;
  const { words } = reading;
  const times = timesOf(reading);
  const said: Text = [
    { bold: words.yourApproved[request.subject.kind] },
    ` · ${words.punctuation.label(words.by)}`,
    personText(standing.by, reading),
    ` · ${words.punctuation.label(words.when)}`,
    times.point(standing.at),
    ` · ${words.punctuation.label(words.asked)}`,
    times.point(request.askedAt),
    ...(standing.why === undefined ? [] : [` · ${words.punctuation.label(words.whyLabel)}${standing.why}`]),
  ];
  return {
    ...card,
    body: [{ kind: 'text', text: said }, ...card.body],
    actions: [...card.actions, { kind: 'run', label: words.theRequest, run: requestCalls.details(id) }],
  };
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

/** What an asker is told whose approval was used before, and who may not do the same again. */
export function mayNoMoreCard(words: RequestWords): Card {
  return {
    tone: 'plain',
    title: words.mayNoMore,
    body: [{ kind: 'text', text: [words.mayNoMoreAdvice] }],
    actions: [],
  };
}

/** What an asker is told when the platform can't say now who they are: nothing was done, and the approval stands. */
export function notKnownCard(words: RequestWords): Card {
  return {
    tone: 'warning',
    title: words.youNotKnown,
    body: [{ kind: 'text', text: [words.youNotKnownAdvice] }],
    actions: [],
  };
}

/** The approval is too old to be used. */
export function approvalOverCard({ subject }: ApprovalRequest, words: RequestWords): Card {
  return {
    tone: 'warning',
    title: words.approvalOver,
    body: [{ kind: 'text', text: [words.approvalOverAdvice] }],
    actions: [againAction(subject, words)],
  };
}

/** Said where everyone sees it, of an answer that only one may see. It tells nothing of the answer. */
export function waitsCard(request: ApprovalRequest, reading: RequestReader): Card {
  const { words } = reading;
  return {
    tone: 'plain',
    title: words.waits,
    body: [{ kind: 'text', text: [personText(request.asker, reading), ` · ${words.waitsAdvice}`] }],
    actions: [{ kind: 'run', label: words.see, run: requestCalls.show(request.id) }],
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
function personText(person: string, { platform }: Pick<RequestReader, 'platform'>): Inline {
  const { platform: of, id } = splitScopedId(person);
  return of === platform ? { mention: { person: id, name: id } } : { code: person };
}

function aboutFields(
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

function standingFields(
  { standing, askedAt, expiresAt }: ApprovalRequest,
  reading: RequestReader,
): readonly (Field | undefined)[] {
  const { words } = reading;
  const times = timesOf(reading);
  const at = (label: string, ms: number): Field => ({ label, value: [times.point(ms)] });
  const state: Field = { label: words.state, value: [words.standings[standing.is]] };
  switch (standing.is) {
    case 'open':
      return [at(words.asked, askedAt), at(words.until, expiresAt)];
    case 'assigned': {
      const taken: Field = { label: words.takenBy, value: [personText(standing.to, reading)] };
      return [state, taken, at(words.asked, askedAt), at(words.until, expiresAt)];
    }
    case 'approved':
    case 'declined': {
      const by: Field = { label: words.by, value: [personText(standing.by, reading)] };
      return [state, by, at(words.when, standing.at), fieldOf(words.whyLabel, standing.why)];
    }
    case 'lapsed': {
      const by: Field = { label: words.by, value: [personText(standing.by, reading)] };
      return [state, by, at(words.when, standing.at)];
    }
    case 'expired':
    case 'withdrawn':
      return [state, at(words.when, standing.at)];
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
        ` · ${words.standings[each.standing.is]}`,
      ]),
    },
  ];
}

function toneOf({ is }: RequestStatus): Tone {
  if (is === 'approved') return 'good';
  if (is === 'declined') return 'bad';
  return is === 'expired' || is === 'lapsed' ? 'warning' : 'plain';
}

function timesOf({ zone, now }: RequestReader) {
  return zonedTimes(zone, now);
}
