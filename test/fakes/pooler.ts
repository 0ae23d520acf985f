import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import pg from 'pg';

/** A pooler before a PostgreSQL server, as PgBouncer is one. */
export interface Pooler {
  readonly port: number;
  close(): Promise<void>;
}

/** A connection to the server, past its login. */
interface Backend {
  readonly socket: Socket;
  /** Who has it now. */
  client: Client | undefined;
}

interface Client {
  readonly socket: Socket;
  backend: Promise<Backend> | undefined;
}

/** The first words of a client: their length, the protocol's version, and names with values. */
const startUp = { namesAt: 8 } as const;

/** The parameters that PgBouncer takes (https://www.pgbouncer.org/config.html, ignore_startup_parameters). */
const taken = new Set([
  'user',
  'database',
  'client_encoding',
  'application_name',
  'DateStyle',
  'TimeZone',
  'replication',
]);

/**
 * Stands before the database at `url` and gives a client one of the server's connections for as long as `mode` says: the
 * one that was given back last, as PgBouncer does, or one by one with `inTurn`, as others do. It lets everybody in, with a
 * number of its own for the server's process, and refuses start-up parameters that it does not know.
 */
export async function startPooler({
  url,
  mode,
  inTurn = false,
}: {
  readonly url: string;
  readonly mode: 'session' | 'transaction' | 'statement';
  readonly inTurn?: boolean;
}): Promise<Pooler> {
  const idle: Backend[] = [];
  const sockets = new Set<Socket>();
  let number = 1_000_000;

  async function backend(): Promise<Backend> {
    const free = inTurn && idle.length < 2 ? undefined : inTurn ? idle.shift() : idle.pop();
    if (free !== undefined) return free;
    const socket = new Socket();
    keep(socket);
    const login = new pg.Client({ connectionString: url, stream: () => socket });
    login.on('error', () => undefined);
    await login.connect();
    socket.removeAllListeners('data');
    const made: Backend = { socket, client: undefined };
    socket.on(
      'data',
      messages((type, message) => {
        const { client } = made;
        client?.socket.write(message);
        // ReadyForQuery, and whether a transaction is open.
        if (type === 'Z' && message.at(5) === 0x49 && mode !== 'session') release(made);
      }),
    );
    return made;
  }

  function release(one: Backend): void {
    if (one.client !== undefined) one.client.backend = undefined;
    one.client = undefined;
    idle.push(one);
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  }

  function serve(socket: Socket): void {
    keep(socket);
    const client: Client = { socket, backend: undefined };
    socket.on('close', () => void client.backend?.then((one) => one.socket.destroy()));
    socket.once('data', (first: Buffer) => {
      const [unknown] = parameters(first).filter((name) => !taken.has(name));
      if (unknown !== undefined) {
        socket.end(refusal(`unsupported startup parameter: ${unknown}`));
        return;
      }
      socket.on(
        'data',
        messages((type, message) => {
          if (type === 'X') return;
          if (mode === 'statement' && /^begin\0/i.test(message.toString('latin1', 5))) {
            socket.end(refusal('transaction blocks not allowed in statement pooling mode'));
            return;
          }
          client.backend ??= backend().then((one) => Object.assign(one, { client }));
          void client.backend.then((one) => one.socket.write(message));
        }),
      );
      number += 1;
      const key = Buffer.alloc(8);
      key.writeInt32BE(number);
      socket.write(
        Buffer.concat([framed('R', Buffer.alloc(4)), framed('K', key), framed('Z', Buffer.from('I'))]),
      );
    });
  }

  const server = createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Hands on each message, with its type, once all of it is there. */
function messages(take: (type: string, message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const end = 1 + rest.readInt32BE(1);
      const message = rest.subarray(0, end);
      rest = rest.subarray(end);
      take(String.fromCharCode(message[0] ?? 0), message);
    }
  };
}

function parameters(first: Buffer): readonly string[] {
  return first
    .toString('utf8', startUp.namesAt)
    .split('\0')
    .filter((name, at) => at % 2 === 0 && name !== '');
}

function framed(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  // The length counts itself, and not the letter before it.
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function refusal(words: string): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C08P01', `M${words}`];
  return framed('E', Buffer.from(`${fields.map((field) => `${field}\0`).join('')}\0`));
}
