import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogSync } from '../../../src/store/sqlite/log-sync.ts';

describe('bringing the log to the disk', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-sync-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is told to all who ask, also while it is under way', async () => {
    const file = join(folder, 'x.db');
    writeFileSync(`${file}-wal`, 'x');
    const log = createLogSync(file);
    const [first, second, third] = [log.sync(), log.sync(), log.sync()];
    // What is under way may have begun before the later commits.
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    await Promise.all([first, second, third]);
    await log.sync();
    await log.close();
  });

  it('is never told again once the disk failed, though it would work again', async () => {
    const file = join(folder, 'y.db');
    writeFileSync(`${file}-wal`, 'x');
    let asked = 0;
    const log = createLogSync(file, async () => {
      asked += 1;
      if (asked === 1) throw Object.assign(new Error('i/o'), { code: 'EIO' });
    });
    const [first, meanwhile] = [log.sync(), log.sync()];
    await expect(first).rejects.toMatchObject({ code: 'EIO' });
    await expect(meanwhile).rejects.toMatchObject({ code: 'EIO' });
    await expect(log.sync()).rejects.toMatchObject({ code: 'EIO' });
    await log.close();
  });

  it('fails where there is no log', async () => {
    const log = createLogSync(join(folder, 'z.db'));
    await expect(log.sync()).rejects.toMatchObject({ code: 'ENOENT' });
    await log.close();
  });
});
