import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answeredDirectly } from '../../src/domain/requests/answer-message.ts';
import { askedDirectly, printRequest, requestWithout } from '../../src/domain/requests/request.ts';
import { contentWithout } from '../../src/notifications/content.ts';
import { ruleWithout } from '../../src/notifications/rule.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { erasureRules } from '../../src/store/erasure-tables.ts';
import { sharedTables } from '../../src/store/schema.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { AuditBed } from './audit-contract.ts';
import { ofOrder, standing } from './news/rows.ts';

/** A bed that says which tables there are. */
export interface ForgettingBed extends AuditBed {
  tables(): Promise<readonly string[]>;
}

const id = 'U0_GONE77';
const person = `x:${id}`;
const own = `x:dm:${id}`;
const direct = 'x:D0DIRECT7';
const other = 'x:U0_GONE7';
const account = 'partner:a';
const dayMs = 24 * 60 * 60_000;

/** What a row may hold of the person: their id, name and words, and the name of their direct messages. */
const markers = { id, name: 'Ann Gone', words: 'mine own words', direct: 'D0DIRECT7' } as const;

interface Where {
  readonly organization: string;
  readonly workspace: string;
  readonly conversation: string;
}
const channel: Where = { organization: 'x:T1', workspace: 'T1', conversation: 'x:C1' };
const inDirect: Where = { ...channel, conversation: direct };
const joined: Where = { organization: 'x:T2', workspace: 'T2', conversation: 'x:C2' };
const outside: Where = { organization: own, workspace: `dm:${id}`, conversation: 'x:D9' };
const foreign: Where = { organization: 'x:T3', workspace: 'T3', conversation: 'x:C3' };

/** What every dialect of the store must do when a person is forgotten. */
export function forgettingContract(name: string, makeBed: () => Promise<ForgettingBed>): void {
  describe(`forgetting a person on ${name}`, () => {
    let bed: ForgettingBed;
    let clock: ReturnType<typeof createFakeClock>;
    let store: Store;
    let filled = 0;

    beforeEach(async () => {
      bed = await makeBed();
      clock = createFakeClock();
      store = await bed.open(clock);
    });
    afterEach(async () => {
      await store.close();
      await bed.dispose();
    });

    const request = ({ organization, workspace, conversation }: Where, key: string, asker: string) => ({
      kept: {
        organization,
        id: `${organization} ${conversation} ${key}`,
        kind: 'seller',
        subject: `seller:${key}:${conversation}`,
        asker,
        open: key !== 'decided',
        status: key === 'decided' ? 'declined' : 'open',
        state: printRequest({
          id: key,
          organization,
          asker,
          language: 'en',
          askedAt: 1,
          reason: asker === person ? markers.words : `please <@${id}|ann>`,
          subject: { kind: 'seller', offer: '600000000001' },
          asked: { workspace, conversation, direct: conversation === direct },
          shown: { workspace, conversation },
          status:
            key === 'decided'
              ? { is: 'declined', by: person, at: 2, why: markers.words }
              : { is: 'assigned', to: person, at: 2 },
          expiresAt: 9,
        }),
        version: 1,
        createdAt: 1,
        changedAt: 1,
      },
      message: (to?: string) => ({
        part: to === undefined ? 'card' : 'answer',
        workspace: workspace,
        conversation,
        dueAt: 1,
      }),
    });

    /** Everything of the person that can be kept in one conversation, and in its organization. */
    async function fill(where: Where): Promise<void> {
      const { organization, conversation, workspace } = where;
      const mention = { person: id, name: markers.name, kinds: ['paid'] };
      for (const [subject, setBy] of [
        ['all', person],
        ['order:1', other],
      ] as const) {
        const rule = JSON.stringify({ kinds: ['paid'], mention });
        await store.watches.set({
          organization,
          conversation,
          subject,
          workspace,
          account,
          rule,
          setBy,
          setAt: 1,
        });
      }
      const content = JSON.stringify({ news: [], mentions: [mention], daily: false });
      const delivery = {
        organization,
        conversation,
        workspace: workspace,
        account,
        content,
        dueAt: 1,
        createdAt: 1,
      };
      await store.orders.transact((transaction) =>
        transaction.addDeliveries(
          ['1', '2'].map((orderId) => ({ ...delivery, ...ofOrder(orderId), trace: `t-${conversation}` })),
        ),
      );
      for (const queue of await store.queues.claim({ limit: 50, holdMs: dayMs })) {
        const cards = [standing('1', { message: 'm1', postedAt: 1 })];
        await store.queues.settle(queue, [ofOrder('1')], { cards, nextSendAt: 0 });
      }
      await store.conversations.change({ organization, conversation, change: { language: 'en' } });
      for (const turn of ['summary', 'unserved']) {
        const named = { organization, name: `${turn}:${conversation}`, holder: 'h' };
        await store.turns.take({ ...named, holdMs: 1 });
        await store.turns.end({ ...named, note: '2026-05-20' });
      }
      const call = new URLSearchParams({ person: `<@${id}|${markers.name}>` });
      await store.buttons.keep({ organization, payload: `admin audit?${call}`, forMs: dayMs });
      const card = { tone: 'plain', title: markers.words, body: [{ mention: { person: id } }] };
      filled += 1;
      const key = `x:${filled}`;
      await store.claims.finish({ organization, key, outcome: JSON.stringify(card) });
      await store.claims.begin({ organization, key: `unfurl:${conversation}:1`, holdMs: dayMs });
      const link = { organization, workspace: workspace, conversation: 'direct', offer: '1', forMs: dayMs };
      await store.links.keep({ ...link, link: 'https://example.com/' });
      const grant = { organization, role: 'buyer', name: markers.name, grantedBy: person, grantedAt: 1 };
      await store.grants.set({ ...grant, scope: conversation, subject: `person ${person}` });
      await store.grants.set({ ...grant, scope: conversation, subject: 'group x:S1', name: 'buyers' });
      const chosen = { organization, userId: '17', setBy: person, setAt: 1 };
      await store.userChoices.set({ ...chosen, subject: `person ${person}` });
      await store.userChoices.set({ ...chosen, subject: `conversation ${conversation}` });
      await store.organizations.offer({
        organization,
        digest: `digest ${filled}`,
        madeBy: person,
        expiresAt: clock.now() + dayMs,
      });
      await store.admissions.set({ workspace: `x:T${filled}`, state: 'admitted', by: person, at: 1 });
      await store.spending.take({
        organization,
        person,
        account: 'partner',
        on: { order: `${filled}` },
        fen: 1,
        at: 1,
        since: 0,
      });
      await store.people.remember({ organization, person, name: 'basket 1', value: markers.words });
      await store.exchanges.keep({ organization, person, id: '1', body: markers.words, at: 1, most: 9 });
      const value = `${workspace} ${conversation}`;
      await store.settings.set({ organization, name: `approvers of ${conversation}`, value });
      const mine = request(where, 'mine', person);
      await store.requests.open(mine.kept, [mine.message(), mine.message(person)]);
      for (const key of ['assigned', 'decided']) {
        const theirs = request(where, key, other);
        await store.requests.open(theirs.kept, [theirs.message()]);
      }
      const said = conversation === direct ? 'direct' : conversation;
      const done = {
        organization,
        workspace: workspace,
        conversation: said,
        command: 'x',
        trace: 't',
        facts: {},
      };
      await store.audit.append({ ...done, outcome: 'done', person, words: markers.words });
      await store.audit.append({ ...done, outcome: 'done', person: other, about: person });
      await store.audit.append({ ...done, outcome: 'done', person: other, words: `as @${id} wants` });
    }

    async function fillAll(): Promise<void> {
      await bed.alter(`insert into joined_workspaces (workspace, organization) values ('x:T2', 'x:T1')`);
      for (const where of [channel, inDirect, joined, outside, foreign]) await fill(where);
      await store.anchors.renew();
    }

    const forget = (directs: readonly string[] | undefined, whom = person) =>
      store.erasure.forget({
        organization: 'x:T1',
        person: whom,
        directWorkspace: `x:dm:${whom.slice(2)}`,
        directs,
        without: {
          rule: ruleWithout,
          content: contentWithout,
          request: requestWithout,
          askedDirectly,
          answeredDirectly,
          card: '{"tone":"plain","title":"erased"}',
        },
      });

    /** In which tables rows that are not another organization's hold `marker`, by the organizations of the rows. */
    async function tablesWith(marker: string): Promise<Readonly<Record<string, readonly string[]>>> {
      const found: Record<string, string[]> = {};
      for (const table of await bed.tables()) {
        const rows: readonly Record<string, unknown>[] = JSON.parse(await bed.dump(table));
        const holding = rows
          .filter((row) => row['organization'] !== foreign.organization)
          .filter((row) => JSON.stringify(row).includes(marker));
        if (holding.length > 0) {
          found[table] = [...new Set(holding.map((row) => String(row['organization'])))].sort();
        }
      }
      return found;
    }

    it('is decided on for every table that there is', async () => {
      expect(Object.keys(erasureRules).sort()).toEqual([...(await bed.tables())].sort());
      for (const fate of Object.values(erasureRules)) {
        if ('stays' in fate) expect(fate.stays).toMatch(/\w{3}/);
      }
    });

    it('is tried with the person in every table that people are taken out of', async () => {
      await fillAll();
      const found = await tablesWith(id);
      const named = Object.entries(erasureRules).filter(([, fate]) => 'forget' in fate);
      // What belongs to no organization, such as which workspaces are let in, names the person alone.
      for (const [table] of named)
        expect(found[table], table).toContain(sharedTables.has(table) ? 'undefined' : own);
    });

    it('leaves nothing of them but what each table says, and says what that is', async () => {
      await fillAll();
      const { stays, ...counts } = await forget([direct]);
      expect(stays).toEqual(['chain', 'rule']);
      expect(counts).toMatchObject({ records: 12, watches: 10 });
      expect(counts.others).toBeGreaterThan(50);
      const heads = { audit: [own], audit_heads: [own] };
      const { audit_anchors: anchored, ...named } = await tablesWith(id);
      expect(named).toEqual(heads);
      expect(anchored ?? [own]).toEqual([own]);
      expect(await tablesWith(markers.name)).toEqual({});
      expect(await tablesWith(markers.words)).toEqual({});
      expect(await tablesWith(markers.direct)).toEqual({
        organization_settings: ['x:T1'],
        outbox: ['x:T1'],
        requests: ['x:T1'],
      });
      const chain = await store.audit.list({ organization: own, limit: 9 });
      expect(chain.flatMap(({ personal }) => Object.values(personal).map(({ value }) => value))).toEqual(
        Array.from({ length: 9 }, () => null),
      );
      for (const organization of [own, 'x:T1', 'x:T2', 'x:T3']) {
        expect(await store.audit.verify({ organization })).not.toHaveProperty('broken');
      }
      expect((await store.anchors.compare()).breaks).toEqual([]);
    });

    it('leaves what they spent within a day, so that a limit goes on to hold, and says so', async () => {
      const spent = { organization: 'x:T1', person, account: 'partner', fen: 700, since: 0 };
      const old = clock.now();
      await store.spending.take({ ...spent, on: { order: 'old' }, at: old });
      clock.advance(dayMs);
      await store.spending.take({ ...spent, on: { order: 'new' }, at: clock.now() });
      expect((await forget([])).stays).toContain('spending');
      const since = clock.now() - dayMs;
      const asked = { organization: 'x:T1', person, account: 'partner', on: { order: '' } };
      expect(await store.spending.onOthers({ ...asked, since: 0 })).toBe(700);
      expect(await store.spending.onOthers({ ...asked, since })).toBe(700);
      clock.advance(dayMs);
      expect((await forget([])).stays).not.toContain('spending');
      expect(await tablesWith(id)).toEqual({});
    });

    it('leaves others what is theirs, and other organizations everything', async () => {
      await fillAll();
      const before = await Promise.all((await bed.tables()).map((table) => bed.dump(table)));
      const foreignRows = (dumps: readonly string[]) =>
        dumps.flatMap((dump): Record<string, unknown>[] =>
          JSON.parse(dump).filter((row: Record<string, unknown>) => row['organization'] === 'x:T3'),
        );
      await forget([direct]);
      const after = await Promise.all((await bed.tables()).map((table) => bed.dump(table)));
      expect(foreignRows(after)).toEqual(foreignRows(before));
      expect(foreignRows(after).length).toBeGreaterThan(20);
      const watches = await store.watches.of(channel);
      expect(watches.map(({ subject, setBy }) => [subject, setBy])).toEqual([
        ['all', ''],
        ['order:1', other],
      ]);
      expect(await store.watches.of(inDirect)).toEqual([]);
      const requests = await store.requests.list({ organization: 'x:T1', limit: 20 });
      expect(requests.every(({ asker }) => asker === other)).toBe(true);
      expect(requests).toHaveLength(4);
      expect(requests[0]?.state).toContain('"somebody"');
      expect(await store.conversations.settings(channel)).toEqual({ language: 'en' });
    });

    it('leaves a person whose id begins or ends alike, and takes no id for a pattern', async () => {
      await fillAll();
      await forget([], other);
      const found = await tablesWith(id);
      expect(found['buttons']).toEqual(['x:T1', 'x:T2', own]);
      expect(found['claims']).toEqual(['x:T1', 'x:T2', own]);
      expect(await store.audit.list({ organization: 'x:T1', person: other, limit: 9 })).toEqual([]);
      await forget([], 'x:U0XGONE77');
      await forget([], 'x:e');
      expect(await tablesWith(id)).toEqual(found);
      expect((await tablesWith(markers.words))['audit']).toContain('x:T1');
    });

    it('finds their direct messages by what they asked there, and says where it does not', async () => {
      await fill(inDirect);
      expect((await forget(undefined)).stays).not.toContain('directs');
      expect(await store.watches.of(inDirect)).toEqual([]);
      await fill(channel);
      await store.requests.open(request(channel, 'again', person).kept, [
        request(channel, 'again', person).message(person),
      ]);
      // Those that hold the queues are gone.
      clock.advance(dayMs);
      for (const queue of await store.queues.claim({ limit: 50, holdMs: 1000 })) {
        const answers = (await store.queues.due(queue, 50)).filter(({ part }) => part === 'answer');
        await store.queues.begin(queue, answers, { key: 'k', progress: '{"target":"D0DIRECT7"}' });
      }
      await store.watches.set({
        ...inDirect,
        subject: 'all',
        account,
        rule: '{"kinds":[]}',
        setBy: person,
        setAt: 1,
      });
      expect((await forget(undefined)).stays).not.toContain('directs');
      expect(await store.watches.of(inDirect)).toEqual([]);
      expect((await forget(undefined)).stays).toContain('directs');
      expect((await forget([])).stays).not.toContain('directs');
    });

    it('is all or nothing, and can be done again', async () => {
      await fillAll();
      await forget([direct]);
      const { stays, ...counts } = await forget([direct]);
      expect([stays, counts]).toEqual([['chain', 'rule'], { records: 0, watches: 0, others: 0 }]);
      await fill({ ...channel, conversation: 'x:C8' });
      const before = await bed.dump('grants');
      const failing = store.erasure.forget({
        organization: 'x:T1',
        person,
        directWorkspace: own,
        directs: [],
        without: {
          rule: ruleWithout,
          content: () => {
            throw new Error('unreadable');
          },
          request: requestWithout,
          askedDirectly,
          answeredDirectly,
          card: '',
        },
      });
      await expect(failing).rejects.toThrow('unreadable');
      expect(await bed.dump('grants')).toBe(before);
    });

    it('reaches the places of an organization', async () => {
      await bed.alter(`insert into joined_workspaces (workspace, organization) values ('x:T2', 'x:T1')`);
      expect(await store.erasure.workspaces({ organization: 'x:T1' })).toEqual(['x:T1', 'x:T2']);
      expect(await store.erasure.workspaces({ organization: 'x:T3' })).toEqual(['x:T3']);
    });
  });
}
