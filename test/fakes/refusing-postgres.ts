import { once } from 'node:events';
import { createServer } from 'node:net';

/** A PostgreSQL server that lets nobody in. */
export interface RefusingPostgres {
  readonly port: number;
  close(): Promise<void>;
}

/** It answers the first message of every connection with an error of SQLSTATE `code`, as a server does that refuses. */
export async function startRefusingPostgres(code: string): Promise<RefusingPostgres> {
  const fields = ['SFATAL', 'VFATAL', `C${code}`, 'Mrefused for user "bot" with password "hunter2"'];
  const body = Buffer.from(`${fields.map((field) => `${field}\0`).join('')}\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  // The length counts itself, and not the letter before it.
  head.writeInt32BE(body.length + 4, 1);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([head, body])));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
