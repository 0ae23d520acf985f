import fc from 'fast-check';
import { describe, it } from 'vitest';
import { makeNewsBed } from './bed.ts';
import { anyHappening, happen } from './happenings.ts';

const minuteMs = 60_000;

describe('every acknowledged message', () => {
  it('is visible exactly once, whatever fails, dies, comes twice or is set to another time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyHappening, { minLength: 10, maxLength: 60 }), async (happenings) => {
        const bed = await makeNewsBed({ editableMs: 10 * minuteMs });
        try {
          await happen(bed, happenings);
        } finally {
          await bed.dispose();
        }
      }),
      {
        numRuns: 25,
        examples: [
          // Late, and the clock says at once that it is long ago.
          [
            [
              { what: 'fates', fates: ['late', 'well'] },
              { what: 'push', order: 1, again: false, kind: 'paid' },
              { what: 'elapse', ms: 500 },
              { what: 'jump', ms: 5 * minuteMs },
              { what: 'open' },
              { what: 'push', order: 1, again: false, kind: 'paid' },
              { what: 'elapse', ms: 10 },
              { what: 'jump', ms: -5 * minuteMs },
            ],
          ],
        ],
      },
    );
  }, 120_000);

  it('is so where one key makes one message, and what a killed process had begun is sent again at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyHappening, { minLength: 10, maxLength: 60 }), async (happenings) => {
        const bed = await makeNewsBed({ editableMs: 10 * minuteMs, oneOfKeyMs: 5 * minuteMs });
        try {
          await happen(bed, happenings, { knownOver: true });
        } finally {
          await bed.dispose();
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
