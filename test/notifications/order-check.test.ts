import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateSource } from '../../src/notifications/order-update.ts';
import { XportError } from '../../src/xport/errors.ts';
import { account, makeNewsBed, type NewsBed, type OpenProcess } from './bed.ts';
import { numberedSources, tidingOf } from './numbered-news.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const sweepEveryMs = 15 * minuteMs;

describe('orders', () => {
  let bed: NewsBed;

  beforeEach(async () => {
    bed = await makeNewsBed();
  });

  afterEach(() => bed.dispose());

  async function open(change: Partial<UpdateSource>): Promise<OpenProcess> {
    const process = await bed.open({ sources: numberedSources(change) });
    await bed.watch(process);
    return process;
  }

  const visible = () => [...bed.visible()].sort();
  const found = (orderId: string, name: string) => tidingOf(orderId, { name, kind: 'paid' });
  const refusal = () =>
    new XportError({ kind: 'refused', code: '404', msg: 'no such order', requestId: 'r', status: 200 });

  describe('that a message left in doubt', () => {
    it('are asked about a moment later, once, a few at a time', async () => {
      let atOnce = 0;
      let most = 0;
      const asked: string[] = [];
      const one = await open({
        ask: async ({ orderId, known }) => {
          asked.push(`${orderId} ${known}`);
          atOnce += 1;
          most = Math.max(most, atOnce);
          await Promise.resolve();
          atOnce -= 1;
          return [found(orderId, `answer-${orderId}`)];
        },
      });
      for (let order = 1; order <= 5; order += 1) {
        await bed.push(one, { orderIds: [`${order}`], name: `n${order}`, kind: 'paid', doubt: true });
      }
      await bed.elapse(3000);
      expect(asked).toEqual([]);
      await bed.elapse(hourMs, 20_000);
      expect(asked.sort()).toEqual([1, 2, 3, 4, 5].map((order) => `${order} ["n${order}"]`));
      expect(most).toBeLessThanOrEqual(3);
      expect(visible().filter(([name]) => name.startsWith('answer'))).toHaveLength(5);
      expect(visible().every(([, times]) => times === 1)).toBe(true);
    });

    it('are asked about again, less and less often, while the partner says nothing', async () => {
      let asked = 0;
      let down = true;
      const one = await open({
        ask: async ({ orderId }) => {
          asked += 1;
          if (down) throw new XportError({ kind: 'timed out', afterMs: 8000 });
          return [found(orderId, 'answer')];
        },
      });
      await bed.push(one, { orderIds: ['1'], name: 'a', kind: 'paid', doubt: true });
      await bed.elapse(2 * hourMs, 20_000);
      expect(asked).toBeGreaterThan(5);
      expect(asked).toBeLessThan(20);
      down = false;
      await bed.elapse(hourMs, 20_000);
      expect(bed.visible().get('answer')).toBe(1);
    });

    it('are left alone when the partner refuses to speak of them', async () => {
      let asked = 0;
      const one = await open({
        ask: async () => {
          asked += 1;
          throw refusal();
        },
      });
      await bed.push(one, { orderIds: ['1'], name: 'a', kind: 'paid', doubt: true });
      await bed.elapse(10 * hourMs, 30_000);
      expect(asked).toBe(6);
    });
  });

  it('of which something should have happened that has not make an alert, once', async () => {
    const one = await open({});
    await bed.push(one, { orderIds: ['1'], name: 'a', kind: 'created', checkInMs: hourMs });
    await bed.elapse(hourMs - minuteMs, 20_000);
    expect(visible()).toEqual([['a', 1]]);
    await bed.elapse(2 * hourMs, 20_000);
    expect(visible()).toEqual([
      ['a', 1],
      ['alert-1', 1],
    ]);
  });

  describe('that changed', () => {
    it('are swept at the start and on schedule, all pages, from the last good sweep on', async () => {
      const begun = bed.clock.now();
      const asked: { since: number; page: number; at: number }[] = [];
      const one = await open({
        changed: async ({ since, page }) => {
          asked.push({ since, page, at: bed.clock.now() - begun });
          return { updates: [found(`${page}`, `swept-${page}`)], more: page < 3 };
        },
      });
      await bed.elapse(sweepEveryMs + minuteMs, 5000);
      expect(asked.map(({ page }) => page)).toEqual([1, 2, 3, 1, 2, 3]);
      // The first looks back some days, the second to some minutes before the first.
      expect(begun - (asked[0]?.since ?? 0)).toBeGreaterThan(24 * hourMs);
      expect(Math.abs((asked[3]?.since ?? 0) - (begun - 10 * minuteMs))).toBeLessThan(2000);
      expect(asked[3]?.at).toBeLessThan(sweepEveryMs + minuteMs);
      expect(visible().map(([name]) => name)).toEqual(['swept-1', 'swept-2', 'swept-3']);
      expect((await one.notifications.status()).lastSweepAt).toBeGreaterThan(begun + sweepEveryMs - minuteMs);
    });

    it('are swept again from the same time on when a page was missing', async () => {
      const since: number[] = [];
      let broken = true;
      const one = await open({
        changed: async (what) => {
          if (what.page === 1) since.push(what.since);
          if (what.page === 2 && broken) throw refusal();
          return { updates: [], more: what.page < 2 };
        },
      });
      await bed.elapse(5 * minuteMs, 5000);
      expect((await one.notifications.status()).lastSweepAt).toBeUndefined();
      expect(since.length).toBeGreaterThan(1);
      broken = false;
      await bed.elapse(15 * minuteMs, 5000);
      expect(new Set(since.slice(0, -1).map((at) => Math.round(at / hourMs))).size).toBe(1);
      expect((await one.notifications.status()).lastSweepAt).toBeDefined();
    });

    it('are swept by one process at a time', async () => {
      const open_: (() => void)[] = [];
      const sources: Partial<UpdateSource> = {
        changed: () =>
          new Promise((resolve) => {
            open_.push(() => resolve({ updates: [], more: false }));
          }),
      };
      const processes = [
        await bed.open({ sources: numberedSources(sources) }),
        await bed.open({ sources: numberedSources(sources) }),
      ];
      await bed.elapse(minuteMs, 1000);
      expect(open_).toHaveLength(1);
      for (const end of open_) end();
      await bed.elapse(minuteMs, 1000);
      expect(processes).toHaveLength(2);
    });

    it('before anybody watched are kept, and told to nobody', async () => {
      const old = bed.clock.now() - hourMs;
      const one = await open({
        changed: async () => ({
          updates: [
            {
              orderId: '1',
              join: (known, now) => {
                const joined = found('1', 'old').join(known, now);
                return { ...joined, news: joined.news.map((news) => ({ ...news, at: old })) };
              },
            },
          ],
          more: false,
        }),
      });
      await bed.elapse(minuteMs, 1000);
      expect(await one.handle.orders.get({ account, orderId: '1' })).toBeDefined();
      expect(bed.chat.said).toEqual([]);
    });
  });
});
