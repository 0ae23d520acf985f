import { REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { type FakeDiscord, startFakeDiscord } from './fake-discord.ts';
import { commandInteraction } from './payloads.ts';
import { places } from './world.ts';

let clock: FakeClock;
let discord: FakeDiscord;
let rest: REST;

beforeEach(async () => {
  clock = createFakeClock();
  discord = await startFakeDiscord({ sends: 'anything', clock });
  rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.identity.token);
});

afterEach(async () => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  await discord.close();
});

const post = (content: object) => rest.post(`/channels/${places.channelId}/messages`, { body: content });

describe('threads and what was said before', () => {
  const idOf = (message: unknown) => String(Reflect.get(Object(message), 'id'));
  const messages = `/channels/${places.channelId}/messages` as const;
  const startThread = (id: string, name = 'a name') =>
    rest.post(`${messages}/${id}/threads`, { body: { name } });

  test('a message has one thread, which has its id', async () => {
    const id = idOf(await post({ content: 'c' }));
    expect(await startThread(id)).toMatchObject({ id, parent_id: places.channelId, name: 'a name' });
    await expect(startThread(id)).rejects.toMatchObject({ code: 160004 });
    await expect(startThread(idOf(await post({ content: 'd' })), 'x'.repeat(101))).rejects.toMatchObject({
      code: 50035,
    });
    expect(await rest.get(`${messages}/${id}`)).toMatchObject({ thread: { id } });
  });

  test('there is no thread in a thread, nor of what is gone', async () => {
    const inThread = `/channels/${places.threadId}/messages` as const;
    const id = idOf(await rest.post(inThread, { body: { content: 'c' } }));
    const nested = rest.post(`${inThread}/${id}/threads`, { body: { name: 'n' } });
    await expect(nested).rejects.toMatchObject({ code: 50024 });
    const gone = idOf(await post({ content: 'c' }));
    discord.deleteMessage(gone);
    await expect(startThread(gone)).rejects.toMatchObject({ code: 10008 });
  });

  test('an archived thread opens by being written to, unless it is locked', async () => {
    const send = () => rest.post(`/channels/${places.threadId}/messages`, { body: { content: 'c' } });
    const id = idOf(await send());
    discord.channels.archive(places.threadId);
    const edit = rest.patch(`/channels/${places.threadId}/messages/${id}`, { body: { content: 'd' } });
    await expect(edit).rejects.toMatchObject({ code: 50083 });
    await send();
    discord.channels.archive(places.threadId, true);
    await expect(send()).rejects.toMatchObject({ code: 50083 });
  });

  test('history comes page by page from the oldest on, each page the newest first, without nonces', async () => {
    const ids: string[] = [];
    for (const nonce of ['a', 'b', 'c']) ids.push(idOf(await post({ content: nonce, nonce })));
    const page = (query: string) => rest.get(`${messages}?${query}`);
    expect(await page(`after=${ids[0]}&limit=1`)).toMatchObject([{ id: ids[1], content: 'b' }]);
    const all = await page('limit=2');
    expect(all).toMatchObject([{ id: ids[2] }, { id: ids[1] }]);
    expect(JSON.stringify(all)).not.toContain('nonce');
    discord.channels.forbid(places.channelId, 'history');
    expect(await page('limit=2')).toEqual([]);
  });

  test('a reply wants the message that it answers, and to read back', async () => {
    const reply = (message_id: string) => post({ content: 'r', message_reference: { message_id } });
    const id = idOf(await post({ content: 'c' }));
    expect(await reply(id)).toMatchObject({ type: 19 });
    discord.deleteMessage(id);
    await expect(reply(id)).rejects.toMatchObject({ code: 50035 });
    discord.channels.forbid(places.channelId, 'history');
    await expect(reply(id)).rejects.toMatchObject({ code: 160002 });
  });

  test('a nonce outlives its message for some minutes', async () => {
    const body = { content: 'c', nonce: '42', enforce_nonce: true };
    discord.deleteMessage(idOf(await post(body)));
    await expect(post(body)).rejects.toMatchObject({ code: 10008 });
    clock.advance(5 * 60_000);
    await post(body);
  });

  test('edits of old messages run out with a 429 of their own', async () => {
    const id = idOf(await post({ content: 'c' }));
    const edit = () => rest.patch(`${messages}/${id}`, { body: { content: 'd' } });
    discord.allowOldEdits(1);
    await edit();
    clock.advance(60 * 60_000 + 1);
    await edit();
    rest.options.rejectOnRateLimit = () => true;
    await expect(edit()).rejects.toMatchObject({ retryAfter: 300_050 });
  });

  test('whoever is down takes nothing, and comes back as it was', async () => {
    const id = idOf(await post({ content: 'c' }));
    const comeBack = await discord.goDown();
    await expect(post({ content: 'd' })).rejects.toThrow();
    await comeBack();
    expect(await rest.get(messages)).toMatchObject([{ id }]);
  });
});

describe('modals', () => {
  const input = { type: 4, custom_id: 'a', style: 1 };
  const select = { type: 3, custom_id: 'a', options: [{ label: 'l', value: 'v' }] };
  const label = (component: object, more: object = {}) => ({ type: 18, label: 'l', component, ...more });
  const open = (...components: object[]) => {
    const payload = commandInteraction('seller');
    discord.send(payload);
    const body = { type: 9, data: { custom_id: 'm', title: 't', components } };
    return rest.post(`/interactions/${payload.id}/${payload.token}/callback`, { body, auth: false });
  };

  test.each([
    [[]],
    [Array.from({ length: 6 }, (_, n) => label({ ...input, custom_id: `${n}` }))],
    [[input]],
    [[label(input, { label: 'x'.repeat(46) })]],
    [[label(input, { description: 'x'.repeat(101) })]],
    [[label({ ...input, style: 3 })]],
    [[label({ ...input, max_length: 4001 })]],
    [[label({ ...input, placeholder: 'x'.repeat(101) })]],
    [[label({ ...input, max_length: 2, value: 'xyz' })]],
    [[label({ ...select, min_values: 0 })]],
    [[label({ ...select, max_values: 2 })]],
    [[label({ ...select, options: [] })]],
    [[label(input), label(input)]],
  ])('refuses %#', async (components) => {
    await expect(open(...components)).rejects.toMatchObject({ code: 50035 });
  });

  test('takes inputs and selects in labels', async () => {
    await open(label(input), label({ ...select, custom_id: 'b', min_values: 0, required: false }));
  });
});
