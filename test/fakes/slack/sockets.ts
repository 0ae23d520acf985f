import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Clock } from '../../../src/runtime/clock.ts';
import type { Random } from '../../../src/runtime/random.ts';
import { ackLimitMs, type Delivery, kindOf, type Payload } from './delivery.ts';

/** The socket side of Socket Mode. https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface Sockets {
  /** Connections that events may go to. */
  readonly open: number;
  /** Connections ever made. */
  readonly made: number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Sends to one connection at random. A connection that closes before the acknowledgement has the same
   * envelope sent again elsewhere; so has one that says nothing for {@link redeliverMs}.
   */
  deliver(payload: Payload): Promise<Delivery>;
  /** Announces that the oldest connection will close, and closes it once `grace` settles. */
  refresh(grace: Promise<unknown>): void;
  /** Cuts the oldest connection without a word. */
  cut(): void;
  /** The oldest connection stays open but neither reads nor says anything from now on. */
  freeze(): void;
  /** Lets `count` connections come as far as the upgrade and then says nothing, not even hello. */
  muteNext(count: number): void;
  /** Resolves once the app has read everything that was sent to it so far. */
  read(): Promise<unknown>;
  close(): void;
}

const mostConnections = 10;
/** After so long without an acknowledgement the same envelope is sent again. */
export const redeliverMs = 1500;
const ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

interface Connection {
  readonly socket: WebSocket;
  /** Leaving or gone: nothing new is sent to it. */
  draining: boolean;
  frozen: boolean;
}

interface Pending {
  sentTo(connection: Connection): boolean;
  acknowledged(body: unknown): void;
  resend(): void;
}

export function createSockets(options: {
  clock: Clock;
  random: Random;
  pingEveryMs: number;
  changed: () => void;
}): Sockets {
  const { clock, random } = options;
  const server = new WebSocketServer({ noServer: true });
  const connections = new Set<Connection>();
  const pending = new Map<string, Pending>();
  const waiting = new Set<() => void>();
  let made = 0;
  let muted = 0;

  const live = () => [...connections].filter((one) => !one.draining);
  const oldest = () => {
    const [first] = live();
    if (first === undefined) throw new Error('no socket is open');
    return first;
  };

  const accept = (socket: WebSocket) => {
    made += 1;
    options.changed();
    if (muted > 0) {
      muted -= 1;
      return;
    }
    if (connections.size >= mostConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    const connection: Connection = { socket, draining: false, frozen: false };
    connections.add(connection);
    const beat = () => {
      if (socket.readyState !== socket.OPEN) return;
      if (!connection.frozen) socket.ping();
      clock.after(options.pingEveryMs, beat);
    };
    clock.after(options.pingEveryMs, beat);
    socket.on('message', (data) => {
      if (!connection.frozen) receive(String(data));
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      connections.delete(connection);
      for (const one of pending.values()) if (one.sentTo(connection)) one.resend();
      options.changed();
    });
    const host = 'applink-1';
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.size,
        debug_info: { host, build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: 'A0APP00000' },
      }),
    );
    for (const look of waiting) look();
    options.changed();
  };

  const receive = (data: string) => {
    const message = ack.safeParse(JSON.parse(data));
    if (message.success) pending.get(message.data.envelope_id)?.acknowledged(message.data.payload);
  };

  /** One that is open, at random; `not` only when there is no other. */
  const connection = (not: Connection | undefined): Promise<Connection> =>
    new Promise((resolve) => {
      const look = () => {
        const others = live().filter((open) => open !== not);
        const all = others.length > 0 ? others : live();
        const one = all[Math.floor(random.fraction() * all.length)];
        if (one === undefined) return;
        waiting.delete(look);
        resolve(one);
      };
      waiting.add(look);
      look();
    });

  return {
    get open() {
      return live().length;
    },
    get made() {
      return made;
    },
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, accept);
    },
    deliver(payload) {
      const type = kindOf(payload);
      const envelopeId = `${random.token(8)}-0000-4000-8000-${random.token(12)}`;
      return new Promise((resolve) => {
        let attempts = 0;
        let sentAt = clock.now();
        let at: Connection | undefined;
        let cancelRedelivery = () => {};
        const finish = (outcome: Delivery['outcome'], body: unknown) => {
          pending.delete(envelopeId);
          cancelRedelivery();
          cancelTimeout();
          resolve({ payload, attempts, outcome, ackMs: clock.now() - sentAt, body });
        };
        const send = async () => {
          cancelRedelivery();
          const to = await connection(at);
          if (!pending.has(envelopeId)) return;
          attempts += 1;
          at = to;
          sentAt = clock.now();
          to.socket.send(
            JSON.stringify({
              envelope_id: envelopeId,
              type,
              payload,
              accepts_response_payload: type !== 'events_api',
              ...(type === 'events_api' && {
                retry_attempt: attempts - 1,
                retry_reason: attempts === 1 ? '' : 'timeout',
              }),
            }),
          );
          cancelRedelivery = clock.after(redeliverMs, send);
        };
        const cancelTimeout = clock.after(ackLimitMs, () => finish('operation_timeout', undefined));
        pending.set(envelopeId, {
          sentTo: (one) => one === at,
          acknowledged: (body) => finish('acknowledged', body),
          resend: send,
        });
        void send();
      });
    },
    refresh(grace) {
      const leaving = oldest();
      leaving.draining = true;
      const say = (reason: string) =>
        leaving.socket.send(
          JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }),
        );
      say('warning');
      void grace.then(() => {
        if (leaving.socket.readyState !== leaving.socket.OPEN) return;
        say('refresh_requested');
        leaving.socket.close();
      });
    },
    cut() {
      const gone = oldest();
      gone.draining = true;
      gone.socket.terminate();
    },
    freeze() {
      const frozen = oldest();
      frozen.frozen = true;
      frozen.socket.pause();
    },
    muteNext(count) {
      muted += count;
    },
    read: () =>
      Promise.all(
        live().map(({ socket }) => {
          const pong = new Promise((resolve) => socket.once('pong', resolve));
          socket.ping();
          return pong;
        }),
      ),
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
