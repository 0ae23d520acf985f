import { connect, type Socket } from 'node:net';

/** One HTTP connection that is kept, for one request at a time. */
export interface Connection {
  /** Sends a request as it is; resolves with the status once the whole answer is there. */
  send(request: Buffer): Promise<number>;
  close(): void;
}

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let settle: PromiseWithResolvers<number> | undefined;
  let read = '';
  const fail = () => settle?.reject(new Error('the connection was closed'));
  socket.on('error', fail);
  socket.on('close', fail);
  socket.on('data', (part: Buffer) => {
    read += part.toString('latin1');
    const end = read.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(read.slice(0, end))?.[1] ?? 0);
    if (read.length < end + 4 + length) return;
    const status = Number(read.slice(9, 12));
    read = read.slice(end + 4 + length);
    settle?.resolve(status);
  });
  return {
    send(request) {
      settle = Promise.withResolvers<number>();
      socket.write(request);
      return settle.promise;
    },
    close: () => socket.destroy(),
  };
}
