import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunAction } from '../../../src/chat/card.ts';
import type { MessageRef, Outgoing, Outlet, Sent } from '../../../src/chat/outlet.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { buttonInteraction, people } from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { answerOf, type ScriptedCore, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
let outlet: Outlet;
let core: ScriptedCore;
let clock: FakeClock;
const log = createCollectedLog();

const to = { workspace: places.guildId, conversation: places.channelId };
const details: RunAction<string> = { kind: 'run', label: 'Details', run: 'order show?id=1' };
const saying = (title: string, card: Partial<Outgoing['card']> = {}): Outgoing => ({
  card: answerOf(title, { card }).card,
  language: 'en',
});
const hour = 60 * 60_000;

beforeEach(async () => {
  clock = createFakeClock();
  core = scriptedCore((transport) => transport.answer(answerOf('Details of order 1')));
  bed = await openBed(core, 'http', { clock, log });
  ({ outlet } = bed.adapter);
});

afterEach(() => bed.close());

function refOf(sent: Sent): MessageRef {
  if (!('sent' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`);
  return sent.sent;
}

const idOf = (ref: MessageRef) => ref.split('/')[1] ?? '';
const postCard = async (title = 'Order 1 | 衬衫', key = 'key-card') =>
  refOf(await outlet.post(to, saying(title, { actions: [details] }), key));
const requestsSince = (count: number) =>
  bed.discord.requests.slice(count).map(({ method, path }) => `${method} ${path}`);

describe('the key', () => {
  test('leaves a button what it was, and the card as it looks', async () => {
    const { discord } = bed;
    const posted = discord.message(idOf(await postCard('Order 1', 'a-key-of-25-characters-ab')));
    expect(visible(posted)).toMatchObject({ text: 'Order 1\nDetails', links: [] });
    const [button] = visible(posted).buttons;
    await bed.ask(buttonInteraction(button?.customId ?? '', posted));
    expect(core.asked.at(-1)?.input).toEqual({ kind: 'payload', payload: 'order show?id=1' });
  });

  test('is nowhere to be seen where there is no button either', async () => {
    const { discord } = bed;
    const line = discord.message(idOf(refOf(await outlet.post(to, saying('Paid'), 'key-line'))));
    expect(visible(line)).toMatchObject({ text: 'Paid', links: [] });
  });

  test('of any length and kind is found', async () => {
    const key = 'order 1: an unusual key, longer than Discord takes';
    const ref = refOf(await outlet.post(to, saying('Order 1'), key));
    expect(await outlet.find(to, key, clock.now())).toEqual({ found: ref });
    expect(await outlet.find(to, `${key}!`, clock.now())).toEqual({ absent: true });
  });

  test('sent twice within minutes makes one message', async () => {
    const ref = await postCard();
    expect(await postCard()).toBe(ref);
    expect(bed.discord.messagesIn(places.channelId)).toHaveLength(1);
  });

  test('is not believed of anybody else', async () => {
    const { discord } = bed;
    const [, { id }] = [await postCard(), discord.seedMessage(places.channelId)];
    const copied = discord.messagesIn(places.channelId)[0];
    discord.message(id).components = copied?.components ?? [];
    discord.deleteMessage(copied?.id ?? '');
    discord.message(id).authorId = people.other;
    expect(await outlet.find(to, 'key-card', clock.now() - hour)).toEqual({ absent: true });
  });
});

describe('looking a message up', () => {
  test('reads on over hundreds of others', async () => {
    const { discord } = bed;
    const since = clock.now();
    for (let each = 0; each < 250; each += 1) discord.seedMessage(places.channelId);
    const ref = await postCard();
    for (let each = 0; each < 20; each += 1) discord.seedMessage(places.channelId);
    expect(await outlet.find(to, 'key-card', since)).toEqual({ found: ref });
    for (let each = 0; each < 800; each += 1) discord.seedMessage(places.channelId);
    expect(await outlet.find(to, 'key-none', since)).toEqual({
      unknown: expect.stringContaining('too many messages'),
    });
  });

  test('without the permission to read back does not take silence for absence', async () => {
    bed.discord.channels.forbid(places.channelId, 'history');
    await postCard();
    expect(await outlet.find(to, 'key-card', clock.now() - hour)).toEqual({
      unknown: expect.stringContaining('Read Message History'),
    });
  });

  test('in a channel where nobody ever spoke finds nothing', async () => {
    expect(await outlet.find(to, 'key-card', clock.now())).toEqual({ absent: true });
  });

  test('says when to look again', async () => {
    bed.discord.addFault({
      method: 'GET',
      path: /messages$/,
      effect: { kind: 'answer', status: 429, headers: { 'retry-after': '9' }, body: { retry_after: 9 } },
    });
    const found = await outlet.find(to, 'key-card', clock.now());
    expect(found).toEqual({ unknown: expect.any(String), retryAfterMs: 9_000 });
  });
});

describe('what Discord does not take', () => {
  const chart = {
    kind: 'chart',
    alt: 'Orders a day: 1 on 11-24, 2 on 11-25',
    bars: [
      { label: '11-24', value: 1 },
      { label: '11-25', value: 2 },
    ],
  } as const;

  test('is said more plainly, with all its words and buttons', async () => {
    const { discord } = bed;
    const body = { code: 50035, message: 'Invalid Form Body' };
    discord.addFault({ path: /messages$/, effect: { kind: 'answer', status: 400, body } });
    refOf(await outlet.post(to, saying('Summary', { body: [chart], actions: [details] }), 'key-1'));
    const [seen] = discord.messagesIn(places.channelId).map(visible);
    expect(seen).toMatchObject({ pictures: [], buttons: [{ label: 'Details' }] });
    expect(seen?.text).toContain(chart.alt);
    expect(log.lines.at(-1)).toContain('card refused');
  });

  test('for its files, is said without them', async () => {
    const { discord } = bed;
    discord.channels.forbid(places.channelId, 'files');
    refOf(await outlet.post(to, saying('Summary', { body: [chart] }), 'key-1'));
    const [seen] = discord.messagesIn(places.channelId).map(visible);
    expect(seen?.text).toContain(chart.alt);
    expect(seen?.pictures).toEqual([]);
  });

  test('for a reply’s want of permission to read back, is said as no reply', async () => {
    const { discord } = bed;
    discord.channels.forbid(places.channelId, 'history');
    const card = await postCard();
    const aloud = refOf(await outlet.reply(to, card, saying('Refund'), true, 'key-1'));
    expect(discord.message(idOf(aloud)).replyTo).toBeUndefined();
  });

  test('since the thread that is the conversation was archived: it is opened by a new card', async () => {
    const { discord } = bed;
    const inThread = { ...to, conversation: places.threadId };
    const card = refOf(await outlet.post(inThread, saying('Unpaid'), 'key-1'));
    discord.channels.archive(places.threadId);
    const old = { refused: 'too old', detail: expect.any(String) };
    expect(await outlet.edit(inThread, card, saying('Paid'))).toEqual(old);
    refOf(await outlet.post(inThread, saying('Paid'), 'key-2'));
    discord.channels.archive(places.threadId, true);
    const gone = { refused: 'gone', detail: expect.any(String) };
    expect(await outlet.post(inThread, saying('Shipped'), 'key-3')).toEqual(gone);
  });

  test('for direct messages that are closed is forbidden', async () => {
    const { discord } = bed;
    discord.channels.closeDirectMessages(people.asker);
    const direct = {
      workspace: `dm:${people.asker}`,
      conversation: discord.channels.directChannel(people.asker),
    };
    const forbidden = { refused: 'forbidden', detail: expect.stringContaining('50007') };
    expect(await outlet.post(direct, saying('Paid'), 'key-1')).toEqual(forbidden);
  });

  test('for slow mode is to be said later', async () => {
    const body = { code: 20016, message: 'slowmode', retry_after: 12.5 };
    bed.discord.addFault({ path: /messages$/, effect: { kind: 'answer', status: 400, body } });
    expect(await outlet.post(to, saying('Paid'), 'key-1')).toEqual({ retryAfterMs: 12_500 });
  });

  test('for an error of its own is not known to be said', async () => {
    bed.discord.addFault({ path: /messages$/, effect: { kind: 'answer', status: 502, body: 'bad gateway' } });
    expect(await outlet.post(to, saying('Paid'), 'key-1')).toEqual({ unclear: expect.any(String) });
  });
});

test('an edit an hour later is taken until Discord has had enough of them', async () => {
  const { discord } = bed;
  const card = await postCard();
  clock.advance(hour + 1);
  discord.allowOldEdits(2);
  refOf(await outlet.edit(to, card, saying('Paid')));
  refOf(await outlet.edit(to, card, saying('Shipped')));
  const tooOld = { refused: 'too old', detail: expect.stringContaining('30046') };
  expect(await outlet.edit(to, card, saying('Arrived'))).toEqual(tooOld);
  // It is no limit of the channel's: what is younger can be edited all the same.
  const fresh = await postCard('Order 2', 'key-2');
  refOf(await outlet.edit(to, fresh, saying('Paid')));
});

test('a token that was refused is not tried again', async () => {
  const { discord } = bed;
  const body = { code: 0, message: '401: Unauthorized' };
  discord.addFault({ path: /messages$/, effect: { kind: 'answer', status: 401, body } });
  const dismissed = { refused: 'dismissed', detail: expect.any(String) };
  expect(await outlet.post(to, saying('Paid'), 'key-1')).toEqual(dismissed);
  const before = discord.requests.length;
  expect(await outlet.post(to, saying('Paid'), 'key-2')).toEqual(dismissed);
  expect(requestsSince(before)).toEqual([]);
});

test('a bucket that is followed is never overdrawn, however fast the queue', async () => {
  const { discord } = bed;
  discord.setRateLimit('POST /channels/:id/messages', { limit: 5, windowMs: 5_000 });
  const sent: Sent[] = [];
  for (let each = 0; each < 8; each += 1) sent.push(await outlet.post(to, saying('Fast'), `key-${each}`));
  expect(sent.filter((one) => 'sent' in one)).toHaveLength(5);
  expect(sent.at(-1)).toEqual({ retryAfterMs: expect.any(Number) });
  expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test('before the start and after the stop nothing is sent, and nothing is claimed', async () => {
  const card = await postCard();
  await bed.adapter.stop();
  const nothing = { unreachable: expect.stringContaining('not running') };
  expect(await outlet.post(to, saying('Paid'), 'key-1')).toEqual(nothing);
  expect(await outlet.reply(to, card, saying('Paid'), false, 'key-1')).toEqual(nothing);
  expect(await outlet.find(to, 'key-1', 0)).toEqual({ unknown: expect.stringContaining('not running') });
});

test('what is no channel is not asked of Discord', async () => {
  const before = bed.discord.requests.length;
  const nowhere = { workspace: places.guildId, conversation: '../users/@me' };
  const gone = { refused: 'gone', detail: expect.any(String) };
  expect(await outlet.post(nowhere, saying('Paid'), 'key-1')).toEqual(gone);
  expect(await outlet.find(nowhere, 'key-1', 0)).toEqual({ absent: true });
  expect(requestsSince(before)).toEqual([]);
});

test('links lead to the message, in servers and in direct messages', async () => {
  const card = await postCard();
  const [channelId, id] = card.split('/');
  const link = `https://discord.com/channels/${places.guildId}/${channelId}/${id}`;
  expect(await outlet.linkTo(to, card)).toBe(link);
  const direct = await outlet.linkTo({ ...to, workspace: `dm:${people.asker}` }, card);
  expect(direct).toBe(link.replace(places.guildId, '@me'));
});
