import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/domain/audit/entry.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { StoreBed } from './contract.ts';

/** A bed whose rows can be changed behind the store's back. */
export interface AuditBed extends StoreBed {
  alter(sql: string): Promise<void>;
  /** Every value of every row of `table`, as one text. */
  dump(table: string): Promise<string>;
}

const day = 24 * 60 * 60 * 1_000;
const keptDays = 730;
const organization = 'x:T1';

function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    organization,
    workspace: 'T1',
    conversation: 'x:C1',
    command: 'order pay',
    outcome: 'done',
    trace: 'trace-1',
    facts: { order: '42', fen: '1250' },
    person: 'x:U1',
    ...change,
  };
}

/** What every dialect of the store must do for the audit log. */
export function auditContract(name: string, makeBed: () => Promise<AuditBed>): void {
  describe(`the audit log on ${name}`, () => {
    let bed: AuditBed;
    let opened: Store[];
    let clock: ReturnType<typeof createFakeClock>;
    let store: Store;

    async function open(at: Clock): Promise<Store> {
      const next = await bed.open(at);
      opened.push(next);
      return next;
    }

    beforeEach(async () => {
      bed = await makeBed();
      opened = [];
      clock = createFakeClock();
      store = await open(clock);
    });

    afterEach(async () => {
      await Promise.all(opened.map((each) => each.close()));
      await bed.dispose();
    });

    async function fill(count: number, change: Partial<AuditEntry> = {}): Promise<void> {
      for (let index = 1; index <= count; index += 1) {
        await store.audit.append(
          entry({ trace: `trace-${index}`, about: 'x:U2', words: 'too dear', ...change }),
        );
        clock.advance(1_000);
      }
    }

    const verdict = () => store.audit.verify({ organization });

    it('gives back what it was told, the newest first', async () => {
      await store.audit.append(entry());
      await store.audit.append(entry({ command: 'address add', facts: {}, person: 'x:U2', words: '理由' }));
      const [newest, oldest, ...more] = await store.audit.list({ organization, limit: 10 });
      expect(more).toEqual([]);
      expect(newest).toMatchObject({ seq: 2, at: clock.now(), command: 'address add', facts: '{}' });
      expect(newest?.personal).toMatchObject({
        person: { value: 'x:U2' },
        about: { mark: null, value: null, salt: null },
        words: { value: '理由' },
      });
      expect(oldest).toMatchObject({ seq: 1, workspace: 'T1', conversation: 'x:C1', outcome: 'done' });
      expect(newest?.before).toBe(oldest?.hash);
      expect(await verdict()).toEqual({ good: 2 });
    });

    it('finds by person, by command and by time, page by page', async () => {
      await fill(5);
      const since = clock.now();
      await fill(2, { command: 'order cancel', person: 'x:U3' });
      await fill(1, { command: 'orders', person: 'x:U4', about: 'x:U3' });
      const traces = async (query: Omit<Parameters<typeof store.audit.list>[0], 'organization'>) =>
        (await store.audit.list({ organization, ...query })).map(({ seq }) => seq);
      expect(await traces({ limit: 2, skip: 1 })).toEqual([7, 6]);
      expect(await traces({ limit: 9, person: 'x:U3' })).toEqual([8, 7, 6]);
      expect(await traces({ limit: 9, command: 'order' })).toEqual([7, 6, 5, 4, 3, 2, 1]);
      expect(await traces({ limit: 9, command: 'order cancel' })).toEqual([7, 6]);
      expect(await traces({ limit: 9, since })).toEqual([8, 7, 6]);
      expect(await traces({ limit: 9, since, person: 'x:U1' })).toEqual([]);
      expect(await traces({ limit: 2, before: 7 })).toEqual([6, 5]);
    });

    it('keeps organizations apart, each with a chain of its own', async () => {
      await store.audit.append(entry());
      expect(await store.audit.append(entry({ organization: 'x:T2' }))).toBe(1);
      expect(await store.audit.list({ organization: 'x:T2', limit: 9 })).toHaveLength(1);
      expect(await store.audit.organizations()).toEqual(['x:T1', 'x:T2']);
      expect(await store.audit.verify({ organization: 'x:T2' })).toEqual({ good: 1 });
    });

    it('has no gap and no fork when fifty are added at once over two connections', async () => {
      const other = await open(clock);
      const added = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? store : other).audit.append(
            entry({ trace: `t${index}`, ...(index % 5 === 0 && { organization: 'x:T2' }) }),
          ),
        ),
      );
      expect(await store.audit.verify({ organization })).toEqual({ good: 40 });
      expect(await other.audit.verify({ organization: 'x:T2' })).toEqual({ good: 10 });
      // Everybody was given the number of their own record.
      const traces = await Promise.all(
        added.map(async (seq, index) => {
          const of = index % 5 === 0 ? 'x:T2' : organization;
          const [record] = await store.audit.list({ organization: of, before: seq + 1, limit: 1 });
          return record?.trace;
        }),
      );
      expect(traces).toEqual(Array.from({ length: 50 }, (_, index) => `t${index}`));
    });

    const columns = {
      at: 'at + 1',
      workspace: "'T9'",
      conversation: "'x:C9'",
      command: "'order show'",
      outcome: "'refused'",
      trace: "'another'",
      facts: `'{"fen":"1","order":"42"}'`,
      before: "'0'",
      hash: "'0'",
      person_mark: "'0'",
      person: "'x:U9'",
      person_salt: "'0'",
      about_mark: 'null',
      about: "'x:U9'",
      about_salt: 'null',
      words_mark: "'0'",
      words: "'cheap'",
      words_salt: "'0'",
    };

    it.each(Object.entries(columns))('tells that %s was changed', async (column, value) => {
      await fill(4);
      expect(await verdict()).toEqual({ good: 4 });
      await bed.alter(`update audit set ${column} = ${value} where seq = 2`);
      expect(await verdict()).toMatchObject({ good: 1, broken: { seq: 2 } });
    });

    it.each([
      ['a record was taken out of the middle', 'delete from audit where seq = 2', { seq: 2, why: 'missing' }],
      ['the first was taken away', 'delete from audit where seq = 1', { seq: 1, why: 'missing' }],
      ['the last was taken away', 'delete from audit where seq = 4', { seq: 4, why: 'cut off' }],
      ['all were taken away', 'delete from audit', { seq: 1, why: 'cut off' }],
      ['the head was taken away', 'delete from audit_heads', { seq: 1, why: 'too many' }],
      ['the head was set back', 'update audit_heads set seq = 3', { seq: 3, why: 'out of place' }],
      ['its hash was changed', "update audit_heads set hash = '0'", { seq: 4, why: 'out of place' }],
      [
        'a record was put into another chain',
        "update audit set organization = 'x:T2' where seq = 4",
        { seq: 4, why: 'cut off' },
      ],
      ['a mark was made up', "update audit set words_mark = '1' where seq = 3", { seq: 3, why: 'changed' }],
      [
        'a cut was pretended',
        'update audit_heads set cut_seq = 2, cut_hash = hash',
        { seq: 1, why: 'too many' },
      ],
    ])('tells that %s', async (_, sql, broken) => {
      await fill(4);
      await bed.alter(sql);
      expect(await verdict()).toMatchObject({ broken });
    });

    it('forgets a person without breaking the chain, and leaves nothing of them', async () => {
      await fill(2, { person: 'x:U77', about: 'x:U2', words: 'mine own words' });
      await fill(1, { person: 'x:U1', about: 'x:U77', words: 'words on U77' });
      await fill(1, { person: 'x:U77', about: 'x:U77', words: 'words on U77' });
      await fill(2, { person: 'x:U1', about: 'x:U2', words: 'of others' });
      await store.audit.append(entry({ organization: 'x:T2', person: 'x:U77' }));
      expect(await store.audit.forget({ organization, person: 'x:U77' })).toBe(4);
      expect(await verdict()).toEqual({ good: 6 });
      const left = await store.audit.list({ organization, limit: 10 });
      const text = JSON.stringify(left);
      expect(text).not.toContain('U77');
      expect(text).not.toContain('mine own');
      expect(text.match(/of others/g)).toHaveLength(2);
      expect(await store.audit.list({ organization, person: 'x:U77', limit: 9 })).toEqual([]);
      expect(await store.audit.list({ organization: 'x:T2', person: 'x:U77', limit: 9 })).toHaveLength(1);
      await store.audit.append(entry({ person: 'x:U77' }));
      expect(await verdict()).toEqual({ good: 7 });
      expect(await store.audit.forget({ organization, person: 'x:U77' })).toBe(1);
      expect(await store.audit.forget({ organization: 'x:T2', person: 'x:U77' })).toBe(1);
      expect(await bed.dump('audit')).not.toMatch(/U77|mine own/);
    });

    it('cuts off what is past its age, and the rest still holds', async () => {
      await fill(3);
      clock.advance(keptDays * day - 4_000);
      await fill(2);
      expect(await store.sweep()).toMatchObject({ audit: 2 });
      expect(await verdict()).toEqual({ good: 3 });
      expect((await store.audit.list({ organization, limit: 9 })).map(({ seq }) => seq)).toEqual([5, 4, 3]);
      clock.advance(2 * keptDays * day);
      expect(await store.sweep()).toMatchObject({ audit: 3 });
      expect(await verdict()).toEqual({ good: 0 });
      await fill(1);
      expect(await verdict()).toEqual({ good: 1 });
      expect((await store.audit.list({ organization, limit: 9 })).map(({ seq }) => seq)).toEqual([6]);
    });

    it('cuts off more than one batch, and keeps a broken chain broken', async () => {
      await Promise.all(
        Array.from({ length: 1_203 }, (_, index) => store.audit.append(entry({ trace: `${index}` }))),
      );
      await bed.alter('delete from audit where seq = 1100');
      clock.advance((keptDays + 1) * day);
      expect(await store.sweep()).toMatchObject({ audit: 1_000 });
      expect(await verdict()).toEqual({ good: 99, broken: { seq: 1_100, why: 'missing' } });
    });

    it('holds whatever is added, forgotten and cut off', async () => {
      const people = ['x:U1', 'x:U2', 'x:U3'] as const;
      const person = fc.constantFrom(...people);
      const step = fc.oneof(
        fc.record({
          kind: fc.constant('add' as const),
          change: fc.record(
            {
              person,
              about: person,
              words: fc.string().map((text) => text.replaceAll('\u0000', '')),
              facts: fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,8}$/), fc.stringMatching(/^[\w ."-]*$/)),
            },
            { requiredKeys: ['facts'] },
          ),
        }),
        fc.record({ kind: fc.constant('forget' as const), person }),
        fc.record({ kind: fc.constant('age' as const), days: fc.integer({ min: 1, max: 900 }) }),
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          run += 1;
          const mine = `x:run${run}`;
          for (const each of steps) {
            if (each.kind === 'add') await store.audit.append(entry({ ...each.change, organization: mine }));
            else if (each.kind === 'forget')
              await store.audit.forget({ organization: mine, person: each.person });
            else {
              clock.advance(each.days * day);
              await store.sweep();
            }
            expect(await store.audit.verify({ organization: mine })).not.toHaveProperty('broken');
          }
        }),
        { numRuns: 25 },
      );
    });
  });
}
