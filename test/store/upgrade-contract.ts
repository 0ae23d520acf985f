import { readFile } from 'node:fs/promises';
import { type RawBuilder, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approvalAbove } from '../../src/domain/requests/house-rules.ts';
import { createAlertCheck } from '../../src/notifications/alert-check.ts';
import { createUpdateSource } from '../../src/notifications/update-source.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createDatabase } from '../../src/store/database.ts';
import type { Engine } from '../../src/store/engine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/list.ts';
import { openRequestService } from '../../src/wiring/requests.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { openTestXport } from '../xport/open.ts';
import type { StoreBed } from './contract.ts';
import { type Death, expectGoesOn, makeFullQueue } from './full-queue.ts';

/** A database as an earlier version left it. */
export interface UpgradeBed extends StoreBed {
  openEngine(): Engine;
}

/** What every dialect of the store must do with rows of earlier versions. */
export function upgradeContract(name: string, makeBed: () => Promise<UpgradeBed>): void {
  describe(`an upgrade of the store on ${name}`, () => {
    let bed: UpgradeBed;
    beforeEach(async () => {
      bed = await makeBed();
    });
    afterEach(() => bed.dispose());

    /** Brings the database as far as the step `last`, and fills it. */
    async function filledUpTo(last: string, rows: readonly RawBuilder<unknown>[]): Promise<void> {
      const engine = bed.openEngine();
      const database = createDatabase(engine);
      const steps = migrations.slice(0, migrations.findIndex((step) => step.name === last) + 1);
      await migrate({
        database,
        migrations: steps,
        version: '0.2.0',
        clock: createFakeClock(),
        log: silentLog,
      });
      for (const row of rows) await row.execute(database.unscoped);
      await engine.close();
    }

    it('lets in the places that an admin had set rules for, and leaves outside what only watches', async () => {
      const recorded = await readFile(new URL('../fixtures/store-0.1.0.sql', import.meta.url), 'utf8');
      const rows = recorded.split('\n').filter((line) => line.startsWith('insert into '));
      await filledUpTo(
        '0009-ends',
        rows.map((line) => sql.raw(line.replace(/;$/, ''))),
      );
      const store = await bed.open(createFakeClock());
      const letIn = (await store.admissions.admitted()).map(({ workspace }) => workspace);
      expect(letIn).toEqual([
        'discord:100000000000000001',
        'discord:100000000000000002',
        'discord:100000000000000003',
        'slack:T0HOME0001',
      ]);
      expect(await store.admissions.undecided()).toEqual([
        { workspace: 'discord:100000000000000004', watches: 2 },
      ]);
      const { notifications } = await store.conversations.settings({
        organization: 'discord:100000000000000002',
        conversation: 'discord:100000000000000021',
      });
      expect(notifications).toEqual({ quiet: { from: 1320, to: 480 } });
      const kept = await store.watches.of({
        organization: 'discord:100000000000000004',
        conversation: 'discord:100000000000000041',
      });
      expect(kept).toHaveLength(1);
      await store.close();
    });

    it('knows which records of before are about which order', async () => {
      const row = (seq: number, facts: string) =>
        sql`insert into audit (organization, seq, at, place, conversation, command, outcome, trace, facts, before, hash)
          values ('x:T1', ${seq}, ${seq}, 'T', 'x:C1', 'order pay', 'done', 't', ${facts}, '', '')`;
      const [one, two] = ['3305075341100000001', '3305075341100000002'];
      await filledUpTo('0028-indexes-in-order', [
        row(1, `{"order":"${one}"}`),
        row(2, `{"orders":"${one} ${two}"}`),
        row(3, '{"role":"buyer"}'),
        // More than one page of them.
        ...Array.from({ length: 600 }, (_, at) => row(4 + at, `{"order":"${two}"}`)),
      ]);
      const store = await bed.open(createFakeClock());
      const named = async (orderId: string) =>
        (await store.operator.auditOfOrder({ orderId, limit: 1_000 })).map(({ seq }) => seq);
      expect(await named(one)).toEqual([2, 1]);
      expect(await named(two)).toHaveLength(601);
      await store.close();
    });

    it('keeps messages in the order of their arrival, and knows which came before', async () => {
      // Two end alike, as two digests all but never do.
      const digests = ['b-the-same-ending', 'a-the-same-ending', 'c'];
      const row = (digest: string, receivedAt: number, settledAt: number | null) =>
        sql`insert into inbox (organization, digest, body, trace, received_at, settled_at)
          values ('buyer', ${digest}, ${`{"of":"${digest}"}`}, 't', ${receivedAt}, ${settledAt})`;
      await filledUpTo('0019-copies', [
        ...digests.map((digest, at) => row(digest, 1000 - at, null)),
        ...Array.from({ length: 1200 }, (_, at) => row(`read-${at}`, at, at)),
      ]);
      const store = await bed.open(createFakeClock());
      const account = 'buyer';
      const waiting = await store.orders.transact((transaction) =>
        transaction.takeMessages({ account, limit: 9 }),
      );
      expect(waiting.map(({ digest, body }) => [digest, body])).toEqual(
        digests.toReversed().map((digest) => [digest, `{"of":"${digest}"}`]),
      );
      const again = [...digests, ...Array.from({ length: 1200 }, (_, at) => `read-${at}`)];
      const came = { account, body: '{}', trace: 't', receivedAt: 2000 };
      const told = await Promise.all(again.map((digest) => store.inbox.keep({ ...came, digest })));
      expect(new Set(told)).toEqual(new Set(['repeat']));
      expect(await store.inbox.keep({ ...came, digest: 'd-the-same-ending' })).toBe('new');
      await store.close();
    });

    it('takes each access key of before for an account that keeps its rows', async () => {
      await filledUpTo('0013-states-read-anew', [
        sql`insert into orders (organization, order_id, state, version, phase, created_at, changed_at)
          values ('partner:0123456789abcdef', '1', '{}', 1, 'unpaid', 1, 700)`,
        sql`insert into watches (organization, conversation, subject, place, account, rule, set_by, set_at)
          values ('x:T1', 'x:C1', 'all', 'T1', 'partner:fedcba9876543210', '{}', 'x:U1', 1)`,
      ]);
      const store = await bed.open(createFakeClock());
      const all = await store.accountNames.all();
      expect(all.map(({ id, keys, kind, usedAt, holds }) => [id, keys, kind, usedAt, holds])).toEqual([
        ['partner:0123456789abcdef', ['0123456789abcdef'], 'unknown', 700, true],
        ['partner:fedcba9876543210', ['fedcba9876543210'], 'unknown', 0, true],
      ]);
      expect(await store.orders.list({ account: 'partner:0123456789abcdef', limit: 9 })).toHaveLength(1);
      await store.close();
    });

    it('keeps messages about requests, and tells which of them were given up', async () => {
      const message = (kind: string, shown: number, dueAt: number | null) =>
        sql`insert into request_messages
          (organization, request, kind, place, conversation, wanted, shown, due_at, held_until, created_at, attempts)
          values ('x:T1', 'r1', ${kind}, 'T1', 'x:C1', 2, ${shown}, ${dueAt}, 0, 1000, 19)`;
      await filledUpTo('0007-requests', [
        message('card', 1, null),
        message('answer', 0, 1500),
        message('reminder', 2, null),
      ]);
      const { queues, ...store } = await bed.open(createFakeClock(2000));
      expect(await queues.counts()).toEqual({ due: 1, later: 0, unclear: 0, parked: 1, queues: 1 });
      expect(await queues.parked({ organization: 'x:T1', limit: 5 })).toMatchObject([
        { subjectId: 'r1', part: 'card', conversation: 'x:C1', parkedAt: 1000, reason: 'given up' },
      ]);
      await queues.retry({ organization: 'x:T1' });
      const [queue] = await queues.claim({ limit: 5, holdMs: 1000 });
      const due = queue === undefined ? [] : await queues.due(queue, 9);
      expect(due.map(({ part, attempts }) => [part, attempts]).sort()).toEqual([
        ['answer', 19],
        ['card', 0],
      ]);
      await store.close();
    });

    it('goes on with a full queue: what was begun is looked up, none is lost and none doubled', async () => {
      const full = await makeFullQueue();
      await filledUpTo('0009-ends', full.rows);
      const store = await bed.open(full.clock);
      await expectGoesOn(full, store);
      // Where an asker was answered directly is known for as long as the request is.
      const person = { organization: 'x:T1', person: 'x:U8', directWorkspace: 'x:dm:U8' };
      const keep = (text: string) => text;
      const without = {
        rule: keep,
        content: keep,
        request: keep,
        askedDirectly: () => undefined,
        answeredDirectly: () => undefined,
        card: '',
      };
      expect((await store.erasure.forget({ ...person, directs: undefined, without })).stays).not.toContain(
        'directs',
      );
      await store.close();
    }, 60_000);

    it('goes on with a full queue though one process after the other dies, at any call', async () => {
      const full = await makeFullQueue();
      await filledUpTo('0009-ends', full.rows);
      const store = await bed.open(full.clock);
      // Each has its own: some die before they said anything, others in the middle of it or right after it.
      const deaths = Array.from(
        { length: 36 },
        (_, index): Death => [3 + index, index % 2 === 0 ? 'after' : 'before'],
      );
      await expectGoesOn(full, store, deaths);
      await store.close();
    }, 120_000);

    it('anchors the audit log as it is, and nothing of it is wrong for being older', async () => {
      const hash = (digit: string) => digit.repeat(64);
      const record = (seq: number) =>
        sql`insert into audit
          (organization, seq, at, place, conversation, command, outcome, trace, facts, before, hash)
          values ('x:T1', ${seq}, 1000, 'T1', 'x:C1', 'order pay', 'done', 't', '{}', ${hash('0')}, ${hash(`${seq}`)})`;
      const head = (organization: string, seq: number, cutSeq: number) =>
        sql`insert into audit_heads (organization, seq, hash, cut_seq, cut_hash)
          values (${organization}, ${seq}, ${hash(`${seq}`)}, ${cutSeq}, ${hash(`${cutSeq}`)})`;
      await filledUpTo('0009-ends', [record(4), record(5), head('x:T1', 5, 3), head('x:T2', 7, 7)]);
      const store = await bed.open(createFakeClock(2000));
      const heads = [
        { organization: 'x:T1', seq: 5, hash: hash('5') },
        { organization: 'x:T2', seq: 7, hash: hash('7') },
      ];
      expect(await store.anchors.compare()).toMatchObject({ heads, breaks: [], anchors: 0 });
      expect(await store.anchors.renew()).toMatchObject({ heads, breaks: [], anchors: 0 });
      expect(await store.anchors.compare()).toMatchObject({ heads, breaks: [], anchors: 2 });
      await store.close();
    });

    it('looks over the orders whose state no version knew, and lists them where they are', async () => {
      const state = (status: string) =>
        JSON.stringify({
          form: 1,
          orderId: '3305075341149134260',
          market: '1688',
          said: [{ type: 'ORDER_BUYER_VIEW_ORDER_PAY', at: 1000, status }],
          parcels: [],
          replaced: [],
          unknownTypes: [],
          alerted: [],
        });
      const order = (orderId: string, phase: string, status: string) =>
        sql`insert into orders (organization, order_id, state, version, phase, created_at, changed_at)
          values ('buyer', ${orderId}, ${state(status).replace('3305075341149134260', orderId)}, 1, ${phase}, 1000, 1000)`;
      await filledUpTo('0012-audit-anchors', [
        order('3305075341149134260', 'unknown', 'signinsuccess'),
        order('3305075341149134261', 'unknown', 'waitpigeon'),
        order('3305075341149134262', 'shipped', 'waitbuyerreceive'),
      ]);
      const clock = createFakeClock(2000);
      const store = await bed.open(clock);
      const xport = openTestXport('http://127.0.0.1:1', { clock });
      const day = 24 * 60 * 60 * 1000;
      const sources = createUpdateSource({
        xport,
        account: 'buyer',
        users: { of: async () => undefined, note: async () => {}, former: async () => [] },
        patience: { unpaidMs: day, unshippedMs: day, stalledMs: day },
        clock,
      });
      const parts = { store, sources, account: 'buyer', clock, random: systemRandom, log: silentLog };
      const alerting = createAlertCheck(parts);
      alerting.start();
      clock.advance(1);
      await alerting.stop();
      const listed = async (phase: string) =>
        (await store.orders.list({ account: 'buyer', phases: [phase], limit: 9 })).map(
          ({ orderId, checkAt }) => [orderId, checkAt],
        );
      expect(await listed('received')).toEqual([['3305075341149134260', undefined]]);
      expect(await listed('unknown')).toEqual([['3305075341149134261', 1000 + day]]);
      expect(await listed('shipped')).toEqual([['3305075341149134262', undefined]]);
      // What people see is drawn anew only where it reads otherwise now.
      const versions = await store.orders.list({ account: 'buyer', limit: 9 });
      expect(versions.map(({ orderId, version }) => [orderId.at(-1), version]).sort()).toEqual([
        ['0', 2],
        ['1', 1],
        ['2', 1],
      ]);
      await xport.close();
      await store.close();
    });

    it('keeps requests and limits of before amounts were counted, and counts from then on', async () => {
      const state = JSON.stringify({
        id: 'Ab12Cd34Ef56Gh78',
        organization: 'x:T1',
        asker: 'x:U1',
        language: 'en',
        askedAt: 1000,
        subject: { kind: 'payment', orderId: '3305075341149134260', totalFen: 656_100, title: 'Flask' },
        asked: { place: 'T1', conversation: 'x:C1', direct: false },
        shown: { place: 'T1', conversation: 'x:C2' },
        standing: { is: 'open' },
        expiresAt: 9_000_000,
      });
      await filledUpTo('0009-ends', [
        sql`insert into organization_settings (organization, name, value) values ('x:T1', 'approval-above', '5000')`,
        sql`insert into requests (organization, id, kind, subject, asker, ${sql.ref('open')}, standing, state, version,
          created_at, changed_at, due_at) values ('x:T1', 'Ab12Cd34Ef56Gh78', 'payment', 'order:3305075341149134260',
          'x:U1', 1, 'open', ${state}, 1, 1000, 1000, 9000000)`,
      ]);
      const clock = createFakeClock(2000);
      const store = await bed.open(clock);
      const requestService = openRequestService({
        store,
        approversOf: async () => ({ any: true, told: [] }),
        isReadByOthers: async () => false,
        clock,
        random: systemRandom,
        remindMs: 10_000,
        expireMs: 20_000,
      });
      expect(await approvalAbove(store.settings, 'x:T1', undefined)).toBe(5000);
      const decided = await requestService.happen('x:T1', 'Ab12Cd34Ef56Gh78', {
        what: 'approve',
        by: 'x:U2',
        at: 2000,
      });
      expect(decided).toMatchObject({ request: { status: { is: 'approved' } } });
      const payment = { kind: 'payment', orderId: '3305075341149134260', totalFen: 656_100 } as const;
      expect(await requestService.approved('x:T1', 'x:U1', payment, 0)).toBeDefined();
      const mine = { organization: 'x:T1', person: 'x:U1', account: 'partner', since: 0 };
      expect(await store.spending.onOthers({ ...mine, on: { order: '1' } })).toBe(0);
      expect(await store.spending.take({ ...mine, on: { order: '1' }, fen: 1, at: 1, mostFen: 1 })).toEqual({
        taken: true,
      });
      await store.close();
    });
  });
}
