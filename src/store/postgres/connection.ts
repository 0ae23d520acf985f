import { Socket } from 'node:net';
import pg from 'pg';
import { z } from 'zod';
import type { Clock } from '../../runtime/clock.ts';
import { postgresError } from './error.ts';

/** How long the server may take to say farewell before the connection is cut, ms. */
const farewellMs = 1_000;

/** One connection outside any pool. */
export interface Connection {
  /** Of the server's process behind it, as the server said when it let us in; a pooler says a number of its own. */
  readonly processId: number | undefined;
  /** @throws StoreError */
  query(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]>;
  /**
   * Ends it properly, once what is under way has its answer: a server that is left in the middle of a question keeps the
   * locks of the session until it notices.
   */
  end(): Promise<void>;
  /** Ends it at once, whatever is under way. */
  cut(): void;
}

/** `pg` 8 keeps it from the message BackendKeyData, and its types leave it out. */
const known = z.object({ processID: z.number() });

/**
 * Connects. `onOver` is told once when the connection is over, however it came to that; `onTold` what others notify.
 * @throws StoreError
 */
export async function connectOnce({
  config,
  clock,
  onOver,
  onTold,
}: {
  readonly config: Omit<pg.ClientConfig, 'stream'>;
  readonly clock: Clock;
  readonly onOver?: () => void;
  readonly onTold?: (payload: string) => void;
}): Promise<Connection> {
  const socket = new Socket();
  const client = new pg.Client({ ...config, stream: () => socket });
  // What broke it shows when it is over, and in the query that was under way.
  client.on('error', () => socket.destroy());
  client.on('notification', ({ payload }) => onTold?.(payload ?? ''));
  try {
    await client.connect();
  } catch (thrown) {
    socket.destroy();
    throw postgresError(thrown);
  }
  client.once('end', () => onOver?.());
  let last: Promise<unknown> = Promise.resolve();
  return {
    processId: known.safeParse(client).data?.processID,
    async query(sql, parameters) {
      try {
        const asked = client.query(sql, [...parameters]);
        last = asked.catch(() => undefined);
        const { rows } = await asked;
        return rows;
      } catch (thrown) {
        throw postgresError(thrown);
      }
    },
    async end() {
      const cancel = clock.after(farewellMs, () => socket.destroy());
      // `pg` cuts a connection that it is told to end while a question is under way.
      await last;
      await client.end();
      cancel();
    },
    cut: () => {
      socket.destroy();
    },
  };
}
