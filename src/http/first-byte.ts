import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../runtime/clock.ts';

/**
 * Has `server` take a connection up only once its first byte comes, from which on the limits of a request count: proxies
 * open connections ahead, and use them when a request comes. One that stays silent is closed without a word after `waitMs`,
 * and earlier, the oldest first, where more than `limit` are. The function closes those that wait.
 */
export function waitForFirstByte(
  server: Server,
  { waitMs, limit, clock }: { readonly waitMs: number; readonly limit: number; readonly clock: Clock },
): () => void {
  const [takeUp] = server.listeners('connection');
  if (takeUp === undefined) throw new Error('the server takes no connections up');
  server.removeAllListeners('connection');
  const waiting = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    const close = () => socket.destroy();
    const cancel = clock.after(waitMs, close);
    const end = () => {
      cancel();
      waiting.delete(socket);
    };
    waiting.add(socket);
    socket.once('close', end);
    socket.on('error', close);
    socket.on('end', close);
    socket.once('data', (first: Buffer) => {
      end();
      socket.off('close', end);
      socket.off('error', close);
      socket.off('end', close);
      socket.pause();
      Reflect.apply(takeUp, server, [socket]);
      socket.unshift(first);
      socket.resume();
    });
    const [oldest] = waiting;
    if (waiting.size > limit) oldest?.destroy();
  });

  return () => {
    for (const socket of waiting) socket.destroy();
  };
}
