import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type SlackAdapter, slackAdapter } from '../../../adapters/slack/adapter.ts';
import { botScopes } from '../../../adapters/slack/manifest.ts';
import { createHttpServer, type HttpServer } from '../../../src/http/server.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createHttpDeliveries } from '../../fakes/slack/http-deliveries.ts';
import { appMention, directMessage, slashCommand } from '../../fakes/slack/payloads.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

/* Every call that the bot makes to Slack, against a Slack that nobody here wrote. It checks scopes strictly. */

const token = 'xoxb-emulated';
const reader = 'xoxp-reader';
const signingSecret = 'emulated-secret';
const line = 'seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';

const log = createCollectedLog();
let emulator: Emulator;
let bot: TestCore;
let adapter: SlackAdapter;
let server: HttpServer;
let slack: ReturnType<typeof createHttpDeliveries>;
let ids: { team: string; user: string; bot: string; channel: string };
let asked = 0;

/** One call with a token that may read everything. */
async function read(method: string, args: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(`${emulator.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${reader}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(args),
  });
  const body: unknown = await answer.json();
  return z.looseObject({ ok: z.literal(true) }).parse(body);
}

async function directMessages(): Promise<string> {
  const list = z.object({ channels: z.array(z.object({ id: z.string() })) });
  const { channels } = list.parse(await read('conversations.list', { types: 'im' }));
  const histories = await Promise.all(
    channels.map(({ id }) => read('conversations.history', { channel: id })),
  );
  return JSON.stringify(histories);
}

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'ann', real_name: 'Ann' }],
        channels: [{ name: 'buying' }],
        oauth_apps: [
          {
            client_id: '1.2',
            client_secret: 'x',
            app_id: 'A000000001',
            name: 'shoptalk',
            redirect_uris: ['http://localhost/'],
            scopes: [...botScopes],
            bot_name: 'shoptalk',
          },
        ],
        tokens: [
          { token, user: 'shoptalk', scopes: [...botScopes] },
          {
            token: reader,
            user: 'ann',
            scopes: [
              'channels:read',
              'channels:history',
              'im:read',
              'im:history',
              'im:write',
              'users:read',
              'files:read',
            ],
          },
        ],
      },
    },
  });
  bot = await openTestCore();
  adapter = slackAdapter({
    botToken: token,
    via: { signingSecret },
    apiUrl: `${emulator.url}/api/`,
    clock: systemClock,
    random: systemRandom,
    log,
  });
  server = createHttpServer({ routes: adapter.routes, log, clock: systemClock });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  slack = createHttpDeliveries({ url: `${url}/slack/events`, signingSecret, clock: systemClock });
  await adapter.start(bot.core);
  const users = z.object({
    members: z.array(z.object({ id: z.string(), name: z.string(), team_id: z.string() })),
  });
  const channels = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) });
  const { members } = users.parse(await read('users.list'));
  const named = (name: string) => members.find((member) => member.name === name);
  const buying = channels
    .parse(await read('conversations.list'))
    .channels.find(({ name }) => name === 'buying');
  ids = {
    team: named('ann')?.team_id ?? '',
    user: named('ann')?.id ?? '',
    bot: named('shoptalk')?.id ?? '',
    channel: buying?.id ?? '',
  };
});

afterAll(async () => {
  await adapter.stop();
  await slack.close();
  await server.close({ withinMs: 0 });
  await bot.close();
  await emulator.close();
});

beforeEach(() => {
  asked += 1;
});

/** Each test asks once. */
async function answered(): Promise<void> {
  await expect.poll(() => bot.ended.length).toBe(asked - 1);
  expect(bot.ended.at(-1)).toMatchObject({ command: 'seller', outcome: 'answered' });
}

const otherWays = () => log.lines.filter((each) => each.includes('took another way'));

describe('against emulate', () => {
  it('knows itself, and is ready', () => {
    expect(adapter.readiness()).toEqual({ ok: true });
    expect(ids).toEqual({
      team: expect.stringMatching(/^T/),
      user: expect.stringMatching(/^U/),
      bot: expect.stringMatching(/^U/),
      channel: expect.stringMatching(/^C/),
    });
  });

  it('answers a direct message there', async () => {
    const open = z.object({ channel: z.object({ id: z.string() }) });
    const { channel } = open.parse(await read('conversations.open', { users: ids.bot }));
    await slack.deliver(
      directMessage({ channel: channel.id, user: ids.user, team: ids.team, text: line, ts: `${asked}.1` }),
    );
    await answered();
    expect(await directMessages()).toContain('air.1688.com');
    expect(otherWays()).toEqual([]);
  });

  it('answers a mention in its channel, for the asker alone', async () => {
    await slack.deliver(
      appMention({
        channel: ids.channel,
        user: ids.user,
        team: ids.team,
        text: `<@${ids.bot}> ${line}`,
        ts: `${asked}.1`,
      }),
    );
    await answered();
    expect(otherWays()).toEqual([]);
  });

  it('uploads a QR code, and shows it where no response URL works', async () => {
    await slack.deliver(
      slashCommand({
        command: '/seller',
        text: `${line.slice('seller '.length)} --qr`,
        user_id: ids.user,
        channel_id: ids.channel,
        trigger_id: `trigger-${asked}`,
        response_url: `${emulator.url}/commands/none`,
      }),
    );
    await answered();
    const inspector = await (await fetch(`${emulator.url}/?tab=files`)).text();
    expect(inspector).toMatch(/<td>QR code<\/td><td>shoptalk<\/td>.*available/);
    expect(otherWays().join()).toContain('response_url');
    expect(otherWays().join()).not.toContain('chat.postEphemeral');
  });

  it('speaks unasked: posts, replies, edits, finds each by its key, links it', async () => {
    const { outlet } = adapter;
    const to = { workspace: ids.team, conversation: ids.channel };
    const outgoing = (title: string) =>
      ({ card: { tone: 'plain', title, body: [], actions: [] }, language: 'en' }) as const;
    const since = Date.now() - 60_000;
    const posted = await outlet.post(to, outgoing('Order 1'), 'key-1');
    expect(posted).toEqual({ sent: expect.stringMatching(new RegExp(`^${ids.channel}:\\d+\\.\\d+$`)) });
    const ref = 'sent' in posted ? posted.sent : '';
    const replied = await outlet.reply(to, ref, outgoing('Paid'), false, 'key-2');
    const aloud = await outlet.reply(to, ref, outgoing('Refund'), true, 'key-3');
    expect(await outlet.edit(to, ref, outgoing('Order 1, paid'))).toEqual({ sent: ref });
    expect(await outlet.find(to, 'key-1', since)).toEqual({ found: ref });
    expect(await outlet.find(to, 'key-2', since, ref)).toEqual({ found: 'sent' in replied && replied.sent });
    expect(await outlet.find(to, 'key-3', since, ref)).toEqual({ found: 'sent' in aloud && aloud.sent });
    expect(await outlet.find(to, 'key-9', since)).toEqual({ absent: true });
    expect(await outlet.find(to, 'key-1', Date.now() + 60_000)).toEqual({ absent: true });
    expect(JSON.stringify(await read('conversations.history', { channel: ids.channel }))).toContain(
      'Order 1, paid',
    );
    const nowhere = { ...to, conversation: 'C0NOWHERE1' };
    expect(await outlet.post(nowhere, outgoing('Order 1'), 'key-4')).toMatchObject({ refused: 'gone' });
    expect(await outlet.edit(to, `${ids.channel}:1.000001`, outgoing('x'))).toMatchObject({
      refused: 'message gone',
    });
  });

  it('asks for the language of the person', async () => {
    expect(log.lines.join()).not.toContain('missing_scope');
    expect(log.lines.join()).not.toContain('users:read');
  });
});
