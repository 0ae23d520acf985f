import { parseArgs } from 'node:util';
import { installers } from './installers.ts';
import { type Part, versionOf } from './part.ts';
import { pgBouncer } from './pgbouncer.ts';
import { faketime, nginx } from './proxy-and-clock.ts';
import { caddyFile, containerSteps, nginxFile, systemdUnit } from './run-files.ts';
import { gnumeric, libreOffice } from './spreadsheets.ts';

/*
 * npm run check:programs: the bot beside the programs that it meets. Each part is skipped with a sentence where its program is
 * not here; `--only PATTERN` for those whose name matches. Ends with 1 where a fact does not hold.
 */

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const chosen = new RegExp(values.only, 'i');
const say = (line: string) => process.stdout.write(`${line}\n`);

async function go({ name, needs, missing, run }: Part): Promise<void> {
  const versions = needs.map(({ program, version }) => ({ program, found: versionOf(program, version) }));
  const absent = versions.filter(({ found }) => found === undefined).map(({ program }) => program);
  const why = absent.length > 0 ? `${absent.join(', ')} is not installed here` : missing?.();
  if (why !== undefined) {
    say(`${name}: skipped, since ${why}.`);
    return;
  }
  say(`${name} (${versions.map(({ found }) => found).join(', ')})`);
  try {
    for (const fact of await run()) say(`  ✓ ${fact}`);
  } catch (thrown) {
    process.exitCode = 1;
    say(`  ✗ ${thrown instanceof Error ? thrown.message : 'it failed'}`);
  }
}

const parts = [
  ...[libreOffice, gnumeric, pgBouncer, nginx, faketime, installers],
  ...[nginxFile, caddyFile, systemdUnit, containerSteps],
];
for (const part of parts) {
  if (chosen.test(part.name)) await go(part);
}
