import { REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { type FakeDiscord, startFakeDiscord } from './fake-discord.ts';
import { buttonInteraction, commandInteraction, people } from './payloads.ts';
import { visible } from './visible.ts';
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

describe('messages', () => {
  test.each([
    [{ content: 'x'.repeat(2001) }, 'content'],
    [{ embeds: [{ title: 'x'.repeat(257) }] }, 'embeds[0].title'],
    [{ embeds: [{ description: 'x'.repeat(4097) }] }, 'embeds[0].description'],
    [{ embeds: [{ title: 't', fields: [{ name: ' ', value: 'v' }] }] }, 'embeds[0].fields[0].name'],
    [
      { embeds: [{ title: 't', fields: [{ name: 'n', value: 'x'.repeat(1025) }] }] },
      'embeds[0].fields[0].value',
    ],
    [{ embeds: [{ title: 't', footer: { text: 'x'.repeat(2049) } }] }, 'embeds[0].footer.text'],
    [{ embeds: Array.from({ length: 11 }, () => ({ title: 't' })) }, 'embeds'],
    [{ embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] }, 'embeds[MAX_EMBED'],
    [{ embeds: [{ title: 't', image: { url: 'attachment://no.png' } }] }, 'embeds[0].image.url'],
    [{ content: 'c', components: rows(6, 1) }, 'components'],
    [{ content: 'c', components: rows(1, 6) }, 'components[0]'],
    [{ content: 'c', components: [row({ custom_id: 'x'.repeat(101) })] }, 'custom_id'],
    [{ content: 'c', components: [row({ label: 'x'.repeat(81) })] }, 'label'],
    [{ content: 'c', components: [row({}), row({})] }, 'COMPONENT_CUSTOM_ID_DUPLICATED'],
    [{ content: 'c', components: [link('javascript:alert(1)')] }, 'url'],
    [{ content: 'c', components: [link(`https://a.example/${'x'.repeat(500)}`)] }, 'url'],
    [{ content: 'c', flags: 64 }, 'flags'],
    [{ content: 'c', attachments: [{ id: 0, filename: 'a.png' }] }, 'attachments[0].id'],
    [{ content: 'c', nonce: 'x'.repeat(26) }, 'nonce'],
  ])('refuses %#', async (body, where) => {
    const error = await post(body).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 50035, status: 400 });
    expect(String(error)).toContain(where);
  });

  test('refuses an empty one', async () => {
    await expect(post({ content: ' \n' })).rejects.toMatchObject({ code: 50006 });
  });

  test('one nonce makes one message', async () => {
    const body = { content: 'c', nonce: '42', enforce_nonce: true };
    expect(await post(body)).toMatchObject({ id: Reflect.get(Object(await post(body)), 'id') });
    expect(discord.messagesIn(places.channelId)).toHaveLength(1);
  });

  test('files come with the JSON beside them', async () => {
    await rest.post(`/channels/${places.channelId}/messages`, {
      body: {
        embeds: [{ title: 't', image: { url: 'attachment://a.png' } }],
        attachments: [{ id: 0, description: 'alt' }],
      },
      files: [{ name: 'a.png', data: Buffer.from('bytes'), contentType: 'image/png' }],
    });
    const [message] = discord.messagesIn(places.channelId);
    expect(message && visible(message).pictures).toEqual([
      { url: 'attachment://a.png', alt: 'alt', bytes: Buffer.from('bytes') },
    ]);
  });

  test('closed direct messages refuse on sending', async () => {
    discord.channels.closeDirectMessages(people.asker);
    const channel = await rest.post('/users/@me/channels', { body: { recipient_id: people.asker } });
    const id = String(Reflect.get(Object(channel), 'id'));
    await expect(rest.post(`/channels/${id}/messages`, { body: { content: 'c' } })).rejects.toMatchObject({
      code: 50007,
    });
  });
});

describe('interactions', () => {
  const callback = (payload: { id: string; token: string }, body: object) =>
    rest.post(`/interactions/${payload.id}/${payload.token}/callback`, { body, auth: false });
  const edit = (payload: { token: string }, body: object) =>
    rest.patch(`/webhooks/${discord.identity.applicationId}/${payload.token}/messages/@original`, {
      body,
      auth: false,
    });
  const asked = () => {
    const payload = commandInteraction('seller');
    discord.send(payload);
    return payload;
  };

  test('a second answer is refused', async () => {
    const payload = asked();
    await callback(payload, { type: 4, data: { content: 'first' } });
    await expect(callback(payload, { type: 5 })).rejects.toMatchObject({ code: 40060 });
  });

  test('after three seconds the token is dead', async () => {
    const payload = asked();
    clock.advance(3_001);
    await expect(callback(payload, { type: 5 })).rejects.toMatchObject({ code: 10062 });
    await expect(edit(payload, { content: 'late' })).rejects.toMatchObject({ code: 10015 });
  });

  test('a deferral fixes who sees it, and lasts fifteen minutes', async () => {
    const payload = asked();
    await expect(callback(payload, { type: 5, data: { flags: 4 } })).rejects.toMatchObject({ code: 50035 });
    await callback(payload, { type: 5, data: { flags: 64 } });
    await edit(payload, { content: 'done', flags: 0 });
    const message = await discord.answerTo(payload.id);
    expect(message).toMatchObject({ content: 'done', onlyFor: people.asker, flags: 64 });
    clock.advance(15 * 60_000 + 1);
    await expect(edit(payload, { content: 'later' })).rejects.toMatchObject({ code: 50027 });
  });

  test('a component may change its own message, a command may not', async () => {
    const source = discord.seedMessage(places.channelId);
    const click = buttonInteraction('x', source);
    discord.send(click);
    await callback(click, { type: 7, data: { content: 'changed' } });
    expect(discord.message(source.id).content).toBe('changed');
    await expect(callback(asked(), { type: 7, data: { content: 'no' } })).rejects.toMatchObject({
      code: 50035,
    });
  });
});

describe('commands', () => {
  const put = (commands: object[]) =>
    rest.put(`/applications/${discord.identity.applicationId}/commands`, { body: commands });
  const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more });

  test.each([
    [[{ name: 'Upper', description: 'd' }]],
    [[{ name: 'x'.repeat(33), description: 'd' }]],
    [[{ name: 'a', description: 'x'.repeat(101) }]],
    [[{ name: 'a', description: '' }]],
    [[{ name: 'a', description: 'd', description_localizations: { 'zh-HK': 'x' } }]],
    [[{ name: 'a', description: 'd', options: [option('b'), option('c', { required: true })] }]],
    [[{ name: 'a', description: 'd', options: [option('b'), option('b')] }]],
    [[{ name: 'a', description: 'd', options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) }]],
    [
      [
        { name: 'a', description: 'd' },
        { name: 'a', description: 'e' },
      ],
    ],
    [[tooLarge()]],
  ])('refuses %#', async (commands) => {
    await expect(put(commands)).rejects.toMatchObject({ code: 50035 });
  });

  test('keeps the id of a command that is put again', async () => {
    const first = await put([{ name: 'a', description: 'd' }]);
    const second = await put([{ name: 'a', description: 'e' }]);
    expect(Reflect.get(Object(first), 0).id).toBe(Reflect.get(Object(second), 0).id);
    expect(discord.commands.writes).toEqual(['PUT global', 'PUT global']);
  });

  function tooLarge(): object {
    const choices = Array.from({ length: 25 }, (_, n) => ({ name: 'x'.repeat(100), value: `${n}` }));
    return {
      name: 'a',
      description: 'd',
      options: ['b', 'c', 'e', 'f'].map((name) => option(name, { choices })),
    };
  }
});

test('a full bucket answers 429, and the real client waits it out', async () => {
  discord.setRateLimit('POST /channels/:id/messages', { limit: 1, windowMs: 60 });
  await post({ content: '1' });
  const second = post({ content: '2' });
  await discord.until(() => discord.requests.at(-1)?.status === 429, 'a refusal');
  clock.advance(61);
  await second;
  expect(discord.requests.map((request) => request.status)).toEqual([200, 429, 200]);
});

test('a request without the token is refused', async () => {
  rest.setToken('another');
  await expect(rest.get('/users/@me')).rejects.toMatchObject({ status: 401 });
});

test('a cut after processing leaves the message behind', async () => {
  discord.addFault({ method: 'POST', path: /messages$/, effect: { kind: 'cut', when: 'after' } });
  await expect(post({ content: 'c' })).rejects.toThrow();
  expect(discord.messagesIn(places.channelId)).toHaveLength(1);
});

function rows(count: number, buttons: number): object[] {
  return Array.from({ length: count }, (_, y) => ({
    type: 1,
    components: Array.from({ length: buttons }, (_, x) => ({
      type: 2,
      style: 1,
      label: 'l',
      custom_id: `${x}.${y}`,
    })),
  }));
}

function row(button: object): object {
  return { type: 1, components: [{ type: 2, style: 1, label: 'l', custom_id: 'x', ...button }] };
}

function link(url: string): object {
  return { type: 1, components: [{ type: 2, style: 5, label: 'l', url }] };
}
