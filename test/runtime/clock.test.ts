import { describe, expect, it } from 'vitest';
import { within } from '../../src/runtime/clock.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

describe('work that is waited for a while', () => {
  it('gives what it resolves to in time', async () => {
    const clock = createFakeClock();
    await expect(within(clock, 100, Promise.resolve('done'))).resolves.toBe('done');
  });

  it('rejects as it does in time', async () => {
    const clock = createFakeClock();
    await expect(within(clock, 100, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('gives undefined once it is late, and its failure after that is ignored', async () => {
    const clock = createFakeClock();
    const work = Promise.withResolvers<string>();
    const waited = within(clock, 100, work.promise);
    clock.advance(100);
    await expect(waited).resolves.toBeUndefined();
    work.reject(new Error('too late'));
    await expect(work.promise).rejects.toThrow('too late');
  });
});
