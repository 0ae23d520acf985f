import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Clock, systemClock } from '../../../src/runtime/clock.ts';
import { createChanges } from '../../harness/changes.ts';
import { createFaults, type Fault } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import type { BookedInteraction } from './interaction-book.ts';
import { messageFlags } from './limits.ts';
import type { StoredMessage } from './message-store.ts';
import type { OpenModal } from './modal-rules.ts';
import type { InteractionPayload } from './payloads.ts';
import { createRateLimits, type Limit } from './rate-limits.ts';
import { RestError } from './rest-error.ts';
import { type LoggedRequest, restListener } from './rest-server.ts';
import { type SignedRequest, signInteraction, type Tampering } from './signed-sender.ts';
import { createWorld, type World } from './world.ts';

/** A Discord on this machine: its REST API, its gateway, and its signed interactions. */
export interface FakeDiscord
  extends Pick<World, 'channels' | 'commands' | 'identity' | 'members' | 'typing'> {
  /** Without version, as `DISCORD_API_URL`: `http://127.0.0.1:1234/api`. */
  readonly apiUrl: string;
  readonly gateway: Gateway;
  /** Every request to the REST API so far. */
  readonly requests: readonly LoggedRequest[];
  /** Others than its owner may add the application to servers from now on. */
  makePublic(): void;
  /** What the bot may do in every server, by its bits. */
  permit(permissions: bigint): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  setRateLimit(route: string, limit: Limit): void;
  /** Sends an interaction over the gateway. */
  send(payload: InteractionPayload): BookedInteraction;
  /** Posts an interaction to the bot, signed, and takes its answer as Discord would. */
  post(url: string, payload: InteractionPayload, tampering?: Tampering): Promise<PostOutcome>;
  /** Only signs: for what is to be sent twice, or by hand; a text as it is. */
  sign(payload: object | string, tampering?: Tampering): SignedRequest;
  interaction(id: string): BookedInteraction;
  /** Ends an interaction's token before its time. */
  expire(interactionId: string): void;
  /** The message that an interaction was answered with, once it is more than "thinking". */
  answerTo(interactionId: string): Promise<StoredMessage>;
  /** Any message, by id. */
  message(id: string): StoredMessage;
  /** The modal that an interaction was answered with. */
  modalOf(interactionId: string): OpenModal;
  /** Somebody deletes a message. */
  deleteMessage(id: string): void;
  /** How many more edits of messages older than an hour are taken. */
  allowOldEdits(count: number): void;
  /** Takes no connection any more, and cuts those that are open. The function brings it back. */
  goDown(): Promise<() => Promise<void>>;
  /** A message of the bot's own, as if an earlier command had been answered with it. */
  seedMessage(channelId: string): StoredMessage;
  /** What can be read in a channel now, oldest first; ephemeral ones have `onlyFor`. */
  messagesIn(channelId: string): readonly StoredMessage[];
  /** Waits until `condition` holds, asked again after every change. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Throws where something was sent that Discord's published description does not take. */
  close(): Promise<void>;
}

/** How the bot answered a posted interaction. */
export interface PostOutcome {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Why Discord does not take the answer, if so: an error of its own shape. */
  readonly refusal: RestError | undefined;
}

/**
 * Starts a fake Discord on a free port of 127.0.0.1. `sends: 'anything'`: what is sent to it is not held against Discord's
 * published description, for tests of its own refusals and where nothing but speed is looked at.
 */
export async function startFakeDiscord(
  options: { clock?: Clock; heartbeatMs?: number; sends?: 'anything' } = {},
): Promise<FakeDiscord> {
  const clock = options.clock ?? systemClock;
  const world = createWorld(clock);
  const faults = createFaults();
  const rateLimits = createRateLimits(clock);
  const requests: LoggedRequest[] = [];
  const responses: unknown[] = [];
  const changes = createChanges();
  const changed = changes.tell;
  let port = 0;

  const gateway = createGateway({
    world,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    baseUrl: () => `ws://127.0.0.1:${port}`,
  });
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;
  const server = createServer(restListener({ world, faults, rateLimits, log: requests, gatewayUrl }));
  server.on('request', (_, response) => response.on('close', changed));
  server.on('upgrade', (request, _, head) => gateway.upgrade(request, head));
  world.messages.onChange(changed);
  gateway.onChange(changed);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake has no port');
  port = address.port;

  const waitUntil = async (condition: () => boolean, what: string) => {
    await changes.until(
      () => condition() || undefined,
      () => what,
    );
  };

  async function post(url: string, payload: InteractionPayload, tampering?: Tampering): Promise<PostOutcome> {
    if (payload.type !== 1) world.interactions.open(payload);
    const { headers, body } = signInteraction(payload, { identity: world.identity, clock }, tampering);
    const response = await fetch(url, { method: 'POST', headers, body });
    const outcome = {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: await response.text(),
    };
    const refusal = payload.type === 1 || outcome.status !== 200 ? undefined : take(payload, outcome.body);
    changed();
    return { ...outcome, refusal };
  }

  function take(payload: InteractionPayload, body: string): RestError | undefined {
    try {
      const answer: unknown = JSON.parse(body);
      responses.push(answer);
      world.interactions.answer(payload.id, payload.token, answer, []);
      return undefined;
    } catch (error) {
      if (error instanceof RestError) return error;
      throw error;
    }
  }

  function answered(id: string): StoredMessage | undefined {
    const { originalId, answeredWith } = world.interactions.get(id);
    if (originalId === undefined) return undefined;
    const message = world.messages.get(originalId);
    const pending = answeredWith === 6 && message.edits === 0;
    return pending || (message.flags & messageFlags.loading) !== 0 ? undefined : message;
  }

  return {
    channels: world.channels,
    commands: world.commands,
    identity: world.identity,
    members: world.members,
    typing: world.typing,
    apiUrl: `http://127.0.0.1:${port}/api`,
    gateway,
    requests,
    makePublic() {
      world.isPublic = true;
    },
    permit(permissions) {
      world.permissions = String(permissions);
    },
    addFault: faults.add,
    clearFaults: faults.clear,
    setRateLimit: rateLimits.set,
    send(payload) {
      const entry = world.interactions.open(payload);
      gateway.dispatch('INTERACTION_CREATE', payload);
      return entry;
    },
    post,
    sign: (payload, tampering) => signInteraction(payload, { identity: world.identity, clock }, tampering),
    interaction: world.interactions.get,
    expire: world.interactions.expire,
    async answerTo(id) {
      let message: StoredMessage | undefined;
      await waitUntil(() => {
        message = answered(id);
        return message !== undefined;
      }, `an answer to interaction ${id}`);
      if (message === undefined) throw new Error('unreachable');
      return message;
    },
    message: world.messages.get,
    modalOf(id) {
      const { modal } = world.interactions.get(id);
      if (modal === undefined) throw new Error(`interaction ${id} opened no modal`);
      return modal;
    },
    deleteMessage: world.messages.delete,
    allowOldEdits: world.messages.allowOldEdits,
    async goDown() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      return async () => {
        server.listen(port, '127.0.0.1');
        await once(server, 'listening');
      };
    },
    seedMessage: (channelId) =>
      world.messages.create({
        channelId,
        origin: 'interaction',
        payload: { embeds: [{ title: 'an earlier card' }] },
        files: [],
      }),
    messagesIn: (channelId) => world.messages.all().filter((message) => message.channelId === channelId),
    until: waitUntil,
    async close() {
      gateway.close();
      if (server.listening) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
      if (options.sends !== 'anything') await checkSent(requests, responses);
    },
  };
}

/** Holds every body against what is published; `responses`: those of interactions over HTTP. */
async function checkSent(requests: readonly LoggedRequest[], responses: readonly unknown[]): Promise<void> {
  const { unpublished } = await import('./published/published.ts');
  const faults = [
    ...requests.flatMap(({ route, json }) => (route === undefined ? [] : unpublished(route, json))),
    ...responses.flatMap((body) => unpublished('POST /interactions/:id/:token/callback', body)),
  ];
  if (faults.length > 0) throw new Error(`Discord publishes otherwise: ${[...new Set(faults)].join('; ')}`);
}
