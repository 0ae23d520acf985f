import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { createButtons } from './buttons.ts';
import { createClaims } from './claims.ts';
import { createConversations } from './conversations.ts';
import { createDatabase } from './database.ts';
import type { Engine } from './engine.ts';
import { StoreError } from './error.ts';
import { createInbox } from './inbox.ts';
import { createLanes } from './lanes.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import type { Exclusive, Signals } from './news-contract.ts';
import { createOrders } from './orders.ts';
import { createOrganizations } from './organizations.ts';
import { createSignals } from './signals.ts';
import { createOwnHolds } from './sqlite/exclusive.ts';
import { openSqlite } from './sqlite/open.ts';
import type { Store } from './store.ts';
import { sweep } from './sweep.ts';
import { createTurns } from './turns.ts';
import { createWatches } from './watches.ts';

/** How long outcomes are kept: longer than a card with its buttons stays in anybody's reach. */
const keepOutcomesMs = 30 * 24 * 60 * 60 * 1_000;

/**
 * Opens the store at `url` and brings its schema up to date.
 *
 * `sqlite:PATH` is a file, made when missing along with its folder; `sqlite::memory:` lasts as long as it is
 * open. `postgres://…` is a database on a server, which any number of processes may share. Anything else is refused. An error never repeats `url`, which may hold a password.
 * @throws StoreError whose message tells an operator what to do: `setting`, `cannot-open`, `not-a-database`,
 * `too-new`, `busy`, `full`
 */
export async function openStore({
  url,
  clock,
  random,
  log,
}: {
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Promise<Store> {
  const { engine, signals, exclusive } = await openEngine(url, { clock, random, log });
  const database = createDatabase(engine.dialect);
  const { guarded, acrossOrganizations } = database;
  const { rowLocks } = engine;
  try {
    await migrate({ database: acrossOrganizations, migrations, clock, log });
  } catch (thrown) {
    await engine.close();
    throw thrown;
  }
  return {
    organizations: createOrganizations({
      clock,
      joined: async (place) => {
        const row = await acrossOrganizations
          .selectFrom('organization_places')
          .select('organization')
          .where('place', '=', place)
          .executeTakeFirst();
        return row?.organization;
      },
    }),
    claims: createClaims({ database: guarded, clock, keepMs: keepOutcomesMs }),
    conversations: createConversations({ database: guarded, clock, log }),
    buttons: createButtons({ database: guarded, clock, random }),
    inbox: createInbox(database),
    orders: createOrders({ database, rowLocks, clock }),
    watches: createWatches(database),
    lanes: createLanes({ database, rowLocks, clock, random }),
    turns: createTurns({ database: guarded, clock }),
    signals,
    exclusive,
    sweep: () => sweep({ database: acrossOrganizations, clock }),
    async ready() {
      try {
        await acrossOrganizations.selectFrom('migrations').select('name').limit(1).execute();
        return { ok: true };
      } catch (thrown) {
        return {
          ok: false,
          detail: thrown instanceof StoreError ? thrown.message : 'The store does not answer.',
        };
      }
    },
    close: () => engine.close(),
  };
}

const sqliteScheme = 'sqlite:';

/** The engine for `url`, and what goes on between the processes that share it. */
interface Opened {
  readonly engine: Engine;
  readonly signals: Signals;
  readonly exclusive: Exclusive;
}

async function openEngine(
  url: string,
  parts: { readonly clock: Clock; readonly random: Random; readonly log: Log },
): Promise<Opened> {
  if (/^postgres(ql)?:/i.test(url)) {
    // Loaded only where it is used: a bot on SQLite starts without it.
    const { openPostgres } = await import('./postgres/open.ts');
    const engine = openPostgres(url, parts);
    return { engine, signals: engine.signals, exclusive: engine.exclusive };
  }
  const path = url.slice(sqliteScheme.length);
  if (!url.startsWith(sqliteScheme) || path === '') {
    throw new StoreError(
      'setting',
      'DATABASE_URL: must be sqlite:PATH, such as sqlite:data/shoptalk.db, or postgres://…',
    );
  }
  if (path.startsWith('//')) {
    throw new StoreError('setting', 'DATABASE_URL: no slashes after sqlite: but those of the path itself.');
  }
  return { engine: openSqlite(path), signals: createSignals(), exclusive: createOwnHolds() };
}
