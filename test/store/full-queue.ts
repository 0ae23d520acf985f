import { type RawBuilder, sql } from 'kysely';
import { expect } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { printRequest } from '../../src/domain/requests/request.ts';
import { createRequestKind } from '../../src/domain/requests/request-kind.ts';
import type { RequestService } from '../../src/domain/requests/request-service.ts';
import { openNotifications } from '../../src/notifications/engine.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { createClockWatch } from '../../src/runtime/clock-watch.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { openRequestService } from '../../src/wiring/requests.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { createFakeChat, type FakeChat } from '../notifications/fake-chat.ts';
import { createMortalProcess, type MortalProcess, settled } from '../notifications/mortal-process.ts';
import { numberedCards, numberedSources, shownOn } from '../notifications/numbered-news.ts';

const minuteMs = 60_000;
const key = (mark: string, name: string) => `${mark}${name}`.padEnd(21, '0');

const plain = (title: string): Card => ({ tone: 'plain', title, body: [], actions: [] });
const ready = (title: string) => ({
  card: { ...plain(title), body: [], actions: [] },
  language: 'en' as const,
});
/** What {@link numberedCards} draw of one order. */
const ofOrder = (name: string) =>
  JSON.stringify({ kind: 'order', orders: [{ news: [name], state: [name] }], mentions: [] });

/** A queue of version 0.1.0 whose only process was killed five minutes ago: its rows, and what stands on the platform. */
export interface FullQueue {
  readonly clock: FakeClock;
  readonly chat: FakeChat;
  readonly rows: readonly RawBuilder<unknown>[];
}

export async function makeFullQueue(): Promise<FullQueue> {
  const clock = createFakeClock();
  const chat = createFakeChat(clock);
  /** Says something as the earlier version did; gives what the platform calls it. */
  const stand = async (conversation: string, attempt: string, title: string) => {
    clock.advance(1000);
    const sent = await chat.outlet.post({ workspace: 'T1', conversation }, ready(title), attempt);
    if (!('sent' in sent)) throw new Error('it does not stand');
    return sent.sent;
  };
  const cardOf7 = await stand('C1', key('c', 'seven'), ofOrder('n7'));
  await stand('C1', key('c', 'two'), ofOrder('n2'));
  const digest = { kind: 'digest', mentions: [] };
  const orders = ['n4', 'n5'].map((name) => ({ news: [name], state: [name] }));
  await stand('C1', key('d', 'four'), JSON.stringify({ ...digest, orders }));
  const summary = { kind: 'summary', orders: [{ news: ['2026-05-20'], state: [] }], mentions: [] };
  await stand('C1', key('s', 'day'), JSON.stringify(summary));
  const cardOfR1 = await stand('C2', key('r', 'one'), 'card r1');
  await stand('C2', key('r', 'two'), 'card r2');
  await stand('direct-U4', key('r', 'four'), 'answer r4');
  const cardOfR7 = await stand('C2', key('r', 'seven'), 'card r7');
  const begunAt = clock.now();
  clock.advance(5 * minuteMs);

  const order = (id: string) =>
    sql`insert into orders (organization, order_id, state, version, phase, created_at, changed_at)
      values ('account', ${id}, ${JSON.stringify(id === '7' ? ['n7', 'n7b'] : [`n${id}`])}, 2, 'shipped', 1, 1)`;
  const content = (name: string) =>
    JSON.stringify({ news: name === '' ? [] : [{ kind: 'paid', raw: name }], mentions: [], daily: false });
  const delivery = (
    id: string,
    of: { name?: string; attempt?: string; parked?: string; version?: number; conversation?: string } = {},
  ) =>
    sql`insert into deliveries (organization, conversation, order_id, version, place, account, content, due_at,
      created_at, trace, attempts, attempt_key, attempt_at, parked_at, reason) values ('x:T1',
      ${of.conversation ?? 'x:C1'}, ${id}, cast(${of.version ?? 1} as integer), 'T1', 'account',
      ${content(of.name ?? `n${id}`)}, cast(${begunAt} as bigint), 1, ${`t-${id}`}, 1, ${of.attempt ?? null},
      cast(${of.attempt === undefined ? null : begunAt} as bigint),
      cast(${of.parked === undefined ? null : begunAt} as bigint), ${of.parked ?? null})`;
  const request = (id: string, is: 'open' | 'declined') => {
    const shown = { workspace: 'T1', conversation: 'x:C2' };
    const printed = printRequest({
      id,
      organization: 'x:T1',
      asker: `x:U${id.slice(1)}`,
      language: 'en',
      askedAt: 1,
      subject: { kind: 'seller', offer: id },
      asked: { ...shown, direct: false },
      shown,
      status: is === 'open' ? { is } : { is, by: 'x:boss', at: 1 },
      expiresAt: Number.MAX_SAFE_INTEGER,
    });
    // As it was called then.
    const state = printed.replaceAll('"workspace":', '"place":').replaceAll('"status":', '"standing":');
    return sql`insert into requests (organization, id, kind, subject, asker, ${sql.ref('open')}, standing, state, version,
      created_at, changed_at) values ('x:T1', ${id}, 'seller', ${`offer:${id}`}, ${`x:U${id.slice(1)}`},
      cast(${is === 'open' ? 1 : 0} as integer), ${is}, ${state}, 2, 1, 1)`;
  };
  const message = (
    id: string,
    kind: string,
    of: {
      shown?: number;
      message?: string;
      attempt?: string;
      way?: string;
      target?: string;
      parked?: string;
      done?: boolean;
    } = {},
  ) => {
    const waits = of.parked === undefined && of.done !== true;
    return sql`insert into request_messages (organization, request, kind, place, conversation, person, way, target, wanted,
      shown, message, due_at, holder, held_until, created_at, attempts, attempt_key, attempt_at, parked_at, reason)
      values ('x:T1', ${id}, ${kind}, 'T1', 'x:C2', ${kind === 'answer' ? `x:U${id.slice(1)}` : null},
      ${of.way ?? null}, ${of.target ?? null}, 2, cast(${of.shown ?? 0} as integer), ${of.message ?? null},
      cast(${waits ? begunAt : null} as bigint), ${waits ? 'dead' : null},
      cast(${waits ? clock.now() + minuteMs : 0} as bigint), 1, 1, ${of.attempt ?? null},
      cast(${of.attempt === undefined ? null : begunAt} as bigint),
      cast(${of.parked === undefined ? null : begunAt} as bigint), ${of.parked ?? null})`;
  };
  const lane = (conversation: string, heldUntil: number) =>
    sql`insert into lanes (organization, conversation, place, ready_at, free_at, holder, held_until)
      values ('x:T1', ${conversation}, 'T1', cast(${heldUntil} as bigint), 0, 'dead', cast(${heldUntil} as bigint))`;

  const rows = [
    // It died holding both: of one the hold has run out, of the other it has not yet.
    lane('x:C1', begunAt),
    lane('x:C3', clock.now() + 20_000),
    ...['1', '2', '3', '4', '5', '6', '7', '8'].map(order),
    delivery('1'),
    delivery('2', { attempt: key('c', 'two') }),
    delivery('3', { attempt: key('c', 'lost') }),
    delivery('4', { attempt: key('d', 'four') }),
    delivery('5', { attempt: key('d', 'four') }),
    delivery('6', { parked: 'unreachable: ECONNREFUSED' }),
    delivery('7', { name: 'n7b', version: 2 }),
    delivery('summary:2026-05-20', { name: '', attempt: key('s', 'day') }),
    delivery('8', { conversation: 'x:C3' }),
    sql`insert into order_cards (organization, conversation, order_id, message, posted_at, version)
      values ('x:T1', 'x:C1', '7', ${cardOf7}, cast(${begunAt} as bigint), 1)`,
    ...['r1', 'r2', 'r3', 'r6', 'r7'].map((id) => request(id, 'open')),
    ...['r4', 'r5', 'r8'].map((id) => request(id, 'declined')),
    message('r1', 'card', { shown: 1, message: cardOfR1 }),
    message('r2', 'card', { attempt: key('r', 'two') }),
    message('r3', 'card', { attempt: key('r', 'lost') }),
    message('r4', 'answer', { attempt: key('r', 'four'), target: 'direct-U4' }),
    message('r5', 'answer', { attempt: key('r', 'five'), way: 'whisper', target: 'C2' }),
    message('r6', 'card', { parked: 'not invited: as told' }),
    message('r7', 'card', { shown: 2, message: cardOfR7, done: true }),
    message('r8', 'answer', { shown: 2, message: 'm99', target: 'direct-U8', done: true }),
  ];
  return { clock, chat, rows };
}

/** Where a process dies: at that call of its, before or after it happens. */
export type Death = Parameters<MortalProcess['killAt']>;

/**
 * Runs what is said of both kinds on the upgraded `store`, in one process after the other that dies as told and a last one that
 * lives, and expects each thing to stand on the platform once.
 */
export async function expectGoesOn(
  { clock, chat }: FullQueue,
  store: Store,
  deaths: readonly Death[] = [],
): Promise<void> {
  const service = openRequestService({
    store,
    approversOf: async () => ({ any: true, told: [] }),
    isReadByOthers: async () => false,
    clock,
    random: systemRandom,
    remindMs: 1,
    expireMs: 1,
  });
  const { signals } = store;
  let current = openProcess({ clock, chat }, store, service);
  const elapse = async (ms: number) => {
    for (const end = clock.now() + ms; clock.now() < end; ) {
      clock.advance(250);
      await settled([current.process]);
    }
  };
  let died = 0;
  for (const death of deaths) {
    current.process.killAt(...death);
    // Until its hold has run out; one that finds nothing to do lives on.
    await elapse(31_000);
    if (!current.process.dead) break;
    died += 1;
    current = openProcess({ clock, chat }, store, service);
  }
  if (deaths.length > 0) expect(died).toBeGreaterThan(10);
  await elapse(3 * minuteMs);

  const { due, later, unclear, parked } = await store.queues.counts();
  expect({ due, later, unclear, parked }).toEqual({ due: 0, later: 0, unclear: 0, parked: 2 });
  const newsIn = (conversation: string) =>
    chat.said
      .filter((each) => each.conversation === conversation)
      .flatMap(({ first }) => shownOn(first).orders.flatMap((each) => each.news))
      .sort();
  expect(newsIn('C1')).toEqual(['2026-05-20', 'n1', 'n2', 'n3', 'n4', 'n5', 'n7', 'n7b']);
  expect(newsIn('C3')).toEqual(['n8']);
  const titles = (conversation: string) =>
    chat.said
      .filter((each) => each.conversation === conversation)
      .map(({ card }) => card.title)
      .sort();
  // What was edited shows the request as it is; what was found stands as it was said.
  expect(titles('C2')).toEqual(['card r1 open', 'card r2', 'card r3 open', 'card r7', 'waits r5']);
  expect(titles('direct-U4')).toEqual(['answer r4']);
  expect(titles('direct-U5')).toEqual([]);

  // One list of what could not be said, and one retry.
  const left = await store.queues.parked({ organization: 'x:T1', limit: 9 });
  expect(left.map(({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`).sort()).toEqual([
    'order 6',
    'request r6',
  ]);
  expect(await store.queues.retry({ organization: 'x:T1' })).toBe(2);
  signals.wake('outbox');
  await elapse(minuteMs);
  expect(newsIn('C1').filter((name) => name === 'n6')).toEqual(['n6']);
  expect(titles('C2').filter((title) => title.startsWith('card r6'))).toEqual(['card r6 open']);

  // A card that stood before goes on being edited.
  const happened = await service.happen('x:T1', 'r7', { what: 'withdraw', by: 'x:U7', at: clock.now() });
  expect(happened).toMatchObject({ request: { status: { is: 'withdrawn' } } });
  await elapse(minuteMs);
  expect(titles('C2').filter((title) => title.startsWith('card r7'))).toEqual(['card r7 withdrawn']);
  expect(chat.tooFast).toBe(0);

  let ended = false;
  const stopped = current.outbox.stop().then(() => {
    ended = true;
  });
  while (!ended) {
    clock.advance(250);
    await settled([current.process]);
  }
  await stopped;
}

function openProcess({ clock, chat }: Omit<FullQueue, 'rows'>, store: Store, service: RequestService) {
  const process = createMortalProcess(clock, store);
  const { queues, signals } = process.store;
  const pack = async (card: Card) => ({ ...card, body: [], actions: [] });
  const outlets = new Map([['x', process.outlet(chat.outlet)]]);
  const shared = { pack, outlets, defaultLanguage: 'en' as const, random: systemRandom, log: silentLog };
  const news = openNotifications({
    ...shared,
    store: process.store,
    conversations: store.conversations,
    account: 'account',
    callback: { by: { kind: 'signature' }, base: 'body', accessKey: 'key', secrets: ['secret'] },
    sources: numberedSources(),
    cards: numberedCards,
    sweepEveryMs: 15 * minuteMs,
    measure: { intake: () => {}, send: () => {} },
    clock: process.clock,
  });
  const drawn = (part: string) => (of: { readonly id: string }) => plain(`${part} ${of.id}`);
  const requests = createRequestKind({
    requests: process.store.requests,
    service,
    drawings: {
      card: (of) => plain(`card ${of.id} ${of.status.is}`),
      answer: drawn('answer'),
      reminder: drawn('reminder'),
      waits: drawn('waits'),
      notice: drawn('notice'),
    },
    handOver: async () => plain('handed over'),
    clock: process.clock,
    log: silentLog,
  });
  const outbox = openOutbox({
    ...shared,
    queues,
    lives: process.store.lives,
    signals,
    kinds: [requests, news.kind],
    isServed: async () => 'yes',
    clockWatch: createClockWatch(process.clock),
    settings: async () => ({}),
    measure: () => {},
    holdMs: 30_000,
    doubtfulMs: minuteMs,
    clock: process.clock,
  });
  outbox.start();
  return { process, outbox };
}
