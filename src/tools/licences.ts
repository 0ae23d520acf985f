import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { minuteMs } from '../runtime/durations.ts';
import { endWhenUnread } from './command-line.ts';
import { licenceFaults, lockFile, packagesListed } from './licence-list.ts';

endWhenUnread();

/*
 * npm run licences: every package that is installed with its licence, and those that none of ours may have; then the
 * holes that are known of them, where the registry can be asked. Status 1 for a wrong licence or a hole. The licences
 * need no network.
 */

/** What `npm audit --json` says, as far as it is read; an answer without it is no report. */
const auditReport = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ name: z.string(), severity: z.string(), range: z.string() }),
  ),
});

const root = new URL('../../', import.meta.url);
const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return undefined;
  }
};
const packages = packagesListed(lockFile.parse(JSON.parse(textOf('package-lock.json') ?? '{}')), (folder) =>
  textOf(`${folder}/package.json`),
);
for (const { name, version, licence } of packages) say(`${name} ${version}: ${licence}`);
const faults = licenceFaults(packages);
for (const fault of faults) say(`✗ ${fault}`);
say(`${packages.length} packages, ${faults.length} with a licence that is not on the list`);
const holes = knownHoles();
process.exitCode = faults.length > 0 || holes > 0 ? 1 : 0;

/** How many; 0 also where no registry could be asked, which is said. */
function knownHoles(): number {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: minuteMs,
  });
  const report = auditReport.safeParse(jsonOf(stdout));
  if (!report.success) {
    say('? Known holes: the registry could not be asked. Try again where it can be reached.');
    return 0;
  }
  const found = Object.values(report.data.vulnerabilities);
  for (const { name, severity, range } of found) say(`✗ ${name} ${range}: a known hole (${severity})`);
  say(`${found.length} packages with known holes`);
  return found.length;
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
