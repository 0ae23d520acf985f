import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outlet } from '../../src/chat/outlet.ts';
import { pause } from '../../src/runtime/clock.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { makeNewsBed, type NewsBed, type OpenProcess, workspace } from './bed.ts';
import { type Call, type Fate, paceMs } from './fake-chat.ts';
import { numberedCards, shownOn } from './numbered-news.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('news', () => {
  let bed: NewsBed;
  let one: OpenProcess;

  beforeEach(async () => {
    bed = await makeNewsBed({ editableMs: hourMs });
    one = await bed.open();
    await bed.watch(one);
  });

  afterEach(() => bed.dispose());

  const said = () => bed.chat.said.map(({ card }) => shownOn(card));
  const first = () => bed.chat.said.map((each) => shownOn(each.first));
  const push = (orderId: string, name: string, kind: 'created' | 'paid' | 'refund' = 'paid') =>
    bed.push(one, { orderIds: [orderId], name, kind });
  /** The first calls of a kind end so, all others well. */
  const fates = (what: Call['what'], ...given: Fate[]) => {
    bed.chat.fate = (call) => (call.what === what ? (given.shift() ?? 'well') : 'well');
  };
  const parked = () => one.notifications.parked({ organization: workspace, limit: 100 });

  it('are a card at first, then a line under it, with the card kept true', async () => {
    await push('1', 'a', 'created');
    await bed.elapse(1500);
    await push('1', 'b');
    await bed.elapse(1500);
    expect(said()).toMatchObject([
      { kind: 'order', orders: [{ news: [], state: ['a', 'b'] }] },
      { kind: 'line', orders: [{ news: ['b'] }] },
    ]);
    expect(first()[0]?.orders).toEqual([{ news: ['a'], state: ['a'] }]);
    expect(bed.chat.said[1]).toMatchObject({ under: 'm1', aloud: false });
  });

  it('of one order that come together are one message', async () => {
    for (const name of ['a', 'b', 'c']) await push('1', name);
    await bed.elapse(2000);
    expect(first()).toMatchObject([{ kind: 'order', orders: [{ news: ['a', 'b', 'c'] }] }]);
  });

  it('are shown to all where they are urgent, or as the conversation wants it', async () => {
    await push('1', 'a');
    await bed.elapse(1500);
    await push('1', 'b', 'refund');
    await bed.elapse(1500);
    await bed.settings(one, 'x:C1', { broadcast: ['paid'] });
    await push('1', 'c');
    await bed.elapse(1500);
    await push('1', 'd', 'refund');
    await bed.elapse(1500);
    expect(bed.chat.said.map(({ aloud }) => aloud)).toEqual([undefined, true, true, false]);
  });

  it('keep the pace and fold into digests of as many orders as a message takes', async () => {
    for (let order = 1; order <= 63; order += 1) await push(`${order}`, `n${order}`);
    const begun = bed.clock.now();
    await bed.until(() => bed.visible().size === 63, minuteMs);
    expect(bed.chat.tooFast).toBe(0);
    expect(first().map(({ orders }) => orders.length)).toEqual([20, 20, 20, 1, 1, 1]);
    expect([...bed.visible().values()]).toEqual(Array(63).fill(1));
    // The reading, and six messages at the platform's pace.
    expect(bed.clock.now() - begun).toBeLessThan(1.02 * 5 * paceMs + 100);
  });

  it('are sent under the same key again where the first call was lost, and another for anything else', async () => {
    await one.notifications.stop();
    const { outlet } = bed.chat;
    const keys: string[] = [];
    const noting: Outlet = {
      ...outlet,
      post(to, told, key) {
        keys.push(key);
        return outlet.post(to, told, key);
      },
    };
    const noted = await bed.open({ outlets: new Map([['x', noting]]) });
    const fates: Fate[] = ['cut'];
    bed.chat.fate = ({ what }) => (what === 'find' ? 'well' : (fates.shift() ?? 'well'));
    await bed.push(noted, { orderIds: ['1'], name: 'a', kind: 'paid' });
    await bed.until(() => bed.visible().has('a'), 3 * minuteMs, 100);
    await bed.push(noted, { orderIds: ['2'], name: 'b', kind: 'paid' });
    await bed.until(() => bed.visible().has('b'), minuteMs, 100);
    const [first, again, other] = keys;
    expect([again, keys.length]).toEqual([first, 3]);
    expect(other).not.toBe(first);
    expect(first).toMatch(/^[A-Za-z0-9]{21}$/);
  });

  it('come at the pace of the calls, however long the platform takes to answer them', async () => {
    await one.notifications.stop();
    const { outlet } = bed.chat;
    const slow: Outlet = {
      ...outlet,
      async post(...told) {
        const sent = await outlet.post(...told);
        await pause(bed.clock, 400);
        return sent;
      },
    };
    const slowly = await bed.open({ outlets: new Map([['x', slow]]) });
    for (let order = 1; order <= 5; order += 1) {
      await bed.push(slowly, { orderIds: [`${order}`], name: `n${order}`, kind: 'paid' });
    }
    await bed.until(() => bed.chat.said.length === 5, minuteMs);
    const at = bed.chat.said.map((each) => each.at);
    await bed.elapse(500);
    expect(bed.chat.tooFast).toBe(0);
    expect((at[4] ?? 0) - (at[0] ?? 0)).toBeLessThan(1.02 * 4 * paceMs);
  });

  it('of one order are said together, however long the backlog is', async () => {
    bed.chat.fate = () => 'unreachable';
    for (let news = 0; news < 1300; news += 1) await push(`${news % 30}`, `n${news}`);
    await bed.elapse(5000);
    bed.chat.fate = () => 'well';
    await bed.until(() => bed.visible().size === 1300, 10 * minuteMs, 100);
    expect(first().map(({ orders }) => orders.length)).toEqual([20, 10]);
  });

  it('edit the cards of what a digest tells of, without a second word', async () => {
    await push('1', 'a', 'created');
    await bed.elapse(1500);
    for (let order = 1; order <= 8; order += 1) await push(`${order}`, `n${order}`);
    await bed.elapse(3000);
    expect(said()).toMatchObject([
      { kind: 'order', orders: [{ state: ['a', 'n1'] }] },
      { kind: 'digest', orders: Array.from({ length: 8 }, (_, index) => ({ news: [`n${index + 1}`] })) },
    ]);
  });

  it('wait with the edits after a digest as long as the platform asks, and do not say it again', async () => {
    await push('1', 'a', 'created');
    await bed.elapse(1500);
    fates('edit', { limitedMs: 7000 }, { limitedMs: 7000 });
    for (let order = 1; order <= 8; order += 1) await push(`${order}`, `n${order}`);
    await bed.elapse(5000);
    expect(said()[0]?.orders[0]?.state).toEqual(['a']);
    await bed.elapse(12_000);
    expect(said()[0]?.orders[0]?.state).toEqual(['a', 'n1']);
    expect(bed.chat.said).toHaveLength(2);
  });

  it('ping whoever asked for it', async () => {
    const mention = { person: 'U7', name: 'Li', kinds: ['refund' as const] };
    await bed.watch(one, { rule: { mention } });
    await push('1', 'a');
    await bed.elapse(1500);
    await push('1', 'b', 'refund');
    await bed.elapse(1500);
    expect(said().map(({ mentions }) => mentions)).toEqual([[], ['U7']]);
  });

  it('wait for the end of quiet hours unless they are urgent', async () => {
    // 15:47 in Shanghai.
    await bed.settings(one, 'x:C1', { quiet: { from: 15 * 60, to: 16 * 60 }, zone: 'Asia/Shanghai' });
    await push('1', 'a');
    await push('2', 'b', 'refund');
    await bed.elapse(5000);
    expect([...bed.visible().keys()]).toEqual(['b']);
    await bed.elapse(13 * minuteMs, 10_000);
    expect([...bed.visible()]).toEqual([
      ['b', 1],
      ['a', 1],
    ]);
  });

  it('that may wait come in the daily digest', async () => {
    await bed.watch(one, { rule: { daily: true } });
    await bed.settings(one, 'x:C1', { dailyAt: 16 * 60, zone: 'Asia/Shanghai' });
    for (const order of ['1', '2', '3']) await push(order, `n${order}`);
    await bed.elapse(5000);
    expect(bed.chat.said).toEqual([]);
    await bed.elapse(13 * minuteMs, 10_000);
    expect(said()).toMatchObject([
      { kind: 'daily', orders: [{ news: ['n1'] }, { news: ['n2'] }, { news: ['n3'] }] },
    ]);
  });

  it('that nobody asked for keep a card true and say nothing', async () => {
    await bed.watch(one, { rule: { kinds: ['created'] } });
    await push('1', 'a', 'created');
    await push('2', 'x');
    await bed.elapse(1500);
    await push('1', 'b');
    await push('2', 'y');
    await bed.elapse(3000);
    expect(said()).toMatchObject([{ kind: 'order', orders: [{ state: ['a', 'b'] }] }]);
    expect(await one.handle.queues.counts()).toMatchObject({ due: 0, later: 0 });
  });

  describe('of an order whose card', () => {
    beforeEach(async () => {
      await push('1', 'a', 'created');
      await bed.elapse(1500);
    });

    it('is too old to be edited are a new card that links it', async () => {
      await bed.elapse(hourMs, 10_000);
      await push('1', 'b');
      await bed.elapse(1500);
      expect(first()[1]).toMatchObject({ kind: 'order', previous: 'https://chat.example/m1' });
      await push('1', 'c');
      await bed.elapse(1500);
      expect(bed.chat.said[2]).toMatchObject({ under: 'm2' });
    });

    it('the platform does not let be edited are a new card that links it', async () => {
      fates('edit', { refused: 'too old' });
      await push('1', 'b');
      await bed.elapse(1500);
      expect(first()[1]).toMatchObject({
        kind: 'order',
        orders: [{ news: ['b'] }],
        previous: expect.anything(),
      });
    });

    it('was deleted are a new card', async () => {
      bed.chat.remove('m1');
      await push('1', 'b');
      await bed.elapse(1500);
      expect(first()).toMatchObject([{ kind: 'order', orders: [{ news: ['b'], state: ['a', 'b'] }] }]);
      expect(first()[0]?.previous).toBeUndefined();
    });

    it('is deleted between its edit and the line are a new card', async () => {
      fates('reply', { refused: 'message gone' });
      await push('1', 'b');
      await bed.elapse(1500);
      expect(first()[1]).toMatchObject({ kind: 'order', orders: [{ news: ['b'] }] });
    });

    it('is refused for its content are still said', async () => {
      fates('edit', { refused: 'content' });
      await push('1', 'b');
      await bed.elapse(1500);
      expect(first()[1]).toMatchObject({ kind: 'line', orders: [{ news: ['b'] }] });
    });
  });

  describe('of which the platform', () => {
    it('asks to wait come exactly then, however often it asks, and count no attempt', async () => {
      fates('post', ...Array.from({ length: 30 }, () => ({ limitedMs: 5000 })));
      await push('1', 'a');
      await bed.elapse(30 * 5000 - 1000);
      expect(bed.chat.calls).toHaveLength(30);
      await bed.elapse(2000);
      expect([...bed.visible()]).toEqual([['a', 1]]);
    });

    it('can not be reached come when it is back, without hammering it', async () => {
      bed.chat.fate = () => 'unreachable';
      for (let order = 1; order <= 3; order += 1) await push(`${order}`, `n${order}`);
      await bed.elapse(20 * minuteMs, 1000);
      expect(bed.chat.calls.length).toBeLessThan(20);
      bed.chat.fate = () => 'well';
      await bed.until(() => bed.visible().size === 3, 11 * minuteMs, 100);
      expect([...bed.visible()]).toEqual([
        ['n1', 1],
        ['n2', 1],
        ['n3', 1],
      ]);
    });

    it('gives no answer are looked up, and not said again where they arrived', async () => {
      fates('post', 'answer lost');
      await push('1', 'a');
      await bed.elapse(6000);
      expect(bed.chat.calls.map(({ what }) => what)).toEqual(['post', 'find']);
      await push('1', 'b');
      await bed.elapse(2000);
      expect(said()).toMatchObject([{ kind: 'order' }, { kind: 'line', orders: [{ news: ['b'] }] }]);
    });

    it('gives no answer are said again only once they can not arrive any more', async () => {
      fates('post', 'late');
      await push('1', 'a');
      await bed.elapse(3 * minuteMs);
      expect([...bed.visible()]).toEqual([['a', 1]]);
      fates('post', 'cut');
      await push('2', 'b');
      await bed.elapse(50_000);
      expect(bed.visible().get('b')).toBeUndefined();
      await bed.elapse(15_000);
      expect(bed.visible().get('b')).toBe(1);
    });

    it('gives no answer hold back what else is to be said of that order, and of no other', async () => {
      fates('post', 'cut');
      await push('1', 'a');
      await bed.elapse(500);
      await push('1', 'b');
      await push('2', 'c');
      await bed.elapse(2000);
      expect([...bed.visible().keys()]).toEqual(['c']);
      await bed.elapse(3 * minuteMs);
      expect([...bed.visible()].sort()).toEqual(['a', 'b', 'c'].map((name) => [name, 1]));
      expect(said().map(({ orders }) => orders[0]?.state)).toEqual([['c'], ['a', 'b']]);
    });

    it('leaves every call without an answer are tried less and less often', async () => {
      bed.chat.fate = () => 'cut';
      for (let order = 1; order <= 5; order += 1) await push(`${order}`, `n${order}`);
      await bed.elapse(10_000);
      const posts = bed.chat.calls.filter(({ what }) => what === 'post').length;
      expect(posts).toBeGreaterThan(2);
      expect(posts).toBeLessThan(6);
      bed.chat.fate = () => 'well';
      await bed.elapse(20 * minuteMs, 1000);
      expect([...bed.visible().values()]).toEqual(Array(5).fill(1));
    });

    it('gives no answer are looked up under their card, where they were said', async () => {
      await push('1', 'a');
      await bed.elapse(1500);
      fates('reply', 'answer lost');
      await push('1', 'b');
      await bed.elapse(3 * minuteMs);
      expect([...bed.visible()]).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
    });

    it('are found though the machine was set back since', async () => {
      bed.skewMs = hourMs;
      fates('post', 'answer lost');
      await push('1', 'a');
      await bed.until(() => bed.chat.said.length > 0, 5000);
      one.kill();
      bed.skewMs = 0;
      await bed.open();
      await bed.elapse(2 * hourMs, 10_000);
      expect([...bed.visible()]).toEqual([['a', 1]]);
    });

    it('never answers are parked in the end, can be seen, and can be said again', async () => {
      bed.chat.fate = () => 'unreachable';
      await push('1', 'a');
      await bed.until(async () => (await parked()).length > 0, 6 * hourMs, 30_000);
      expect((await parked())[0]).toMatchObject({
        subjectId: '1',
        reason: expect.stringContaining('unreachable'),
      });
      expect((await one.notifications.status()).deliveries).toMatchObject({ due: 0, parked: 1 });
      bed.chat.fate = () => 'well';
      expect(await one.notifications.retry({ organization: workspace })).toBe(1);
      await bed.elapse(11 * minuteMs, 1000);
      expect([...bed.visible()]).toEqual([['a', 1]]);
    });

    it('does not take the content are parked by themselves', async () => {
      const bad = (call: Call) =>
        call.card !== undefined && shownOn(call.card).orders.some(({ news }) => news.includes('n7'));
      bed.chat.fate = (call) => (bad(call) ? { refused: 'content' } : 'well');
      for (let order = 1; order <= 16; order += 1) await push(`${order}`, `n${order}`);
      await bed.until(async () => (await parked()).length > 0 && bed.visible().size === 15, minuteMs);
      expect((await parked()).map(({ subjectId }) => subjectId)).toEqual(['7']);
      expect([...bed.visible().values()]).toEqual(Array(15).fill(1));
    });
  });

  describe('in a conversation', () => {
    it.each(['gone', 'not invited', 'forbidden'] as const)(
      'that is %s are parked, and whoever watches is told once',
      async (why) => {
        bed.chat.fate = ({ conversation }) => (conversation === 'C1' ? { refused: why } : 'well');
        await push('1', 'a');
        await push('2', 'b');
        await bed.elapse(5000);
        expect((await parked()).map(({ reason }) => reason)).toEqual([`${why}: as told`, `${why}: as told`]);
        await push('3', 'c');
        await bed.elapse(30 * minuteMs, 10_000);
        expect(await parked()).toHaveLength(3);
        expect(bed.chat.said.map(({ conversation }) => conversation)).toEqual(['direct-U1']);
        expect(first()).toMatchObject([{ kind: 'unserved', orders: [{ news: [why] }] }]);
        // At most one try in ten minutes goes to a conversation that is known to refuse.
        expect(bed.chat.calls.filter(({ conversation }) => conversation === 'C1').length).toBeLessThan(5);
      },
    );

    it('do not wait for those in another', async () => {
      await bed.watch(one, { conversation: 'x:C2' });
      bed.chat.fate = ({ conversation }) => (conversation === 'C1' ? { limitedMs: hourMs } : 'well');
      await push('1', 'a');
      await bed.elapse(1000);
      expect([...bed.visible('C2')]).toEqual([['a', 1]]);
      expect([...bed.visible('C1')]).toEqual([]);
    });

    it('of a platform that dismissed the bot wait, loudly', async () => {
      await bed.watch(one, { conversation: 'x:C2' });
      const log = createCollectedLog();
      await one.notifications.stop();
      one.kill();
      one = await bed.open({ log });
      let dismissed = true;
      bed.chat.fate = () => (dismissed ? { refused: 'dismissed' } : 'well');
      await push('1', 'a');
      await bed.elapse(minuteMs, 100);
      expect(bed.chat.calls.length).toBeLessThanOrEqual(2);
      expect((await one.notifications.status()).paused).toMatchObject([{ platform: 'x' }]);
      expect(
        log.lines.filter((line) => line.includes('"error"') && line.includes('accept the bot')),
      ).not.toEqual([]);
      dismissed = false;
      await bed.elapse(11 * minuteMs, 1000);
      expect([...bed.visible('C1')]).toEqual([['a', 1]]);
      expect([...bed.visible('C2')]).toEqual([['a', 1]]);
      expect(await parked()).toEqual([]);
    });

    it('of a platform that is not there wait', async () => {
      await bed.watch(one, { conversation: 'y:C1' });
      await push('1', 'a');
      await bed.elapse(5000);
      expect(await parked()).toEqual([]);
      expect(await one.handle.queues.counts()).toMatchObject({ due: 1 });
    });
  });

  it('that the bot itself can not draw are parked in the end, and the others said', async () => {
    one.kill();
    const order: typeof numberedCards.order = (shown) => {
      if (shown.news.some(({ raw }) => raw === 'bad')) throw new TypeError('a fault');
      return numberedCards.order(shown);
    };
    one = await bed.open({ cards: { ...numberedCards, order } });
    await push('1', 'bad');
    await push('2', 'good');
    await bed.until(async () => bed.visible().has('good') && (await parked()).length > 0, 10 * minuteMs, 100);
    expect(await parked()).toMatchObject([{ subjectId: '1' }]);
  });

  it('of an order that can not be read are parked, and the others said', async () => {
    await one.handle.orders.transact((transaction) =>
      transaction.addDeliveries([
        {
          organization: workspace,
          conversation: 'x:C1',
          workspace,
          account: 'account',
          subjectKind: 'order',
          subjectId: '404',
          part: '',
          version: 1,
          content: '{',
          dueAt: bed.clock.now(),
          createdAt: bed.clock.now(),
          trace: 't',
        },
      ]),
    );
    for (let order = 1; order <= 7; order += 1) await push(`${order}`, `n${order}`);
    await bed.elapse(5000);
    expect(bed.visible().size).toBe(7);
    expect(await parked()).toMatchObject([{ subjectId: '404' }]);
  });

  it('are followed by one trace from the message to what was sent', async () => {
    const log = createCollectedLog();
    one.kill();
    one = await bed.open({ log });
    await push('1', 'a');
    await bed.elapse(1000);
    expect(
      log.lines.filter((line) => line.includes('trace-a')).map((line) => JSON.parse(line).message),
    ).toEqual(['pushed messages were read', 'a delivery was sent']);
  });

  it('are given back at a stop, for another process to say at once', async () => {
    for (let order = 1; order <= 40; order += 1) await push(`${order}`, `n${order}`);
    await bed.until(() => bed.chat.said.length > 0, 5000);
    await one.notifications.stop();
    one.kill();
    const said = bed.chat.said.length;
    const two = await bed.open();
    await bed.elapse(1500);
    expect(bed.chat.said.length).toBeGreaterThan(said);
    expect(two.dead).toBe(false);
  });

  it('are said by two processes together as by one', async () => {
    const two = await bed.open();
    for (const conversation of ['x:C2', 'x:C3']) await bed.watch(two, { conversation });
    for (let order = 1; order <= 30; order += 1) {
      await bed.push(order % 2 === 0 ? one : two, {
        orderIds: [`${order}`],
        name: `n${order}`,
        kind: 'paid',
      });
      await bed.elapse(100);
    }
    await bed.elapse(5000);
    for (const conversation of ['C1', 'C2', 'C3']) {
      expect([...bed.visible(conversation).values()]).toEqual(Array(30).fill(1));
    }
    expect(bed.chat.tooFast).toBe(0);
  });
});
