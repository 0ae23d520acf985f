import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { signatureOf } from '../intake/messages.ts';
import { percentile } from '../load/percentile.ts';
import { newsOf } from '../news/messages.ts';
import { account as partner } from '../scene.ts';

/*
 * npx node test/bench/store-thread/main.ts --before PATH: the intake, its reader and the audit log on a SQLite file, of the build
 * at PATH and of this one in turns, each round in a process of its own. CPU of the main thread and of the process, and how long
 * the event loop was held (its active time, waits for the disk included), for one message or record.
 */

const { values } = parseArgs({
  options: {
    before: { type: 'string' },
    one: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    among: { type: 'string', default: '0' },
  },
});

type Figures = Record<string, number>;

if (values.one !== undefined) {
  process.stdout.write(JSON.stringify(await measure(values.one, Number(values.among))));
} else {
  const here = fileURLToPath(new URL('../../..', import.meta.url));
  const trees = { before: resolve(values.before ?? '.'), now: here };
  const rounds: Record<keyof typeof trees, Figures[]> = { before: [], now: [] };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const name of ['before', 'now'] as const) {
      const child = [fileURLToPath(import.meta.url), '--one', trees[name], '--among', values.among];
      const figures: Figures = JSON.parse(execFileSync(process.execPath, child, { encoding: 'utf8' }));
      rounds[name].push(figures);
      const all = Object.entries(figures).map(([what, figure]) => `${what} ${figure.toFixed(3)}`);
      process.stdout.write(`${name}, load ${loadavg()[0]?.toFixed(0)}: ${all.join(', ')}\n`);
    }
  }
  for (const what of Object.keys(rounds.now[0] ?? {})) {
    const [before, now] = [median(rounds.before, what), median(rounds.now, what)];
    process.stdout.write(
      `| ${what} | ${before.toFixed(3)} | ${now.toFixed(3)} | ${(now / before).toFixed(2)} |\n`,
    );
  }
}

function median(all: readonly Figures[], what: string): number {
  return percentile(
    all.map((each) => each[what] ?? Number.NaN),
    0.5,
  );
}

/** Figures in ms. `among`: how many orders are kept before anything is measured. */
async function measure(tree: string, among: number): Promise<Figures> {
  const from = (file: string) => import(pathToFileURL(join(tree, 'src', file)).href);
  const { openStore }: typeof import('../../../src/store/open.ts') = await from('store/open.ts');
  const { createReader }: typeof import('../../../src/notifications/reader.ts') =
    await from('notifications/reader.ts');
  const { intakeRoutes }: typeof import('../../../src/notifications/intake.ts') =
    await from('notifications/intake.ts');
  const { createUpdateSource }: typeof import('../../../src/notifications/update-source.ts') = await from(
    'notifications/update-source.ts',
  );
  const { openXport }: typeof import('../../../src/xport/client.ts') = await from('xport/client.ts');
  const { createInFlight }: typeof import('../../../src/runtime/in-flight.ts') =
    await from('runtime/in-flight.ts');
  const hasThread = existsSync(join(tree, 'src/wiring/store-thread-entry.ts'));
  const entry: typeof import('../../../src/wiring/store-thread-entry.ts') | undefined = hasThread
    ? await from('wiring/store-thread-entry.ts')
    : undefined;
  const unit: typeof import('../../../src/notifications/read-unit.ts') | undefined = hasThread
    ? await from('notifications/read-unit.ts')
    : undefined;

  const folder = await mkdtemp(join(tmpdir(), 'store-thread-'));
  const surroundings = { clock: systemClock, random: systemRandom, log: silentLog };
  const account = 'partner:bench';
  const store = await openStore({
    url: `sqlite:${folder}/x.db`,
    ...(entry !== undefined && { thread: entry.storeThreadEntry }),
    ...surroundings,
  });
  const day = 24 * 60 * 60_000;
  const patience = { unpaidMs: day, unshippedMs: 3 * day, stalledMs: 5 * day };
  const inFlight = createInFlight();
  const xport = openXport({
    account: partner,
    baseUrl: 'http://127.0.0.1:1/api',
    signatureTemplate: '{access-key}{timestamp}{nonce-str}{access-secret}',
    timestampUnit: 'seconds',
    ...surroundings,
  });
  const users = { of: async () => undefined, note: async () => {}, former: async () => [] };
  const reader = createReader({
    store,
    sources: createUpdateSource({ xport, account, users, patience, clock: systemClock }),
    ...(unit !== undefined && { readBatch: (order) => store.runUnit(unit.readUnit, { ...order, patience }) }),
    account,
    inFlight,
    ...surroundings,
  });
  const take = intakeRoutes({
    store,
    account,
    callback: {
      by: { kind: 'signature' },
      base: 'key-and-body',
      accessKey: partner.accessKey,
      secrets: [partner.accessSecret],
    },
    inFlight,
    measure: () => {},
    ...surroundings,
  }).find(({ method }) => method === 'POST');
  const { signal } = new AbortController();
  const ignore = store.signals.on('inbox', reader.wake);
  reader.start();

  const figures: Figures = {};
  let made = 0;
  const requestsFor = (count: number) =>
    Array.from({ length: count }, () => {
      made += 1;
      const body = newsOf(made, 'created', Date.now());
      return {
        method: 'POST',
        path: '/xport/messages',
        query: new URLSearchParams(),
        headers: { authorization: signatureOf(body) },
        body: Buffer.from(body),
        remoteAddress: '',
        signal,
      };
    });

  async function drained(): Promise<void> {
    while ((await store.inbox.state({ account })).waiting > 0) await new Promise((go) => setTimeout(go, 250));
  }

  async function push(requests: ReturnType<typeof requestsFor>, atOnce: number): Promise<number[]> {
    const took: number[] = [];
    let next = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let request = requests[next]; request !== undefined; request = requests[next]) {
          next += 1;
          const begun = performance.now();
          const answer = await take?.handle(request);
          if (answer?.status !== 200) throw new Error(`answered with ${answer?.status}`);
          took.push(performance.now() - begun);
        }
      }),
    );
    return took;
  }

  /** `count` requests, each when it is due. */
  async function pace(requests: ReturnType<typeof requestsFor>, perSecond: number): Promise<number[]> {
    const begun = performance.now();
    const took: number[] = [];
    const work: Promise<void>[] = [];
    for (const [at, request] of requests.entries()) {
      const dueAt = begun + (at * 1000) / perSecond;
      const early = dueAt - performance.now();
      if (early > 0) await new Promise((go) => setTimeout(go, early));
      work.push(
        Promise.resolve(take?.handle(request)).then((answer) => {
          if (answer?.status !== 200) throw new Error(`answered with ${answer?.status}`);
          took.push(performance.now() - dueAt);
        }),
      );
    }
    await Promise.all(work);
    return took;
  }

  async function time(what: string, count: number, run: () => Promise<readonly number[]>): Promise<void> {
    const [main, all, loop] = [
      process.threadCpuUsage(),
      process.cpuUsage(),
      performance.eventLoopUtilization(),
    ];
    const begun = performance.now();
    const took = await run();
    const lasted = performance.now() - begun;
    const held = performance.eventLoopUtilization(loop).active;
    const [mainCpu, allCpu] = [process.threadCpuUsage(main), process.cpuUsage(all)];
    figures[`${what}: CPU of the main thread`] = (mainCpu.user + mainCpu.system) / 1000 / count;
    figures[`${what}: CPU of the process`] = (allCpu.user + allCpu.system) / 1000 / count;
    figures[`${what}: loop held`] = held / count;
    figures[`${what}: time`] = lasted / count;
    if (took.length === 0) return;
    figures[`${what}: p50`] = percentile([...took], 0.5);
    figures[`${what}: p99`] = percentile([...took], 0.99);
  }

  for (let left = Math.max(3_000, among); left > 0; left -= 3_000) {
    await push(requestsFor(Math.min(3_000, left)), 64);
    await drained();
  }
  const closed = requestsFor(3_000);
  await time('64 senders', closed.length, async () => {
    const took = await push(closed, 64);
    await drained();
    return took;
  });
  const open = requestsFor(2_000);
  await time('1,000 a second', open.length, async () => {
    const took = await pace(open, 1_000);
    await drained();
    return took;
  });
  const append = (at: number) =>
    store.audit.append({
      organization: 'slack:T1',
      workspace: 'T1',
      conversation: 'slack:C1',
      person: 'slack:U1',
      command: 'seller',
      outcome: 'done',
      trace: `t${at}`,
      facts: { offer: `${at}` },
    });
  const appendAll = async (count: number, atOnce: number) => {
    const took: number[] = [];
    for (let at = 0; at < count; at += atOnce) {
      const begun = performance.now();
      await Promise.all(Array.from({ length: atOnce }, (_, each) => append(at + each)));
      took.push(performance.now() - begun);
    }
    return took;
  };
  await appendAll(400, 8);
  await time('audit records, one at a time', 300, () => appendAll(300, 1));
  await time('audit records, 8 at a time', 2_400, () => appendAll(2_400, 8));
  await reader.stop();
  ignore();
  await xport.close();
  await store.close();
  await rm(folder, { recursive: true });
  return figures;
}
