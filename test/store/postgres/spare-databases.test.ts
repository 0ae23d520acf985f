import { beforeEach, expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { askAt, askServer, describeOnPostgres, makePostgresBed, type PostgresBed } from './bed.ts';

/** Whether the server still has the database of a bed that was disposed of. */
async function isThere(bed: PostgresBed): Promise<boolean> {
  const found = await askServer('select 1 from pg_database where datname = $1', [
    new URL(bed.url).pathname.slice(1),
  ]);
  return found.length > 0;
}

describeOnPostgres('what a test leaves in its database', () => {
  let bed: PostgresBed;
  beforeEach(async () => {
    bed = await makePostgresBed();
  });

  it('is gone before the next one has it: rows, counted ids, sessions', async () => {
    const clock = createFakeClock();
    const store = await bed.open(clock);
    await store.claims.begin({ organization: 'x:1', key: 'one', holdMs: 1_000 });
    await bed.ask("select setval('inbox_id_seq', 41)");
    // Neither closed nor asked whether it may be cut.
    await bed.dispose();
    await store.close();

    const next = await makePostgresBed();
    expect(next.url).toBe(bed.url);
    expect(await next.ask('select 1 from claims')).toEqual([]);
    expect(await next.ask("select nextval('inbox_id_seq')::int as id")).toEqual([{ id: 1 }]);
    expect(await next.ask('select 1 from migrations')).not.toEqual([]);
    await next.dispose();
  });

  it.each([
    ['a column', ['alter table claims add column more text']],
    ['an index that is gone', ['drop index inbox_waiting']],
    ['a right', ['grant select on claims to public']],
    ['statistics', ["insert into link_keys values ('k', 'v')", 'analyze link_keys']],
    ['a migration', ["insert into migrations (name, applied_at) values ('9999-newer', 1)"]],
    [
      'that it is read only',
      [
        "do $$ begin execute 'alter database ' || current_database() || ' set default_transaction_read_only = on'; end $$",
      ],
    ],
  ])('goes with the database where it is %s', async (_, statements) => {
    for (const statement of statements) await askAt(bed.url, statement);
    await bed.dispose();
    expect(await isThere(bed)).toBe(false);
  });
});
