import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPeers } from './harness/install.ts';
import { measure } from './harness/measure.ts';
import { plans } from './harness/plan.ts';
import { reportOf, roundsOf, writeReport } from './harness/report.ts';

/**
 * `npm run bench`: the bot beside its peers, see README.md. `--quick` for a look in under a minute, `--only
 * PATTERN` for the parts whose name matches, `--profile DIRECTORY` for CPU profiles of the bot, `--before REVISION`
 * for an earlier state of it in turn with the others; README.md and rounds.md are written only by the whole run.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'string' },
    before: { type: 'string' },
  },
});
if (process.platform !== 'linux') {
  console.error('The benchmark reads /proc, so it runs on Linux only.');
  process.exit(2);
}
installPeers(fileURLToPath(new URL('.', import.meta.url)));
const pattern = new RegExp(values.only ?? '');
const { profile } = values;
const measured = await measure({
  plan: values.quick ? plans.quick : plans.full,
  // Kills take a quarter of an hour of their own.
  chosen: (name) => pattern.test(name) && (values.only !== undefined || !name.startsWith('kills')),
  nodeOptions: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`],
  server: process.env['TEST_DATABASE_URL'] || undefined,
  before: values.before,
  say: (line) => console.log(line),
});
const machine = {
  cores: availableParallelism(),
  architecture: process.arch,
  nodeVersion: process.versions.node,
  date: new Date().toISOString().slice(0, 10),
};
const report = reportOf(measured, machine);
console.log(`\n${report}`);
if (!values.quick && values.only === undefined && profile === undefined && values.before === undefined) {
  writeReport(fileURLToPath(new URL('README.md', import.meta.url)), report);
  writeFileSync(fileURLToPath(new URL('rounds.md', import.meta.url)), roundsOf(measured, machine));
}
