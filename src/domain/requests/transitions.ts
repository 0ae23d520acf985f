import { type ApprovalRequest, isOpen } from './request.ts';

/** What happens to a request. `by`: `platform:id` of the person who did it; `at`: ms since 1970 UTC. */
export type Event =
  | { readonly what: 'assign'; readonly by: string; readonly at: number }
  | {
      readonly what: 'approve' | 'decline';
      readonly by: string;
      readonly at: number;
      readonly why?: string | undefined;
    }
  | { readonly what: 'withdraw'; readonly by: string; readonly at: number }
  /** `use`: what was approved is about to be spent; `lapse`: the asker no longer may spend it. */
  | { readonly what: 'remind' | 'expire' | 'use' | 'lapse'; readonly at: number };

/** Why nothing happened. */
export type Refusal =
  /** It was decided before, or is over. */
  | 'settled'
  /** Its time is over, but that is not yet stored. */
  | 'over'
  | 'own request'
  | 'not the asker'
  /** It is the same person's already. */
  | 'assigned before'
  /** A clock came too early. */
  | 'not yet';

/**
 * `request` after `event`, or why that can't be. What is settled stays as it is for good, but for an approval: that is used,
 * and lapses as long as it was not.
 */
export function requestAfter(
  request: ApprovalRequest,
  event: Event,
): { readonly next: ApprovalRequest } | { readonly refused: Refusal } {
  const { status, asker, expiresAt } = request;
  if (event.what === 'use' || event.what === 'lapse') {
    if (isOpen(status)) return { refused: 'not yet' };
    if (status.is !== 'approved' || status.usedAt !== undefined) return { refused: 'settled' };
    const { by } = status;
    return event.what === 'use'
      ? { next: { ...request, status: { ...status, usedAt: event.at } } }
      : { next: { ...request, status: { is: 'lapsed', by, at: event.at } } };
  }
  if (!isOpen(status)) return { refused: 'settled' };
  switch (event.what) {
    case 'expire':
      if (event.at < expiresAt) return { refused: 'not yet' };
      return { next: { ...request, status: { is: 'expired', at: event.at } } };
    case 'remind': {
      const { remindAt, ...reminded } = request;
      if (event.at >= expiresAt) return { refused: 'over' };
      if (remindAt === undefined || event.at < remindAt) return { refused: 'not yet' };
      return { next: reminded };
    }
    case 'withdraw':
      if (event.by !== asker) return { refused: 'not the asker' };
      return { next: { ...request, status: { is: 'withdrawn', at: event.at } } };
    case 'assign':
      if (event.by === asker) return { refused: 'own request' };
      if (event.at >= expiresAt) return { refused: 'over' };
      if (status.is === 'assigned' && status.to === event.by) return { refused: 'assigned before' };
      return { next: { ...request, status: { is: 'assigned', to: event.by, at: event.at } } };
    case 'approve':
    case 'decline': {
      if (event.by === asker) return { refused: 'own request' };
      if (event.at >= expiresAt) return { refused: 'over' };
      const is = event.what === 'approve' ? 'approved' : 'declined';
      const why = event.why === undefined || event.why === '' ? {} : { why: event.why };
      return { next: { ...request, status: { is, by: event.by, at: event.at, ...why } } };
    }
  }
}
