import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagesAfter } from '../../../src/domain/requests/message-plan.ts';
import {
  type ApprovalRequest,
  dueAt,
  isOpen,
  parseRequest,
  printRequest,
} from '../../../src/domain/requests/request.ts';
import { type Event, requestAfter } from '../../../src/domain/requests/transitions.ts';

const fresh: ApprovalRequest = {
  id: 'Ab12Cd34Ef56Gh78',
  organization: 'x:T1',
  asker: 'x:asker',
  language: 'en',
  askedAt: 0,
  subject: { kind: 'seller', offer: '1', openUid: 'u' },
  asked: { workspace: 'T1', conversation: 'x:C1', direct: false },
  shown: { workspace: 'T1', conversation: 'x:C2' },
  status: { is: 'open' },
  remindAt: 40,
  expiresAt: 100,
};

function having(...events: readonly Event[]): ApprovalRequest {
  return events.reduce((request, event) => {
    const result = requestAfter(request, event);
    if ('refused' in result) throw new Error(result.refused);
    return result.next;
  }, fresh);
}

const assign: Event = { what: 'assign', by: 'x:boss', at: 10 };
const approve: Event = { what: 'approve', by: 'x:boss', at: 20 };
const decline: Event = { what: 'decline', by: 'x:boss', at: 20, why: 'no' };
const withdraw: Event = { what: 'withdraw', by: 'x:asker', at: 20 };
const remind: Event = { what: 'remind', at: 40 };
const expire: Event = { what: 'expire', at: 100 };
const lapse: Event = { what: 'lapse', at: 200 };
const use: Event = { what: 'use', at: 150 };

describe('a request', () => {
  it.each([
    ['open', 'assigned', [], assign, { is: 'assigned', to: 'x:boss', at: 10 }],
    ['open', 'approved', [], approve, { is: 'approved', by: 'x:boss', at: 20 }],
    ['open', 'declined', [], decline, { is: 'declined', by: 'x:boss', at: 20, why: 'no' }],
    ['open', 'withdrawn', [], withdraw, { is: 'withdrawn', at: 20 }],
    ['open', 'expired', [], expire, { is: 'expired', at: 100 }],
    ['open', 'open, reminded', [], remind, { is: 'open' }],
    [
      'assigned',
      'another’s',
      [assign],
      { ...assign, by: 'x:other' },
      { is: 'assigned', to: 'x:other', at: 10 },
    ],
    [
      'assigned',
      'approved by another',
      [assign],
      { ...approve, by: 'x:other' },
      { is: 'approved', by: 'x:other', at: 20 },
    ],
    ['assigned', 'declined', [assign], decline, { is: 'declined', by: 'x:boss', at: 20, why: 'no' }],
    ['assigned', 'withdrawn', [assign], withdraw, { is: 'withdrawn', at: 20 }],
    ['assigned', 'expired', [assign], expire, { is: 'expired', at: 100 }],
  ] as const)('goes from %s to %s', (_from, _to, before, event, status) => {
    expect(having(...before, event).status).toEqual(status);
  });

  it('lapses once it is approved, whenever, and never otherwise', () => {
    expect(having(approve, lapse).status).toEqual({ is: 'lapsed', by: 'x:boss', at: 200 });
    expect(requestAfter(fresh, lapse)).toEqual({ refused: 'not yet' });
    for (const end of [decline, withdraw, expire]) {
      expect(requestAfter(having(end), lapse)).toEqual({ refused: 'settled' });
    }
    for (const event of [assign, approve, decline, withdraw, remind, expire, use, lapse]) {
      expect(requestAfter(having(approve, lapse), event)).toEqual({ refused: 'settled' });
    }
  });

  it('is used once it is approved, and lapses no more then', () => {
    expect(having(approve, use).status).toEqual({ is: 'approved', by: 'x:boss', at: 20, usedAt: 150 });
    expect(requestAfter(fresh, use)).toEqual({ refused: 'not yet' });
    expect(requestAfter(having(decline), use)).toEqual({ refused: 'settled' });
    for (const event of [use, lapse, decline]) {
      expect(requestAfter(having(approve, use), event)).toEqual({ refused: 'settled' });
    }
    expect(messagesAfter(having(approve, use), use)).toEqual([]);
  });

  it.each([approve, decline, withdraw, expire])('is settled for good by $what', (end) => {
    for (const event of [assign, approve, decline, withdraw, remind, expire]) {
      expect(requestAfter(having(end), event)).toEqual({ refused: 'settled' });
    }
  });

  it.each([
    ['own request', { ...approve, by: 'x:asker' }],
    ['own request', { ...decline, by: 'x:asker' }],
    ['own request', { ...assign, by: 'x:asker' }],
    ['not the asker', { ...withdraw, by: 'x:boss' }],
    ['over', { ...approve, at: 100 }],
    ['over', { ...decline, at: 100 }],
    ['over', { ...assign, at: 100 }],
    ['over', { ...remind, at: 100 }],
    ['not yet', { ...remind, at: 39 }],
    ['not yet', { ...expire, at: 99 }],
  ] as const)('refuses with %s', (refused, event) => {
    expect(requestAfter(fresh, event)).toEqual({ refused });
  });

  it('is not taken on twice by the same person, nor reminded of twice', () => {
    expect(requestAfter(having(assign), assign)).toEqual({ refused: 'assigned before' });
    expect(requestAfter(having(remind), { ...remind, at: 50 })).toEqual({ refused: 'not yet' });
    expect(dueAt(fresh)).toBe(40);
    expect(dueAt(having(remind))).toBe(100);
    expect(dueAt(having(approve))).toBeUndefined();
  });

  it('is told of on its card, and to the asker once it is settled by another', () => {
    expect(messagesAfter(fresh)).toEqual(['card']);
    expect(messagesAfter(having(assign), assign)).toEqual(['card']);
    expect(messagesAfter(having(remind), remind)).toEqual(['reminder']);
    expect(messagesAfter(having(withdraw), withdraw)).toEqual(['card']);
    // Whoever finds out that it lapsed tells the asker.
    expect(messagesAfter(having(approve, lapse), lapse)).toEqual(['card', 'notice']);
    for (const event of [approve, decline, expire]) {
      expect(messagesAfter(having(event), event)).toEqual(['card', 'answer']);
    }
  });
});

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    what: fc.constantFrom('assign' as const, 'approve' as const, 'decline' as const, 'withdraw' as const),
    by: fc.constantFrom('x:asker', 'x:boss', 'y:other'),
    at: fc.integer({ min: 0, max: 150 }),
  }),
  fc.record({
    what: fc.constantFrom('remind' as const, 'expire' as const, 'use' as const, 'lapse' as const),
    at: fc.integer({ min: 0, max: 150 }),
  }),
);

describe('any sequence of events', () => {
  it('settles a request once at most, never by its asker, and is kept as it is', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let request = fresh;
        let settled = 0;
        let answers = 0;
        let reminders = 0;
        for (const event of events) {
          const before = request;
          const result = requestAfter(request, event);
          if ('refused' in result) continue;
          request = result.next;
          const lapsed = event.what === 'lapse' || event.what === 'use';
          expect(lapsed ? before.status.is === 'approved' : isOpen(before.status)).toBe(true);
          if (!isOpen(request.status) && !lapsed) settled += 1;
          const told = messagesAfter(request, event);
          if (told.includes('answer')) answers += 1;
          if (told.includes('reminder')) reminders += 1;
          expect(parseRequest(printRequest(request))).toEqual(request);
          // Only what is open comes up by itself.
          expect(dueAt(request) === undefined).toBe(!isOpen(request.status));
        }
        expect(settled).toBeLessThanOrEqual(1);
        expect(reminders).toBeLessThanOrEqual(1);
        const { status } = request;
        if (status.is === 'approved' || status.is === 'declined') {
          expect(status.by).not.toBe(request.asker);
          expect(status.at).toBeLessThan(request.expiresAt);
        }
        expect(answers).toBe(['approved', 'declined', 'expired', 'lapsed'].includes(status.is) ? 1 : 0);
      }),
    );
  });
});
