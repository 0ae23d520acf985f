import { afterEach, describe, expect, test } from 'vitest';
import { readInteraction } from '../../../adapters/discord/inbound.ts';
import { readMessageCreate } from '../../../adapters/discord/message-inbound.ts';
import { lookUpWithinMs } from '../../../src/chat/role.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import type { FaultEffect } from '../../fakes/discord/faults.ts';
import {
  autocompleteInteraction,
  buttonInteraction,
  commandInteraction,
  messageCreate,
  messageMenuInteraction,
  people,
} from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed, type Via } from './bed.ts';

const { guildId: workspace, channelId, threadId } = places;
const botUserId = '845027738276462632';
let bed: Bed | undefined;
let clock: FakeClock;
let log = createCollectedLog();

afterEach(async () => {
  await bed?.close();
  bed = undefined;
});

async function open(via: Via = 'http') {
  clock = createFakeClock();
  log = createCollectedLog();
  const opened = await openBed(
    scriptedCore(async () => {}),
    via,
    { clock, log },
  );
  bed = opened;
  const { discord, adapter } = opened;
  return {
    discord,
    of: (conversation: string) => adapter.channelOf?.({ workspace, conversation }),
    asked: () =>
      discord.requests.filter(({ method, path }) => method === 'GET' && path.startsWith('/channels/')),
  };
}

describe.each(['gateway', 'http'] as const)('over the %s', (via) => {
  test.each([10, 11, 12] as const)(
    'a thread of type %i is of its channel, asked for once for long',
    async (type) => {
      const { discord, of, asked } = await open(via);
      const id = '645027906669510999';
      discord.channels.addThread(id, channelId, type);
      expect(await Promise.all([of(id), of(id)])).toEqual([channelId, channelId]);
      clock.advance(20 * 60 * 60_000);
      expect(await of(id)).toBe(channelId);
      expect(asked()).toHaveLength(1);
    },
  );

  test('a channel, and a direct message, is of none', async () => {
    const { discord, of } = await open(via);
    expect(await of(channelId)).toBeNull();
    expect(await of(discord.channels.directChannel(people.asker))).toBeNull();
  });
});

const answer = (status: number, body: unknown): FaultEffect => ({ kind: 'answer', status, body });

test.each<[string, FaultEffect]>([
  ['gone', answer(404, { code: 10003, message: 'Unknown Channel' })],
  ['hidden', answer(403, { code: 50001, message: 'Missing Access' })],
  ['Discord fails', answer(500, '<html>')],
  ['cut', { kind: 'cut', when: 'before' }],
  ['no channel', answer(200, {})],
  ['another channel', answer(200, { id: channelId, type: 11, parent_id: channelId })],
  ['a thread of nothing', answer(200, { id: threadId, type: 11 })],
  ['a thread of no id', answer(200, { id: threadId, type: 11, parent_id: '../x' })],
  ['a type that is none', answer(200, { id: threadId, type: 'thread', parent_id: channelId })],
])('a channel can’t be told of: %s', async (_, effect) => {
  const { discord, of, asked } = await open();
  discord.addFault({ path: /^\/channels\//, effect });
  expect(await of(threadId)).toBeUndefined();
  expect(await of(threadId)).toBeUndefined();
  expect(asked()).toHaveLength(1);
  expect(log.lines.filter((line) => line.includes('look-up failed'))).toHaveLength(1);
  clock.advance(60_000);
  expect(await of(threadId)).toBe(channelId);
});

test('one that is slow can’t be told, and one that is no id is not asked for', async () => {
  const { discord, of, asked } = await open();
  discord.addFault({ path: /^\/channels\//, effect: { kind: 'slow', when: 'before', ms: 2_000 } });
  const told = of(threadId);
  while (clock.pending < 2) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(lookUpWithinMs);
  expect(await told).toBeUndefined();
  clock.advance(2_000);
  expect(await of(threadId)).toBe(channelId);
  expect(await of('')).toBeUndefined();
  expect(await of(`${channelId}/messages`)).toBeUndefined();
  expect(asked()).toHaveLength(1);
});

describe('what payloads say', () => {
  const source = { id: '190000000000000001' };
  const conversationOf = (payload: object) => {
    const inbound = readInteraction(payload, 0, []);
    if (inbound.kind === 'invocation') return inbound.invocation.conversation;
    return inbound.kind === 'question' ? inbound.question.conversation : undefined;
  };

  test.each([10, 11, 12] as const)('in a thread of type %i: its channel', (threadType) => {
    const about = { channelId: threadId, threadOf: channelId, threadType };
    const options = [{ name: 'offer', value: '9', focused: true }];
    for (const payload of [
      commandInteraction('seller', [], about),
      buttonInteraction('0|x', source, about),
      autocompleteInteraction('seller', options, about),
    ]) {
      expect(conversationOf(payload)).toMatchObject({ id: threadId, channel: channelId });
    }
  });

  test.each([0, 1, 2, 3, 5, 13, 15, 16])('in a channel of type %i: none', (type) => {
    const channel = { id: channelId, type, parent_id: '645027906669510000' };
    const payload = commandInteraction('seller', [], { overrides: { channel } });
    expect(conversationOf(payload)).toHaveProperty('channel', null);
  });

  test.each([
    ['without the channel', { channel: undefined }],
    ['with a thread that does not say', { channel: { id: threadId, type: 11 } }],
    ['with a thread of null', { channel: { id: threadId, type: 12, parent_id: null } }],
  ])('%s: it is not known', (_, overrides) => {
    const conversation = conversationOf(commandInteraction('seller', [], { overrides }));
    expect(conversation?.channel).toBeUndefined();
  });

  test('a message says nothing of it in a server; directly there are no threads', () => {
    const about = { botUserId, now: 0, localeOf: () => undefined, menu: [] };
    const mention = readMessageCreate(messageCreate(`<@${botUserId}> help`), about)?.invocation;
    expect(mention?.conversation).not.toHaveProperty('channel');
    expect(mention?.inMessage).toBe(true);
    const direct = readMessageCreate(messageCreate('help', { guildId: null }), about)?.invocation;
    expect(direct).toMatchObject({ inMessage: true, conversation: { direct: true, channel: null } });
    const command = readInteraction(messageMenuInteraction('x', {}), 0, []);
    expect(command).not.toHaveProperty('invocation.inMessage');
  });
});
