import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/chat/adapter.ts';
import { startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { InteractionPayload } from '../fakes/discord/payloads.ts';
import { places as discordPlaces } from '../fakes/discord/world.ts';
import { botToken, signingSecret, startFakeSlack } from '../fakes/slack/slack.ts';
import { openTestCore } from '../harness/core.ts';
import { type RunningBot, run, temporaryFolder } from '../harness/process.ts';
import { root } from '../harness/sources.ts';
import type { Surface } from './adapter-contract.ts';
import { closeUnrefused, openServerSurface } from './discord-surface.ts';
import { sandboxContract } from './sandbox-contract.ts';
import { openSlackSurface } from './slack-surface.ts';

/*
 * The bundle that `npm ci` leaves behind, run as `npm start` runs it, between platforms that speak their real protocols: what the
 * contract says of a bot on the sandbox holds for it as well.
 */

/** The bundler and the starts have a machine that does other things. */
const buildWithinMs = 120_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const part of ['src', 'adapters', 'package.json', 'package-lock.json']) {
    await cp(join(root, part), join(folder.path, part), { recursive: true });
  }
  // A folder of its own, so that nothing is compiled into the checkout's.
  await mkdir(join(folder.path, 'node_modules'));
  for (const name of await readdir(join(root, 'node_modules'))) {
    await symlink(join(root, 'node_modules', name), join(folder.path, 'node_modules', name));
  }
  execFileSync(process.execPath, ['src/prepare.js'], { cwd: folder.path, stdio: 'pipe' });
}, buildWithinMs);
afterAll(() => folder[Symbol.asyncDispose]());

it('holds no character beyond ASCII, since V8 would keep the whole file in two bytes a character', async () => {
  const dist = join(folder.path, 'dist');
  const files = (await readdir(dist)).filter((name) => name.endsWith('.cjs'));
  const texts = await Promise.all(files.map((name) => readFile(join(dist, name), 'utf8')));
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((_, at) => /[^\0-\x7f]/.test(texts[at] ?? ''))).toEqual([]);
});

/** One process for all tests of a platform, with its own sandbox. */
function start(environment: Record<string, string>): RunningBot {
  return run('src/launch.js', {
    root: folder.path,
    args: ['main.ts'],
    input: 'none',
    environment: {
      DATABASE_URL: `sqlite::memory:`,
      COMMANDS_PER_MINUTE: '1000',
      SELLER_LINKS_PER_MINUTE: '600',
      ...environment,
    },
  });
}

async function end(bot: RunningBot): Promise<void> {
  bot.process.kill('SIGTERM');
  expect(await bot.exited).toBe(0);
  expect(bot.stderr).not.toMatch(/dist\/ was made of other sources|missing or damaged/);
}

const facts = { sharing: true, qrAtOnce: false, pictures: true };

describe('the bundle on Slack', () => {
  let slack: Awaited<ReturnType<typeof startFakeSlack>>;
  let bot: RunningBot;

  beforeAll(async () => {
    slack = await startFakeSlack();
    bot = start({
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
    });
    slack.sendTo(`${await bot.ready}/slack/events`);
  }, buildWithinMs);
  afterAll(async () => {
    await end(bot);
    await slack.stop();
  }, buildWithinMs);

  sandboxContract(facts, (test, { locale } = { locale: 'en-US' }) =>
    shown(
      openSlackSurface(slack, locale, async () => {}),
      test,
    ),
  );
});

it('serves the files of its page, which stay where they are', async () => {
  const bot = start({});
  const url = await bot.ready;
  const page = await (await fetch(url)).text();
  const [, script = ''] = /<script[^>]* src="([^"]+)"/.exec(page) ?? [];
  expect(script).not.toBe('');
  for (const path of ['/readyz', script]) expect((await fetch(new URL(path, url))).status).toBe(200);
  await end(bot);
});

describe('the bundle on Discord', () => {
  let discord: Awaited<ReturnType<typeof startFakeDiscord>>;
  let bot: RunningBot;
  let at = '';
  let menu: Core['menu'];

  beforeAll(async () => {
    const core = await openTestCore();
    menu = core.core.menu;
    await core.close();
    discord = await startFakeDiscord();
    bot = start({
      DISCORD_TOKEN: discord.identity.token,
      DISCORD_PUBLIC_KEY: discord.identity.publicKey,
      DISCORD_API_URL: discord.apiUrl,
      WORKSPACES: `discord:${discordPlaces.guildId}`,
    });
    at = `${await bot.ready}/discord/interactions`;
  }, buildWithinMs);
  afterAll(async () => {
    await end(bot);
    await closeUnrefused({ discord, close: () => discord.close() });
  }, buildWithinMs);

  sandboxContract(facts, (test, { locale } = { locale: 'en-US' }) => {
    const bed = {
      discord,
      ask: (payload: InteractionPayload) => discord.post(at, payload),
      close: async () => {},
    };
    return shown(Promise.resolve(openServerSurface(bed, menu, locale)), test);
  });
});

async function shown(opened: Promise<Surface>, test: (surface: Surface) => Promise<void>): Promise<void> {
  const surface = await opened;
  await test(surface);
  await surface.close();
}
