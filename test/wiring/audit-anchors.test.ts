import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { StoreError } from '../../src/store/error.ts';
import { openStore } from '../../src/store/open.ts';
import { anchorAudit } from '../../src/wiring/audit-anchors.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/process.ts';
import { cutEndAfter } from '../store/anchors-contract.ts';

const hourMs = 60 * 60 * 1000;

const record = {
  organization: 'x:T1',
  workspace: 'T1',
  conversation: 'x:C1',
  command: 'order pay',
  outcome: 'done',
  trace: 't',
  facts: {},
} as const;

describe('a bot', () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  it('anchors the audit log each hour, and says when its end was cut off, as long as it goes on', async () => {
    const folder = await temporaryFolder();
    undo.push(() => folder[Symbol.asyncDispose]());
    const file = `${folder.path}/x.db`;
    const clock = createFakeClock();
    const read = readSettings(platforms, { DATABASE_URL: `sqlite:${file}`, PORT: '0', LOCAL_CHAT: 'on' });
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    const log = createCollectedLog();
    const bot = await startBot(read.settings, { clock, random: systemRandom, log, version: '0.0.0' });
    const store = await openStore({
      url: `sqlite:${file}`,
      clock: systemClock,
      random: systemRandom,
      log: silentLog,
    });
    undo.push(() => store.close());
    const heads = () => log.lines.filter((line) => line.includes('"event":"audit head"')).length;
    const differing = () => log.lines.filter((line) => line.includes('"event":"audit log differs"'));
    const hour = async (logged: number) => {
      await clock.elapse(hourMs);
      await eventually(() => expect(heads()).toBe(logged));
    };
    for (let count = 0; count < 3; count += 1) await store.audit.append(record);
    await hour(1);
    const database = new DatabaseSync(file);
    database.exec(cutEndAfter(1));
    database.close();
    for (let count = 0; count < 3; count += 1) await store.audit.append(record);
    await hour(2);
    await hour(3);
    expect(differing()).toHaveLength(2);
    expect(JSON.parse(differing()[1] ?? '')).toMatchObject({
      level: 'error',
      organization: 'x:T1',
      seq: 3,
      why: 'another',
    });
    await bot.stop();
    expect(heads()).toBe(4);
    expect((await store.anchors.compare()).breaks).toMatchObject([{ why: 'another', seq: 3 }]);
  });
});

describe('anchoring', () => {
  const anchoring = (renew: Parameters<typeof anchorAudit>[0]['store']['anchors']['renew']) => {
    const log = createCollectedLog();
    const counted: number[] = [];
    const anchors = { renew, compare: renew, check: async () => 'holds' as const };
    const done = anchorAudit({ store: { anchors }, log, broken: (chains) => counted.push(chains) });
    return done.then(() => ({ lines: log.lines.map((line) => JSON.parse(line)), counted }));
  };

  it('logs each head as it can be checked later, and counts the chains that are not what they were', async () => {
    const hash = 'fedcba98'.repeat(8);
    const head = { organization: 'x:T1', seq: 2, hash };
    const broken = { organization: 'x:T1', seq: 3, why: 'cut off' as const };
    const breaks = [broken, { ...broken, why: 'cut too early' as const }];
    const { lines, counted } = await anchoring(async () => ({
      heads: [head],
      breaks,
      anchors: 1,
      where: '/x.anchors',
      fault: 'no room',
    }));
    expect(lines).toMatchObject([
      { level: 'info', event: 'audit head', ...head, anchor: `x:T1:2:${hash}` },
      { level: 'error', event: 'audit log differs', ...broken },
      { level: 'error', event: 'audit log differs', why: 'cut too early' },
      { level: 'error', event: 'audit not anchored', where: '/x.anchors', fault: 'no room' },
    ]);
    expect(counted).toEqual([1]);
  });

  it('is logged and no more where the store does not answer', async () => {
    const { lines, counted } = await anchoring(() => Promise.reject(new StoreError('closed', 'closed')));
    expect(lines).toMatchObject([{ level: 'error', event: 'audit not anchored' }]);
    expect(counted).toEqual([]);
  });
});
