import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a TCP server that a test can close, and leave open without anything coming through. */
export interface TcpDoor {
  readonly port: number;
  /** Cuts every connection and refuses new ones. */
  close(): Promise<void>;
  /** Takes connections again, on the same port. */
  open(): Promise<void>;
  /** From now on nothing comes through, and nobody is told. */
  freeze(): void;
  /** Lets new connections through again; those that were open are stuck for good. */
  thaw(): void;
  /** What the server says next does not come through: its connection is cut instead. */
  loseNextAnswer(): void;
}

export async function makeTcpDoor(target: {
  readonly host: string;
  readonly port: number;
}): Promise<TcpDoor> {
  const sockets = new Set<Socket>();
  const stuck = new WeakSet<Socket>();
  let frozen = false;
  let loses = false;

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    socket.on('error', () => undefined);
    return socket.on('close', () => sockets.delete(socket));
  }

  const server = createServer((outer) => {
    keep(outer);
    if (frozen) return;
    const inner = keep(connect(target));
    outer.on('data', (data) => stuck.has(outer) || inner.write(data)).on('close', () => inner.destroy());
    inner.on('data', (data) => answer(data)).on('close', () => outer.destroy());

    function answer(data: string | Buffer): void {
      if (loses) inner.destroy();
      else if (!stuck.has(inner)) outer.write(data);
      loses = false;
    }
  });

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  const port = await listen(0);
  return {
    port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async open() {
      await listen(port);
    },
    freeze() {
      frozen = true;
      for (const socket of sockets) stuck.add(socket);
    },
    thaw() {
      frozen = false;
    },
    loseNextAnswer() {
      loses = true;
    },
  };
}
