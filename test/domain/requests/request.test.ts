import { describe, expect, it } from 'vitest';
import {
  type ApprovalRequest,
  askedDirectly,
  parseRequest,
  printRequest,
  requestWithout,
} from '../../../src/domain/requests/request.ts';

const request: ApprovalRequest = {
  id: 'r1',
  organization: 'x:T1',
  asker: 'x:U1',
  language: 'en',
  askedAt: 1,
  reason: 'a sample for spring',
  subject: { kind: 'seller', offer: '600000000001' },
  asked: { workspace: 'T1', conversation: 'x:D1', direct: true },
  shown: { workspace: 'T1', conversation: 'x:C1' },
  status: { is: 'declined', by: 'x:U2', at: 2, why: 'too dear' },
  expiresAt: 9,
};

describe('a request without a person', () => {
  const without = (change: Partial<ApprovalRequest>, person: string) =>
    parseRequest(requestWithout(printRequest({ ...request, ...change }), person));

  it('keeps the decision, without who made it and what they said to it', () => {
    expect(without({}, 'x:U2')).toEqual({ ...request, status: { is: 'declined', by: 'somebody', at: 2 } });
    expect(without({ status: { is: 'assigned', to: 'x:U2', at: 2 } }, 'x:U2')?.status).toEqual({
      is: 'assigned',
      to: 'somebody',
      at: 2,
    });
  });

  it('is without what others wrote that names them', () => {
    const { reason: _, ...unreasoned } = request;
    expect(without({ reason: 'as <@U3|ann> wants' }, 'x:U3')).toEqual(unreasoned);
    const why = 'ask @U3';
    expect(without({ status: { is: 'declined', by: 'x:U2', at: 2, why } }, 'x:U3')?.status).toEqual({
      is: 'declined',
      by: 'x:U2',
      at: 2,
    });
  });

  it('is what it was where they have no part in it, or it can’t be read', () => {
    for (const person of ['x:U3', 'x:U', 'x:U22', 'y:U2']) {
      expect(requestWithout(printRequest(request), person)).toBe(printRequest(request));
    }
    expect(requestWithout('{"by":"x:U2","of":', 'x:U2')).toBe('{"by":"somebody","of":');
    const later = { ...request, later: { kept: ['x:U2', 1] } };
    expect(JSON.parse(requestWithout(JSON.stringify(later), 'x:U2'))).toMatchObject({
      later: { kept: ['somebody', 1] },
      reason: request.reason,
    });
  });
});

it('a request tells the direct messages in which it was asked', () => {
  expect(askedDirectly(printRequest(request))).toBe('x:D1');
  const aloud = { ...request, asked: { ...request.asked, direct: false } };
  expect(askedDirectly(printRequest(aloud))).toBeUndefined();
  expect(askedDirectly('no request')).toBeUndefined();
});
