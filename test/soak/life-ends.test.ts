import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningBot, run, temporaryFolder } from '../harness/process.ts';
import { hasPostgres, makePostgresBed } from '../store/postgres/bed.ts';
import { canMakeServer, makeOwnServer } from '../store/postgres/own-server.ts';
import { openSoakPartner, type SoakPartner } from './partner.ts';
import { openDiscord, openSlack, type SoakPlatform } from './platforms.ts';

/** The least that the settings allow: a test waits as long. */
const doubtSeconds = 10;

/** Two processes on one database, of which one is taken for gone while it still runs. */
describe('a process that loses its conversations in the middle of a call', () => {
  let partner: SoakPartner;
  let platforms: readonly SoakPlatform[];
  let started: RunningBot[];
  let url: string;

  beforeEach(async () => {
    partner = await openSoakPartner();
    platforms = await Promise.all([openSlack(), openDiscord()]);
    started = [];
  });
  afterEach(async () => {
    await endAll();
    await Promise.all(platforms.map((platform) => platform.close()));
    await partner.close();
  });

  async function endAll(): Promise<void> {
    for (const { process: child, exited } of started) {
      child.kill('SIGKILL');
      await exited;
    }
  }

  async function start(databaseUrl: string): Promise<RunningBot> {
    const environment: Record<string, string> = {
      DATABASE_URL: databaseUrl,
      NEWS_HOLD_SECONDS: '2',
      NEWS_DOUBT_SECONDS: `${doubtSeconds}`,
      ...partner.environment,
    };
    for (const platform of platforms) Object.assign(environment, platform.environment);
    const bot = run('src/main.ts', { input: 'none', environment });
    started.push(bot);
    url = await bot.ready;
    for (const platform of platforms) platform.listensAt(url);
    return bot;
  }

  /** How often the order stands, by platform. */
  const standing = (orderId: string) =>
    platforms.map(
      ({ name, standing: messages }) =>
        [name, messages().filter((words) => words.includes(orderId)).length] as const,
    );
  /** How many sends ended when another process had the conversation, by platform; their answers come late or are lost. */
  const unheld = async (bot: RunningBot) => {
    const figures = await (await fetch(`${await bot.ready}/metrics`)).text();
    const counted = /^outbox_sends_total\{platform="(\w+)",outcome="(?:sent|unclear) unheld"\} (\d+)$/gm;
    return [...figures.matchAll(counted)].map(([, platform, count]) => `${platform} ${count}`).sort();
  };

  it('as one that was frozen, doubles nothing on Discord and counts what it said on Slack', async () => {
    await using folder = await temporaryFolder();
    const database = `sqlite:${folder.path}/x.db`;
    const frozen = await start(database);
    for (const platform of platforms) await platform.watch();
    const release = Promise.withResolvers<void>();
    const begun = platforms.map((platform) => platform.holdNext(release.promise));
    const { orderId } = await partner.push(() => url);
    await Promise.all(begun);
    frozen.process.kill('SIGSTOP');

    await start(database);
    await expect
      .poll(() => standing(orderId))
      .toEqual([
        ['Slack', 1],
        ['Discord', 1],
      ]);
    release.resolve();
    await expect
      .poll(() => standing(orderId))
      .toEqual([
        ['Slack', 2],
        ['Discord', 1],
      ]);
    frozen.process.kill('SIGCONT');
    await expect.poll(() => unheld(frozen)).toEqual(['discord 1', 'slack 1']);
  });

  it.skipIf(!hasPostgres())(
    'as one that PostgreSQL cut off, says everything once where its calls arrive',
    async () => {
      const bed = await makePostgresBed();
      try {
        await start(bed.url);
        const cutOff = await start(bed.url);
        for (const platform of platforms) await platform.watch();
        const orderIds: string[] = [];
        for (let round = 0; round < 3; round += 1) {
          const release = Promise.withResolvers<void>();
          const begun = platforms.map((platform) => platform.holdNext(release.promise));
          for (let each = 0; each < 2; each += 1) orderIds.push((await partner.push(() => url)).orderId);
          await Promise.all(begun);
          await bed.cutConnections();
          release.resolve();
          // The calls under way arrive although their process has lost the conversations.
          const arrived = ({ standing: messages }: SoakPlatform) =>
            messages().some((words) => orderIds.slice(-2).some((id) => words.includes(id)));
          await expect.poll(() => platforms.every(arrived)).toBe(true);
        }
        await expect.poll(() => orderIds.flatMap(standing).filter(([, times]) => times !== 1)).toEqual([]);
        expect(cutOff.process.exitCode).toBeNull();
      } finally {
        await endAll();
        await bed.dispose();
      }
    },
  );

  it.skipIf(!canMakeServer())(
    'as one whose PostgreSQL is started anew, stops speaking, then says everything once (needs initdb and pg_ctl)',
    async () => {
      const server = await makeOwnServer();
      try {
        const one = await start(server.url);
        const two = await start(server.url);
        for (const platform of platforms) await platform.watch();
        const release = Promise.withResolvers<void>();
        const begun = platforms.map((platform) => platform.holdNext(release.promise));
        const first = (await partner.push(() => url)).orderId;
        await Promise.all(begun);
        const second = (await partner.push(() => url)).orderId;
        server.stopAtOnce();
        release.resolve();
        // The calls under way arrive. Nothing else is said by a process that can't know whether it still has a conversation.
        await expect.poll(() => standing(first).map(([, times]) => times)).toEqual([1, 1]);
        expect(standing(second).map(([, times]) => times)).toEqual([0, 0]);
        const readiness = async () => (await fetch(`${await one.ready}/readyz`)).status;
        await expect.poll(readiness).toBe(503);
        expect(standing(second).map(([, times]) => times)).toEqual([0, 0]);

        server.start();
        const third = (await partner.push(() => url)).orderId;
        await expect
          .poll(() => [first, second, third].flatMap(standing).filter(([, times]) => times !== 1))
          .toEqual([]);
        await expect.poll(readiness).toBe(200);
        expect([one.process.exitCode, two.process.exitCode]).toEqual([null, null]);
      } finally {
        await endAll();
        server.dispose();
      }
    },
  );
});
