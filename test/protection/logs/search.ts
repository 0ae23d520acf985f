import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentity } from '../../fakes/discord/identity.ts';
import { appToken, botToken, signingSecret } from '../../fakes/slack/slack.ts';
import { account } from '../../soak/partner.ts';
import { folderVariable } from './kept-lines.ts';
import { leaksIn } from './leaks.ts';

/** What tests sign in with, sign with, and show the partner. */
const secrets = [
  appToken,
  botToken,
  signingSecret,
  createIdentity().token,
  account.accessSecret,
  account.accessKey,
  'BBBJ82cNui3EUaxxMi_7Go73g',
  '张三丰',
];

const mostShown = 20;

let folder: string | undefined;

/** Before a run of the tests: from now on every process of it keeps its log lines. */
export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'shoptalk-logs-'));
  process.env[folderVariable] = folder;
}

/** After it: fails the run where a line holds what no log may hold. */
export function teardown(): void {
  if (folder === undefined) return;
  const lines = kept(folder, 'lines-');
  const madeUp = kept(folder, 'secrets-').map((line) => String(JSON.parse(line)));
  rmSync(folder, { recursive: true, force: true });
  const leaks = leaksIn(lines, [...secrets, ...madeUp]);
  if (leaks.length === 0) return;
  const shown = leaks.slice(0, mostShown).map(({ secret, line }) => `  ${secret}: ${line.slice(0, 600)}`);
  // Vitest only prints what is thrown here, and would end with status 0.
  process.exitCode = 1;
  throw new Error(
    `${leaks.length} times one of ${lines.length} log lines holds what no log may hold:\n${shown.join('\n')}`,
  );
}

function kept(from: string, kind: string): readonly string[] {
  return readdirSync(from)
    .filter((name) => name.startsWith(kind))
    .flatMap((name) => readFileSync(join(from, name), 'utf8').split('\n'))
    .filter((line) => line !== '');
}
