import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copySqlite } from '../../../src/store/sqlite/copy.ts';

describe('a copy of a SQLite file by pieces', () => {
  let folder: string;
  let bot: DatabaseSync;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pieces-'));
    bot = new DatabaseSync(join(folder, 'bot.db'));
    bot.exec('pragma journal_mode = wal; create table rows (id integer primary key, text text)');
    write(200);
  });
  afterEach(async () => {
    bot.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Each takes a page. */
  function write(many: number): void {
    bot
      .prepare(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
        insert into rows (text) select hex(zeroblob(1900)) from n`,
      )
      .run(many);
  }

  it('is that of one moment, and does not begin anew when the bot commits between two pieces', async () => {
    let pieces = 0;
    const to = join(folder, 'a.copy');
    await copySqlite(join(folder, 'bot.db'), to, {
      pages: 8,
      rest: 0,
      elapsed() {
        pieces += 1;
        // A copy that begins anew each time would be at it for ever.
        if (pieces < 500) write(1);
        return 0;
      },
    });
    expect(pieces).toBeGreaterThan(20);
    expect(pieces).toBeLessThan(100);
    const copy = new DatabaseSync(to, { readOnly: true });
    expect(copy.prepare('select count(*) as many from rows').get()).toEqual({ many: 200 });
    copy.close();
    expect(bot.prepare('select count(*) as many from rows').get()).toEqual({ many: 200 + pieces });
  });

  it('brings in part by part what was committed meanwhile, and leaves the log to the bot', async () => {
    const file = join(folder, 'bot.db');
    bot.exec('pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0');
    const waiting = () => {
      const { log, checkpointed } = bot.prepare('pragma wal_checkpoint(noop)').get() ?? {};
      return Number(log) - Number(checkpointed);
    };
    const seen: number[] = [];
    await copySqlite(file, join(folder, 'b.copy'), {
      pages: 8,
      rest: 0,
      elapsed() {
        if (seen.length < 60) write(1);
        seen.push(waiting());
        return 0;
      },
    });
    const falls = seen.flatMap((each, at) => {
      const fall = (seen[at - 1] ?? 0) - each;
      return fall > 0 ? [fall] : [];
    });
    expect(falls.length).toBe(3);
    expect(Math.max(...falls)).toBeLessThan(Math.max(...seen) / 2);
    // What was committed since the last part.
    expect(waiting()).toBeLessThan(Math.max(...falls));
  });
});
