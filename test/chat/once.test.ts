import { describe, expect, it } from 'vitest';
import { createSeen } from '../../src/chat/once.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

describe('what was seen', () => {
  it('is claimed once while it is remembered', () => {
    const clock = createFakeClock();
    const seen = createSeen({ clock, keepMs: 1000, limit: 10 });
    expect([seen.claim('a'), seen.claim('a'), seen.claim('b')]).toEqual([true, false, true]);
    clock.advance(999);
    expect(seen.claim('a')).toBe(false);
    clock.advance(1);
    expect(seen.claim('a')).toBe(true);
  });

  it('forgets the oldest first when there are too many', () => {
    const seen = createSeen({ clock: createFakeClock(), keepMs: 1000, limit: 3 });
    for (const id of ['a', 'b', 'c', 'd']) seen.claim(id);
    expect([seen.claim('d'), seen.claim('b'), seen.claim('a')]).toEqual([false, false, true]);
  });
});
