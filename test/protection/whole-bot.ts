import { type Bot, startBot } from '../../src/bot.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { type CollectedLog, createCollectedLog } from '../fakes/collected-log.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import { places } from '../fakes/discord/world.ts';
import { botToken, type FakeSlack, signingSecret, startFakeSlack } from '../fakes/slack/slack.ts';
import { account, openSoakPartner } from '../soak/partner.ts';
import { secret } from './logs/kept-lines.ts';

const adminToken = secret('admin-token-of-the-whole-bot');

/** The bot with every route it can have: both platforms over HTTP, the page, the partner's callback. */
export interface WholeBot {
  readonly bot: Bot;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly log: CollectedLog;
  readonly secrets: {
    readonly signingSecret: string;
    readonly accessKey: string;
    readonly accessSecret: string;
  };
  stop(): Promise<void>;
}

export async function openWholeBot(): Promise<WholeBot> {
  const partner = await openSoakPartner();
  const slack = await startFakeSlack();
  const discord = await startFakeDiscord();
  const read = readSettings(platforms, {
    ...partner.environment,
    DATABASE_URL: 'sqlite::memory:',
    PORT: '0',
    LOCAL_CHAT: 'on',
    ADMIN_TOKEN: adminToken,
    PUBLIC_URL: 'https://bot.example.com',
    SELLER_LINKS: 'guarded',
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.identity.token,
    DISCORD_PUBLIC_KEY: discord.identity.publicKey,
    DISCORD_API_URL: discord.apiUrl,
    WORKSPACES: `discord:${places.guildId}`,
    COMMANDS_PER_MINUTE: '1000000',
    WORKSPACE_COMMANDS_PER_MINUTE: '1000000',
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const log = createCollectedLog();
  const surroundings = { clock: systemClock, random: systemRandom, log, version: '0.0.0' };
  const bot = await startBot(read.settings, surroundings);
  secret(bot.tokens.page);
  secret(bot.tokens.admin);
  const { accessKey, accessSecret } = account;
  return {
    bot,
    slack,
    discord,
    log,
    secrets: { signingSecret, accessKey, accessSecret },
    async stop() {
      await bot.stop();
      await slack.stop();
      await discord.close();
      await partner.close();
    },
  };
}
