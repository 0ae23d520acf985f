import { describe, expect, test } from 'vitest';
import { createSharing } from '../../src/xport/shared-calls.ts';

/** A start that the test settles; remembers the signals it was given. */
function startable() {
  const begun: { readonly signal: AbortSignal; readonly settle: PromiseWithResolvers<string> }[] = [];
  const start = (signal: AbortSignal) => {
    const settle = Promise.withResolvers<string>();
    begun.push({ signal, settle });
    return settle.promise;
  };
  return { begun, start };
}

const never = new AbortController().signal;

describe('callers with one key', () => {
  test('share one value, then begin anew', async () => {
    const { begun, start } = startable();
    const sharing = createSharing<string>();
    const both = [sharing.share('a', never, start), sharing.share('a', never, start)];
    expect(begun).toHaveLength(1);
    begun[0]?.settle.resolve('one');
    await expect(Promise.all(both)).resolves.toEqual(['one', 'one']);
    const later = sharing.share('a', never, start);
    expect(begun).toHaveLength(2);
    begun[1]?.settle.resolve('two');
    await expect(later).resolves.toBe('two');
  });

  test('answer the first at once, so that a card is drawn before the next answer is read, and each other in a turn of its own', async () => {
    const { begun, start } = startable();
    const sharing = createSharing<string>();
    const given: string[] = [];
    const all = ['first', 'second', 'third'].map(async (name) => {
      await sharing.share('a', never, start);
      given.push(name);
    });
    const turn = new Promise<void>((resolve) => setImmediate(resolve)).then(() => given.push('a turn'));
    begun[0]?.settle.resolve('one');
    await Promise.all([...all, turn]);
    expect(given).toEqual(['first', 'a turn', 'second', 'third']);
  });

  test('share one failure, then begin anew', async () => {
    const { begun, start } = startable();
    const sharing = createSharing<string>();
    const both = [sharing.share('a', never, start), sharing.share('a', never, start)];
    begun[0]?.settle.reject(new Error('no'));
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    sharing.share('a', never, start);
    expect(begun).toHaveLength(2);
  });

  test('leave one by one; the last one ends it', async () => {
    const { begun, start } = startable();
    const sharing = createSharing<string>();
    const [first, second] = [new AbortController(), new AbortController()];
    const left = sharing.share('a', first.signal, start);
    const last = sharing.share('a', second.signal, start);
    first.abort(new Error('first left'));
    await expect(left).rejects.toThrow('first left');
    expect(begun[0]?.signal.aborted).toBe(false);
    second.abort(new Error('second left'));
    await expect(last).rejects.toThrow('second left');
    expect(begun[0]?.signal.aborted).toBe(true);
  });

  test('do not join what everyone has left, nor lose their own when it settles late', async () => {
    const { begun, start } = startable();
    const sharing = createSharing<string>();
    const leaving = new AbortController();
    const left = sharing.share('a', leaving.signal, start);
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    const fresh = sharing.share('a', never, start);
    begun[0]?.settle.reject(new Error('aborted'));
    await Promise.resolve();
    const joined = sharing.share('a', never, start);
    expect(begun).toHaveLength(2);
    begun[1]?.settle.resolve('fresh');
    await expect(Promise.all([fresh, joined])).resolves.toEqual(['fresh', 'fresh']);
  });
});

test('callers with other keys, and those who left before, share nothing', async () => {
  const { begun, start } = startable();
  const sharing = createSharing<string>();
  sharing.share('a', never, start);
  sharing.share('b', never, start);
  await expect(sharing.share('a', AbortSignal.abort(new Error('gone')), start)).rejects.toThrow('gone');
  expect(begun).toHaveLength(2);
});
