import { printRequest, type RequestStatus, type RequestSubject } from '../../src/domain/requests/request.ts';
import type { NewDelivery } from '../../src/store/contract/deliveries.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { account, orderId, organization } from './open-console.ts';

const [now, dayMs] = [Date.now(), 86_400_000];

/** A name that is as long as a platform lets it be, and one word. */
const longName = 'discord:guild-of-the-very-long-names/'.padEnd(100, 'x');

/** A team of another platform, whose names fill a cell. */
const other = 'discord:1039485720394857203';

/** One of all that a page of the console can show, where the store has none of it yet. */
export async function fillFurther(store: Store): Promise<void> {
  await Promise.all([fillParked(store), fillUnreadable(store)]);
  await Promise.all([fillRequests(store), fillPlaces(store), fillPeople(store)]);
  await fillAudit(store);
}

function delivery(change: Partial<NewDelivery>): NewDelivery {
  return {
    organization,
    conversation: 'page:page',
    workspace: 'local',
    account,
    subjectKind: 'order',
    subjectId: orderId(3),
    part: '',
    version: 1,
    content: '{}',
    dueAt: now,
    createdAt: now,
    trace: 't',
    ...change,
  };
}

/** Each in a conversation of its own, so that they stand in one order. */
async function fillParked(store: Store): Promise<void> {
  const parked = [
    delivery({ conversation: 'slack:C0GONE' }),
    delivery({ conversation: longName, subjectKind: 'request', subjectId: 'request-1', part: 'answer' }),
    delivery({ conversation: 'discord:1039', subjectKind: 'summary', subjectId: '2026-11-29' }),
  ];
  await store.orders.transact((transaction) => transaction.addDeliveries(parked));
  const reason =
    'Slack: is_archived. The channel is archived: unarchive it, or take the watch out of it. '.repeat(3);
  const queues = await store.queues.claim({ limit: 10, holdMs: 60_000 });
  for (const queue of queues) {
    const due = await store.queues.due(queue, 10);
    await store.queues.begin(queue, due, { key: `attempt ${queue.conversation}` });
    await store.queues.park(queue, due, reason);
    await store.queues.release(queue, now);
  }
  // Where the order's card stands, and what is still to be said of it.
  await store.orders.transact((transaction) =>
    transaction.addDeliveries([delivery({ conversation: 'slack:C0OFFICE' })]),
  );
  const [queue] = await store.queues.claim({ limit: 1, holdMs: 60_000 });
  if (queue === undefined) throw new Error('nothing is due');
  const card = {
    subjectKind: 'order',
    subjectId: orderId(3),
    part: '',
    message: '1732968000.123456',
    postedAt: now,
    version: 1,
  };
  const due = await store.queues.due(queue, 10);
  await store.queues.settle(queue, due, { cards: [card], nextSendAt: now });
  await store.queues.release(queue, now);
  const later = delivery({ conversation: 'slack:C0OFFICE', version: 2, dueAt: now + dayMs });
  await store.orders.transact((transaction) => transaction.addDeliveries([later]));
}

async function fillUnreadable(store: Store): Promise<void> {
  const bodies = [
    '<html><head><title>502 Bad Gateway</title></head></html>',
    JSON.stringify({ messageType: 'X', messageBody: Object.fromEntries(wide()) }),
    JSON.stringify({ messageType: '', messageBody: '{}' }),
  ];
  for (const [at, body] of bodies.entries()) {
    await store.inbox.keep({
      account,
      digest: `digest-${at}`,
      body,
      trace: `trace-${at}`,
      receivedAt: now - at,
    });
  }
  await store.orders.transact(async (transaction) => {
    const ids = (await transaction.takeMessages({ account, limit: 10 })).map(({ id }) => id);
    await transaction.settleMessages({ account, ids, as: 'unreadable' });
  });
}

/** More members than are shown, with names as long as a line. */
function wide() {
  return Array.from({ length: 120 }, (_, at) => [`aFieldWithQuiteALongNameOfItsOwn${at}`, at] as const);
}

async function fillRequests(store: Store): Promise<void> {
  const by = 'slack:U0BOSS';
  const statuses: readonly RequestStatus[] = [
    { is: 'open' },
    { is: 'assigned', to: by, at: now },
    { is: 'approved', by, at: now, why: 'needed' },
    { is: 'declined', by, at: now },
    { is: 'expired', at: now },
    { is: 'withdrawn', at: now },
    { is: 'lapsed', by, at: now },
  ];
  const subjects: readonly RequestSubject[] = [
    { kind: 'payment', orderId: orderId(1), totalFen: 6461 },
    { kind: 'seller', offer: '951807530375' },
    {
      kind: 'freight',
      key: 'k',
      digest: 'd',
      money: { currency: 'USD', minor: 1234 },
      call: {},
      offer: '951807530375',
      service: 's',
    },
  ];
  for (const [at, status] of statuses.entries()) {
    const id = `request-of-${status.is}`;
    const subject = subjects[at % subjects.length];
    if (subject === undefined) throw new Error('no subject');
    const place = { workspace: 'local', conversation: 'page:page' };
    const state = printRequest({
      id,
      organization,
      asker: 'page:operator',
      language: 'en',
      askedAt: now,
      subject,
      asked: { ...place, direct: false },
      shown: place,
      status,
      expiresAt: now + dayMs,
    });
    const kept = {
      id,
      organization,
      state,
      kind: subject.kind,
      subject: subject.kind === 'payment' ? `order:${subject.orderId}` : `offer:${subject.offer}`,
      asker: 'page:operator',
      open: status.is === 'open',
      status: status.is,
      version: 1,
      createdAt: now - at,
      changedAt: now,
    };
    await store.requests.open(kept, []);
  }
}

async function fillPlaces(store: Store): Promise<void> {
  const by = 'slack:U0BOSS';
  await store.admissions.set({ workspace: 'slack:T0OFFICE', state: 'admitted', by, at: now });
  await store.admissions.set({ workspace: longName, state: 'admitted', by, at: now });
  await store.admissions.set({ workspace: 'slack:T0OLD', state: 'dismissed', by, at: now });
  await store.admissions.knock({ workspace: 'slack:T0OLD', at: now, keep: 10 });
  await store.organizations.offer({ organization, digest: 'code', madeBy: by, expiresAt: now + dayMs });
  await store.organizations.join({ workspace: 'slack:T0OFFICE', digest: 'code', roles: [] });
}

async function fillPeople(store: Store): Promise<void> {
  for (const [at, subject] of ['all', `order:${orderId(3)}`, 'mine:page:operator'].entries()) {
    await store.watches.set({
      organization: other,
      conversation: `discord:103948572039485720${at}`,
      workspace: other,
      account: at === 0 ? 'another' : account,
      subject,
      rule: '{}',
      setBy: 'discord:80351110224678912',
      setAt: now,
    });
  }
  for (const role of ['viewer', 'buyer', 'approver', 'admin']) {
    await store.grants.set({
      organization: other,
      scope: role === 'viewer' ? 'conversation discord:1039485720394857201' : 'everywhere',
      subject: `person discord:8035111022467${role.length}`,
      role,
      name: '义乌采购部的张三丰（夜班）',
      grantedBy: 'discord:80351110224678912',
      grantedAt: now,
    });
  }
}

async function fillAudit(store: Store): Promise<void> {
  const outcomes = ['begun', 'done', 'failed', 'refused'] as const;
  for (const outcome of outcomes) {
    await store.audit.append({
      organization: other,
      workspace: other,
      conversation: 'discord:1039485720394857201',
      command: 'order pay',
      outcome,
      trace: 'a1b2c3d4e5f6',
      facts: { order: orderId(3), amount: '64.61', digest: 'f'.repeat(64) },
      person: 'discord:80351110224678912',
      about: 'discord:80351110224678913',
      words: '按合同付款，谢谢。 “quoted” <b>',
    });
  }
}
