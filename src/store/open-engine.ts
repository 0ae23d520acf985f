import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Engine } from './engine.ts';
import { StoreError } from './error.ts';
import { openSqlite } from './sqlite/open.ts';

/** What a `DATABASE_URL` names: a file (`:memory:` for none), or a database on a server. */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

const sqliteScheme = 'sqlite:';

/** @throws StoreError `setting` for what names no store; it never repeats `url`, which may hold a password */
export function storePlace(url: string): StorePlace {
  if (/^postgres(ql)?:\/\//i.test(url)) return { kind: 'postgres', url };
  const path = url.slice(sqliteScheme.length);
  if (!url.startsWith(sqliteScheme) || path === '') {
    throw new StoreError(
      'setting',
      'DATABASE_URL: must be sqlite:PATH, such as sqlite:data/shoptalk.db, or postgres://user:password@host/database.',
    );
  }
  if (path.startsWith('//')) {
    throw new StoreError('setting', 'DATABASE_URL: no slashes after sqlite: but those of the path itself.');
  }
  return { kind: 'sqlite', path };
}

/** Opens the database at `place`; nothing in it is changed yet, but that a SQLite file that is missing is made. */
export async function openEngine(
  place: StorePlace,
  surroundings: {
    readonly connections: number;
    readonly clock: Clock;
    readonly random: Random;
    readonly log: Log;
  },
): Promise<Engine> {
  if (place.kind === 'sqlite') return openSqlite({ path: place.path, ...surroundings });
  // Whoever uses SQLite does not load what speaks to PostgreSQL.
  const { openPostgres } = await import('./postgres/open.ts');
  return openPostgres({ url: place.url, ...surroundings });
}
