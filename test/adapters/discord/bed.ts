import { type DiscordAdapter, discordAdapter } from '../../../adapters/discord/adapter.ts';
import type { Core } from '../../../src/chat/adapter.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { type Clock, systemClock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { type FakeDiscord, type PostOutcome, startFakeDiscord } from '../../fakes/discord/fake-discord.ts';
import type { InteractionPayload } from '../../fakes/discord/payloads.ts';
import type { Tampering } from '../../fakes/discord/signed-sender.ts';
import { silentLog } from '../../fakes/silent-log.ts';

export type Via = 'gateway' | 'http';

/** The adapter, started, between a core and a fake Discord. */
export interface Bed {
  readonly discord: FakeDiscord;
  readonly adapter: DiscordAdapter;
  /** Sends an interaction the way the adapter listens. Over HTTP it gives the response. */
  ask(payload: InteractionPayload, tampering?: Tampering): Promise<PostOutcome | undefined>;
  /** Of the adapter's route. */
  readonly url: string;
  close(): Promise<void>;
}

export async function openBed(
  core: Core,
  via: Via,
  options: { clock?: Clock; log?: Log; heartbeatMs?: number; start?: boolean } = {},
): Promise<Bed> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const discord = await startFakeDiscord({
    clock,
    ...(options.heartbeatMs !== undefined && { heartbeatMs: options.heartbeatMs }),
  });
  const adapter = discordAdapter({
    token: discord.identity.token,
    apiUrl: discord.apiUrl,
    ...(via === 'http' && { publicKey: discord.identity.publicKey }),
    clock,
    log,
  });
  const server = createHttpServer({ routes: adapter.routes, log, clock });
  const base = await server.listen({ host: '127.0.0.1', port: 0 });
  if (options.start !== false) await adapter.start(core);
  const url = `${base}/discord/interactions`;
  return {
    discord,
    adapter,
    url,
    async ask(payload, tampering) {
      if (via === 'http') return discord.post(url, payload, tampering);
      discord.send(payload);
      return undefined;
    },
    async close() {
      await adapter.stop();
      await server.close({ withinMs: 0 });
      await discord.close();
    },
  };
}
