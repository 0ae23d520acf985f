import { afterEach, describe, expect, test } from 'vitest';
import type { ReplyTransport } from '../../../src/chat/invocation.ts';
import type { CommandMenu } from '../../../src/chat/menu.ts';
import { en } from '../../../src/languages/en/index.ts';
import { messageCreate, people } from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { bilingual } from '../../harness/bilingual.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const menu: readonly CommandMenu[] = [
  { name: 'order preview', summary: bilingual('s', 's'), needs: 'viewer', arguments: [], examples: [] },
  { name: 'seller', summary: bilingual('s', 's'), needs: 'viewer', arguments: [], examples: [] },
];
let bed: Bed;

async function open(script: (transport: ReplyTransport) => Promise<void>) {
  const core = scriptedCore(script, { menu });
  bed = await openBed(core, 'gateway');
  const { discord } = bed;
  const mention = `<@${discord.identity.botUser.id}>`;
  const say = (content: string, about?: Parameters<typeof messageCreate>[1]) => {
    const message = messageCreate(content, about);
    discord.gateway.dispatch('MESSAGE_CREATE', message);
    return message;
  };
  return { core, discord, mention, say, direct: discord.channels.directChannel(people.asker) };
}

afterEach(() => bed.close());

const privately = (transport: ReplyTransport) => transport.answer(answerOf('For you alone'));
const publicly = (transport: ReplyTransport) =>
  transport.answer(answerOf('For all', { visibility: 'conversation' }));

describe('a mention in a channel', () => {
  test('is answered privately by a direct message, and the channel is told so', async () => {
    const { discord, say, mention, direct } = await open(privately);
    const { id } = say(`${mention} seller 1`);
    await discord.until(() => discord.messagesIn(places.channelId).length === 1, 'a hint');
    expect(discord.messagesIn(direct).map((message) => visible(message).text)).toEqual(['For you alone']);
    const [hint] = discord.messagesIn(places.channelId);
    expect(hint).toMatchObject({
      replyTo: id,
      embeds: [],
      content: en.adapter.sentPrivately,
    });
    expect(hint && visible(hint).pings).toEqual([]);
  });

  test.each([
    ['order preview 1 2', '/order preview'],
    ['SELLER 1', '/seller'],
    ['what', '/shoptalk'],
  ])(
    'with direct messages closed “%s” is answered with a way to ask again, never in public',
    async (line, command) => {
      const { discord, say, mention, direct, core } = await open(privately);
      discord.channels.closeDirectMessages(people.asker);
      say(`${mention} ${line}`);
      await discord.until(() => discord.messagesIn(places.channelId).length === 1, 'a hint');
      const [hint] = discord.messagesIn(places.channelId);
      expect(hint?.content).toBe(en.adapter.directMessagesClosed(command));
      expect(hint && visible(hint).text).not.toContain('For you alone');
      expect(discord.messagesIn(direct)).toEqual([]);
      expect(core.faults).toEqual([]);
    },
  );

  test('is answered in public as a reply that pings nobody', async () => {
    const { discord, say, mention, direct } = await open(publicly);
    const { id } = say(`${mention} seller 1`);
    await discord.until(() => discord.messagesIn(places.channelId).length === 1, 'an answer');
    const [message] = discord.messagesIn(places.channelId);
    expect(message).toMatchObject({ replyTo: id, nonce: id });
    expect(message && visible(message).pings).toEqual([]);
    expect(discord.messagesIn(direct)).toEqual([]);
  });

  test('is answered without a reply where older messages can not be read', async () => {
    const { discord, say, mention } = await open(publicly);
    const body = { code: 160002, message: 'Cannot reply without permission to read message history' };
    discord.addFault({ method: 'POST', path: /messages$/, effect: { kind: 'answer', status: 403, body } });
    say(`${mention} seller 1`);
    await discord.until(() => discord.messagesIn(places.channelId).length === 1, 'an answer');
    expect(discord.messagesIn(places.channelId)[0]?.replyTo).toBeUndefined();
  });

  test.each(['access', 'permission'] as const)(
    'is answered directly where the bot has no %s',
    async (how) => {
      const { discord, say, mention, direct } = await open(publicly);
      discord.channels.forbid(places.channelId, how);
      say(`${mention} seller 1`);
      await discord.until(() => discord.messagesIn(direct).length === 1, 'an answer');
    },
  );

  test('shows typing while the answer is made, and survives that it may not', async () => {
    const { discord, say, mention, direct } = await open(async (transport) => {
      await transport.defer('asker', false);
      await transport.deliver(answerOf('Later'));
    });
    say(`${mention} seller 1`);
    await discord.until(() => discord.messagesIn(direct).length === 1, 'an answer');
    expect(discord.typing).toEqual([places.channelId]);
    discord.channels.forbid(places.channelId, 'permission');
    say(`${mention} seller 2`);
    await discord.until(() => discord.messagesIn(direct).length === 2, 'another answer');
  });

  test('is answered once, though the answer to the answer was lost', async () => {
    const { discord, say, mention, core } = await open(publicly);
    discord.addFault({ method: 'POST', path: /messages$/, effect: { kind: 'cut', when: 'after' } });
    say(`${mention} seller 1`);
    const posts = () => discord.requests.filter(({ method }) => method === 'POST');
    await discord.until(() => posts().some(({ status }) => status === 200), 'a second try');
    expect(posts()).toHaveLength(2);
    expect(discord.messagesIn(places.channelId)).toHaveLength(1);
    expect(core.faults).toEqual([]);
  });
});

test('a direct message is answered there, with nothing else', async () => {
  const { discord, say, direct } = await open(privately);
  say('seller 1', { guildId: null, channelId: direct });
  await discord.until(() => discord.messagesIn(direct).length === 1, 'an answer');
  const [message] = discord.messagesIn(direct);
  expect(message && visible(message).text).toBe('For you alone');
  expect(discord.messagesIn(places.channelId)).toEqual([]);
});
