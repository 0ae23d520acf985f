import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../adapters/slack/web-api.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import { places } from '../../fakes/slack/workspace.ts';
import { scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const at = 'Sun, 29 Nov 2026 06:00:00 GMT';
const read = (said: string | null, date: string | null = at) =>
  readRetryAfter((name) => (name === 'date' ? date : name === 'retry-after' ? said : null));

describe('how long Slack wants to be left alone', () => {
  it.each<[string | null, number]>([
    ['30', 30_000],
    ['1', 1000],
    ['1.5', 1500],
    [' 7 ', 7000],
    ['0.2', 1000],
    ['0', 1000],
    ['-1', 30_000],
    ['-1.5', 30_000],
    ['', 30_000],
    [null, 30_000],
    ['soon', 30_000],
    ['30 s', 30_000],
    ['1e3', 30_000],
    ['0x10', 30_000],
    ['NaN', 30_000],
    ['Infinity', 30_000],
    ['86400', 3_600_000],
    ['99999999999', 30_000],
    ['Sun, 29 Nov 2026 06:00:40 GMT', 40_000],
    ['Sun, 29 Nov 2026 05:59:00 GMT', 30_000],
    ['Mon, 30 Nov 2026 06:00:00 GMT', 3_600_000],
    ['2026-11-29T06:00:40Z', 30_000],
    ['2026', 2_026_000],
  ])('by “%s”: %d ms', (said, ms) => {
    expect(read(said)).toBe(ms);
  });

  it('by a date, without one to hold it against', () => {
    expect(read('Sun, 29 Nov 2026 06:00:40 GMT', null)).toBe(30_000);
  });

  it('is some time and not too long, whatever is said', () => {
    const header = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(header, header, (said, date) => {
        const ms = read(said, date);
        expect(ms).toBeGreaterThan(0);
        expect(ms).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});

describe('an answer 429 of Slack’s', () => {
  let bed: Bed;
  afterEach(() => bed.close());
  const card: ReadyCard = { tone: 'plain', title: 'News', body: [], actions: [] };

  async function posted(fault: Fault) {
    bed = await openBed(
      scriptedCore(async () => undefined),
      'http',
    );
    const { slack, adapter } = bed;
    const to = { workspace: slack.teamId, conversation: places.buying };
    slack.faults.always('chat.postMessage', fault);
    const sent = await adapter.outlet.post(to, { card, language: 'en' }, 'key-1');
    return { sent, messages: slack.messages };
  }

  it.each<[string, number | string | null, number]>([
    ['seconds', 7, 7000],
    ['no seconds', null, 30_000],
    ['parts of a second', '1.5', 2000],
    ['a negative time', '-1', 30_000],
    ['a date long gone', 'Thu, 01 Jan 1970 00:00:10 GMT', 30_000],
    ['a date far ahead', 'Fri, 01 Jan 2100 00:00:00 GMT', 3_600_000],
    ['a date that begins with a number', '2026-11-29', 30_000],
    ['words', 'later', 30_000],
    ['nothing', '', 30_000],
    ['none at all', '0', 1000],
  ])('with %s means that nothing was sent, and when to try again', async (_what, retryAfterS, ms) => {
    const { sent, messages } = await posted({ kind: 'rate limited', retryAfterS });
    expect(sent).toEqual({ retryAfterMs: ms });
    expect(messages).toEqual([]);
  });

  it('is the same where only the body says so', async () => {
    for (const error of ['ratelimited', 'rate_limited']) {
      const { sent } = await posted({ kind: 'error', error });
      expect(sent).toEqual({ retryAfterMs: 30_000 });
      if (error === 'ratelimited') await bed.close();
    }
  });

  it.each(['internal_error', 'fatal_error', 'service_unavailable'])(
    'is not meant where Slack fails itself (%s)',
    async (error) => {
      expect((await posted({ kind: 'error', error })).sent).toEqual({ unclear: error });
    },
  );
});
