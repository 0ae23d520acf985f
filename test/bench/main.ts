import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPeers } from './harness/install.ts';
import { measure } from './harness/measure.ts';
import { plans } from './harness/plan.ts';
import { reportOf, writeReport } from './harness/report.ts';

/**
 * `npm run bench`: the bot beside its peers, see README.md. `--quick` for a look in under a minute, `--only
 * PATTERN` for the parts whose name matches; the README is written only by the whole run.
 */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
if (process.platform !== 'linux') {
  console.error('The benchmark reads /proc, so it runs on Linux only.');
  process.exit(2);
}
installPeers(fileURLToPath(new URL('.', import.meta.url)));
const pattern = new RegExp(values.only ?? '');
const measured = await measure(
  values.quick ? plans.quick : plans.full,
  (name) => pattern.test(name),
  (line) => console.log(line),
);
const report = reportOf(measured, {
  cores: availableParallelism(),
  architecture: process.arch,
  nodeVersion: process.versions.node,
  date: new Date().toISOString().slice(0, 10),
});
console.log(`\n${report}`);
if (!values.quick && values.only === undefined) {
  writeReport(fileURLToPath(new URL('README.md', import.meta.url)), report);
}
