import { z } from 'zod';
import type { Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import { within } from '../../runtime/time-limit.ts';
import type { LifeLocks } from '../engine.ts';
import { type DedicatedConnection, lockKeyOf } from './dedicated-connection.ts';

const nameLength = 22;

/** How long the first hold of the process waits for its connection, ms: without one it has no life to show. */
const firstWaitMs = 2_000;

/**
 * How long a life is certain after the server last heard of its process, ms: less than the server waits before it ends the
 * session and frees the lock (20 s). A process that was frozen for longer does not know whether it still lives.
 */
const certainMs = 15_000;

const taken = z.tuple([z.object({ taken: z.boolean() })]);

const freeOf = z.array(z.object({ key: z.string() }));

/** Of the keys in the JSON list, those that no session of this database has an advisory lock for. */
const freeAmong = `
  select key from json_array_elements_text($1::json) as asked(key)
   where not exists (
     select from pg_locks
      where locktype = 'advisory' and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and ((classid::bigint << 32) | objid::bigint) = key::bigint)`;

/**
 * {@link LifeLocks} as advisory locks of the session of `dedicated`, which the server frees when the session ends. Each
 * session of the process is a life of its own: what an earlier one held is not its any more.
 */
export function createLifeLocks({
  dedicated,
  clock,
  random,
}: {
  readonly dedicated: DedicatedConnection;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}): LifeLocks {
  let own: string | undefined;
  let sessions = 0;
  const first = Promise.withResolvers<void>();
  let waiting: Promise<void> | undefined;

  async function begin(): Promise<void> {
    const session = sessions;
    const life = random.token(nameLength);
    const rows = await dedicated.ask('select pg_try_advisory_lock($1::bigint) as taken', [keyOf(life)]);
    if (sessions === session && taken.parse(rows)[0].taken) own = life;
  }

  dedicated.follow({
    up() {
      begin()
        // The session ended meanwhile: the next one begins a life.
        .catch(() => undefined)
        .finally(first.resolve);
    },
    down() {
      sessions += 1;
      own = undefined;
    },
  });

  /** Resolves once there is a connection, or has been one, or was long waited for. */
  function opened(): Promise<void> {
    dedicated.open();
    waiting ??= within(clock, firstWaitMs, first.promise);
    return waiting;
  }

  return {
    async own() {
      await opened();
      return own;
    },
    isLived(life) {
      const silentMs = clock.now() - dedicated.heardAt;
      return life === own && silentMs >= 0 && silentMs < certainMs;
    },
    async over(lives) {
      const byKey = new Map(lives.filter((life) => life !== own).map((life) => [keyOf(life), life]));
      if (byKey.size === 0) return [];
      await opened();
      const rows = await dedicated.ask(freeAmong, [JSON.stringify([...byKey.keys()])]);
      return freeOf.parse(rows).flatMap(({ key }) => byKey.get(key) ?? []);
    },
    // A lock leaves nothing behind.
    left: async () => [],
    forget: async () => {},
    async close() {
      own = undefined;
    },
  };
}

function keyOf(life: string): string {
  return lockKeyOf(`life ${life}`);
}
