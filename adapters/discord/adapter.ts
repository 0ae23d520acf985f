import type { ChatAdapter, Core } from '../../src/chat/adapter.ts';
import type { Outlet } from '../../src/chat/outlet.ts';
import type { Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { createInFlight } from '../../src/runtime/in-flight.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Exclusive } from '../../src/store/contract/processes.ts';
import { type DiscordApi, openApi } from './api.ts';
import { createChannelParents } from './channel-parents.ts';
import { isRefusal } from './errors.ts';
import { openGateway } from './gateway.ts';
import { alone, type GatewayTurn, takeTurns } from './gateway-turn.ts';
import { type HandlerDeps, handleInteraction, handleMessage } from './handlers.ts';
import { interactionsRoute, signatureVerifier } from './http.ts';
import { discordName } from './ids.ts';
import { readInteraction } from './inbound.ts';
import { pace } from './limits.ts';
import type { FirstAnswers } from './outbound.ts';
import { discordOutlet } from './outlet.ts';
import { createLocaleMemory, createMemberships } from './people.ts';

interface DiscordDeps {
  readonly token: string;
  /** 64 hex digits. Set: interactions over HTTP; unset: the gateway. */
  readonly publicKey?: string;
  readonly applicationId?: string;
  /** REST prefix without version. */
  readonly apiUrl: string;
  /** Lets one process at a time connect to the gateway. Unset: this process is the only one. */
  readonly exclusive?: Exclusive;
  readonly clock: Clock;
  readonly log: Log;
}

export interface DiscordAdapter extends ChatAdapter {
  /** For the bot's HTTP server; empty over the gateway. */
  readonly routes: readonly Route[];
  /** Over REST, so it works in every process, with the gateway or without. */
  readonly outlet: Outlet;
}

/** People whose locale is remembered, since a message tells none. */
const peopleRemembered = 5_000;

/** Discord as a chat platform: over the gateway, or over signed HTTP where a public key is given. */
export function discordAdapter(deps: DiscordDeps): DiscordAdapter {
  return deps.publicKey === undefined ? overGateway(deps) : overHttp(deps, deps.publicKey);
}

function overHttp(deps: DiscordDeps, publicKey: string): DiscordAdapter {
  const { clock, log } = deps;
  const inFlight = createInFlight();
  const rest = createRestCalls(deps);
  let serving: HandlerDeps | undefined;
  let lastFrameAt: number | undefined;
  const route = interactionsRoute({
    verify: signatureVerifier(publicKey),
    serving: () => serving,
    follow: inFlight.follow,
    onSignOfLife: () => {
      lastFrameAt = clock.elapsed();
    },
    clock,
    log,
  });
  return {
    platform: discordName,
    routes: [route],
    outlet: rest.outlet,
    ...rest.lookUps,
    async start(core) {
      const api = await openApi(deps);
      await checkApplication(api, deps, publicKey).catch(async (error: unknown) => {
        await api.close();
        throw error;
      });
      await rest.open();
      serving = servingOf(deps, core, api);
    },
    readiness: () => ({
      ok: serving !== undefined,
      ...(serving === undefined && { detail: 'not started' }),
      ...(lastFrameAt !== undefined && { lastFrameAt }),
    }),
    async stop() {
      const { api } = serving ?? {};
      serving = undefined;
      await inFlight.settled();
      await api?.close();
      await rest.close();
    },
  };
}

function overGateway(deps: DiscordDeps): DiscordAdapter {
  const { clock, log } = deps;
  const inFlight = createInFlight();
  const rest = createRestCalls(deps);
  let turn: GatewayTurn | undefined;
  let api: DiscordApi | undefined;
  let stopped: Promise<void> | undefined;

  function take(raw: unknown, serving: HandlerDeps): void {
    const inbound = readInteraction(raw, clock.now(), serving.core.menu);
    if (inbound.kind === 'ping') return;
    if (inbound.kind === 'unknown') {
      log.warn({ event: 'unknown interaction', what: inbound.what }, 'an interaction is not understood');
      return;
    }
    const first: FirstAnswers = {
      send: (answer, files) => serving.api.answer(inbound.interaction, answer, files),
      pictures: 'attached',
      settleMs: [],
    };
    inFlight.follow(handleInteraction(inbound, first, serving));
  }

  return {
    platform: discordName,
    routes: [],
    outlet: rest.outlet,
    ...rest.lookUps,
    async start(core) {
      const opened = await openApi(deps);
      api = opened;
      await rest.open();
      const serving = servingOf(deps, core, opened);
      const ifHeld = (take: () => void) => {
        if (turn?.held === true) take();
      };
      // The bot calls stop for every adapter, which undoes what fails here.
      turn = takeTurns({
        holds: deps.exclusive ?? alone,
        connect: () =>
          openGateway({
            ...deps,
            onInteraction: (raw) => ifHeld(() => take(raw, serving)),
            onMessage: (raw, botUserId) =>
              ifHeld(() => inFlight.follow(handleMessage(raw, botUserId, serving))),
          }),
        clock,
        log,
      });
      await turn.started;
    },
    readiness: () => turn?.readiness() ?? { ok: false, detail: 'not started' },
    stop() {
      turn?.stopListening();
      stopped ??= inFlight
        .settled()
        .then(() => turn?.close())
        .then(() => Promise.all([api?.close(), rest.close()]))
        .then(() => undefined);
      return stopped;
    },
  };
}

/** The outlet and the look-ups: REST connections of their own that retry nothing, in every process. */
function createRestCalls(deps: DiscordDeps) {
  let api: DiscordApi | undefined;
  const own = { api: () => api, clock: deps.clock, log: deps.log };
  return {
    outlet: discordOutlet(own),
    lookUps: { membershipsOf: createMemberships(own), channelOf: createChannelParents(own) },
    async open(): Promise<void> {
      api = await openApi({ ...deps, waitMs: pace.waitMs, once: true });
    },
    async close(): Promise<void> {
      const closing = api;
      api = undefined;
      await closing?.close();
    },
  };
}

function servingOf({ clock, log }: DiscordDeps, core: Core, api: DiscordApi): HandlerDeps {
  return { core, api, clock, log, locales: createLocaleMemory(peopleRemembered) };
}

/** Rejects, with what to do, unless token, application and public key belong together. */
async function checkApplication(
  api: DiscordApi,
  { applicationId }: DiscordDeps,
  publicKey: string,
): Promise<void> {
  const { id, verifyKey } = await api.application().catch((error: unknown) => {
    if (!isRefusal(error, 'unauthorized')) throw error;
    throw new Error('Discord refuses DISCORD_TOKEN: copy it again from Bot in the developer portal');
  });
  if (applicationId !== undefined && applicationId !== id) {
    throw new Error('DISCORD_APPLICATION_ID is another application than the one of DISCORD_TOKEN');
  }
  if (verifyKey !== '' && verifyKey.toLowerCase() !== publicKey.toLowerCase()) {
    throw new Error('DISCORD_PUBLIC_KEY is another application’s: copy it from General Information');
  }
}
