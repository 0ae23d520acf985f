import { afterEach, describe, expect, test } from 'vitest';
import type { ReplyTransport } from '../../../src/chat/invocation.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { type Clock, systemClock } from '../../../src/runtime/clock.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { buttonInteraction, commandInteraction, people } from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { answerOf, type ScriptedCore, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed, type Via } from './bed.ts';

let bed: Bed;
let core: ScriptedCore;
const log = createCollectedLog();

async function open(
  script: (transport: ReplyTransport) => Promise<void>,
  clock: Clock = createFakeClock(),
  via: Via = 'gateway',
) {
  core = scriptedCore(script);
  bed = await openBed(core, via, { clock, log });
  return { ...bed, clock, direct: bed.discord.channels.directChannel(people.asker) };
}

afterEach(async () => {
  await bed.close();
  expect(core.faults).toEqual([]);
});

const secret = answerOf('For you alone');
const open2all = answerOf('For all', { visibility: 'conversation' });
const deferred =
  (answer: typeof secret, replace = false) =>
  async (transport: ReplyTransport) => {
    await transport.defer(answer.visibility, replace);
    await transport.deliver(answer);
  };

describe('over the gateway', () => {
  test('an answer at once is one request', async () => {
    const { discord, ask } = await open((transport) => transport.answer(secret));
    const payload = commandInteraction('seller');
    await ask(payload);
    const message = await discord.answerTo(payload.id);
    expect(message.onlyFor).toBe(people.asker);
    expect(discord.requests.filter(({ path }) => !path.startsWith('/gateway'))).toHaveLength(1);
  });

  test.each([
    ['asker', secret, people.asker],
    ['conversation', open2all, undefined],
  ])('a deferral keeps who sees it: %s', async (_, answer, onlyFor) => {
    const { discord, ask } = await open(deferred(answer));
    const payload = commandInteraction('seller');
    await ask(payload);
    const message = await discord.answerTo(payload.id);
    expect(message).toMatchObject({ onlyFor, edits: 1 });
    expect(discord.interaction(payload.id).answeredWith).toBe(5);
  });

  test('in a direct message nothing is ephemeral: it is private there, and stays', async () => {
    const { discord, ask, direct } = await open(deferred(secret));
    const payload = commandInteraction('seller', [], { guildId: null, channelId: direct });
    await ask(payload);
    expect(await discord.answerTo(payload.id)).toMatchObject({
      channelId: direct,
      flags: 0,
      onlyFor: undefined,
    });
  });

  test('tokens and messages are sent without the bot’s token where that is not needed', async () => {
    const { discord, ask } = await open(deferred(secret));
    const payload = commandInteraction('seller');
    await ask(payload);
    await discord.answerTo(payload.id);
    const authorized = discord.requests.filter((request) => request.authorized).map(({ path }) => path);
    expect(authorized).toEqual(['/gateway/bot']);
  });

  test('a button changes its own card, or gets a card of its own', async () => {
    const shown = answerOf('Changed', { replace: true, visibility: 'conversation' });
    const { discord, ask } = await open((transport) => transport.answer(shown));
    const source = discord.seedMessage(places.channelId);
    const click = buttonInteraction('0|x', source);
    await ask(click);
    expect((await discord.answerTo(click.id)).id).toBe(source.id);
    expect(visible(source).text).toBe('Changed');
    expect(discord.interaction(click.id).answeredWith).toBe(7);
  });

  test('a button’s card is changed after a deferral that shows nothing', async () => {
    const shown = answerOf('Changed', { replace: true, visibility: 'conversation' });
    const { discord, ask } = await open(deferred(shown, true));
    const source = discord.seedMessage(places.channelId);
    const click = buttonInteraction('0|x', source);
    await ask(click);
    await discord.answerTo(click.id);
    expect(discord.interaction(click.id).answeredWith).toBe(6);
    expect(visible(source).text).toBe('Changed');
  });

  test('an error after such a deferral is a message of its own, for the asker alone', async () => {
    const { discord, ask } = await open(async (transport) => {
      await transport.defer('conversation', true);
      await transport.deliver(secret);
    });
    const source = discord.seedMessage(places.channelId);
    const click = buttonInteraction('0|x', source);
    await ask(click);
    await discord.until(() => discord.interaction(click.id).followUps.length === 1, 'a follow-up');
    const [id = ''] = discord.interaction(click.id).followUps;
    expect(discord.message(id).onlyFor).toBe(people.asker);
    expect(visible(source).text).toBe('an earlier card');
  });

  test('what turns out private is never shown where a public answer was promised', async () => {
    const { discord, ask } = await open(async (transport) => {
      await transport.defer('conversation', false);
      await transport.deliver(secret);
    });
    const payload = commandInteraction('seller');
    await ask(payload);
    await discord.until(() => discord.interaction(payload.id).followUps.length === 1, 'a follow-up');
    expect(discord.messagesIn(places.channelId).map(({ onlyFor }) => onlyFor)).toEqual([people.asker]);
  });

  test('a card that loses its picture loses the file too', async () => {
    const code = safeUrl('https://air.1688.com/im', ['1688.com']);
    if (code === undefined) throw new Error('not a safe link');
    const pictured = { body: [{ kind: 'qr' as const, of: code, alt: 'QR code' }] };
    const answers = [
      answerOf('With', { card: pictured, visibility: 'conversation' }),
      answerOf('Without', { replace: true, visibility: 'conversation' }),
    ];
    const { discord, ask } = await open((transport) => transport.answer(answers.shift() ?? secret));
    const payload = commandInteraction('seller');
    await ask(payload);
    const message = await discord.answerTo(payload.id);
    expect(visible(message).pictures).toMatchObject([{ url: 'attachment://qr-0.png', alt: 'QR code' }]);
    const click = buttonInteraction('0|x', message);
    await ask(click);
    await discord.answerTo(click.id);
    expect(visible(message)).toMatchObject({ text: 'Without', pictures: [] });
  });
});

describe('when the token is dead', () => {
  const deaths = {
    'before the first answer': (transport: ReplyTransport, kill: () => void, answer: typeof secret) => {
      kill();
      return transport.answer(answer);
    },
    'before the deferral': async (transport: ReplyTransport, kill: () => void, answer: typeof secret) => {
      kill();
      await transport.defer(answer.visibility, false).catch(() => undefined);
      await transport.deliver(answer);
    },
    'after the deferral': async (transport: ReplyTransport, kill: () => void, answer: typeof secret) => {
      await transport.defer(answer.visibility, false);
      kill();
      await transport.deliver(answer);
    },
  };

  async function die(when: keyof typeof deaths, answer: typeof secret) {
    const payload = commandInteraction('seller');
    const opened = await open((transport) =>
      deaths[when](transport, () => bed.discord.expire(payload.id), answer),
    );
    await opened.ask(payload);
    return opened;
  }

  const whens = ['before the first answer', 'before the deferral', 'after the deferral'] as const;

  test.each(whens)('%s, a private answer comes as a direct message', async (when) => {
    const { discord, direct } = await die(when, secret);
    await discord.until(() => discord.messagesIn(direct).length === 1, 'a direct message');
    expect(discord.messagesIn(direct).map((message) => visible(message).text)).toEqual(['For you alone']);
    const inChannel = discord.messagesIn(places.channelId).map((message) => visible(message).text);
    expect(inChannel.filter((text) => text !== '')).toEqual([]);
    expect(log.lines.at(-1)).toMatch(/"event":"interaction expired".*"ageMs":-?\d+/);
  });

  test.each(whens)('%s, a public answer comes to the channel', async (when) => {
    const { discord, direct } = await die(when, open2all);
    const texts = () => discord.messagesIn(places.channelId).map((message) => visible(message).text);
    await discord.until(() => texts().includes('For all'), 'a message');
    expect(discord.messagesIn(direct)).toEqual([]);
  });

  test('fifteen minutes later too', async () => {
    const clock = createFakeClock();
    const { discord, ask, direct } = await open(async (transport) => {
      await transport.defer('asker', false);
      clock.advance(15 * 60_000 + 1);
      await transport.deliver(secret);
    }, clock);
    await ask(commandInteraction('seller'));
    await discord.until(() => discord.messagesIn(direct).length === 1, 'a direct message');
  });

  test('three seconds after it was sent', async () => {
    const clock = createFakeClock();
    const { discord, ask, direct } = await open(async (transport) => {
      clock.advance(3_001);
      await transport.answer(secret);
    }, clock);
    await ask(commandInteraction('seller'));
    await discord.until(() => discord.messagesIn(direct).length === 1, 'a direct message');
  });

  test('with direct messages closed a private answer goes nowhere', async () => {
    const payload = commandInteraction('seller');
    const { discord, ask, direct } = await open(async (transport) => {
      discord.expire(payload.id);
      await expect(transport.answer(secret)).rejects.toMatchObject({ refusal: 'closed', code: 50007 });
    });
    discord.channels.closeDirectMessages(people.asker);
    await ask(payload);
    await discord.until(() => discord.requests.at(-1)?.status === 403, 'a refusal');
    expect([...discord.messagesIn(direct), ...discord.messagesIn(places.channelId)]).toEqual([]);
  });

  test('a deferred message that somebody deleted is answered anew', async () => {
    const payload = commandInteraction('seller');
    const { discord, ask } = await open(async (transport) => {
      await transport.defer('asker', false);
      discord.addFault({
        method: 'PATCH',
        path: /@original$/,
        effect: { kind: 'answer', status: 404, body: { code: 10008, message: 'Unknown Message' } },
      });
      await transport.deliver(secret);
    });
    await ask(payload);
    expect((await discord.answerTo(payload.id)).onlyFor).toBe(people.asker);
  });
});

/** topics/opcodes-and-status-codes: what may become of where somebody asked, and of an interaction. */
const shut: readonly (readonly [number, number, string])[] = [
  [50083, 400, 'Thread is archived'],
  [160005, 400, 'Thread is locked'],
  [50001, 403, 'Missing Access'],
  [50013, 403, 'Missing Permissions'],
  [10003, 404, 'Unknown Channel'],
  [10015, 404, 'Unknown Webhook'],
  [10062, 404, 'Unknown interaction'],
  [50027, 401, 'Invalid Webhook Token'],
];

describe.each(shut)('when Discord answers an interaction with %i', (code, status, message) => {
  const effect = { kind: 'answer', status, body: { code, message } } as const;
  const ways = {
    'the first answer': {
      path: /callback$/,
      script: (transport: ReplyTransport, answer: typeof secret) => transport.answer(answer),
    },
    'the deferral and what comes after it': {
      path: /callback$/,
      async script(transport: ReplyTransport, answer: typeof secret) {
        await transport.defer(answer.visibility, false).catch(() => undefined);
        await transport.deliver(answer);
      },
    },
    'what was deferred': {
      path: /^\/webhooks\//,
      async script(transport: ReplyTransport, answer: typeof secret) {
        await transport.defer(answer.visibility, false);
        await transport.deliver(answer);
      },
    },
    'what turned out to be for others to see': {
      path: /^\/webhooks\//,
      async script(transport: ReplyTransport, answer: typeof secret) {
        await transport.defer(answer.visibility === 'asker' ? 'conversation' : 'asker', false);
        await transport.deliver(answer);
      },
    },
    'what comes after a click': {
      path: /^\/webhooks\//,
      clicked: true,
      async script(transport: ReplyTransport, answer: typeof secret) {
        await transport.defer('conversation', true);
        await transport.deliver(answer);
      },
    },
  };

  test.each(Object.entries(ways))('to %s, it comes another way, once', async (_, way) => {
    for (const answer of [secret, open2all]) {
      const { discord, ask, direct } = await open((transport) => way.script(transport, answer));
      discord.addFault({ path: way.path, times: 9, effect });
      const source = discord.seedMessage(places.channelId);
      await ask('clicked' in way ? buttonInteraction('0|x', source) : commandInteraction('seller'));
      const inChannel = () =>
        discord.messagesIn(places.channelId).filter(({ origin }) => origin === 'channel');
      const all = () => [...discord.messagesIn(direct), ...inChannel()];
      await discord.until(() => all().length > 0, 'another way');
      expect(all().map((one) => visible(one).text)).toEqual([answer.card.title]);
      expect(inChannel()).toHaveLength(answer === secret ? 0 : 1);
      expect(log.lines.at(-1)).toMatch(/interaction (refused|expired)/);
      await bed.close();
      expect(core.faults).toEqual([]);
    }
  });
});

/** Over HTTP an edit can be faster than the first answer: it is tried again after short waits, which are none here. */
const withoutSettling: Clock = {
  ...systemClock,
  after: (ms, run) => systemClock.after(ms < 1_000 ? 0 : ms, run),
};

test.each(shut)(
  'when Discord answers with %i what was deferred over HTTP, it comes another way, once',
  async (code, status, message) => {
    for (const answer of [secret, open2all]) {
      const { discord, ask, direct } = await open(deferred(answer), withoutSettling, 'http');
      discord.addFault({
        path: /^\/webhooks\//,
        times: 9,
        effect: { kind: 'answer', status, body: { code, message } },
      });
      await ask(commandInteraction('seller'));
      const all = () =>
        [...discord.messagesIn(direct), ...discord.messagesIn(places.channelId)].filter(
          ({ origin }) => origin === 'channel',
        );
      await discord.until(() => all().length > 0, 'another way');
      const channelId = answer === secret ? direct : places.channelId;
      expect(all().map((one) => [one.channelId, visible(one).text])).toEqual([
        [channelId, answer.card.title],
      ]);
      await bed.close();
      expect(core.faults).toEqual([]);
    }
  },
);

describe('in a thread that is shut after the deferral', () => {
  const { threadId } = places;
  async function shutting(how: 'archive' | 'archive and lock' | 'lock', answer: typeof secret) {
    const opened = await open(async (transport) => {
      await transport.defer(answer.visibility, false);
      if (how === 'lock') bed.discord.channels.lock(threadId);
      else bed.discord.channels.archive(threadId, how === 'archive and lock');
      await transport.deliver(answer);
    });
    const { discord, direct } = opened;
    await opened.ask(commandInteraction('seller', [], { channelId: threadId, threadOf: places.channelId }));
    const spoken = () => discord.messagesIn(threadId).filter(({ origin }) => origin === 'channel');
    await discord.until(() => discord.messagesIn(direct).length + spoken().length > 0, 'another way');
    return { direct: discord.messagesIn(direct).length, thread: spoken().length, discord };
  }

  test.each(['archive', 'archive and lock', 'lock'] as const)(
    '(%s) a private answer comes as a direct message',
    async (how) => {
      const { discord, ...came } = await shutting(how, secret);
      expect(came).toEqual({ direct: 1, thread: 0 });
    },
  );

  test('a public answer opens it again, unless it is locked', async () => {
    const { discord, ...came } = await shutting('archive', open2all);
    expect(came).toEqual({ direct: 0, thread: 1 });
    expect(discord.channels.thread(threadId)?.archived).toBe(false);
    await bed.close();
    for (const how of ['lock', 'archive and lock'] as const) {
      const { discord: _, ...locked } = await shutting(how, open2all);
      expect(locked).toEqual({ direct: 1, thread: 0 });
      if (how === 'lock') await bed.close();
    }
  });
});

describe('when Discord has trouble', () => {
  test.each([
    ['fails', { kind: 'answer', status: 502, body: '<html>bad gateway</html>' }],
    ['cuts before', { kind: 'cut', when: 'before' }],
    ['cuts after', { kind: 'cut', when: 'after' }],
  ] as const)('and the first answer %s, the person is answered once', async (_, effect) => {
    const { discord, ask } = await open((transport) => transport.answer(secret));
    discord.addFault({ path: /callback$/, effect });
    const payload = commandInteraction('seller');
    await ask(payload);
    await discord.answerTo(payload.id);
    expect(discord.messagesIn(places.channelId)).toHaveLength(1);
  });

  test('and a deferral gets through although its answer is lost', async () => {
    const { discord, ask } = await open(deferred(secret));
    discord.addFault({ path: /callback$/, effect: { kind: 'cut', when: 'after' } });
    const payload = commandInteraction('seller');
    await ask(payload);
    expect((await discord.answerTo(payload.id)).edits).toBe(1);
  });

  test('and no deferral gets through, the card is the first answer', async () => {
    const { discord, ask } = await open(async (transport) => {
      await expect(transport.defer('asker', false)).rejects.toMatchObject({ refusal: 'unreachable' });
      await transport.deliver(secret);
    });
    discord.addFault({ path: /callback$/, times: 3, effect: { kind: 'answer', status: 503 } });
    const payload = commandInteraction('seller');
    await ask(payload);
    expect((await discord.answerTo(payload.id)).onlyFor).toBe(people.asker);
    expect(discord.interaction(payload.id).answeredWith).toBe(4);
  });

  test('and a rate limit is long, the answer is refused rather than waited for', async () => {
    const { discord, ask } = await open(async (transport) => {
      await expect(transport.answer(secret)).rejects.toMatchObject({ refusal: 'limited' });
    });
    discord.addFault({
      path: /callback$/,
      effect: {
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': '60', 'x-ratelimit-scope': 'shared' },
        body: { message: 'You are being rate limited.', retry_after: 60, global: false },
      },
    });
    await ask(commandInteraction('seller'));
    await discord.until(() => discord.requests.at(-1)?.status === 429, 'a refusal');
  });

  test('errors hold neither tokens nor messages', async () => {
    const payload = commandInteraction('seller');
    const failed = Promise.withResolvers<unknown>();
    const { discord, ask } = await open((transport) => transport.answer(secret).catch(failed.resolve));
    const body = { code: 50035, message: 'Invalid Form Body', errors: { data: { embeds: { _errors: [] } } } };
    discord.addFault({ path: /callback$/, effect: { kind: 'answer', status: 400, body } });
    await ask(payload);
    const error = await failed.promise;
    const said = `${String(error)}${JSON.stringify(error)}${JSON.stringify(Object.getOwnPropertyDescriptors(error))}`;
    expect(error).toMatchObject({ refusal: 'content', code: 50035 });
    expect(said).not.toContain(payload.token);
    expect(said).not.toContain('For you alone');
    expect(log.lines.join()).not.toContain(payload.token);
  });
});
