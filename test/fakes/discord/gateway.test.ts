import { Client, GatewayDispatchEvents, GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChanges } from '../../harness/changes.ts';
import { type FakeDiscord, startFakeDiscord } from './fake-discord.ts';
import { commandInteraction, messageCreate } from './payloads.ts';

let discord: FakeDiscord;
let client: Client;
const received: string[] = [];
const changes = createChanges();

function receive(what: string): void {
  received.push(what);
  changes.tell();
}

const hears = (isLast: (what: string) => boolean) =>
  changes.until(
    () => received.find(isLast),
    () => 'the last one',
  );

beforeEach(async () => {
  received.length = 0;
  discord = await startFakeDiscord({ sends: 'anything', heartbeatMs: 40 });
});

afterEach(async () => {
  await client.destroy();
  await discord.close();
});

async function connect(...intents: GatewayIntentBits[]): Promise<void> {
  client = new Client({ intents, rest: { api: discord.apiUrl } });
  client.on('error', () => {});
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: { id: string }) => receive(data.id));
  client.ws.on(GatewayDispatchEvents.MessageCreate, (data: { content: string }) => receive(data.content));
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(discord.identity.token);
  await ready;
}

/** Sends while nothing is connected, and waits until the client has caught up. */
async function missesNothing(disturb: () => void): Promise<void> {
  const { identified } = discord.gateway.counts;
  disturb();
  const sent = [commandInteraction('one'), commandInteraction('two'), commandInteraction('three')];
  for (const payload of sent) discord.send(payload);
  await discord.until(() => discord.gateway.counts.resumed === 1, 'a resumption');
  const last = commandInteraction('four');
  discord.send(last);
  await hears((one) => one === last.id);
  expect(received).toEqual([...sent, last].map((payload) => payload.id));
  expect(discord.gateway.counts.identified).toBe(identified);
}

test('the real client identifies, becomes ready and hears its interactions', async () => {
  await connect(GatewayIntentBits.Guilds);
  expect(client.user?.id).toBe(discord.identity.botUser.id);
  expect(client.guilds.cache.size).toBe(2);
  await discord.until(() => discord.gateway.counts.heartbeats >= 2, 'heartbeats');
});

test('what is sent after a cut comes after the resumption', async () => {
  await connect(GatewayIntentBits.Guilds);
  await missesNothing(() => discord.gateway.cut());
});

test('after a request to reconnect', async () => {
  await connect(GatewayIntentBits.Guilds);
  await missesNothing(() => discord.gateway.askToReconnect());
});

test('after heartbeats go unanswered', async () => {
  await connect(GatewayIntentBits.Guilds);
  await missesNothing(() => discord.gateway.stopAcknowledging());
});

test('after the session is invalid the client identifies again', async () => {
  await connect(GatewayIntentBits.Guilds);
  const again = new Promise((resolve) => client.once('shardReady', resolve));
  discord.gateway.invalidate(false);
  await again;
  expect(discord.gateway.counts.identified).toBe(2);
});

test('a wrong token is refused', async () => {
  client = new Client({ intents: [], rest: { api: discord.apiUrl } });
  await expect(client.login('wrong')).rejects.toThrow(/token/i);
});

test('intents that need a permission end in 4014', async () => {
  client = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: discord.apiUrl } });
  await expect(client.login(discord.identity.token)).rejects.toThrow(/disallowed intents/i);
});

test('messages come by intent, their words only to whom they are said', async () => {
  await connect(GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages);
  const send = (content: string, guildId?: null) =>
    discord.gateway.dispatch('MESSAGE_CREATE', messageCreate(content, guildId === null ? { guildId } : {}));
  send('not for the bot');
  send('a direct one', null);
  send(`<@${discord.identity.botUser.id}> last`);
  await hears((content) => content.endsWith('last'));
  expect(received).toEqual(['', `<@${discord.identity.botUser.id}> last`]);
});
