import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { detailOf } from '../detail.ts';

/*
 * npx node test/bench/levers/main.ts --before PATH: CPU of the store's hot calls on SQLite and of reading a large answer, of the build at PATH and of this one,
 * five rounds in turn, each in a process of its own. Prints the medians in µs of the process's CPU.
 */

const { values } = parseArgs({
  options: { before: { type: 'string' }, one: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});

type Figures = Record<string, number>;

if (values.one !== undefined) {
  process.stdout.write(JSON.stringify(await measure(values.one)));
} else {
  const here = fileURLToPath(new URL('../../..', import.meta.url));
  const trees = { before: resolve(values.before ?? '.'), now: here };
  const rounds: Record<keyof typeof trees, Figures[]> = { before: [], now: [] };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const name of ['before', 'now'] as const) {
      const child = [fileURLToPath(import.meta.url), '--one', trees[name]];
      rounds[name].push(JSON.parse(execFileSync(process.execPath, child, { encoding: 'utf8' })));
    }
  }
  for (const what of Object.keys(rounds.now[0] ?? {})) {
    const [before, now] = [median(rounds.before, what), median(rounds.now, what)];
    process.stdout.write(
      `${what}: ${before.toFixed(1)} → ${now.toFixed(1)} µs (${(now / before).toFixed(2)} times)\n`,
    );
  }
}

function median(all: readonly Figures[], what: string): number {
  const sorted = all.map((each) => each[what] ?? Number.NaN).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** µs of CPU a call, by what was called. */
async function measure(tree: string): Promise<Figures> {
  const file = pathToFileURL(join(tree, 'src/store/open.ts')).href;
  const { openStore }: typeof import('../../../src/store/open.ts') = await import(file);
  const folder = await mkdtemp(join(tmpdir(), 'levers-'));
  const surroundings = { clock: systemClock, random: systemRandom, log: silentLog };
  const store = await openStore({ url: `sqlite:${folder}/x.db`, ...surroundings });
  const figures: Figures = {};
  const time = async (what: string, times: number, run: () => Promise<void>) => {
    const begun = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(begun);
    figures[what] = (user + system) / times;
  };
  const account = 'partner:1';
  let made = 0;
  const keep = async (groups: number, size: number) => {
    for (let group = 0; group < groups; group += 1) {
      await Promise.all(
        Array.from({ length: size }, () => {
          made += 1;
          const digest = createHash('sha256').update(`${made}`).digest('base64url');
          const body = `{"orderId":"${made}","more":"${'x'.repeat(300)}"}`;
          return store.inbox.keep({ account, digest, body, trace: `t${made}`, receivedAt: made });
        }),
      );
    }
  };
  await keep(600, 50);
  await time('a pushed message of 50 kept together', 10_000, () => keep(200, 50));
  await time('a pushed message kept alone', 1_000, () => keep(1_000, 1));
  await time('a pushed message taken and settled', 20_000, async () => {
    for (let batch = 0; batch < 200; batch += 1) {
      await store.orders.transact(async (transaction) => {
        const taken = await transaction.takeMessages({ account, limit: 100 });
        // The build before settled by digests.
        const settled = { ids: taken.map(({ id }) => id), digests: taken.map(({ digest }) => digest) };
        await transaction.settleMessages({ account, ...settled, as: 'done' });
      });
    }
  });
  const organization = 'slack:T1';
  await store.grants.set({
    organization,
    scope: 'everywhere',
    subject: 'slack:U1',
    role: 'buyer',
    name: 'A',
    grantedBy: 'slack:U1',
    grantedAt: 1,
  });
  await time('grants of a command', 10_000, async () => {
    for (let times = 0; times < 10_000; times += 1) {
      await store.grants.of({ organization, scopes: ['everywhere', 'slack:C1'] });
    }
  });
  await time('a record of the audit log', 1_000, async () => {
    for (let times = 0; times < 1_000; times += 1) {
      await store.audit.append({
        organization,
        workspace: 'T1',
        conversation: 'slack:C1',
        person: 'slack:U1',
        command: 'seller',
        outcome: 'done',
        trace: `t${times}`,
        facts: { offer: `${times}` },
      });
    }
  });
  await timeHeadline(tree, time);
  await store.close();
  await rm(folder, { recursive: true });
  return figures;
}

/** What `/seller` reads of an offer's details of 10 kB. */
async function timeHeadline(
  tree: string,
  time: (what: string, times: number, run: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const from = (file: string) => import(pathToFileURL(join(tree, 'src/xport', file)).href);
  const { readEnvelope }: typeof import('../../../src/xport/envelope.ts') = await from('envelope.ts');
  const { productHeadline }: typeof import('../../../src/xport/products/detail.ts') =
    await from('products/detail.ts');
  const body = Buffer.from(
    `{"requestId":"r1","code":200,"developId":"1","msg":"成功","data":${detailOf('951807530375')}}`,
  );
  const read = async (times: number) => {
    for (let left = times; left > 0; left -= 1) {
      readEnvelope(
        { status: 200, retryAfter: undefined, body },
        { ...productHeadline, hidden: [], nowMs: 0 },
      );
    }
  };
  await read(3_000);
  await time('the headline of an offer of 10 kB', 10_000, () => read(10_000));
}
