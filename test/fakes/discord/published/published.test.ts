import { REST } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startFakeDiscord } from '../fake-discord.ts';
import { routes } from '../routes.ts';
import { places } from '../world.ts';
import { createClosing } from './closed-schema.ts';
import { unpublished } from './published.ts';

const send = 'POST /channels/:id/messages';
const callback = 'POST /interactions/:id/:token/callback';
const embed = {
  title: 'a',
  url: 'https://a.example',
  color: 1,
  fields: [{ name: 'a', value: 'b', inline: true }],
};
const button = { type: 2, style: 1, label: 'a', custom_id: 'b' };
const row = { type: 1, components: [button] };
const select = {
  type: 3,
  custom_id: 'a',
  required: true,
  options: [{ label: 'a', value: 'b', default: false }],
};
const modal = (component: object) => ({
  type: 9,
  data: { custom_id: 'a', title: 'b', components: [{ type: 18, label: 'c', component }] },
});
const command = { name: 'a', type: 1, description: 'b', options: [{ type: 3, name: 'c', description: 'd' }] };

describe('what is published is taken', () => {
  test.each<[string, unknown]>([
    [send, { content: 'a', embeds: [embed], components: [row], allowed_mentions: { parse: [] }, nonce: '1' }],
    [send, { content: 'a', attachments: [{ id: '0', filename: 'a.png', description: 'b' }] }],
    [callback, { type: 5, data: { flags: 64 } }],
    [callback, { type: 8, data: { choices: [{ name: 'a', value: 'b' }] } }],
    [callback, modal(select)],
    ['PUT /applications/:id/commands', [command]],
    ['POST /channels/:id/messages/:id/threads', { name: 'a' }],
    ['POST /channels/:id/typing', undefined],
    ['GET /users/@me', undefined],
  ])('%s %#', (route, body) => {
    expect(unpublished(route, body)).toEqual([]);
  });
});

describe('what is not is a fault, however deep', () => {
  test.each<[string, unknown, string]>([
    [send, { content: 'a', colour: 1 }, 'Unrecognized key: "colour"'],
    [send, { embeds: [{ ...embed, colour: 1 }] }, 'embeds.0'],
    [send, { embeds: [{ ...embed, fields: [{ name: 'a', value: 'b', wide: true }] }] }, 'embeds.0.fields.0'],
    [
      send,
      { components: [{ ...row, components: [{ ...button, title: 'a' }] }] },
      'components.0.components.0',
    ],
    [
      send,
      { components: [{ ...row, components: [{ ...button, style: 9 }] }] },
      'components.0.components.0.style',
    ],
    [send, { components: [{ type: 99 }] }, 'components.0'],
    [send, { content: 'a', allowed_mentions: { parse: ['all'] } }, 'allowed_mentions.parse.0'],
    [send, { content: 'a', attachments: [{ id: 0 }] }, 'attachments.0.id'],
    [send, { content: 'a', message_reference: { message_id: '1', fail: true } }, 'message_reference'],
    [callback, { type: 4, data: { content: 'a', nonce: 'b' } }, 'data'],
    [callback, { type: 5, data: { flags: 64 }, ephemeral: true }, 'ephemeral'],
    [callback, modal({ ...select, disabled: 'no' }), 'data.components.0.component.disabled'],
    [callback, modal({ type: 4, custom_id: 'a', style: 1, rows: 3 }), 'data.components.0.component'],
    [
      'PUT /applications/:id/commands',
      [{ ...command, options: [{ ...command.options[0], hint: 'a' }] }],
      '0.options.0',
    ],
    ['PATCH /applications/:id/commands/:id', command, 'Unrecognized key: "type"'],
    ['PATCH /channels/:id/messages/:id', { content: 'a', nonce: '1' }, 'Unrecognized key: "nonce"'],
    ['POST /channels/:id/typing', { for: 3 }, 'takes no body'],
    ['GET /users/@me', {}, 'takes no body'],
  ])('%s %#', (route, body, where) => {
    expect(unpublished(route, body).join()).toContain(where);
  });

  test('of every request that the fake takes', () => {
    for (const { name } of routes) expect(unpublished(name, { nonsense: 1 }), name).not.toEqual([]);
  });

  test('and ends the test in which it was sent', async () => {
    const discord = await startFakeDiscord();
    const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.identity.token);
    await rest.post(`/channels/${places.channelId}/messages`, { body: { content: 'a', colour: 1 } });
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
    await expect(discord.close()).rejects.toThrow(`${send}: : Unrecognized key: "colour"`);
  });
});

test('a kind of schema that is not known is not left open', () => {
  const close = createClosing();
  expect(() => close(z.object({ a: z.map(z.string(), z.string()) }))).toThrow('map');
});
