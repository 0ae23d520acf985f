import { describe, expect, it } from 'vitest';
import { createInFlight } from '../../src/runtime/in-flight.ts';

describe('work in flight', () => {
  it('remembers the most that was there at once, until it is asked', async () => {
    const inFlight = createInFlight();
    const works = [0, 1, 2].map(() => Promise.withResolvers<void>());
    const [first, ...others] = works.map(({ promise }) => inFlight.follow(promise));
    works[0]?.resolve();
    await first;
    expect(inFlight.peak()).toBe(3);
    expect(inFlight.peak()).toBe(2);
    for (const work of works) work.resolve();
    await Promise.all(others);
    inFlight.peak();
    expect(inFlight.peak()).toBe(0);
  });

  it('is settled once all has ended, what began meanwhile and what failed too', async () => {
    const inFlight = createInFlight();
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const ended: string[] = [];
    inFlight.follow(first.promise).then(() => inFlight.follow(second.promise));
    const settled = inFlight.settled().then(() => ended.push('settled'));
    first.reject(new Error('failed'));
    await inFlight.follow(Promise.resolve()).then(() => ended.push('another'));
    second.resolve();
    await settled;
    expect(ended).toEqual(['another', 'settled']);
    expect(inFlight.size).toBe(0);
  });
});
