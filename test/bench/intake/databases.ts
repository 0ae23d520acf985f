import { join } from 'node:path';
import pg from 'pg';
import type { IntakeContender } from './contenders.ts';

/** Empty databases for one run each. */
export interface Databases {
  /** Whether a contender's store can be had here. */
  has(store: IntakeContender['store']): boolean;
  make(store: IntakeContender['store'], directory: string): Promise<string>;
  /** Removes those that are no files. */
  close(): Promise<void>;
}

/** `server`: where databases may be made, such as `postgres://postgres@127.0.0.1:5432/test`; without one only SQLite. */
export function openDatabases(server: string | undefined): Databases {
  const made: string[] = [];

  async function ask(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  return {
    has: (store) => store !== 'PostgreSQL' || server !== undefined,
    async make(store, directory) {
      if (store !== 'PostgreSQL' || server === undefined) return `sqlite:${join(directory, 'bench.db')}`;
      const name = `bench_${process.pid}_${made.length}`;
      await ask(`create database ${name}`);
      made.push(name);
      const url = new URL(server);
      url.pathname = `/${name}`;
      return url.href;
    },
    async close() {
      for (const name of made.splice(0)) await ask(`drop database ${name} with (force)`);
    },
  };
}
