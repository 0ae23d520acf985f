import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { openStore } from '../../../src/store/open.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { askServer, hasPostgres, migratedVariable, withDatabase } from './bed.ts';

const name = `migrated_${randomBytes(8).toString('hex')}`;
let isMade = false;

/** Before a run of the tests, once for all projects of it: makes one database with today's schema, of which the beds are copies. */
export async function setup(): Promise<void> {
  if (!hasPostgres() || process.env[migratedVariable] !== undefined) return;
  isMade = true;
  await askServer(`create database ${name} encoding 'UTF8' template template0`);
  const made = { clock: systemClock, random: systemRandom, log: silentLog };
  const store = await openStore({ url: withDatabase(name), connections: 2, ...made });
  await store.close();
  process.env[migratedVariable] = name;
}

/** Drops it and its copies: each process of the tests leaves those that it emptied. */
export async function teardown(): Promise<void> {
  if (!isMade) return;
  const made = z
    .array(z.object({ datname: z.string() }))
    .parse(await askServer('select datname from pg_database where starts_with(datname, $1)', [name]));
  for (const { datname } of made) await askServer(`drop database if exists ${datname} with (force)`);
}
