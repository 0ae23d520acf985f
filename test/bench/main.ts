import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPeers } from './harness/install.ts';
import { measure } from './harness/measure.ts';
import { plans } from './harness/plan.ts';
import { reportOf, writeReport } from './harness/report.ts';

/**
 * `npm run bench`: the bot beside its peers, see README.md. `--quick` for a look in under a minute, `--only
 * PATTERN` for the parts whose name matches, `--profile DIRECTORY` for CPU profiles of the bot; the README is
 * written only by the whole run.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'string' },
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
  chosen: (name) => pattern.test(name),
  nodeOptions: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`],
  server: process.env['TEST_DATABASE_URL'],
  say: (line) => console.log(line),
});
const report = reportOf(measured, {
  cores: availableParallelism(),
  architecture: process.arch,
  nodeVersion: process.versions.node,
  date: new Date().toISOString().slice(0, 10),
});
console.log(`\n${report}`);
if (!values.quick && values.only === undefined && profile === undefined) {
  writeReport(fileURLToPath(new URL('README.md', import.meta.url)), report);
}
