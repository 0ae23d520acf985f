import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { openStore } from '../../src/store/open.ts';
import { copyBeside, type HourlyCopies, keepHourlyCopies } from '../../src/wiring/hourly-copies.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { eventually } from '../harness/eventually.ts';
import { run } from '../harness/process.ts';

const hour = 3_600_000;

describe('hourly copies', () => {
  let folder: string;
  let stop: () => Promise<void>;
  const clock = createFakeClock(Date.parse('2026-11-29T10:30:00Z'));
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'hourly-')), 'copies');
  });
  afterEach(async () => {
    await stop();
    await rm(join(folder, '..'), { recursive: true, force: true });
  });

  const names = async () => (await readdir(folder).catch(() => [])).sort();
  const until = (held: () => Promise<void>) => eventually(held);

  function keep(copy: HourlyCopies['copy'] = (file) => writeFile(file, 'whole')): void {
    stop = keepHourlyCopies({ folder, kept: 2, copy, clock, log: silentLog });
  }

  async function hours(count: number, see: () => Promise<void>): Promise<void> {
    for (let each = 0; each < count; each += 1) {
      await until(async () => expect(clock.pending).toBeGreaterThan(0));
      clock.advance(hour);
      await until(async () => expect(clock.pending).toBeGreaterThan(0));
    }
    await until(see);
  }

  it('are made at once and each hour, and the oldest go', async () => {
    keep();
    await hours(4, async () => expect(await names()).toHaveLength(2));
    const [first, last] = await names();
    expect([first, last]).toEqual([
      expect.stringMatching(/^shoptalk-20261129T1[0-9]3000Z\.copy$/),
      expect.stringMatching(/^shoptalk-20261129T1[0-9]3000Z\.copy$/),
    ]);
  });

  it('that fail take none of the others away, nor what is not theirs', async () => {
    keep();
    await hours(2, async () => expect((await names()).length).toBeGreaterThan(0));
    await stop();
    await writeFile(join(folder, 'letter.txt'), 'mine');
    const before = await names();
    const tried: string[] = [];
    keep((file) => {
      tried.push(basename(file));
      return Promise.reject(new Error('no room'));
    });
    await hours(3, async () => expect(tried.length).toBeGreaterThan(1));
    expect(await names()).toEqual(before);
  });

  it('leave nothing half where their maker was killed, since each is as large as the store', async () => {
    let tried = 0;
    keep(async (file) => {
      tried += 1;
      for (const end of ['', '-journal']) await writeFile(`${file}.partial${end}`, 'half');
      throw new Error('killed');
    });
    await hours(2, async () => expect(tried).toBeGreaterThan(1));
    await until(async () => expect(await names()).toEqual([]));
  });

  it('say what ended their maker, also where it said nothing', async () => {
    stop = async () => {};
    const { execPath } = process;
    onTestFinished(() => {
      process.execPath = execPath;
    });
    process.execPath = '/bin/false';
    await expect(copyBeside(join(folder, 'a.copy'), new AbortController().signal)).rejects.toThrow(
      'status 1',
    );
  });

  it('of a clock that was ahead make room for those since', async () => {
    await mkdir(folder);
    const ahead = ['shoptalk-20270101T103000Z.copy', 'shoptalk-20270101T113000Z.copy'];
    for (const name of ahead) await writeFile(join(folder, name), 'whole');
    keep();
    await hours(1, async () => expect(await names()).not.toContain(ahead[0]));
    const [made, left] = await names();
    expect([made, left]).toEqual([expect.stringMatching(/^shoptalk-20261129T/), ahead[1]]);
    await hours(1, async () => expect(await names()).not.toContain(ahead[1]));
    expect(await names()).toEqual([made, expect.stringMatching(/^shoptalk-20261129T/)]);
  });

  it('are cut off where the bot stops, and what was cut off is taken away at the next start', async () => {
    const begun = Promise.withResolvers<string>();
    keep(async (file, signal) => {
      await writeFile(`${file}.partial`, 'half');
      begun.resolve(file);
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    await until(async () => expect(clock.pending).toBeGreaterThan(0));
    clock.advance(hour);
    const file = await begun.promise;
    await stop();
    expect(await names()).toEqual([`${basename(file)}.partial`]);
    keep();
    await until(async () => expect(await names()).toEqual([]));
  });

  it('are made by the program of the backup, and become a store that says what is not known', async () => {
    stop = async () => {};
    await mkdir(folder);
    const place = (name: string) => `sqlite:${join(folder, name)}`;
    const url = place('bot.db');
    const store = await openStore({ url, clock: systemClock, random: systemRandom, log: silentLog });
    await store.close();
    vi.stubEnv('DATABASE_URL', url);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const file = join(folder, 'a.copy');
    await copyBeside(file, new AbortController().signal);
    await expect(copyBeside(file, new AbortController().signal)).rejects.toThrow('is there already');
    const restore = run('src/tools/restore.ts', {
      args: [file],
      environment: { DATABASE_URL: place('other.db') },
      input: 'none',
    });
    expect([await restore.exited, restore.stderr]).toEqual([0, '']);
    expect(restore.stdout).toContain('what of it was told before the restore is told a second time.');
    expect(await names()).toContain('other.db.anchors');
  });
});
