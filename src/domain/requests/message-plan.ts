import { type ApprovalRequest, isOpen } from './request.ts';
import type { Event } from './transitions.ts';

/**
 * What is said about a request: the `card` where those who decide are, which is edited as it goes on; once an `answer` to
 * the asker; once a `reminder`; and once a `notice` to those who decide that what they approved was not done.
 */
export const messageKinds = ['card', 'answer', 'reminder', 'notice'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What has to be said now that `request` came to be what it is by `event`, or was asked for. */
export function messagesAfter(request: ApprovalRequest, event?: Event): readonly MessageKind[] {
  if (event?.what === 'remind') return ['reminder'];
  // The command that spends tells what came of it.
  if (event?.what === 'use') return [];
  // The asker is told at once by what finds it out.
  if (event?.what === 'lapse') return ['card', 'notice'];
  if (isOpen(request.standing) || event?.what === 'withdraw') return ['card'];
  return ['card', 'answer'];
}
