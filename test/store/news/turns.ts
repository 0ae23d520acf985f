import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';

export function turnContract(open: OpenStore): void {
  describe('turns', () => {
    const turn = { organization: 'buyer-1', name: 'sweep' };

    it('are taken by exactly one of many at once over two connections', async () => {
      const clock = createFakeClock();
      const stores = [await open(clock), await open(clock)];
      const taken = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          stores[index % 2]?.turns.take({ ...turn, holder: `${index}`, holdMs: 1_000 }),
        ),
      );
      expect(taken.filter((mine) => mine === true)).toHaveLength(1);
    });

    it('are free when they were ended or their time is up, and renewed by who has them', async () => {
      const clock = createFakeClock();
      const { turns } = await open(clock);
      const take = (holder: string) => turns.take({ ...turn, holder, holdMs: 1_000 });
      expect(await take('a')).toBe(true);
      expect(await take('b')).toBe(false);
      clock.advance(999);
      expect(await take('a')).toBe(true);
      clock.advance(999);
      expect(await take('b')).toBe(false);
      clock.advance(1);
      expect(await take('b')).toBe(true);
      await turns.end({ ...turn, holder: 'a' });
      expect(await take('a')).toBe(false);
      await turns.end({ ...turn, holder: 'b' });
      expect(await take('a')).toBe(true);
    });

    it('belong to one organization and one name', async () => {
      const { turns } = await open(createFakeClock());
      await turns.take({ ...turn, holder: 'a', holdMs: 1_000 });
      expect(await turns.take({ ...turn, organization: 'buyer-2', holder: 'b', holdMs: 1_000 })).toBe(true);
      expect(await turns.take({ ...turn, name: 'other', holder: 'b', holdMs: 1_000 })).toBe(true);
    });

    it('leave a note that stays until the next one, over a restart; who lost the turn leaves none', async () => {
      const clock = createFakeClock();
      const before = await open(clock);
      expect(await before.turns.note(turn)).toBeUndefined();
      await before.turns.take({ ...turn, holder: 'a', holdMs: 1_000 });
      expect(await before.turns.note(turn)).toBeUndefined();
      await before.turns.end({ ...turn, holder: 'a', note: '2026-05-20' });
      await before.close();
      const { turns } = await open(clock);
      await turns.take({ ...turn, holder: 'b', holdMs: 1_000 });
      await turns.end({ ...turn, holder: 'b' });
      expect(await turns.note(turn)).toBe('2026-05-20');
      await turns.take({ ...turn, holder: 'late', holdMs: 1_000 });
      clock.advance(1_000);
      await turns.take({ ...turn, holder: 'next', holdMs: 1_000 });
      await turns.end({ ...turn, holder: 'late', note: 'late' });
      expect(await turns.note(turn)).toBe('2026-05-20');
    });
  });
}
