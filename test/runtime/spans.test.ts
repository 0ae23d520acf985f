import { describe, expect, it } from 'vitest';
import { DiscordError } from '../../adapters/discord/errors.ts';
import { createAnswerCache, createRefusedLookUps } from '../../adapters/discord/look-ups.ts';
import { createCommandLimit } from '../../src/chat/command-limit.ts';
import { createSeen } from '../../src/chat/once.ts';
import { beginOrWait } from '../../src/domain/buying/at-most-once.ts';
import { createAskingLimit } from '../../src/domain/sellers/link-limit.ts';
import { createSlidingWindows, createTokenBuckets } from '../../src/runtime/limiter.ts';
import { createKept } from '../../src/xport/kept.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

const minuteMs = 60_000;

/** Each begins something on a clock and tells, whenever it is asked, what is to be seen of it. */
const parts: Readonly<Record<string, (clock: FakeClock) => () => unknown>> = {
  'a bucket'(clock) {
    const limiter = createTokenBuckets({ clock, perMinute: 2, limit: 10 });
    limiter.take('a');
    limiter.take('a');
    return () => limiter.waitMs('a');
  },
  'a sliding window'(clock) {
    const limiter = createSlidingWindows({ clock, windows: [{ most: 1, ms: minuteMs }], limit: 10 });
    limiter.take('a');
    return () => limiter.waitMs('a');
  },
  'the limit of commands'(clock) {
    const limit = createCommandLimit({ clock, personPerMinute: 1, workspacePerMinute: 100 });
    const caller = { organization: 'o', workspace: 'w', person: 'p' };
    limit.take(caller);
    return () => limit.take(caller);
  },
  'the limit of links'(clock) {
    const limit = createAskingLimit({ clock, perMinute: 1, perDay: 100 });
    limit.take('p');
    return () => limit.take('p');
  },
  'what was seen'(clock) {
    const seen = createSeen({ clock, keepMs: minuteMs, limit: 10 });
    seen.claim('a');
    return () => seen.claim('a');
  },
  'a kept answer'(clock) {
    const kept = createKept<string>({ clock, keptMs: minuteMs, mostEntries: 10, mostBytes: 10 });
    kept.put('a', 'answer', 1);
    return () => kept.get('a');
  },
  'an answer of Discord’s'(clock) {
    let asked = 0;
    const cache = createAnswerCache({
      clock,
      size: 10,
      atOnce: 10,
      waiting: 10,
      ask: async () => (asked += 1),
      keepMs: () => minuteMs,
      onFailure: () => 0,
    });
    void cache.of('a');
    return () => {
      void cache.of('a');
      return asked;
    };
  },
  'a refusal of Discord’s'(clock) {
    const refused = createRefusedLookUps({ clock, log: silentLog });
    refused.note('a', new DiscordError('forbidden', 50001, 'no access'));
    return () => {
      try {
        refused.check('a');
        return 'free';
      } catch {
        return 'refused';
      }
    };
  },
  'a claim that is waited for'(clock) {
    let state = 'waiting';
    const claims = { begin: async () => ({ state: 'running' as const, since: 0 }) };
    beginOrWait(
      { ...claims, finish: async () => {}, release: async () => {} },
      clock,
      { key: 'a', holdMs: 1 },
      { waitMs: minuteMs, signal: new AbortController().signal },
    ).then(
      () => (state = 'given up'),
      () => (state = 'failed'),
    );
    return () => state;
  },
};

/** What is seen while two minutes go by, where the clock is set by `byMs` in between. */
async function seen(part: string, byMs: number): Promise<readonly unknown[]> {
  const clock = createFakeClock();
  const look = parts[part]?.(clock) ?? (() => undefined);
  const all: unknown[] = [];
  for (let step = 0; step < 12; step += 1) {
    await clock.elapse(10_000);
    if (step === 0) clock.set(byMs);
    all.push(look());
  }
  return all;
}

describe.each(Object.keys(parts))('%s', (part) => {
  it.each([-3 * 60 * minuteMs, -75_000, 75_000, 3 * 60 * minuteMs])(
    'lasts as long as ever where the clock is set by %i ms',
    async (byMs) => {
      const usual = await seen(part, 0);
      expect(new Set(usual.map((each) => JSON.stringify(each))).size).toBeGreaterThan(1);
      expect(await seen(part, byMs)).toEqual(usual);
    },
  );
});
