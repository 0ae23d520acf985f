import type { Readiness } from '../../src/chat/adapter.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import { within } from '../../src/runtime/time-limit.ts';
import { intentNeeds } from './permissions.ts';

/** A connection to Discord's gateway, kept up by discord.js: heartbeats, resumption, reconnection. */
export interface Gateway {
  readiness(): Readiness;
  /** Ignores events from the call on. The connection stays, so answers in flight go on. */
  stopListening(): void;
  /** Ends the connection. */
  close(): Promise<void>;
}

/** Longer than Discord takes to accept a session, shorter than an operator waits. */
const connectWithinMs = 30_000;
const closeWithinMs = 3_000;
/** Discord acknowledges a heartbeat about every 41 s; two missed are more than a delay. */
const silentAfterMs = 90_000;

/** Close codes that allow no reconnection (opcodes-and-status-codes), and what to do about each. */
const finalCodes: Readonly<Record<number, string>> = {
  4004: 'Discord no longer accepts DISCORD_TOKEN: it was reset. Copy the new one from the developer portal',
  4010: 'Discord refuses the shard',
  4011: 'the bot is in too many servers for one connection',
  4012: 'Discord no longer speaks this version of its gateway: update the bot',
  4013: 'Discord does not know the intents that the bot asks for: update the bot',
  4014: 'Discord does not allow the intents that the bot asks for',
};

/**
 * Connects; resolves once Discord has accepted the session. `onInteraction` and `onMessage` get raw payloads. Rejects
 * with what an operator can do.
 *
 * Asks for no privileged intent and for none that raw payloads don't need: without Guilds, Discord sends nothing about
 * servers, channels or members.
 */
export async function openGateway(deps: {
  readonly token: string;
  /** REST prefix without version. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onInteraction: (raw: unknown) => void;
  readonly onMessage: (raw: unknown, botUserId: string) => void;
}): Promise<Gateway> {
  const { clock, log } = deps;
  const [
    { Client, GatewayDispatchEvents, GatewayIntentBits, Options, SimpleShardingStrategy, Status },
    { WebSocketShardEvents },
  ] = await Promise.all([import('discord.js'), import('@discordjs/ws')]);
  let lastFrameAt = Number.NEGATIVE_INFINITY;
  const alive = () => {
    lastFrameAt = clock.elapsed();
  };
  const client = new Client({
    intents: intentNeeds.map(({ name }) => GatewayIntentBits[name]),
    shards: 'auto',
    rest: { api: deps.apiUrl },
    makeCache: Options.cacheWithLimits(Object.fromEntries(uncached.map((manager) => [manager, 0] as const))),
    sweepers: {},
    ws: {
      buildStrategy(manager) {
        manager.on(WebSocketShardEvents.HeartbeatComplete, alive);
        manager.on(WebSocketShardEvents.Dispatch, alive);
        return new SimpleShardingStrategy(manager);
      },
    },
  });
  let isListening = true;
  let ended: string | undefined;
  const listened = (take: (raw: unknown) => void) => (raw: unknown) => {
    if (isListening) take(raw);
  };
  client.ws.on(GatewayDispatchEvents.InteractionCreate, listened(deps.onInteraction));
  client.ws.on(
    GatewayDispatchEvents.MessageCreate,
    listened((raw) => {
      if (client.user !== null) deps.onMessage(raw, client.user.id);
    }),
  );
  client.on('error', (error) => log.error({ err: error }, 'discord.js met an error'));
  client.on('shardError', (error) => log.warn({ err: error }, "the connection to Discord's gateway broke"));
  client.on('shardReconnecting', (shard) => log.info({ shard }, "reconnecting to Discord's gateway"));
  client.on('shardResume', (shard, replayed) => log.info({ shard, replayed }, 'the session is resumed'));
  client.on('shardDisconnect', ({ code }) => {
    ended = finalCodes[code] ?? `Discord closed the gateway for good (${code})`;
    log.error({ code }, ended);
  });

  function connected(): boolean {
    return client.isReady() && client.ws.shards.every((shard) => shard.status === Status.Ready);
  }

  async function close(): Promise<void> {
    // discord.js reconnects when it is destroyed while it connects, and then never ends.
    if (!connected() && ended === undefined) await within(clock, closeWithinMs, settledOf(client));
    await within(clock, closeWithinMs, client.destroy());
  }

  const refused = await within(
    clock,
    connectWithinMs,
    client.login(deps.token).then(() => 'connected' as const),
  ).catch((error: unknown) => explained(error));
  if (refused !== 'connected') {
    await within(clock, closeWithinMs, client.destroy());
    throw new Error(refused ?? "Discord's gateway gives no answer: check whether this machine may reach it");
  }
  await within(clock, connectWithinMs, readyOf(client));
  return {
    readiness() {
      if (!connected())
        return { ok: false, detail: ended ?? "not connected to Discord's gateway", lastFrameAt };
      if (clock.elapsed() - lastFrameAt <= silentAfterMs) return { ok: true, lastFrameAt };
      return { ok: false, detail: "Discord's gateway is silent", lastFrameAt };
    },
    stopListening() {
      isListening = false;
    },
    close,
  };
}

type DiscordClient = InstanceType<typeof import('discord.js').Client>;

/** What discord.js would cache of payloads that the bot only reads. */
const uncached = [
  'ApplicationCommandManager',
  'ApplicationEmojiManager',
  'BaseGuildEmojiManager',
  'DMMessageManager',
  'EntitlementManager',
  'GuildEmojiManager',
  'GuildMemberManager',
  'GuildMessageManager',
  'GuildStickerManager',
  'MessageManager',
  'PresenceManager',
  'ReactionManager',
  'ReactionUserManager',
  'ThreadManager',
  'ThreadMemberManager',
  'UserManager',
  'VoiceStateManager',
] as const;

function readyOf(client: DiscordClient): Promise<void> {
  if (client.isReady()) return Promise.resolve();
  return new Promise((resolve) => client.once('clientReady', () => resolve()));
}

/** Resolves once a connection in the making is ready. */
function settledOf(client: DiscordClient): Promise<void> {
  return new Promise((resolve) => {
    client.once('shardReady', () => resolve());
    client.once('shardResume', () => resolve());
  });
}

function explained(error: unknown): string {
  const words = error instanceof Error ? error.message || error.name : '';
  // By its code: the error about an answer that is no JSON speaks of an unexpected token too.
  const isToken = error instanceof Error && 'code' in error && error.code === 'TokenInvalid';
  if (isToken) return 'Discord refuses DISCORD_TOKEN: copy it again from Bot in the developer portal';
  const [, intents] = Object.entries(finalCodes).find(([code]) => code === '4014') ?? [];
  if (/intents/i.test(words)) return intents ?? words;
  return `the connection to Discord's gateway failed: ${words}. Check whether this machine may reach Discord`;
}
