import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { StoreBed } from './contract.ts';

const hour = 60 * 60 * 1_000;

/** What every dialect of the store must do for guarded links. */
export function linksContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`guarded links on ${name}`, () => {
    let bed: StoreBed;
    let opened: Store[];
    const clock = createFakeClock();

    async function open(at: Clock): Promise<Store> {
      const store = await bed.open(at);
      opened.push(store);
      return store;
    }

    beforeEach(async () => {
      bed = await makeBed();
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()));
      await bed.dispose();
    });

    const mine = {
      organization: 'x:T1',
      workspace: 'T1',
      conversation: 'direct',
      link: 'https://air.1688.com/im?touid=a',
      offer: '951807530375',
      forMs: 8 * hour,
    };

    it('are opened by their id, counted, in any process, while their time lasts', async () => {
      const [one, other] = [await open(clock), await open(clock)];
      const { id, expiresAt } = await one.links.keep(mine);
      expect(id).toMatch(/^[A-Za-z0-9]{22}$/);
      expect(expiresAt).toBe(clock.now() + 8 * hour);
      const { forMs: _, ...kept } = mine;
      expect(await other.links.open({ id })).toEqual({ ...kept, opens: 1 });
      const counts = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other).links.open({ id })),
      );
      expect(new Set(counts.map((each) => each?.opens)).size).toBe(20);
      clock.advance(8 * hour - 1);
      expect(await one.links.open({ id })).toMatchObject({ opens: 22 });
      clock.advance(1);
      expect(await one.links.open({ id })).toBeUndefined();
      expect(await one.links.open({ id: 'A'.repeat(22) })).toBeUndefined();
    });

    it('are gone from the store once their time is over', async () => {
      const store = await open(clock);
      await store.links.keep(mine);
      await store.links.keep({ ...mine, organization: 'x:T2', forMs: 9 * hour });
      clock.advance(8 * hour);
      expect(await store.sweep()).toMatchObject({ links: 1 });
      clock.advance(hour);
      expect(await store.sweep()).toMatchObject({ links: 1 });
      expect(await store.sweep()).toMatchObject({ links: 0 });
    });

    it('are signed with one key, whoever asks for it first', async () => {
      const stores = [await open(clock), await open(clock), await open(clock)];
      const keys = await Promise.all(stores.map((store) => store.links.key()));
      expect(new Set(keys).size).toBe(1);
      expect(keys[0]).toMatch(/^[A-Za-z0-9]{43}$/);
      expect(await (await open(clock)).links.key()).toBe(keys[0]);
    });

    it('share no key with anything else that the bot keeps one for', async () => {
      const stores = [await open(clock), await open(clock)];
      const keys = await Promise.all(
        ['addresses', 'links', 'addresses', 'links'].map((name, at) => stores[at >> 1]?.keys.of(name)),
      );
      const [addresses, links] = keys;
      expect(keys).toEqual([addresses, links, addresses, links]);
      expect(addresses).not.toBe(links);
      expect(addresses).toMatch(/^[A-Za-z0-9]{43}$/);
      expect(await (await open(clock)).links.key()).toBe(links);
    });
  });
}
