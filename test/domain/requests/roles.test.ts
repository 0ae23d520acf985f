import { expect, test } from 'vitest';
import { type Role, type RoleOf, roles } from '../../../src/chat/role.ts';
import {
  type ApprovalRequest,
  askersRoles,
  type RequestSubject,
} from '../../../src/domain/requests/request.ts';

const subjects: Readonly<Record<RequestSubject['kind'], RequestSubject>> = {
  seller: { kind: 'seller', offer: '1' },
  payment: { kind: 'payment', orderId: '1', totalFen: 1 },
  freight: {
    kind: 'freight',
    key: 'k',
    digest: 'd',
    money: { currency: 'USD', minor: 1 },
    call: {},
    offer: '1',
    service: 'S',
  },
};

function requestFor(subject: RequestSubject): ApprovalRequest {
  return {
    id: 'Ab12Cd34Ef56Gh78',
    organization: 'x:T1',
    asker: 'x:U1',
    language: 'en',
    askedAt: 0,
    subject,
    asked: { workspace: 'T1', conversation: 'x:thread', channel: 'x:C1', direct: false },
    shown: { workspace: 'T1', conversation: 'x:C2' },
    status: { is: 'open' },
    expiresAt: 100,
  };
}

const held: readonly (Role | undefined)[] = [undefined, ...roles];
const table = (['seller', 'payment', 'freight'] as const).flatMap((kind) =>
  held.map((role) => ({ kind, role, may: role !== undefined && (kind === 'seller' || role !== 'viewer') })),
);

test.each(table)('an asker of $kind who is now $role may have it: $may', async ({ kind, role, may }) => {
  const asked: Parameters<RoleOf>[0][] = [];
  const request = requestFor(subjects[kind]);
  // What holds elsewhere does not count here.
  const held = role && ({ role, roleEverywhere: 'viewer' } as const);
  const found = await askersRoles(async (about) => {
    asked.push(about);
    return { held };
  }, request);
  expect(found).toEqual(may ? held : 'no more');
  expect(asked).toEqual([
    { organization: 'x:T1', workspace: 'T1', conversation: 'x:thread', channel: 'x:C1', person: 'x:U1' },
  ]);
  // It may be more, since the platform did not say.
  expect(await askersRoles(async () => ({ held, unsure: 'no answer' }), request)).toEqual(
    may ? held : 'not known',
  );
});
