import { startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import { commandInteraction } from '../fakes/discord/payloads.ts';
import { visible as visibleOnDiscord } from '../fakes/discord/visible.ts';
import { places as discordPlaces } from '../fakes/discord/world.ts';
import { botToken, signingSecret, startFakeSlack } from '../fakes/slack/slack.ts';
import { visible as visibleOnSlack } from '../fakes/slack/visible.ts';
import { places } from '../fakes/slack/workspace.ts';

/** A conversation of a platform that speaks its real protocol, and what stands in it. */
export interface SoakPlatform {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The bot listens here from now on. */
  listensAt(url: string): void;
  /** Somebody types `/watch`; resolves once that is answered. */
  watch(): Promise<void>;
  /** The next message that is posted waits for `until` before it stands; resolves once it has come. */
  holdNext(until: Promise<unknown>): Promise<void>;
  /** The words of each message for everyone, replies in threads left out. */
  standing(): readonly string[];
  close(): Promise<void>;
}

export async function openSlack(): Promise<SoakPlatform> {
  const slack = await startFakeSlack();
  return {
    name: 'Slack',
    environment: {
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
    listensAt: (url) => void slack.sendTo(`${url}/slack/events`),
    async watch() {
      await slack.type('/watch');
      await slack.waitFor(() => slack.messages.find(({ seenBy }) => seenBy === 'everyone'));
    },
    holdNext(until) {
      const come = Promise.withResolvers<void>();
      const held = () => {
        come.resolve();
        return until;
      };
      slack.faults.next('chat.postMessage', { kind: 'held', until: held });
      return come.promise;
    },
    standing: () =>
      slack.messages
        .filter(({ channel, deleted, seenBy, threadTs }) => {
          return channel === places.buying && !deleted && seenBy === 'everyone' && threadTs === undefined;
        })
        .map((message) => visibleOnSlack(message).text),
    close: () => slack.stop(),
  };
}

export async function openDiscord(): Promise<SoakPlatform> {
  const discord = await startFakeDiscord({ sends: 'anything' });
  const { channel_id: channelId } = { channel_id: '', ...commandInteraction('watch', []) };
  let at = '';
  return {
    name: 'Discord',
    environment: {
      DISCORD_TOKEN: discord.identity.token,
      DISCORD_PUBLIC_KEY: discord.identity.publicKey,
      DISCORD_API_URL: discord.apiUrl,
      WORKSPACES: `discord:${discordPlaces.guildId}`,
    },
    listensAt(url) {
      at = `${url}/discord/interactions`;
    },
    async watch() {
      const asked = commandInteraction('watch', []);
      await discord.post(at, asked);
      await discord.answerTo(asked.id);
    },
    holdNext(until) {
      const come = Promise.withResolvers<void>();
      const held = () => {
        come.resolve();
        return until;
      };
      discord.addFault({ method: 'POST', path: /\/messages$/, effect: { kind: 'held', until: held } });
      return come.promise;
    },
    standing: () =>
      discord
        .messagesIn(channelId)
        .filter(({ onlyFor }) => onlyFor === undefined)
        .map((message) => visibleOnDiscord(message).text),
    close: () => discord.close(),
  };
}
