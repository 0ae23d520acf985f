import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { makeSqliteBed, type SqliteBed } from '../bed.ts';

const holder = fileURLToPath(new URL('turn-holder.ts', import.meta.url));

const turn = { organization: 'x:1', name: 'sweep', holdMs: 600_000 };

describe('the lives of processes on one SQLite file', () => {
  let bed: SqliteBed;
  const children: ChildProcess[] = [];
  const opened: Store[] = [];

  beforeEach(async () => {
    bed = await makeSqliteBed();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await bed.dispose();
  });

  async function open(file = bed.file, log = silentLog): Promise<Store> {
    const store = await openStore({ url: `sqlite:${file}`, clock: systemClock, random: systemRandom, log });
    opened.push(store);
    return store;
  }

  /** Starts a process that takes the turn, and resolves once it has it. */
  async function startHolder(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [holder, `sqlite:${bed.file}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      expect(z.object({ taken: z.boolean() }).parse(JSON.parse(line))).toEqual({ taken: true });
      return child;
    }
    throw new Error('the process ended before it had the turn');
  }

  const folder = () => `${bed.file}.lives`;
  const files = () => readdir(folder());

  it('end with a process that is killed, whose turn is free at once', async () => {
    const child = await startHolder();
    const store = await open();
    expect(await store.lives.takeOver()).toMatchObject({ lives: 0, others: true });
    await kill(child);
    expect(await store.lives.takeOver()).toMatchObject({ lives: 1, others: false });
    expect(await store.turns.take({ ...turn, holder: 'next' })).toBe(true);
    // Only ours is left.
    expect(await files()).toEqual([expect.stringMatching(/^[A-Za-z0-9]{16}$/)]);
  });

  it('go on while a process is frozen, whose time must run out', async () => {
    const child = await startHolder();
    const store = await open();
    child.kill('SIGSTOP');
    expect(await store.lives.takeOver()).toMatchObject({ lives: 0, others: true });
    expect(await store.turns.take({ ...turn, holder: 'next' })).toBe(false);
    child.kill('SIGCONT');
    expect(await store.lives.takeOver()).toMatchObject({ lives: 0, others: true });
  });

  it('are not believed where the folder was copied, moved to another file, or lost its files', async () => {
    const first = await open();
    await first.turns.take({ ...turn, holder: 'first' });
    const copy = join(dirname(bed.file), 'copy.db');
    for (const suffix of ['', '-wal', '-shm', '.lives']) {
      await cp(`${bed.file}${suffix}`, `${copy}${suffix}`, { recursive: true, force: true });
    }
    const elsewhere = await open(copy);
    expect(await elsewhere.lives.takeOver()).toMatchObject({ lives: 0, others: true });
    expect(await elsewhere.turns.take({ ...turn, holder: 'copy' })).toBe(false);

    const beside = await open();
    const [name = ''] = await files();
    await cp(join(folder(), name), join(folder(), 'saved'));
    await rm(join(folder(), name));
    expect(await beside.lives.takeOver()).toMatchObject({ lives: 0, others: true });
    await cp(join(folder(), 'saved'), join(folder(), name));
    expect(await beside.lives.takeOver()).toMatchObject({ lives: 0, others: true });
    expect(await beside.turns.take({ ...turn, holder: 'beside' })).toBe(false);
  });

  it('clear away at the start what others left, and nothing that is not theirs', async () => {
    const first = await open();
    await first.turns.take({ ...turn, holder: 'first' });
    await first.close();
    expect(await files()).toHaveLength(1);
    await writeFile(join(folder(), 'notes.txt'), 'of a person');
    await utimes(folder(), 0, 0);
    const next = await open();
    expect(await next.lives.takeOver()).toMatchObject({ lives: 1 });
    expect(await files()).toEqual(['notes.txt']);
  });

  it('are not known where no file can be made, and holds run out by their time as ever', async () => {
    const log = createCollectedLog();
    await writeFile(folder(), 'in the way');
    const store = await open(bed.file, log);
    expect(await store.turns.take({ ...turn, holdMs: 1, holder: 'a' })).toBe(true);
    expect(log.lines.filter((line) => line.includes('"warn"'))).toHaveLength(1);
    expect(await store.lives.takeOver()).toEqual({ lives: 0, queues: 0, others: false });
    await expect.poll(() => store.turns.take({ ...turn, holder: 'b' })).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('are not known in a folder that may not be written', async () => {
    const store = await open();
    await chmod(dirname(bed.file), 0o500);
    try {
      expect(await store.turns.take({ ...turn, holder: 'a' })).toBe(true);
      expect(await store.lives.takeOver()).toEqual({ lives: 0, queues: 0, others: false });
    } finally {
      await chmod(dirname(bed.file), 0o700);
    }
  });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
