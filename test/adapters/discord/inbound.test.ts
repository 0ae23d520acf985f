import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeAt } from '../../../adapters/discord/ids.ts';
import { readInteraction } from '../../../adapters/discord/inbound.ts';
import { readMessageCreate } from '../../../adapters/discord/message-inbound.ts';
import { unreadable } from '../../../src/chat/argument.ts';
import { whom } from '../../../src/chat/whom.ts';
import {
  autocompleteInteraction,
  buttonInteraction,
  commandInteraction,
  messageCreate,
  modalSubmit,
  people,
  pingInteraction,
  selectInteraction,
} from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import { bilingual } from '../../harness/bilingual.ts';
import { runs } from '../../harness/runs.ts';

const now = 1_779_263_269_000;
const botUserId = '845027738276462632';
const both = bilingual('w', 'w');
const source = { id: '190000000000000001' };

const read = (raw: unknown) => {
  const inbound = readInteraction(raw, now, []);
  if (inbound.kind !== 'invocation') throw new Error(`a ${inbound.kind}`);
  return inbound;
};
const said = (content: string, about: Parameters<typeof messageCreate>[1] = {}) =>
  readMessageCreate(messageCreate(content, about), { botUserId, now, localeOf: () => 'zh-CN', menu: [] })
    ?.invocation;

describe('interactions', () => {
  test('a command with typed options', () => {
    const payload = commandInteraction(
      'seller',
      [
        { name: 'offer', value: '951807530375' },
        { name: 'quantity', value: 3 },
        { name: 'all', value: true },
      ],
      { locale: 'zh-TW' },
    );
    expect(read(payload)).toEqual({
      kind: 'invocation',
      interaction: {
        id: payload.id,
        token: payload.token,
        applicationId: botUserId,
        component: false,
        gallery: false,
      },
      invocation: {
        id: payload.id,
        platform: 'discord',
        workspace: places.guildId,
        conversation: { id: places.channelId, direct: false, channel: null },
        person: { id: people.asker, locale: 'zh-TW', groups: [] },
        input: {
          kind: 'options',
          command: 'seller',
          options: { offer: '951807530375', quantity: '3', all: 'true' },
        },
        receivedAt: now,
      },
    });
  });

  test('the asker’s roles in the server, and a role that is named', () => {
    const roles = ['300000000000000001', '300000000000000002'];
    const member = { user: { id: people.asker }, roles };
    const options = [{ name: 'whom', value: `<@&${roles[0]}>` }];
    const { invocation } = read(commandInteraction('admin grant', options, { overrides: { member } }));
    expect(invocation.person.groups).toEqual(roles);
    expect(invocation.input).toMatchObject({ options: { whom: `<@&${roles[0]}>` } });
    const message = said(`<@${botUserId}> admin grant buyer <@&${roles[1]}>`, {
      overrides: { member: { roles } },
    });
    expect(message).toMatchObject({
      person: { groups: roles },
      input: { text: `admin grant buyer <@&${roles[1]}>` },
    });
    // Where the payload does not say, it is not known: that is another thing than none.
    const silent = commandInteraction('seller', [], {
      overrides: { member: { user: { id: people.asker } } },
    });
    expect(read(silent).invocation.person.groups).toBeUndefined();
  });

  test('a subcommand', () => {
    const payload = commandInteraction('order preview', [{ name: 'offer', value: '1' }]);
    expect(read(payload).invocation.input).toMatchObject({
      command: 'order preview',
      options: { offer: '1' },
    });
    const twice = commandInteraction('watch watch');
    expect(read(twice).invocation.input).toMatchObject({ command: 'watch' });
  });

  test('the umbrella is a line', () => {
    const payload = commandInteraction('shoptalk', [{ name: 'command', value: 'seller 1' }]);
    expect(read(payload).invocation.input).toEqual({ kind: 'text', text: 'seller 1' });
  });

  test('a direct message, and a group that is none', () => {
    const direct = commandInteraction('seller', [], { guildId: null });
    expect(read(direct).invocation).toMatchObject({
      workspace: `dm:${people.asker}`,
      conversation: { direct: true, outside: true },
    });
    const group = commandInteraction('seller', [], { guildId: null, overrides: { context: 2 } });
    expect(read(group).invocation.conversation.direct).toBe(false);
    const { context: _, ...older } = { context: 0, ...commandInteraction('seller', [], { guildId: null }) };
    expect(read(older).invocation.conversation.direct).toBe(true);
  });

  test('without a locale of the person the server’s counts', () => {
    const payload = commandInteraction('seller', [], {
      guildLocale: 'zh-CN',
      overrides: { locale: undefined },
    });
    expect(read(payload).invocation.person.locale).toBe('zh-CN');
  });

  test('a button and a choice carry what the core packed', () => {
    const button = read(buttonInteraction('3|seller?offer=1|2', source));
    expect(button.interaction.component).toBe(true);
    expect(button.invocation.input).toEqual({ kind: 'payload', payload: 'seller?offer=1|2' });
    const choice = read(selectInteraction('0|select', '12|help?x=1', source));
    expect(choice.invocation.input).toEqual({ kind: 'payload', payload: 'help?x=1' });
  });

  test('a question for suggestions', () => {
    const options = [
      { name: 'offer', value: '95' },
      { name: 'open-uid', value: 'BB', focused: true },
    ];
    expect(readInteraction(autocompleteInteraction('order preview', options), now, [])).toMatchObject({
      kind: 'question',
      question: { command: 'order preview', argument: 'open-uid', typed: 'BB', workspace: places.guildId },
    });
  });

  test.each([
    ['a button that is not ours', buttonInteraction('theirs', source)],
    ['a modal', modalSubmit('m', { a: 'b' })],
    ['a menu of messages', commandInteraction('x', [], { overrides: { data: { type: 3, name: 'x' } } })],
    ['nobody', commandInteraction('x', [], { overrides: { member: undefined } })],
    ['nowhere', commandInteraction('x', [], { overrides: { channel_id: undefined } })],
  ])('%s is unknown', (_, payload) => {
    expect(readInteraction(payload, now, []).kind).toBe('unknown');
  });

  test('a ping', () => {
    expect(readInteraction(pingInteraction(), now, [])).toEqual({ kind: 'ping' });
  });

  test.each([
    [`<@${people.other}>`, `<@${people.other}>`],
    [`<@!${people.other}>`, `<@${people.other}>`],
    ['<@&300000000000000001>', '<@&300000000000000001>'],
    ['@somebody', '@somebody'],
    ['<@1>', '<@1>'],
    ['me', 'me'],
  ])('the mention %s is handed on as one', (typed, whom) => {
    const options = [{ name: 'whom', value: typed }];
    expect(read(commandInteraction('admin grant', options)).invocation.input).toMatchObject({
      options: { whom },
    });
    expect(said(`<@${botUserId}> admin grant viewer ${typed}`)?.input).toMatchObject({
      text: `admin grant viewer ${whom}`,
    });
  });

  test.each([
    [`<@${people.other}>`, { kind: 'person', id: people.other }],
    [`<@!${people.other}>`, { kind: 'person', id: people.other }],
    [` <@${people.other}> `, { kind: 'person', id: people.other }],
    ['<@&300000000000000001>', { kind: 'group', id: '300000000000000001' }],
    ['me', 'me'],
  ])('whom %s names is read by the core', (typed, named) => {
    const { input } = read(commandInteraction('admin grant', [{ name: 'whom', value: typed }])).invocation;
    const given = input.kind === 'options' ? (input.options['whom'] ?? '') : '';
    const reading = whom({ hint: both, expected: both }).parse(given);
    if (typeof named === 'string') expect(reading).toBe(named);
    else expect(reading).toMatchObject(named);
  });

  test.each(['@somebody', `@${people.other.slice(0, 4)} x`, '@everyone', '<#645027906669510667>', ''])(
    'a name that was typed, %s, is no person',
    (typed) => {
      const { input } = read(commandInteraction('admin grant', [{ name: 'whom', value: typed }])).invocation;
      const given = input.kind === 'options' ? (input.options['whom'] ?? '') : '';
      expect(whom({ hint: both, expected: both }).parse(given)).toBe(unreadable);
    },
  );

  test('anything at all is read without a throw', () => {
    const payload = commandInteraction('seller', [{ name: 'offer', value: '1' }]);
    const keys = Object.keys(payload);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        readInteraction({ ...payload, [key]: value }, now, []);
        readInteraction(value, now, []);
        readMessageCreate(
          { ...messageCreate('x'), [key]: value },
          { botUserId, now, localeOf: () => undefined, menu: [] },
        );
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('messages', () => {
  test('a mention is a line without it', () => {
    expect(said(`hey <@${botUserId}> seller 951807530375`)).toMatchObject({
      workspace: places.guildId,
      conversation: { id: places.channelId, direct: false },
      person: { id: people.asker, locale: 'zh-CN', groups: [] },
      input: { kind: 'text', text: 'hey   seller 951807530375' },
    });
    expect(said(`<@!${botUserId}>`)?.input).toEqual({ kind: 'text', text: '' });
  });

  test.each([':', ',', '：', '，', ' ：'])(
    'the sign behind a mention, “%s”, is no part of the line',
    (sign) => {
      const text = 'seller 951807530375';
      expect(said(`<@${botUserId}>${sign}${text}`)?.input).toEqual({ kind: 'text', text });
      expect(said(`<@${botUserId}>${sign}`)?.input).toEqual({ kind: 'text', text: '' });
    },
  );

  test('a direct message needs none', () => {
    expect(said('seller 1', { guildId: null })).toMatchObject({
      workspace: `dm:${people.asker}`,
      conversation: { direct: true, outside: true },
      input: { text: 'seller 1' },
    });
  });

  test.each([
    ['seller <https://detail.1688.com/offer/1.html>', 'seller https://detail.1688.com/offer/1.html'],
    ['seller [this](https://detail.1688.com/1)', 'seller https://detail.1688.com/1'],
    ['seller [this](<https://detail.1688.com/1>)', 'seller https://detail.1688.com/1'],
    ['`seller 1`', 'seller 1'],
    ['```\nseller 1\n```', 'seller 1'],
    ['`a` and `b`', '`a` and `b`'],
    ['> seller 1', 'seller 1'],
    ['>>> seller 1', 'seller 1'],
    ['- seller 1', 'seller 1'],
    ['2. seller 1', 'seller 1'],
    ['-# seller 1', 'seller 1'],
    ['seller **https://detail.1688.com/1**', 'seller https://detail.1688.com/1'],
    ['seller ||https://detail.1688.com/1||, please', 'seller https://detail.1688.com/1, please'],
    ['seller **[here](https://detail.1688.com/1)**', 'seller https://detail.1688.com/1'],
    ['seller ||<https://detail.1688.com/1>||', 'seller https://detail.1688.com/1'],
    ['seller __https://detail.1688.com/1__ x', 'seller https://detail.1688.com/1 x'],
    ['seller _https://detail.1688.com/1?a=b_c_', 'seller https://detail.1688.com/1?a=b_c'],
    ['seller ***https://detail.1688.com/1***', 'seller https://detail.1688.com/1'],
    ['seller ~~`https://detail.1688.com/1`~~', 'seller https://detail.1688.com/1'],
    ['seller [a](https://detail.1688.com/1 "b")', 'seller https://detail.1688.com/1'],
    ['seller _https://detail.1688.com/1?a=b_c', 'seller _https://detail.1688.com/1?a=b_c'],
    ['order note 5 **bold** words', 'order note 5 **bold** words'],
  ])('“%s” is unwrapped', (content, text) => {
    expect(said(content, { guildId: null })?.input).toEqual({ kind: 'text', text });
  });

  test.each([
    ['nobody spoke to the bot', messageCreate('seller 1')],
    ['another was mentioned', messageCreate('<@80351110224678999> seller 1')],
    [
      'another bot spoke',
      messageCreate(`<@${botUserId}> x`, { overrides: { author: { id: '1', bot: true } } }),
    ],
    ['a webhook spoke', messageCreate(`<@${botUserId}> x`, { overrides: { webhook_id: '1' } })],
    ['somebody joined', messageCreate(`<@${botUserId}> x`, { overrides: { type: 7 } })],
    ['there is no content', messageCreate('x', { overrides: { content: undefined } })],
  ])('nothing is heard where %s', (_, raw) => {
    expect(readMessageCreate(raw, { botUserId, now, localeOf: () => undefined, menu: [] })).toBeUndefined();
  });
});

test('an id tells when it was made', () => {
  // The example of developers/reference, Snowflakes.
  expect(madeAt('175928847299117063')).toBe(1_462_015_105_796);
  expect(madeAt('x')).toBeNaN();
});
