import { describe, expect, it, vi } from 'vitest';
import { TimeLimitError, within, withTimeLimit } from '../../src/runtime/time-limit.ts';
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

describe('work under a time limit', () => {
  /** Ends only when its signal aborts, and then with a fault of its own. */
  const endless = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('cut off')), { once: true });
    });

  it('gives what it gives, and rejects as it does, in time', async () => {
    const clock = createFakeClock();
    await expect(withTimeLimit(clock, 100, async () => 'done')).resolves.toBe('done');
    const broken = () => Promise.reject(new Error('broken'));
    await expect(withTimeLimit(clock, 100, broken)).rejects.toThrow('broken');
  });

  it('is cut off at the limit, with the reason of the limit', async () => {
    const clock = createFakeClock();
    const limited = withTimeLimit(clock, 100, endless);
    const reasoned = withTimeLimit(clock, 100, endless, { reason: () => new Error('its own reason') });
    clock.advance(100);
    await expect(limited).rejects.toBeInstanceOf(TimeLimitError);
    await expect(reasoned).rejects.toThrow('its own reason');
  });

  it('is cut off with the signal of its caller, and never begun after that', async () => {
    const clock = createFakeClock();
    const caller = new AbortController();
    const cut = withTimeLimit(clock, 100, endless, { signal: caller.signal });
    caller.abort(new Error('the caller left'));
    await expect(cut).rejects.toThrow('the caller left');
    const begin = vi.fn(async () => 'begun');
    await expect(withTimeLimit(clock, 100, begin, { signal: caller.signal })).rejects.toThrow(
      'the caller left',
    );
    expect(begin).not.toHaveBeenCalled();
  });
});
