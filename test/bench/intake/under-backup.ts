import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startContender } from '../harness/contender-process.ts';
import { partnerEnvironment, shoptalk } from '../harness/contenders.ts';
import { startOwn } from '../harness/own-process.ts';
import { type PushOrder, pushReport } from './load.ts';

/*
 * `node test/bench/intake/under-backup.ts`: how soon pushed messages are acknowledged while `npm run backup` copies the SQLite
 * file again and again, beside how soon without, on one bot and in turns. What it prints stands in README.md.
 */

const rounds = 5;
const perSecond = 300;
/** Long enough for a whole copy, which takes its time on purpose. */
const seconds = 15;
/** Stored beforehand, so that a copy takes its time. */
const fillSeconds = 15;

const folder = mkdtempSync(join(tmpdir(), 'bench-backup-'));
const at = {
  partner: partnerEnvironment('http://127.0.0.1:9'),
  platforms: { slack: {}, discord: {} },
  sockets: {},
  nodeOptions: [],
  directory: folder,
  temporary: folder,
  trees: { of: () => fileURLToPath(new URL('../../..', import.meta.url)) },
};
const program = shoptalk(at.partner, at);
const running = await startContender(program);
const load = await startOwn(fileURLToPath(new URL('load.ts', import.meta.url)), z.object({}));
try {
  const push = (shape: PushOrder['shape']) =>
    load.ask({ target: running.url, path: '/xport/messages', shape }, pushReport);
  await push({ kind: 'closed', connections: 64, seconds: fillSeconds });
  // Until what was stored has been read, so that the rounds differ by the copies alone.
  await sleep(60_000);
  const megabytes = statSync(join(folder, 'shoptalk.db')).size / 1024 / 1024;
  console.log(`store of ${megabytes.toFixed(0)} MiB, ${perSecond} messages a second`);
  const p99 = { without: [] as number[], under: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const open = { kind: 'open', connections: 64, perSecond, seconds } as const;
    const without = await push(open);
    const copies = copyAgainAndAgain(round);
    const under = await push(open);
    const many = await copies.end();
    p99.without.push(without.p99);
    p99.under.push(under.p99);
    console.log(
      `round ${round}: p50/p99 ${without.p50.toFixed(1)}/${without.p99.toFixed(1)} ms without, ${under.p50.toFixed(1)}/${under.p99.toFixed(1)} ms under ${many} copies; faults ${JSON.stringify([without.faults, under.faults])}`,
    );
  }
  const [without, under] = [median(p99.without), median(p99.under)];
  console.log(
    `p99, medians: ${without.toFixed(1)} and ${under.toFixed(1)} ms: ${(under / without).toFixed(2)} times`,
  );
} finally {
  load.stop();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** One `npm run backup` after the other, until it is ended; how many were whole. */
function copyAgainAndAgain(round: number): { end(): Promise<number> } {
  let ended = false;
  let whole = 0;
  const running = (async () => {
    for (let count = 1; !ended; count += 1) {
      const file = join(folder, `${round}-${count}.copy`);
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('../../../src/launch.js', import.meta.url)), 'tools/backup.ts', file],
        { env: { ...process.env, ...program.environment }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      const status = await new Promise((resolve) => child.once('close', resolve));
      if (status === 0) whole += 1;
      rmSync(file, { force: true });
    }
    return whole;
  })();
  return {
    end() {
      ended = true;
      return running;
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
