import { afterEach, describe, expect, test } from 'vitest';
import { discordAdapter } from '../../../adapters/discord/adapter.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import {
  autocompleteInteraction,
  buttonInteraction,
  commandInteraction,
  modalSubmit,
  people,
  pingInteraction,
} from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { answerOf, type ScriptedCore, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
const log = createCollectedLog();

async function open(core: ScriptedCore, options: { clock?: ReturnType<typeof createFakeClock> } = {}) {
  bed = await openBed(core, 'http', { log, ...options });
  return bed;
}

afterEach(() => bed.close());

const answering = () => scriptedCore((transport) => transport.answer(answerOf('For you alone')));

describe('what Discord checks of an interactions URL', () => {
  test('a ping is answered, as JSON', async () => {
    const { ask } = await open(answering());
    const outcome = await ask(pingInteraction());
    expect(outcome).toMatchObject({ status: 200, contentType: 'application/json', body: '{"type":1}' });
  });

  test.each([
    ['nothing but its type', { type: 1 }],
    ['an application of another shape', { type: 1, application_id: 5, user: null }],
    ['an id, and no token', { type: 1, id: '1190000000000000001', version: 1 }],
    ['what Discord may add to it', { ...pingInteraction(), data: [], context: 'new' }],
    ['no entitlements', { type: 1, id: '1', application_id: '2', token: 't' }],
  ])('a ping with %s is answered, before the start too', async (_, payload) => {
    bed = await openBed(answering(), 'http', { log, start: false });
    const pong = async () => {
      const { headers, body } = bed.discord.sign(payload);
      const response = await fetch(bed.url, { method: 'POST', headers, body });
      return { status: response.status, body: await response.text() };
    };
    expect(await pong()).toEqual({ status: 200, body: '{"type":1}' });
    await bed.adapter.start(answering());
    expect(await pong()).toEqual({ status: 200, body: '{"type":1}' });
    const { headers, body } = bed.discord.sign(payload, {
      signature: (right) => right.replaceAll(/[0-9]/g, '0'),
    });
    expect((await fetch(bed.url, { method: 'POST', headers, body })).status).toBe(401);
  });

  test.each(['{"type":"1"}', '{"type":6}', '{}', '[1]', '1', 'null', '{"type":1'])(
    'what is no ping, %s, is refused with 400',
    async (text) => {
      const core = answering();
      const { discord, url } = await open(core);
      const { headers, body } = discord.sign(text);
      expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(400);
      expect(core.asked).toEqual([]);
    },
  );

  test.each([
    [
      'another signature',
      { signature: (right: string) => right.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
    ],
    ['half a signature', { signature: (right: string) => right.slice(64) }],
    ['a changed body', { body: (signed: string) => signed.replace('seller', 'buyers') }],
    ['no signature', { unsigned: true }],
    ['a timestamp of ten minutes ago', { timestamp: String(Math.floor(Date.now() / 1000) - 600) }],
    ['a timestamp of ten minutes ahead', { timestamp: String(Math.floor(Date.now() / 1000) + 600) }],
  ])('%s is refused with 401, unheard', async (_, tampering) => {
    const core = answering();
    const { ask } = await open(core);
    expect(await ask(commandInteraction('seller'), tampering)).toMatchObject({
      status: 401,
      body: 'unauthorized\n',
    });
    expect(core.asked).toEqual([]);
    expect(JSON.parse(log.lines.at(-1) ?? '')).toMatchObject({
      level: 'info',
      event: 'refused',
      route: '/discord/interactions',
      count: 1,
    });
  });

  test('many refusals are one line a minute', async () => {
    const clock = createFakeClock();
    const { ask } = await open(answering(), { clock });
    const before = log.lines.length;
    for (let times = 0; times < 20; times += 1) {
      expect(await ask(commandInteraction('seller'), { unsigned: true })).toMatchObject({ status: 401 });
    }
    const lines = () => log.lines.slice(before).filter((line) => line.includes('"refused"'));
    expect(lines()).toHaveLength(1);
    clock.advance(60_000);
    expect(lines().map((line) => JSON.parse(line).count)).toEqual([1, 19]);
  });

  test('a signed body that is no interaction which the bot offers is refused with 400', async () => {
    const core = answering();
    const { ask } = await open(core);
    expect(await ask(modalSubmit('m', {}))).toMatchObject({ status: 400 });
    expect(core.asked).toEqual([]);
  });
});

describe('an answer', () => {
  test('at once is the response itself: one round trip, no request of ours', async () => {
    const { ask, discord } = await open(answering());
    const before = discord.requests.length;
    const payload = commandInteraction('seller');
    const outcome = await ask(payload);
    expect(outcome).toMatchObject({ status: 200, contentType: 'application/json', refusal: undefined });
    expect(await discord.answerTo(payload.id)).toMatchObject({ onlyFor: people.asker });
    expect(discord.requests.length).toBe(before);
  });

  test('later comes by an edit, that waits until Discord has the response', async () => {
    const { ask, discord } = await open(
      scriptedCore(async (transport) => {
        await transport.defer('asker', false);
        await transport.deliver(answerOf('For you alone'));
      }),
    );
    // As if the edit were there before the response: an interaction without an answer has no webhook yet.
    const body = { code: 10015, message: 'Unknown Webhook' };
    discord.addFault({
      method: 'PATCH',
      path: /@original$/,
      times: 2,
      effect: { kind: 'answer', status: 404, body },
    });
    const payload = commandInteraction('seller');
    expect(await ask(payload)).toMatchObject({ status: 200, body: '{"type":5,"data":{"flags":64}}' });
    expect((await discord.answerTo(payload.id)).onlyFor).toBe(people.asker);
    expect(discord.messagesIn(discord.channels.directChannel(people.asker))).toEqual([]);
  });

  test('with a picture goes by the callback, and the response is an empty 202', async () => {
    const code = safeUrl('https://air.1688.com/im', ['1688.com']);
    if (code === undefined) throw new Error('not a safe link');
    const card = { body: [{ kind: 'qr' as const, of: code, alt: 'QR code' }] };
    const { ask, discord } = await open(
      scriptedCore((transport) => transport.answer(answerOf('With', { card }))),
    );
    const payload = commandInteraction('seller');
    expect(await ask(payload)).toMatchObject({ status: 202, body: '' });
    expect(visible(await discord.answerTo(payload.id)).pictures).toHaveLength(1);
  });

  test('to a button changes its card in the response', async () => {
    const shown = answerOf('Changed', { replace: true, visibility: 'conversation' });
    const { ask, discord } = await open(scriptedCore((transport) => transport.answer(shown)));
    const source = discord.seedMessage(places.channelId);
    await ask(buttonInteraction('0|x', source));
    expect(visible(source).text).toBe('Changed');
  });

  test('that nobody waits for any more comes as a direct message', async () => {
    const controller = new AbortController();
    const { discord, adapter } = await open(
      scriptedCore(async (transport) => {
        controller.abort();
        await transport.answer(answerOf('For you alone'));
      }),
    );
    const { headers, body } = discord.sign(commandInteraction('seller'));
    const response = adapter.routes[0]?.handle({
      method: 'POST',
      path: '/discord/interactions',
      query: new URLSearchParams(),
      headers,
      body: Buffer.from(body),
      remoteAddress: '127.0.0.1',
      signal: controller.signal,
    });
    const direct = discord.channels.directChannel(people.asker);
    await discord.until(() => discord.messagesIn(direct).length === 1, 'a direct message');
    expect(await response).toMatchObject({ status: 202 });
  });
});

describe('a request that is sent again', () => {
  test('reaches the core, which claims it; without an answer it is 202, or stops a button’s waiting', async () => {
    const core = scriptedCore(async () => {});
    const { ask } = await open(core);
    const payload = commandInteraction('seller');
    expect(await ask(payload)).toMatchObject({ status: 202, body: '' });
    expect(await ask(payload)).toMatchObject({ status: 202, body: '' });
    expect(core.asked.map(({ id }) => id)).toEqual([payload.id, payload.id]);
    const source = bed.discord.seedMessage(places.channelId);
    expect(await ask(buttonInteraction('0|x', source))).toMatchObject({ status: 200, body: '{"type":6}' });
  });
});

describe('suggestions', () => {
  const question = autocompleteInteraction('seller', [{ name: 'offer', value: '95', focused: true }]);

  test('at most 25, labels shortened, values never cut', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ value: `${n}`, label: `${'很长'.repeat(80)}${n}` }));
    const asked: string[] = [];
    const core = scriptedCore(async () => {}, {
      suggest: async ({ command, argument, typed }) => {
        asked.push(command, argument, typed);
        return [{ value: 'x'.repeat(101), label: 'too long' }, { value: '', label: 'empty' }, ...many];
      },
    });
    const { ask, discord } = await open(core);
    expect(await ask(question)).toMatchObject({ status: 200, refusal: undefined });
    expect(asked).toEqual(['seller', 'offer', '95']);
    expect(discord.interaction(question.id).choices?.map(({ value }) => value)).toEqual(
      many.slice(0, 25).map(({ value }) => value),
    );
  });

  test('that take too long are none', async () => {
    const clock = createFakeClock();
    const core = scriptedCore(async () => {}, {
      suggest: () => {
        clock.advance(2_000);
        return new Promise(() => {});
      },
    });
    const { ask } = await open(core, { clock });
    expect(await ask(question)).toMatchObject({ status: 200, body: '{"type":8,"data":{"choices":[]}}' });
  });
});

describe('start and stop', () => {
  const parts = () => ({
    token: bed.discord.identity.token,
    publicKey: bed.discord.identity.publicKey,
    apiUrl: bed.discord.apiUrl,
    clock: createFakeClock(),
    log: silentLog,
  });

  test('a wrong token, application or key is named', async () => {
    await open(answering());
    const starting = (changes: object) => discordAdapter({ ...parts(), ...changes }).start(answering());
    await expect(starting({ token: 'wrong' })).rejects.toThrow(/DISCORD_TOKEN/);
    await expect(starting({ applicationId: '123456789012345678' })).rejects.toThrow(/DISCORD_APPLICATION_ID/);
    await expect(starting({ publicKey: 'ab'.repeat(32) })).rejects.toThrow(/DISCORD_PUBLIC_KEY/);
    await expect(starting({})).resolves.toBeUndefined();
  });

  test('takes nothing before it has started and after it was stopped, and lets what is under way be answered', async () => {
    const release = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const core = scriptedCore(async (transport) => {
      begun.resolve();
      await release.promise;
      await transport.answer(answerOf('Just in time'));
    });
    bed = await openBed(core, 'http', { start: false });
    const { ask, adapter } = bed;
    expect(adapter.readiness()).toMatchObject({ ok: false });
    expect(await ask(commandInteraction('seller'))).toMatchObject({ status: 503 });
    await adapter.start(core);
    const first = ask(commandInteraction('seller'));
    await begun.promise;
    expect(adapter.readiness()).toMatchObject({ ok: true, lastFrameAt: expect.any(Number) });
    const stopped = adapter.stop();
    expect(await ask(commandInteraction('seller'))).toMatchObject({ status: 503 });
    release.resolve();
    expect(await first).toMatchObject({ status: 200, body: expect.stringContaining('Just in time') });
    await stopped;
  });
});
