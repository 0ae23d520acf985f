import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { account, watch } from './rows.ts';

export function watchContract(open: OpenStore): void {
  describe('watches', () => {
    const here = { organization: 'x:T1', conversation: 'x:C1' };

    it('are one a subject, as it was set last, over a restart', async () => {
      const clock = createFakeClock();
      const before = await open(clock);
      await before.watches.set(watch());
      await before.watches.set(watch({ subject: 'order:1' }));
      const again = watch({ rule: '{"daily":true}', setBy: 'x:U2', setAt: 2_000 });
      await before.watches.set(again);
      await before.close();
      const { watches } = await open(clock);
      expect(await watches.of(here)).toEqual([again, watch({ subject: 'order:1' })]);
    });

    it('are removed one by one, or all at once', async () => {
      const { watches } = await open(createFakeClock());
      for (const subject of ['all', 'order:1', 'seller:2']) await watches.set(watch({ subject }));
      await watches.set(watch({ conversation: 'x:C2' }));
      expect(await watches.remove({ ...here, subject: 'order:9' })).toBe(0);
      expect(await watches.remove({ ...here, subject: 'order:1' })).toBe(1);
      expect(await watches.remove(here)).toBe(2);
      expect(await watches.of(here)).toEqual([]);
      expect(await watches.of({ ...here, conversation: 'x:C2' })).toHaveLength(1);
    });

    it('belong to one organization, and an account knows them all', async () => {
      const { watches } = await open(createFakeClock());
      const set = [
        watch(),
        watch({ subject: 'order:1' }),
        watch({ conversation: 'x:C2', subject: 'seller:2' }),
        watch({ organization: 'x:T2' }),
      ];
      for (const each of set.toReversed()) await watches.set(each);
      await watches.set(watch({ conversation: 'x:C3', account: 'buyer-2' }));
      expect(await watches.of({ ...here, organization: 'x:T2' })).toEqual([watch({ organization: 'x:T2' })]);
      expect(await watches.remove({ ...here, organization: 'x:T3' })).toBe(0);
      expect(await watches.conversationsOf({ account })).toEqual(set);
    });
  });
}
