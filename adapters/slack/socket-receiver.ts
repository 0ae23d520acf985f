import type { Receiver, ReceiverEvent } from '@slack/bolt';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Random } from '../../src/runtime/random.ts';
import { failureOf } from './errors.ts';
import { slackLimits } from './limits.ts';
import {
  type Envelope,
  openConnection,
  type SocketConnection,
  TooManySocketsError,
} from './socket-connection.ts';

/** A Bolt receiver over Socket Mode that is never without a connection for a routine reason. */
interface SocketReceiver extends Omit<Receiver, 'init'> {
  init(app: App): void;
  readonly open: number;
  /** When Slack last gave a sign of life on any connection, by the clock’s `elapsed`. */
  readonly lastFrameAt: number | undefined;
  /** Takes nothing new from now on; what is under way can still be acknowledged. */
  refuse(): void;
}

interface SocketReceiverDeps {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pingTimeoutMs?: number | undefined;
  readonly connectTimeoutMs?: number | undefined;
}

/** What takes what was received. */
type App = Pick<Parameters<Receiver['init']>[0], 'processEvent'>;

/** Waits before connecting again; none after a connection that lasted, since such ends are routine. */
const backoff = { firstMs: 250, mostMs: 30_000, tooManyMs: 10_000, lastsMs: 10_000 } as const;
/** How long a connection that Slack wants to close stays for acknowledgements; the command's own limit. */
const lingerMs = slackLimits.ackMs;

/**
 * Keeps two connections, each replaced before it goes: Slack sends each thing to one of them at random, so
 * that the loss of one costs nothing but a redelivery.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export function createSocketReceiver(deps: SocketReceiverDeps): SocketReceiver {
  const { clock, log } = deps;
  const connections = new Set<SocketConnection>();
  const stopping = new AbortController();
  let app: App | undefined;
  let taking = true;
  let lastFrameAt: number | undefined;

  const connect = async (): Promise<SocketConnection> => {
    const connection = await openConnection({
      ...deps,
      pingTimeoutMs: deps.pingTimeoutMs ?? 5000,
      connectTimeoutMs: deps.connectTimeoutMs ?? 10_000,
      onFrame() {
        lastFrameAt = clock.elapsed();
      },
      onEnvelope(envelope) {
        // Not acknowledged, it goes to another process, or comes again once this one is back.
        if (app !== undefined && taking) void take(app, envelope);
      },
    });
    connections.add(connection);
    connection.over.then(() => connections.delete(connection));
    if (stopping.signal.aborted) connection.close();
    return connection;
  };

  const take = async (bolt: App, { body, retryNum, retryReason, ack }: Envelope) => {
    let acknowledged = false;
    const event: ReceiverEvent = {
      body,
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
      async ack(response?: unknown) {
        acknowledged = true;
        await ack(typeof response === 'object' && response !== null ? response : undefined);
      },
    };
    try {
      await bolt.processEvent(event);
      if (!acknowledged) await ack();
    } catch (error) {
      log.warn({ err: error }, 'a delivery of Slack’s was not acknowledged');
    }
  };

  /** Holds one place among the connections until the receiver stops. */
  const hold = async (first: SocketConnection | undefined) => {
    let connection = first;
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        connection ??= await connect();
        const openedAt = clock.elapsed();
        const leaving = connection;
        const why = await leaving.leaving;
        connection = undefined;
        if (why === 'asked to leave') {
          connection = await connect();
          clock.after(lingerMs, leaving.close);
          failures = 0;
        } else if (!stopping.signal.aborted) {
          log.info({ event: 'socket', open: connections.size }, 'a connection to Slack ended');
          // One that never lasts is no better than none.
          failures = clock.elapsed() - openedAt < backoff.lastsMs ? failures + 1 : 0;
        }
      } catch (error) {
        failures += 1;
        const { error: name, retryAfterMs } = failureOf(error);
        log.warn({ event: 'socket', error: name, failures }, 'no connection to Slack');
        if (error instanceof TooManySocketsError) await rest(backoff.tooManyMs);
        if (retryAfterMs !== undefined) await rest(retryAfterMs);
      }
      if (failures > 0) await rest(Math.min(backoff.mostMs, backoff.firstMs * 2 ** (failures - 1)));
    }
    connection?.close();
  };

  /** `ms` and up to half as long again, so that many processes don't come back at one moment. */
  const rest = (ms: number) =>
    pause(clock, ms * (1 + deps.random.fraction() / 2), stopping.signal).catch(() => undefined);

  return {
    get open() {
      return connections.size;
    },
    get lastFrameAt() {
      return lastFrameAt;
    },
    init(bolt) {
      app = bolt;
    },
    /** Resolves once one connection is open; rejects when the first can't be made. */
    async start() {
      const first = await connect();
      void hold(first);
      for (let more = 1; more < slackLimits.connectionsKept; more += 1) void hold(undefined);
    },
    refuse() {
      taking = false;
    },
    async stop() {
      taking = false;
      stopping.abort();
      const open = [...connections];
      for (const connection of open) connection.close();
      await Promise.all(open.map(({ over }) => over));
    },
  };
}
