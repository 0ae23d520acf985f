import { channel } from 'node:diagnostics_channel';
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import { boltLogger, clientOptions } from './web-api.ts';

/** Something that Slack sent, and how to acknowledge it on the connection that brought it. */
export interface Envelope {
  readonly body: Record<string, unknown>;
  readonly retryNum: number | undefined;
  readonly retryReason: string | undefined;
  /** Rejects when the connection is no longer open. */
  ack(response?: object): Promise<void>;
}

/** One open connection, from hello to its end. It never reconnects by itself. */
export interface SocketConnection {
  /** Resolves when Slack asks to move to another connection, or when this one is over, whichever is first. */
  readonly leaving: Promise<'asked to leave' | 'over'>;
  readonly over: Promise<void>;
  close(): void;
}

interface ConnectionDeps {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** After so long without a pong the connection counts as dead. */
  readonly pingTimeoutMs: number;
  /** How long connecting may take, from the first call to hello. */
  readonly connectTimeoutMs: number;
  onEnvelope(envelope: Envelope): void;
  onFrame(): void;
}

/** Slack sends more connections away than it takes: the next attempt has to wait longer than usual. */
export class TooManySocketsError extends Error {}

const pings = channel('undici:websocket:ping');
const pongs = channel('undici:websocket:pong');
const frame = z.object({ websocket: z.object({ url: z.string() }) });
const ticket = z.object({ url: z.string() });
const message = z.object({ type: z.string(), reason: z.string().optional() });
const slackEvent = z.object({
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

/**
 * Connects once. Rejects with what Slack's client says, after `connectTimeoutMs` without a hello, or with a
 * {@link TooManySocketsError}.
 *
 * Slack's client (3.1) drops a connection the moment Slack announces that it will close, and with it every
 * acknowledgement still to come. Here the announcement only resolves `leaving`, so that the next connection is
 * open before this one goes.
 */
export async function openConnection(deps: ConnectionDeps): Promise<SocketConnection> {
  const client = new SocketModeClient({
    appToken: deps.appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: deps.pingTimeoutMs,
    // Slack pings about every ten seconds; its client's own limit.
    serverPingTimeout: 30_000,
    logger: boltLogger(deps.log),
    clientOptions: clientOptions(deps.apiUrl),
  });
  const over = Promise.withResolvers<void>();
  const leaving = Promise.withResolvers<'asked to leave' | 'over'>();
  const failed = Promise.withResolvers<never>();
  // The client's `start` is the one that is waited for; these only ever end it early.
  failed.promise.catch(() => undefined);
  let url: string | undefined;

  const onPing = (event: unknown) => {
    if (url !== undefined && frame.safeParse(event).data?.websocket.url === url) deps.onFrame();
  };
  pings.subscribe(onPing);
  pongs.subscribe(onPing);
  const close = () => {
    // Once asks politely, twice does not wait half a minute for a peer that says nothing.
    quietly(client.disconnect());
    deps.clock.after(200, () => {
      if (client.websocket?.readyState !== undefined) quietly(client.disconnect());
    });
  };
  client.on('authenticated', (answer: unknown) => {
    const given = ticket.safeParse(answer).data?.url;
    url = given === undefined ? undefined : new URL(given).href;
  });
  client.on('disconnected', () => {
    pings.unsubscribe(onPing);
    pongs.unsubscribe(onPing);
    over.resolve();
    leaving.resolve('over');
  });
  client.on('slack_event', (event: { ack(response?: object): Promise<void> }) => {
    const { data } = slackEvent.safeParse(event);
    if (data === undefined) return;
    deps.onEnvelope({
      body: data.body,
      retryNum: data.retry_num,
      retryReason: data.retry_reason,
      ack: (response) => event.ack(response),
    });
  });
  interceptFarewells(client, deps.onFrame, (reason) => {
    if (reason === 'too_many_websockets') failed.reject(new TooManySocketsError(reason));
    leaving.resolve('asked to leave');
  });

  const cancel = deps.clock.after(deps.connectTimeoutMs, () => {
    failed.reject(new Error(`no hello within ${deps.connectTimeoutMs} ms`));
  });
  const started = client.start();
  try {
    await Promise.race([started, failed.promise]);
  } catch (error) {
    quietly(started);
    pings.unsubscribe(onPing);
    pongs.unsubscribe(onPing);
    close();
    // The client rejects with nothing at all when the connection closes before hello.
    throw error ?? new Error('the connection closed before hello');
  } finally {
    cancel();
  }
  return { leaving: leaving.promise, over: over.promise, close };
}

/** Puts itself between the connection and the client, who hears everything but farewells. */
function interceptFarewells(
  client: SocketModeClient,
  onFrame: () => void,
  onFarewell: (reason: string | undefined) => void,
): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    onFrame();
    const farewell = typeof data === 'string' && data.includes('"disconnect"') ? read(data) : undefined;
    if (farewell?.type === 'disconnect') onFarewell(farewell.reason);
    else for (const listener of listeners) listener.call(client, data, isBinary);
  });
}

function read(data: string): z.infer<typeof message> | undefined {
  try {
    return message.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
