import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { createSession, type GatewaySession } from './gateway-session.ts';
import { eventFor, intentBits, refusalOfIntents } from './intents.ts';
import { documented } from './limits.ts';
import { wireGuild } from './wire-guild.ts';
import type { World } from './world.ts';

const frame = z.looseObject({ op: z.number().int(), d: z.unknown() });
const identify = z.looseObject({
  token: z.string(),
  intents: z.number(),
  properties: z.looseObject({}),
  shard: z.tuple([z.number(), z.number()]).optional(),
});
const resume = z.looseObject({ token: z.string(), session_id: z.string(), seq: z.number().int() });
const heartbeat = z.number().int().nullable();

/** topics/opcodes-and-status-codes, Gateway Close Event Codes. */
const closeCodes = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  invalidVersion: 4012,
} as const;

interface Connection {
  readonly socket: WebSocket;
  readonly resuming: boolean;
  session: GatewaySession | undefined;
  acknowledges: boolean;
  frozen: boolean;
}

/** The gateway (events/gateway): real sockets, sessions that can be resumed, and what can go wrong with them. */
export interface Gateway {
  /** Upgrades one HTTP request to a gateway connection. */
  upgrade(request: IncomingMessage, head: Buffer): void;
  /** Sends an event to every session; those without a connection get it when they resume. */
  dispatch(type: string, data: object): void;
  /** Ends every connection: without a word, or with a close code. */
  cut(closeCode?: number): void;
  /** Connections stay open, and nothing comes or goes on them any more. New ones work. */
  freeze(): void;
  /** Connections go on, but their heartbeats are no longer acknowledged. New ones work. */
  stopAcknowledging(): void;
  /** Op 7. */
  askToReconnect(): void;
  /** Op 9; a session that is not resumable is forgotten. */
  invalidate(resumable: boolean): void;
  /** Op 1: asks for a heartbeat now. */
  askForHeartbeat(): void;
  readonly counts: { identified: number; resumed: number; heartbeats: number };
  /** What each session asked for, the oldest first. */
  readonly intents: readonly number[];
  /** How many connections have a session and are alive. */
  readonly live: number;
  /** Calls `listen` after every connection, identification, resumption and close. */
  onChange(listen: () => void): void;
  close(): void;
}

export function createGateway(deps: {
  world: World;
  heartbeatMs: number;
  /** Without path: `ws://127.0.0.1:1234`. */
  baseUrl: () => string;
}): Gateway {
  const { world, heartbeatMs } = deps;
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const connections = new Set<Connection>();
  const sessions = new Map<string, GatewaySession>();
  const counts = { identified: 0, resumed: 0, heartbeats: 0 };
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listen of listeners) listen();
  };

  function write(connection: Connection, text: string): void {
    if (!connection.frozen && connection.socket.readyState === connection.socket.OPEN) {
      connection.socket.send(text);
    }
  }

  function accept(socket: WebSocket, request: IncomingMessage): void {
    const url = new URL(request.url ?? '/', 'ws://fake');
    const resuming = url.pathname.startsWith('/resume');
    const connection: Connection = {
      socket,
      resuming,
      session: undefined,
      acknowledges: true,
      frozen: false,
    };
    connections.add(connection);
    socket.on('message', (data) => {
      if (connection.frozen) return;
      const code = receive(connection, Buffer.isBuffer(data) ? data : Buffer.alloc(0));
      if (code !== undefined) socket.close(code);
      changed();
    });
    socket.on('close', (code) => {
      connections.delete(connection);
      // A normal close by the client ends its session (events/gateway, Initiating a Disconnect).
      const { session } = connection;
      if (session !== undefined && (code === 1000 || code === 1001)) sessions.delete(session.id);
      changed();
    });
    socket.on('error', () => socket.terminate());
    if (url.searchParams.get('v') !== '10') socket.close(closeCodes.invalidVersion);
    else if (url.searchParams.get('encoding') !== 'json') socket.close(closeCodes.decodeError);
    else write(connection, frameOf(10, { heartbeat_interval: heartbeatMs }));
    changed();
  }

  /** Takes one frame; gives the code to close with when it is wrong. */
  function receive(connection: Connection, data: Buffer): number | undefined {
    const message = data.length <= documented.gatewayPayloadBytes ? parse(data) : undefined;
    if (message === undefined) return closeCodes.decodeError;
    if (message.op === 1) return beat(connection, message.d);
    if (message.op === 2) return identified(connection, message.d);
    if (message.op === 6) return resumed(connection, message.d);
    if (connection.session === undefined) return closeCodes.notAuthenticated;
    return [3, 4, 8, 31].includes(message.op) ? undefined : closeCodes.unknownOpcode;
  }

  function beat(connection: Connection, data: unknown): number | undefined {
    if (!heartbeat.safeParse(data).success) return closeCodes.decodeError;
    counts.heartbeats += 1;
    if (connection.acknowledges) write(connection, frameOf(11, null));
    return undefined;
  }

  function identified(connection: Connection, data: unknown): number | undefined {
    const parsed = identify.safeParse(data);
    if (!parsed.success) return closeCodes.decodeError;
    if (connection.session !== undefined) return closeCodes.alreadyAuthenticated;
    const { token, intents } = parsed.data;
    if (token !== world.identity.token) return closeCodes.authenticationFailed;
    const refusal = refusalOfIntents(intents);
    if (refusal !== undefined) return refusal;
    const session = createSession(`session-${world.ids.next()}`, intents);
    sessions.set(session.id, session);
    connection.session = session;
    counts.identified += 1;
    write(connection, session.record('READY', ready(session, parsed.data.shard ?? [0, 1])));
    if ((intents & intentBits.guilds) !== 0) {
      for (const id of world.guildIds) write(connection, session.record('GUILD_CREATE', wireGuild(id)));
    }
    return undefined;
  }

  function resumed(connection: Connection, data: unknown): number | undefined {
    const parsed = resume.safeParse(data);
    if (!parsed.success) return closeCodes.decodeError;
    if (parsed.data.token !== world.identity.token) return closeCodes.authenticationFailed;
    const session = sessions.get(parsed.data.session_id);
    if (session === undefined || !connection.resuming) {
      write(connection, frameOf(9, false));
      return undefined;
    }
    if (parsed.data.seq > session.sequence) return closeCodes.invalidSequence;
    for (const other of connections) if (other.session === session) other.session = undefined;
    connection.session = session;
    counts.resumed += 1;
    for (const missed of session.since(parsed.data.seq)) write(connection, missed);
    write(connection, session.record('RESUMED', {}));
    return undefined;
  }

  function ready(session: GatewaySession, shard: readonly number[]): object {
    return {
      v: 10,
      user: { ...world.identity.botUser, verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: world.guildIds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${deps.baseUrl()}/resume`,
      shard,
      application: { id: world.identity.applicationId, flags: 0 },
      private_channels: [],
      relationships: [],
      user_settings: {},
    };
  }

  return {
    counts,
    get intents() {
      return [...sessions.values()].map((session) => session.intents);
    },
    get live() {
      return [...connections].filter((one) => one.session !== undefined && !one.frozen && one.acknowledges)
        .length;
    },
    upgrade(request, head) {
      server.handleUpgrade(request, request.socket, head, (socket) => accept(socket, request));
    },
    dispatch(type, data) {
      for (const session of sessions.values()) {
        const event = eventFor(session.intents, type, data, world.identity.botUser.id);
        if (event === undefined) continue;
        const text = session.record(type, event);
        for (const connection of connections) if (connection.session === session) write(connection, text);
      }
    },
    cut(closeCode) {
      for (const { socket } of connections) {
        if (closeCode === undefined) socket.terminate();
        else socket.close(closeCode);
      }
    },
    freeze() {
      for (const connection of connections) {
        connection.frozen = true;
        connection.socket.pause();
      }
      changed();
    },
    stopAcknowledging() {
      for (const connection of connections) connection.acknowledges = false;
      changed();
    },
    askToReconnect() {
      for (const one of connections) write(one, frameOf(7, null));
    },
    invalidate(resumable) {
      for (const connection of connections) {
        if (!resumable && connection.session !== undefined) sessions.delete(connection.session.id);
        write(connection, frameOf(9, resumable));
      }
    },
    askForHeartbeat() {
      for (const one of connections) write(one, frameOf(1, null));
    },
    onChange(listen) {
      listeners.push(listen);
    },
    close() {
      for (const { socket } of connections) socket.terminate();
      server.close();
    },
  };
}

function frameOf(op: number, data: unknown): string {
  return JSON.stringify({ op, t: null, s: null, d: data });
}

function parse(data: Buffer): z.infer<typeof frame> | undefined {
  try {
    return frame.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
