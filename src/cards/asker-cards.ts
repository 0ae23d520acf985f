import type { Action, Block, Card } from '../chat/card.ts';
import type { Text } from '../chat/text.ts';
import type { ApprovalRequest, RequestSubject } from '../domain/requests/request.ts';
import type { RequestWords } from '../languages/en/requests.ts';
import { fieldBlocks, offerLink } from './products/offer-facts.ts';
import { requestCalls } from './request-calls.ts';
import { aboutFields, personText, type RequestReader, statusFields, timesOf } from './request-card.ts';
import {
  againAction,
  destinationBlocks,
  goodsBlocks,
  subjectBlocks,
  subjectPicture,
  useLabel,
} from './request-subject.ts';

/** What an asker is told of a request that was not approved, or was and is not handed over with this card. */
export function answerCard(request: ApprovalRequest, reading: RequestReader): Card {
  const { words } = reading;
  const { subject, status } = request;
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
  switch (status.is) {
    case 'approved':
      return {
        ...picture,
        tone: 'good',
        title: words.yourApproved[subject.kind],
        body: [
          said(words.approvedAdvice[subject.kind]),
          ...base.body,
          ...fieldBlocks(statusFields(request, reading)),
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
        body: [...base.body, ...fieldBlocks(statusFields(request, reading))],
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
        body: [said(words.filedAdvice), ...base.body, ...fieldBlocks(statusFields(request, reading))],
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
  const { status, id } = request;
  if (status.is !== 'approved') return card;
  const { words } = reading;
  const times = timesOf(reading);
  const said: Text = [
    { bold: words.yourApproved[request.subject.kind] },
    ` · ${words.punctuation.label(words.by)}`,
    personText(status.by, reading),
    ` · ${words.punctuation.label(words.when)}`,
    times.point(status.at),
    ` · ${words.punctuation.label(words.asked)}`,
    times.point(request.askedAt),
    ...(status.why === undefined ? [] : [` · ${words.punctuation.label(words.whyLabel)}${status.why}`]),
  ];
  return {
    ...card,
    body: [{ kind: 'text', text: said }, ...card.body],
    actions: [...card.actions, { kind: 'run', label: words.theRequest, run: requestCalls.details(id) }],
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
