import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { payOnce } from '../../src/domain/buying/payment.ts';
import { factOfDetail } from '../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../src/domain/orders/merge.ts';
import { parseContent } from '../../src/notifications/content.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { copyStore, restoreStore } from '../../src/store/backup.ts';
import { type BuyingBed, type BuyingProcess, buy, openBuyingBed, totalFen } from '../domain/buying/bed.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { makeNewsBed, type NewsBed, workspace } from '../notifications/bed.ts';
import type { StoreBed } from '../store/contract.ts';

const minuteMs = 60_000;

/** What is known of the partner and of the chat after a store was lost and made again of a copy. */
export function restoredContract(
  name: string,
  makePlace: () => Promise<StoreBed & { readonly url: string }>,
): void {
  describe(`a bot that was restored from a copy on ${name}`, () => {
    let folder: string;
    let places: readonly [Place, Place];
    /** Where processes open their store. */
    let at: Place;
    let news: NewsBed;
    let buying: BuyingBed;
    type Place = StoreBed & { readonly url: string };

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'restored-'));
      places = [await makePlace(), await makePlace()];
      [at] = places;
      const stores: StoreBed = { open: (clock) => at.open(clock), dispose: async () => undefined };
      news = await makeNewsBed({}, async () => stores);
      buying = await openBuyingBed(async () => stores, news.clock);
    });
    afterEach(async () => {
      await buying.close();
      await news.dispose();
      await Promise.all(places.map((each) => each.dispose()));
      await rm(folder, { recursive: true, force: true });
    });

    const given = () => ({ version: '0.2.0', clock: news.clock, random: systemRandom, log: silentLog });
    const copy = () => copyStore({ url: at.url, file: join(folder, 'a.copy'), ...given() });
    const restore = async () => {
      const [, other] = places;
      const restored = await restoreStore({ url: other.url, file: join(folder, 'a.copy'), ...given() });
      at = other;
      return restored;
    };
    const created = () =>
      buying.line.paths.filter((path) => path.split('?')[0]?.endsWith('/order/create')).length;
    const paid = () => buying.line.paths.filter((path) => path.split('?')[0]?.endsWith('/pay')).length;

    function pay(parts: BuyingProcess, orderId: string, shown: string) {
      const caller = { userId: undefined, signal: new AbortController().signal };
      const ask = async () => {
        const { data } = await parts.xport.orders.detail({ orderId }, { organization: 'team', ...caller });
        const fact = factOfDetail(data, news.clock.now());
        return fact && orderOf(mergeFact(undefined, fact).state);
      };
      return payOnce({ ...parts, ask }, { orderId, confirmedFen: totalFen, shown, caller });
    }

    it('says under load once, looks up or parks what the copy holds, and orders nothing twice', async () => {
      const first = await news.open();
      await news.watch(first);
      const buyer = await buying.process();
      const acknowledged: string[] = [];
      const push = async (order: number, count: number) => {
        const name = `o${order}-${count}`;
        const kept = await news.push(first, { orderIds: [`o${order}`], name, kind: 'paid' });
        if (kept === 'new') acknowledged.push(name);
      };
      // One conversation for each fate: said after the copy, and not said any more.
      await news.watch(first, { conversation: 'x:found', subject: 'order:o1' });
      await news.watch(first, { conversation: 'x:absent', subject: 'order:o1' });
      let closed: readonly string[] = [];
      news.chat.fate = ({ what, conversation }) =>
        what !== 'find' && closed.includes(conversation) ? { limitedMs: 500 } : 'well';
      await push(1, 1);
      await news.elapse(3000, 50);
      closed = ['found', 'absent'];
      await push(1, 2);
      await news.elapse(1000, 50);
      const before = await buy(buyer, buying.newKey());
      const held = [...acknowledged];

      const copying = copy();
      let copied = false;
      copying.finally(() => {
        copied = true;
      });
      for (let count = 3; !copied; count += 1) {
        await push((count % 7) + 2, count);
        await news.elapse(100, 50);
      }
      await copying;
      const during = acknowledged.filter((each) => !held.includes(each));
      expect(during.length).toBeGreaterThan(0);
      closed = ['absent'];
      const since = buying.newKey();
      const never = buying.newKey();
      expect(await buy(buyer, since)).toMatchObject({ state: 'placed', found: false });
      await news.elapse(2500, 50);
      await push(2, 1000);
      first.kill();

      closed = [];
      const said = ['C1', 'found', 'absent'].map((conversation) => new Map(news.visible(conversation)));
      expect(said.map((each) => each.get('o1-2') ?? 0)).toEqual([1, 1, 0]);
      await restore();
      const later = await news.open();
      const again = await buying.process();
      await news.elapse(10_000, 100);
      const parked = await later.notifications.parked({ organization: workspace, limit: 1000 });
      const namesParked = (conversation: string) =>
        parked
          .filter((each) => each.conversation === conversation)
          .flatMap(({ content }) => parseContent(content).news.map(({ raw }) => raw));
      for (const each of held) {
        const visible = news.visible().get(each) ?? 0;
        expect([each, visible, visible === 1 || namesParked('x:C1').includes(each)]).toEqual([each, 1, true]);
      }
      for (const each of during) {
        expect([each, Math.max(1, news.visible().get(each) ?? 0)]).toEqual([each, 1]);
      }
      expect(news.visible('found').get('o1-2')).toBe(1);
      expect(namesParked('x:found')).toEqual([]);
      expect(news.visible('absent').get('o1-2')).toBeUndefined();
      expect(namesParked('x:absent')).toEqual(['o1-2']);
      expect(parked.every(({ reason }) => reason.includes('the copy'))).toBe(true);

      // A person decides: it is said now.
      await later.notifications.retry({ organization: workspace, conversation: 'x:absent' });
      await news.elapse(3000, 100);
      expect(news.visible('absent').get('o1-2')).toBe(1);

      news.clock.advance(10 * minuteMs);
      const calls = created();
      expect(before).toMatchObject({ state: 'placed' });
      expect(await buy(again, since)).toMatchObject({ state: 'placed', found: true });
      expect(await buy(again, never)).toMatchObject({ state: 'not placed' });
      expect(created()).toBe(calls);
      expect(await buy(again, buying.newKey())).toMatchObject({ state: 'placed', found: false });
      expect(created()).toBe(calls + 1);
    });

    it('looks at the partner before a button from before the restore orders or pays, and asks again', async () => {
      const buyer = await buying.process();
      const drawn = buying.newKey();
      const [one, other, unpaid] = [
        await buy(buyer, buying.newKey()),
        buying.newKey(),
        await buy(buyer, buying.newKey()),
      ];
      const ids = (placed: typeof one) => (placed.state === 'placed' ? (placed.orderIds[0] ?? '') : '');
      await copy();
      expect(await pay(buyer, ids(one), drawn)).toMatchObject({ state: 'debited' });
      expect(await buy(buyer, other)).toMatchObject({ state: 'placed' });
      await restore();

      const later = await buying.process();
      const [orders, payments] = [created(), paid()];
      expect(await pay(later, ids(one), drawn)).toMatchObject({ state: 'not awaiting payment' });
      expect(await pay(later, ids(unpaid), drawn)).toMatchObject({ state: 'before restore', totalFen });
      expect(await buy(later, other)).toMatchObject({ state: 'placed', found: true });
      // The partner's list may be late: at first it is not certain that there is none.
      expect(await buy(later, drawn)).toMatchObject({ state: 'before restore' });
      news.clock.advance(10 * minuteMs);
      expect(await buy(later, drawn)).toMatchObject({ state: 'not placed' });
      expect([created(), paid()]).toEqual([orders, payments]);
      expect(await pay(later, ids(unpaid), buying.newKey())).toMatchObject({ state: 'debited' });
      expect(paid()).toBe(payments + 1);
    });
  });
}
