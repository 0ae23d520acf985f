import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import { newOrderKey } from '../../src/domain/buying/order-key.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { StoreError } from '../../src/store/error.ts';
import { orderOf } from '../arbitraries/order.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { textIn, workbookIn } from '../harness/table-file.ts';
import { openOwnStore } from '../store/bed.ts';

const organization = 'test:T1';
const admin = { id: 'UADMIN1', locale: 'en' };

describe('the audit log', () => {
  let clock: FakeClock;
  let store: Store;
  let bot: TestCore;
  /** What the store answers an addition to the trail with, where it does not take it. */
  let deaf: boolean;

  beforeEach(async () => {
    clock = createFakeClock();
    const whole = await openOwnStore(clock);
    deaf = false;
    store = {
      ...whole,
      audit: {
        ...whole.audit,
        append: (entry) =>
          deaf ? Promise.reject(new StoreError('full', 'No room is left.')) : whole.audit.append(entry),
      },
    };
    bot = await openTestCore({
      clock,
      store,
      access: { admins: ['test:UADMIN1'], defaultRole: 'buyer' },
    });
  });
  afterEach(async () => {
    await bot.close();
    await store.close();
  });

  const ask = (line: string, overrides: Partial<Invocation> = {}) =>
    answerTo(bot.core, typed(line, overrides));
  const asAdmin = (line: string, overrides: Partial<Invocation> = {}) =>
    ask(line, { person: admin, ...overrides });
  const click = async (card: ReadyCard, label: string) =>
    (await answerTo(bot.core, clicked(payloadOf(card, label), { person: admin }))).card;
  const trail = async () =>
    (await store.audit.list({ organization, limit: 50 })).map(
      ({ command, outcome, facts, personal, conversation }) => ({
        command,
        outcome,
        conversation,
        facts: JSON.parse(facts),
        person: personal.person.value,
      }),
    );

  it('holds each write with who, where, what, and nothing of a read', async () => {
    await ask('/language zh-CN');
    await ask('/help');
    await ask('/status');
    expect(await trail()).toEqual([
      {
        command: 'language',
        outcome: 'done',
        conversation: 'test:C1',
        facts: { language: 'zh-CN' },
        person: 'test:U1',
      },
    ]);
  });

  it('holds that a seller link was handed out, and never the link or the nickname', async () => {
    const { card } = await ask('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g', {
      conversation: { id: 'D7', direct: true },
    });
    const open = card.actions.find((action) => action.kind === 'open');
    expect(await trail()).toMatchObject([
      {
        command: 'seller',
        outcome: 'done',
        conversation: 'direct',
        facts: { offer: '951807530375', shared: 'no' },
      },
    ]);
    const [record] = await store.audit.list({ organization, limit: 1 });
    expect(open?.kind === 'open' && new URL(open.url).searchParams.get('touid')).toBeTruthy();
    const touid = open?.kind === 'open' ? new URL(open.url).searchParams.get('touid') : undefined;
    expect(JSON.stringify(record)).not.toContain(touid);
    expect(JSON.stringify(record)).not.toMatch(/D7|https?:/);
  });

  it('holds what was refused for want of a role', async () => {
    const { card } = await ask('/admin audit');
    expect(wordsOf(card)).toContain(en.core.notPermitted('admin audit'));
    expect(await trail()).toMatchObject([
      { command: 'admin audit', outcome: 'not permitted', facts: { role: 'buyer', needs: 'admin' } },
    ]);
  });

  it('holds that somebody took orders along: how many and which, and nothing of a person', async () => {
    const order = orderOf({
      phase: 'shipped',
      times: { created: clock.now() },
      seller: { name: '山东绿德' },
    });
    bot.news.known.push({ order, changedAt: clock.now() }, { order, changedAt: clock.now() });
    await ask('/order export --status shipped,done --from 30d --to today');
    await ask('/order export --status closed-no-such');
    await ask('/order list');
    expect(await trail()).toEqual([
      {
        command: 'order export',
        outcome: 'done',
        conversation: 'test:C1',
        facts: { orders: '2', status: 'shipped,done', from: '2026-04-20', to: '2026-05-20' },
        person: 'test:U1',
      },
    ]);
    deaf = true;
    const { card } = await ask('/order export');
    expect(wordsOf(card)).toContain(en.core.notRecordedAdvice('').split('.')[0]);
    expect(card.file).toBeUndefined();
  });

  it('holds that an order was about to be paid, before it was', async () => {
    await ask('/order pay 3305075341149134260 --total 1');
    expect((await trail()).map(({ command, outcome }) => [command, outcome])).toEqual([
      ['order pay', 'done'],
      ['order pay', 'begun'],
    ]);
    expect((await trail())[0]?.facts).toMatchObject({ order: '3305075341149134260', confirmedFen: '100' });
  });

  it('hands out no link that can’t be written down', async () => {
    deaf = true;
    const { card } = await ask('/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g');
    expect(wordsOf(card)).toContain(en.core.notRecordedAdvice('').split('.')[0]);
    expect(card.actions).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('touid');
  });

  it('buys, pays and cancels nothing that can’t be written down', async () => {
    const before = bot.sandbox?.orders.all().length;
    deaf = true;
    const { card } = await ask('/order pay 3305075341149134260 --total 1');
    expect(wordsOf(card)).toContain(en.core.notRecordedAdvice('').split('.')[0]);
    expect(bot.sandbox?.orders.all()).toHaveLength(before ?? 0);
  });

  it.each([
    ['/refund create 3305075341149134260 --reason 20006 --amount 1 --note broken --key ', true],
    ['/refund return TQ123456789012 YTO YT7565691026776', false],
    ['/ship update 2026112500000001 YTO YT7565691026776', false],
  ])('holds that the partner was about to be asked: %s', async (line, keyed) => {
    const whole = keyed ? `${line}${newOrderKey(clock, systemRandom)}` : line;
    await ask(whole);
    expect((await trail()).map(({ outcome }) => outcome)).toContain('begun');
    deaf = true;
    expect(wordsOf((await ask(whole)).card)).toContain(en.core.notRecordedAdvice('').split('.')[0]);
  });

  it('says so on the card of a write that is done and not written down', async () => {
    deaf = true;
    const { card } = await ask('/language zh-CN');
    expect(wordsOf(card)).toContain(en.core.doneUnrecorded('').split('.', 1).join());
    expect((await store.conversations.settings({ organization, conversation: 'test:C1' })).language).toBe(
      'zh-CN',
    );
  });

  it('is shown to admins page by page, and by person, command and time', async () => {
    for (let index = 1; index <= 13; index += 1) {
      await ask('/language en', { person: { id: `U10000${index}`, locale: 'en' } });
      clock.advance(60_000);
    }
    const first = (await asAdmin('/admin audit')).card;
    expect(wordsOf(first)).toContain('#13 ');
    expect(wordsOf(first)).not.toContain('#3 ');
    // People of the reader's platform by their names, and the conversation at hand as what it is.
    expect(wordsOf(first)).toContain(`@U1000013 · ${en.audit.here}`);
    const second = await click(first, en.audit.older);
    expect(wordsOf(second)).toContain('#3 ');
    expect(wordsOf(second)).toContain(en.audit.onPage(2));
    expect(wordsOf(await click(second, en.audit.newer))).toContain('#13 ');
    const by = wordsOf((await asAdmin('/admin audit --person <@U100003|ann>')).card);
    expect(by).toContain('#3 ');
    expect(by).not.toContain('#4 ');
    expect(wordsOf((await asAdmin('/admin audit --person test:U100004')).card)).toContain('#4 ');
    expect(wordsOf((await asAdmin('/admin audit --command order')).card)).toContain(en.audit.none);
    expect(wordsOf((await asAdmin('/admin audit --command /language')).card)).toContain('language done');
    clock.advance(48 * 60 * 60_000);
    expect(wordsOf((await asAdmin('/admin audit --since 24h')).card)).toContain(en.audit.none);
    expect(wordsOf((await asAdmin('/admin audit --since 7d')).card)).toContain('#13 ');
    const noSuchDay = (await asAdmin('/admin audit --since 2026-02-31')).card;
    expect(noSuchDay.title).toBe(en.days.noSuchDay('2026-02-31'));
  });

  it('is shown from a day on, in any notation, by the conversation’s zone', async () => {
    clock.advance(48 * 60 * 60_000);
    await ask('/language en');
    clock.advance(1_000);
    const today = '2026-05-22';
    for (const [typed, day] of [
      [today, today],
      ['2026/05/22', today],
      ['20260522', today],
      ['22 May', today],
      ['5月22日', today],
      ['今天', today],
      ['yesterday', '2026-05-21'],
      ['前天', '2026-05-20'],
      ['2d', '2026-05-20'],
      ['this week', '2026-05-18'],
      ['上周一', '2026-05-11'],
      ['last month', '2026-04-01'],
      ['Q2', '2026-04-01'],
      ['2026-05', '2026-05-01'],
      ['2026', '2026-01-01'],
    ] as const) {
      const said = wordsOf((await asAdmin(`/admin audit --command language --since ${typed}`)).card);
      expect(said, typed).toContain(en.days.since(day, 'Asia/Shanghai'));
      expect(said, typed).toContain('language done');
    }
    const asFile = (await asAdmin('/admin audit --since 前天 --csv yes')).card;
    expect(wordsOf(asFile)).toContain(en.days.since('2026-05-20', 'Asia/Shanghai'));
    const byHours = (await asAdmin('/admin audit --since 24h --csv yes')).card;
    expect(wordsOf(byHours)).toContain(en.days.since('05-21 ', 'Asia/Shanghai').split(' (')[0]);
    await asAdmin('/watch --zone Pacific/Honolulu');
    // There it is still the evening of the day before.
    const there = wordsOf((await asAdmin('/admin audit --since today')).card);
    expect(there).toContain(en.days.since('2026-05-21', 'Pacific/Honolulu'));
    expect(wordsOf((await asAdmin('/admin audit --since tomorrow')).card)).toContain(en.audit.since.expected);
  });

  it('is another organization’s to nobody', async () => {
    await ask('/language en');
    expect(wordsOf((await asAdmin('/admin audit', { workspace: 'T2' })).card)).toContain(en.audit.none);
  });

  it.each([
    ['=1+1', "'=1+1"],
    [' =1+1', " '=1+1"],
    ['\u200B=1+1', "\u200B'=1+1"],
    ['＝1+1', "'＝1+1"],
    ['@x', "'@x"],
    ['see;=1+1', "see;'=1+1"],
    ['see|"-1"', `see|""'-1""`],
  ])('is a CSV file in which no spreadsheet runs what somebody wrote: %j', async (words, kept) => {
    const entry = {
      organization,
      workspace: 'T1',
      conversation: 'test:C1',
      command: 'x',
      outcome: 'done',
    } as const;
    await store.audit.append({ ...entry, trace: 't', facts: {}, person: 'test:U1', words });
    const { card } = await asAdmin('/admin audit --csv');
    expect(textIn(card.file).split('\r\n')[1]).toContain(`,"${kept}",`);
  });

  it('is a CSV file that no spreadsheet runs, and that somebody took it is written down', async () => {
    await store.audit.append({
      organization,
      workspace: 'T1',
      conversation: 'test:C1',
      command: 'seller request',
      outcome: 'done',
      trace: 't',
      facts: { offer: '1' },
      person: 'test:U1',
      words: '=HYPERLINK("x"), 理由',
    });
    const { card } = await asAdmin('/admin audit --csv');
    const lines = textIn(card.file).split('\r\n');
    expect(card.file?.name).toBe('audit-1-1.csv');
    expect(lines[0]).toMatch(/^\uFEFF"seq","time",/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x""), 理由"`);
    expect(await trail()).toMatchObject([
      { command: 'admin audit', facts: { csv: '1', from: '1', to: '1' }, person: 'test:UADMIN1' },
      { command: 'seller request' },
    ]);
  });

  it('is a workbook with dates in UTC and whole ids, and that somebody took it is written down', async () => {
    const guild = '123456789012345678';
    await store.audit.append({
      organization,
      workspace: guild,
      conversation: `discord:${guild}`,
      command: 'seller request',
      outcome: 'done',
      trace: '12345E67',
      facts: { member: guild },
      person: 'test:U1',
      about: guild,
      words: '=HYPERLINK("x"), 理由',
    });
    const listed = await asAdmin('/admin audit --command "seller request"');
    const { card } = await asAdmin('', {
      input: { kind: 'payload', payload: payloadOf(listed.card, en.audit.asTable) },
    });
    expect(card.file?.name).toMatch(/^audit-1-1\.xlsx$/);
    const [header = [], row = []] = workbookIn(card.file).rows;
    const found = new Map(header.map((cell, at) => [cell?.v, row[at]]));
    expect(found.get('seq')).toMatchObject({ t: 'n', v: 1 });
    expect(found.get('time (UTC)')).toMatchObject({ t: 'n', z: 'yyyy-mm-dd hh:mm:ss' });
    expect(found.get('place')).toMatchObject({ t: 's', v: guild });
    expect(found.get('conversation')).toMatchObject({ t: 's', v: `discord:${guild}` });
    expect(found.get('request')).toMatchObject({ t: 's', v: '12345E67' });
    expect(found.get('words')).toMatchObject({ t: 's', v: '=HYPERLINK("x"), 理由' });
    expect(found.get('facts')?.v).toContain(guild);
    expect((await trail())[0]).toMatchObject({ command: 'admin audit', facts: { xlsx: '1' } });
  });

  it('forgets a person on demand, everywhere, after asking', async () => {
    const gone = { id: 'UGONE77', locale: 'en' };
    await ask('/language en', { person: gone });
    await ask('/watch --mention me', { person: gone });
    await ask('/watch --mention <@UGONE77>', { person: { id: 'U2' } });
    await store.watches.set({
      organization,
      conversation: 'test:C9',
      subject: 'all',
      workspace: 'T1',
      account: 'a',
      rule: '{"kinds":[]}',
      setBy: 'test:UGONE77',
      setAt: 1,
    });
    const asked = (await asAdmin('/admin forget <@UGONE77|ann>')).card;
    expect(wordsOf(asked)).toContain('test:UGONE77');
    expect(wordsOf(asked)).toContain(en.audit.forget.cannot);
    const done = await click(asked, en.audit.forget.button);
    expect(wordsOf(done)).toContain(en.audit.forget.done);
    expect(await store.audit.verify({ organization })).not.toHaveProperty('broken');
    expect(JSON.stringify(await store.audit.list({ organization, limit: 50 }))).not.toContain('UGONE77');
    for (const conversation of ['test:C1', 'test:C9']) {
      expect(JSON.stringify(await store.watches.of({ organization, conversation }))).not.toContain('UGONE77');
    }
    expect(wordsOf((await asAdmin('/admin audit')).card)).toContain(en.audit.erased);
    expect((await trail())[0]).toMatchObject({
      command: 'admin forget',
      outcome: 'done',
      person: 'test:UADMIN1',
    });
  });
});
