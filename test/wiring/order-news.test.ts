import { afterEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { openStore } from '../../src/store/open.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import { commandInteraction } from '../fakes/discord/payloads.ts';
import { visible as visibleOnDiscord } from '../fakes/discord/visible.ts';
import { places as discordPlaces } from '../fakes/discord/world.ts';
import { botToken, type FakeSlack, signingSecret, startFakeSlack } from '../fakes/slack/slack.ts';
import { visible as visibleOnSlack } from '../fakes/slack/visible.ts';
import { people, places } from '../fakes/slack/workspace.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/process.ts';
import { openSoakPartner, type SoakPartner } from '../soak/partner.ts';
import { hasPostgres, makePostgresBed, type PostgresBed } from '../store/postgres/bed.ts';

/** The whole bot between a partner and two platforms, all over the wire. */
interface Scene {
  readonly bot: Bot;
  readonly partner: SoakPartner;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** Words of Slack's messages in the channel, and of replies in threads with `↳` before them. */
  onSlack(): readonly string[];
  onDiscord(): readonly string[];
  /** Pushes a new order. */
  order(): Promise<string>;
  log: ReturnType<typeof createCollectedLog>;
}

const channelId = /^\d+$/;

describe('order news, from a pushed message to what people see', () => {
  const undo: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function open(databaseUrl?: string): Promise<Scene> {
    const folder = await temporaryFolder();
    undo.push(() => folder[Symbol.asyncDispose]());
    const partner = await openSoakPartner();
    undo.push(() => partner.close());
    const slack = await startFakeSlack();
    undo.push(() => slack.stop());
    const discord = await startFakeDiscord();
    undo.push(() => discord.close());
    const read = readSettings(platforms, {
      ...partner.environment,
      DATABASE_URL: databaseUrl ?? `sqlite:${folder.path}/x.db`,
      PORT: '0',
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.identity.token,
      DISCORD_PUBLIC_KEY: discord.identity.publicKey,
      DISCORD_API_URL: discord.apiUrl,
      WORKSPACES: `discord:${discordPlaces.guildId}`,
      NEWS_DOUBT_SECONDS: '10',
    });
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    const log = createCollectedLog();
    const surroundings = { clock: systemClock, random: systemRandom, log, version: '0.0.0' };
    const bot = await startBot(read.settings, surroundings);
    undo.push(() => bot.stop());
    slack.sendTo(`${bot.url}/slack/events`);
    await slack.type('/watch');
    const asked = commandInteraction('watch', []);
    await discord.post(`${bot.url}/discord/interactions`, asked);
    const answer = await discord.answerTo(asked.id);
    expect(answer.channelId).toMatch(channelId);
    return {
      bot,
      partner,
      slack,
      discord,
      log,
      onSlack: () =>
        slack.messages
          .filter(({ channel, seenBy, deleted }) => {
            return channel === places.buying && seenBy === 'everyone' && !deleted;
          })
          .map((message) => {
            const { text } = visibleOnSlack(message);
            return message.threadTs === undefined ? text : `↳ ${text}`;
          }),
      onDiscord: () =>
        discord
          .messagesIn(answer.channelId)
          .filter(({ onlyFor }) => onlyFor === undefined)
          .map((message) => visibleOnDiscord(message).text),
      order: async () => (await partner.push(() => bot.url)).orderId,
    };
  }

  const naming = (words: readonly string[], orderId: string) =>
    words.filter((each) => each.includes(orderId));

  /** Resolves once every one of `orderIds` stands in exactly one message of both platforms. */
  async function standOnce({ onSlack, onDiscord }: Scene, orderIds: readonly string[]): Promise<void> {
    await eventually(() => {
      for (const orderId of orderIds) {
        expect(naming(onSlack(), orderId)).toHaveLength(1);
        expect(naming(onDiscord(), orderId)).toHaveLength(1);
      }
    });
  }

  it('keeps one living card an order, with what is new in its thread', async () => {
    const scene = await open();
    const { partner, bot, onSlack, onDiscord } = scene;
    const orderId = await scene.order();
    await standOnce(scene, [orderId]);
    expect(naming(onSlack(), orderId)[0]).toContain(en.orders.phase['awaiting payment']);
    await partner.act(orderId, 'pay', () => bot.url);
    await eventually(() => {
      expect(naming(onSlack(), orderId)[0]).toContain(en.orders.phase['awaiting shipment']);
      expect(naming(onDiscord(), orderId)[0]).toContain(en.orders.phase['awaiting shipment']);
      expect(
        onSlack().filter((each) => each.startsWith('↳') && each.includes(en.orders.news.paid)),
      ).toHaveLength(1);
    });
    await partner.act(orderId, 'ship', () => bot.url);
    await partner.act(orderId, 'arrive', () => bot.url);
    await partner.act(orderId, 'receive', () => bot.url);
    await partner.act(orderId, 'finish', () => bot.url);
    await eventually(() => {
      expect(naming(onSlack(), orderId)[0]).toContain(en.orders.phase.done);
      expect(naming(onDiscord(), orderId)[0]).toContain(en.orders.phase.done);
    });
    await standOnce(scene, [orderId]);
    expect(scene.slack.problems).toEqual([]);
  });

  it('says once what was sent on connections that were cut', async () => {
    const scene = await open();
    scene.slack.faults.next('chat.postMessage', { kind: 'cut after processing' });
    scene.slack.faults.next('chat.postMessage', { kind: 'cut before processing' });
    scene.discord.addFault({
      method: 'POST',
      path: /^\/channels\/\d+\/messages$/,
      effect: { kind: 'cut', when: 'after' },
    });
    const orderIds = [await scene.order(), await scene.order(), await scene.order()];
    await standOnce(scene, orderIds);
  });

  it('goes on once platforms that were down are back, and waits when they ask to', async () => {
    const scene = await open();
    const backs = await Promise.all([scene.slack.goDown(), scene.discord.goDown()]);
    const orderIds = [await scene.order(), await scene.order()];
    await eventually(() => {
      const said = scene.log.lines.filter((line) => line.includes('unreachable'));
      expect(said.length).toBeGreaterThan(2);
    });
    for (let times = 0; times < 3; times += 1) {
      scene.slack.faults.next('chat.postMessage', { kind: 'rate limited', retryAfterS: 1 });
    }
    for (const back of backs) await back();
    await standOnce(scene, orderIds);
  });

  it('folds a flood into digests, each order once, and provokes no refusal for pace', async () => {
    const scene = await open();
    scene.slack.pace.enforce();
    const orderIds = await Promise.all(Array.from({ length: 60 }, () => scene.order()));
    await standOnce(scene, orderIds);
    const messages = scene.onSlack().filter((each) => orderIds.some((orderId) => each.includes(orderId)));
    expect(messages.length).toBeLessThan(15);
    expect(scene.slack.pace.refused).toBe(0);
  });

  it('says at once that it was not invited, and sets nothing', async () => {
    const { slack } = await open();
    await slack.type('/watch', { channel: places.foreign, user: people.ann });
    const answer = await slack.waitFor(() =>
      slack.messages.find(({ channel, seenBy }) => channel === places.foreign && seenBy === people.ann),
    );
    expect(visibleOnSlack(answer).text).toContain('/invite @shoptalk');
  });

  it('counts what is still to be said, of requests as well', async () => {
    await using folder = await temporaryFolder();
    const url = `sqlite:${folder.path}/shared.db`;
    const { bot } = await open(url);
    const clock = systemClock;
    const store = await openStore({ url, clock, random: systemRandom, log: createCollectedLog() });
    undo.push(() => store.close());
    const later = clock.now() + 60 * 60_000;
    const request = {
      organization: 'slack:T1',
      id: 'Ab12Cd34Ef56Gh78',
      kind: 'seller',
      subject: 'offer:1',
      asker: 'slack:U1',
      open: true,
      status: 'open',
      state: '{}',
      version: 1,
      createdAt: clock.now(),
      changedAt: clock.now(),
    };
    await store.requests.open(request, [
      { part: 'card', workspace: 'T1', conversation: 'slack:C1', dueAt: later },
    ]);
    const lines = (await (await fetch(`${bot.url}/metrics`)).text()).split('\n');
    expect(lines).toContain('outbox_deliveries{state="later"} 1');
    expect(lines).toContain('outbox_deliveries{state="parked"} 0');
  });

  it('refuses what is forged, and takes what the console sends to verify', async () => {
    const { bot } = await open();
    const to = `${bot.url}/xport/messages`;
    const forged = {
      method: 'POST',
      body: '{"messageType":"x","messageBody":"{}"}',
      headers: { authorization: 'x' },
    };
    expect((await fetch(to, forged)).status).toBe(401);
    expect((await fetch(to)).status).toBe(200);
    expect((await fetch(to, { method: 'POST' })).status).toBe(200);
    const long = { method: 'POST', body: 'x'.repeat(256 * 1024 + 1) };
    expect((await fetch(to, long)).status).toBe(413);
  });

  it.skipIf(!hasPostgres())(
    'loses nothing when every connection to PostgreSQL is cut, again and again',
    async () => {
      const bed: PostgresBed = await makePostgresBed();
      undo.push(() => bed.dispose());
      const scene = await open(bed.url);
      const orderIds: string[] = [];
      for (let times = 0; times < 4; times += 1) {
        const pushed = Promise.all(Array.from({ length: 5 }, () => scene.order()));
        await bed.cutConnections();
        orderIds.push(...(await pushed));
      }
      await standOnce(scene, orderIds);
    },
  );
});
