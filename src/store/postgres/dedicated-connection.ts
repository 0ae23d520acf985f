import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { Cancel, Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import { StoreError } from '../error.ts';
import { type Connection, connectOnce } from './connection.ts';
import type { SessionQuery } from './session-settings.ts';

/** Where the processes on one database tell each other things. */
const channel = 'shoptalk';

/** How often the connection is tried, and how long an answer may take, ms. */
const beatMs = 5_000;

const answerMs = 5_000;

/**
 * What the server does with a connection that nothing comes from any more, since its process is frozen or its machine
 * is gone: it ends it, and with it the locks it holds, but not before the process had time to notice by itself
 * (`beatMs` and `answerMs`). Of the settings, `idle_session_timeout` came with PostgreSQL 14; older servers leave it out.
 */
const tellServer = `
  select set_config(name, case name when 'tcp_keepalives_count' then '3' else '5s' end, false)
    from pg_settings where name in ('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count')
  union all
  select set_config(name, '20s', false)
    from pg_settings where name in ('idle_session_timeout', 'tcp_user_timeout')`;

/** Asked at each beat, since another answer than the first means another session. */
const ownBackend = 'select pg_backend_pid() as pid';

const backend = z.tuple([z.object({ pid: z.number() })]);

const backoff = { firstMs: 250, mostMs: 10_000 } as const;

/** One connection of this process that is kept open, for what lasts as long as a connection: locks and listening. */
export interface DedicatedConnection {
  /** Opens it when it was not; it connects again whenever it breaks. */
  open(): void;
  /** Who is told what happens on it, for as long as it lasts. */
  follow(follower: Follower): void;
  /** One question at a time. Rejects with a StoreError, also when there is no connection just now. */
  ask(sql: string, parameters: readonly string[]): Promise<readonly unknown[]>;
  /** Tells every other process on the database; rejects as `ask` does. */
  tell(words: readonly string[]): Promise<void>;
  /** When the server last got a question that it answered, ms since 1970 UTC; 0 before the first. */
  readonly heardAt: number;
  close(): Promise<void>;
}

interface Follower {
  /** There is a connection, a new one each time. */
  up?(): void;
  /** It broke, and its locks are gone or going. */
  down?(): void;
  /** Another process told this. */
  heard?(words: readonly string[]): void;
}

/** A {@link DedicatedConnection} with the connection settings `config`, which asks `first` before anything else. */
export function createDedicatedConnection({
  config,
  first,
  clock,
  random,
  log,
}: {
  readonly config: Omit<pg.ClientConfig, 'stream'>;
  readonly first: SessionQuery;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): DedicatedConnection {
  const followers: Follower[] = [];
  const me = random.token(8);
  let state: 'unused' | 'open' | 'closed' = 'unused';
  let current: Connection | undefined;
  let heardAt = 0;
  let failures = 0;
  let cancelTimer: Cancel = () => {};
  let last: Promise<unknown> = Promise.resolve();
  let connecting: Promise<void> = Promise.resolve();

  async function connect(): Promise<void> {
    let opened: Connection | undefined;
    let session: z.infer<typeof backend>;
    try {
      opened = await connectOnce({ config, clock, onTold: heard, onOver: () => opened && lost(opened) });
      await answer(opened, first.text, first.values);
      await answer(opened, `listen ${channel}`, []);
      await answer(opened, tellServer, []);
      session = backend.parse(await answer(opened, ownBackend, []));
    } catch (thrown) {
      opened?.cut();
      if (failures === 0) log.warn({ err: thrown }, 'no connection to the database for locks and wake-ups');
      connectLater();
      return;
    }
    if (state === 'closed') {
      await opened.end();
      return;
    }
    current = opened;
    if (failures > 0)
      log.info({ failures }, 'the connection to the database for locks and wake-ups is there');
    failures = 0;
    beat(opened, session[0].pid);
    for (const { up } of followers) up?.();
  }

  function connectLater(): void {
    if (state === 'closed') return;
    const waitMs = Math.min(backoff.mostMs, backoff.firstMs * 2 ** failures) * (0.5 + random.fraction() / 2);
    failures += 1;
    cancelTimer = clock.after(waitMs, () => {
      connecting = connect();
    });
  }

  function lost(which: Connection): void {
    if (current !== which) return;
    current = undefined;
    cancelTimer();
    log.warn({}, 'the connection to the database for locks and wake-ups broke');
    connectLater();
    for (const { down } of followers) down?.();
  }

  function beat(on: Connection, pid: number): void {
    cancelTimer = clock.after(beatMs, () => {
      ask(ownBackend, [])
        .then((rows) => {
          if (backend.parse(rows)[0].pid === pid) return beat(on, pid);
          // A pooler gave the session, and its locks with it, to somebody else.
          on.cut();
          lost(on);
        })
        // The connection is over then, which is told in another way.
        .catch(() => undefined);
    });
  }

  function heard(payload: string): void {
    const [sender, ...words] = payload.split(' ');
    if (sender !== me) for (const follower of followers) follower.heard?.(words);
  }

  async function answer(from: Connection, sql: string, parameters: readonly string[]) {
    const cancel = clock.after(answerMs, () => {
      from.cut();
      lost(from);
    });
    const askedAt = clock.now();
    try {
      const rows = await from.query(sql, parameters);
      heardAt = askedAt;
      return rows;
    } finally {
      cancel();
    }
  }

  function ask(sql: string, parameters: readonly string[]): Promise<readonly unknown[]> {
    const turn = last.then(() => {
      if (current !== undefined) return answer(current, sql, parameters);
      if (state === 'closed') throw new StoreError('closed', 'The store is closed.');
      throw new StoreError('unreachable', 'There is no connection to the database server just now.');
    });
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    open() {
      if (state !== 'unused') return;
      state = 'open';
      connecting = connect();
    },
    follow(follower) {
      followers.push(follower);
    },
    ask,
    get heardAt() {
      return heardAt;
    },
    async tell(words) {
      await ask('select pg_notify($1, $2)', [channel, [me, ...words].join(' ')]);
    },
    async close() {
      state = 'closed';
      cancelTimer();
      await connecting;
      const own = current;
      current = undefined;
      await own?.end();
    },
  };
}

/** The number of the advisory lock named `name`: 64 bits of a digest, which no other program is likely to use. */
export function lockKeyOf(name: string): string {
  return createHash('sha256').update(`shoptalk ${name}`).digest().readBigInt64BE().toString();
}
