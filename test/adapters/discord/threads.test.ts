import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunAction } from '../../../src/chat/card.ts';
import type { MessageRef, Outgoing, Outlet, Sent } from '../../../src/chat/outlet.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { answerOf, type ScriptedCore, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
let outlet: Outlet;
let core: ScriptedCore;
let clock: FakeClock;

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
  bed = await openBed(core, 'http', { clock });
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

/** The same Discord as another process sees it, which posted none of what stands there. */
async function restarted(): Promise<void> {
  await bed.adapter.stop();
  await bed.adapter.start(core);
}

describe('a thread', () => {
  test('is started with the first quiet line, is called after its card, and holds the next', async () => {
    const { discord } = bed;
    const card = await postCard();
    const before = discord.requests.length;
    refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-1'));
    refOf(await outlet.reply(to, card, saying('Shipped'), false, 'key-2'));
    expect(discord.channels.thread(idOf(card))).toMatchObject({ name: 'Order 1 | 衬衫' });
    expect(discord.messagesIn(idOf(card)).map((one) => visible(one).text)).toEqual(['Paid', 'Shipped']);
    const message = `/channels/${places.channelId}/messages/${idOf(card)}`;
    const line = `POST /channels/${idOf(card)}/messages`;
    expect(requestsSince(before)).toEqual([`POST ${message}/threads`, line, line]);
  });

  test('is found again by a process that has just started, or is called as the card says', async () => {
    const { discord } = bed;
    const [known, fresh] = [await postCard('Order *1*'), await postCard('Order *2*', 'key-other')];
    refOf(await outlet.reply(to, known, saying('Paid'), false, 'key-1'));
    await restarted();
    refOf(await outlet.reply(to, known, saying('Shipped'), false, 'key-2'));
    refOf(await outlet.reply(to, fresh, saying('Paid'), false, 'key-3'));
    expect(discord.messagesIn(idOf(known))).toHaveLength(2);
    expect(discord.messagesIn(idOf(fresh))).toHaveLength(1);
    expect(discord.channels.thread(idOf(fresh))?.name).toBe('Order *2*');
  });

  test('that another process started meanwhile is used', async () => {
    const { discord } = bed;
    const card = await postCard();
    discord.channels.startThread(places.channelId, idOf(card), 'started elsewhere');
    refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-1'));
    expect(discord.messagesIn(idOf(card))).toHaveLength(1);
  });

  test('that was archived is opened by what is said in it; one that is locked is answered beside', async () => {
    const { discord } = bed;
    const card = await postCard();
    refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-1'));
    discord.channels.archive(idOf(card));
    refOf(await outlet.reply(to, card, saying('Shipped'), false, 'key-2'));
    expect(discord.channels.thread(idOf(card))?.archived).toBe(false);
    discord.channels.archive(idOf(card), true);
    const beside = refOf(await outlet.reply(to, card, saying('Arrived'), false, 'key-3'));
    expect(discord.message(idOf(beside))).toMatchObject({
      channelId: places.channelId,
      replyTo: idOf(card),
    });
    expect(await outlet.find(to, 'key-3', clock.now() - hour, card)).toEqual({ found: beside });
  });

  test('that is archived or locked takes no edit: the line is said anew', async () => {
    const { discord } = bed;
    const card = await postCard();
    const line = refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-1'));
    for (const shut of [discord.channels.archive, discord.channels.lock]) {
      shut(idOf(card));
      expect(await outlet.edit(to, line, saying('Shipped'))).toMatchObject({ refused: 'too old' });
    }
    const beside = refOf(await outlet.reply(to, card, saying('Shipped'), false, 'key-2'));
    expect(discord.message(idOf(beside)).channelId).toBe(places.channelId);
  });

  test.each(['threads', 'speaking in threads'] as const)(
    'without the permission for %s: lines answer the card in the channel',
    async (permission) => {
      const { discord } = bed;
      discord.channels.forbid(places.channelId, permission);
      const card = await postCard();
      const line = refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-1'));
      expect(discord.message(idOf(line))).toMatchObject({
        channelId: places.channelId,
        replyTo: idOf(card),
      });
    },
  );

  test('is not asked for again and again where there can be none', async () => {
    const { discord } = bed;
    discord.channels.forbid(places.channelId, 'threads');
    const card = await postCard();
    for (const key of ['key-1', 'key-2', 'key-3']) {
      refOf(await outlet.reply(to, card, saying('Paid'), false, key));
    }
    const asked = () => discord.requests.filter(({ path }) => path.endsWith('/threads')).length;
    expect(asked()).toBe(1);
    clock.advance(10 * 60_000);
    refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-4'));
    expect(asked()).toBe(2);
  });

  test('that somebody deleted is started anew, after one line beside', async () => {
    const { discord } = bed;
    const card = await postCard();
    refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-1'));
    discord.channels.remove(idOf(card));
    refOf(await outlet.reply(to, card, saying('Shipped'), false, 'key-2'));
    refOf(await outlet.reply(to, card, saying('Arrived'), false, 'key-3'));
    expect(discord.messagesIn(places.channelId).map((one) => visible(one).text)).toContain('Shipped');
    expect(discord.channels.thread(idOf(card))).toBeDefined();
  });

  test('of a card that is gone is no thread: the card is said to be gone', async () => {
    const card = await postCard();
    bed.discord.deleteMessage(idOf(card));
    const gone = { refused: 'message gone', detail: expect.any(String) };
    expect(await outlet.reply(to, card, saying('Paid'), false, 'key-1')).toEqual(gone);
  });

  test('about which no answer came leaves nothing said', async () => {
    const { discord } = bed;
    const card = await postCard();
    discord.addFault({ path: /threads$/, effect: { kind: 'cut', when: 'after' } });
    const sent = await outlet.reply(to, card, saying('Paid'), false, 'key-1');
    expect(sent).toEqual({ unreachable: expect.any(String) });
    refOf(await outlet.reply(to, card, saying('Paid'), false, 'key-1'));
    expect(discord.messagesIn(idOf(card))).toHaveLength(1);
  });
});
