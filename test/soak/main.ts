import { parseArgs } from 'node:util';
import { temporaryFolder } from '../harness/process.ts';
import { hasPostgres, makePostgresBed } from '../store/postgres/bed.ts';
import { soak } from './killing.ts';

/*
 * npm run soak: kills the bot (SIGKILL) under load at random moments, fifty times on SQLite and, where TEST_DATABASE_URL
 * is set, fifty times on PostgreSQL, and looks whether every acknowledged order stands exactly once on each platform.
 * `--rounds N` for another number. Ends with 1 where one does not.
 */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const rounds = Number(values.rounds);
const say = (line: string) => process.stdout.write(`${line}\n`);

async function report(store: string, databaseUrl: string, beside: boolean): Promise<void> {
  const { kills, acknowledged, wrong, goesOnMs } = await soak({ databaseUrl, rounds, beside, say });
  say(
    `${store}: ${kills} kills, ${acknowledged} messages acknowledged, ${wrong.length} not said exactly once`,
  );
  const sorted = goesOnMs.toSorted((one, other) => one - other);
  const at = (share: number) =>
    ((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) / 1000).toFixed(2);
  say(`  until the next message after a kill: median ${at(0.5)} s, 90 % ${at(0.9)} s, longest ${at(1)} s`);
  for (const each of wrong) say(`  ${each}`);
  if (wrong.length > 0) process.exitCode = 1;
}

await using folder = await temporaryFolder();
await report('SQLite', `sqlite:${folder.path}/soak.db`, false);
if (hasPostgres()) {
  const bed = await makePostgresBed();
  try {
    await report('PostgreSQL, two processes', bed.url, true);
  } finally {
    await bed.dispose();
  }
} else {
  say('PostgreSQL: left out, since TEST_DATABASE_URL is not set');
}
