import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../harness/runs.ts';
import { makeSqliteBed } from '../store/bed.ts';
import { hasPostgres, makePostgresBed } from '../store/postgres/bed.ts';
import { makeNewsBed, type NewsBed } from './bed.ts';
import type { Fate } from './fake-chat.ts';
import { anyHappening, type Happening, happen } from './happenings.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const anyJump: fc.Arbitrary<Happening> = fc.record({
  what: fc.constant('jump' as const),
  ms: fc.constantFrom(-hourMs, -75 * secondMs, -2 * secondMs, 2 * secondMs, 75 * secondMs, hourMs),
  at: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
}) as fc.Arbitrary<Happening>;

const anyParking: fc.Arbitrary<Happening> = fc.constantFrom<Happening>(
  { what: 'fates', fates: [{ refused: 'content' } satisfies Fate] },
  { what: 'retry' },
);

/** What a message goes through, and jumps at each of its stages. */
const jumpy = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: anyHappening },
    { weight: 3, arbitrary: anyJump },
    { weight: 1, arbitrary: anyParking },
  ),
  { minLength: 10, maxLength: 40 },
);

/** Nothing fails and no process dies: only the clock is set. */
const calm = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: anyHappening.filter(({ what }) => what === 'push' || what === 'elapse') },
    { weight: 3, arbitrary: anyJump },
  ),
  { minLength: 5, maxLength: 25 },
);

/** A queue that was lost to the clock alone is given back, and so is what was noted and not sent. */
const aheadAndBack: readonly Happening[] = [
  { what: 'jump', ms: -hourMs, at: 17 },
  { what: 'jump', ms: hourMs, at: 11 },
  { what: 'push', order: 1, again: false, kind: 'paid' },
  { what: 'push', order: 1, again: false, kind: 'paid' },
];

async function onBed(
  makeFiles: typeof makeSqliteBed | typeof makePostgresBed,
  run: (bed: NewsBed) => Promise<void>,
) {
  const bed = await makeNewsBed({ editableMs: 10 * minuteMs }, makeFiles);
  try {
    await run(bed);
  } finally {
    await bed.dispose();
  }
}

describe.each([
  { database: 'SQLite', makeFiles: makeSqliteBed, there: true, times: runs(60) / 6 },
  { database: 'PostgreSQL', makeFiles: makePostgresBed, there: hasPostgres(), times: 2 },
])('on $database every acknowledged message', ({ makeFiles, there, times }) => {
  // A process that died keeps what it held for a minute, and what it sent may still arrive a minute later.
  it.skipIf(!there)(
    'is said once, some minutes after the clock was set right, whatever jumped and failed and died before',
    async () => {
      await fc.assert(
        fc.asyncProperty(jumpy, (happenings) =>
          onBed(makeFiles, (bed) => happen(bed, happenings, { setRight: true, withinMs: 5 * minuteMs })),
        ),
        { numRuns: Math.ceil(times) },
      );
    },
    240_000,
  );

  it.skipIf(!there)(
    'is said once within seconds of the last jump, where nothing else happens',
    async () => {
      await fc.assert(
        fc.asyncProperty(calm, (happenings) =>
          onBed(makeFiles, (bed) => {
            // Each message takes a second of the conversation's pace.
            const pushed = happenings.filter(({ what }) => what === 'push').length;
            return happen(bed, happenings, { withinMs: (10 + pushed) * secondMs });
          }),
        ),
        { numRuns: Math.ceil(times), examples: [[aheadAndBack]] },
      );
    },
    240_000,
  );
});

describe('news', () => {
  it.each([
    ['in quiet hours', { quiet: { from: 22 * 60, to: 8 * 60 } }, {}],
    ['for the daily digest', { dailyAt: 21 * 60 }, { daily: true }],
  ])(
    'that a clock ahead held back %s are planned anew once it is set right',
    async (_, notifications, rule) => {
      await onBed(makeSqliteBed, async (bed) => {
        const process = await bed.open();
        // 2026-05-20T07:47:49Z
        const at = (time: string) => Date.parse(`2026-05-20T${time}Z`);
        bed.clock.set(at('20:50:00') - bed.clock.now());
        await bed.watch(process, { rule });
        await bed.settings(process, 'x:C1', { zone: 'UTC', ...notifications });
        await bed.elapse(5000);
        bed.skewMs = 2 * hourMs;
        await bed.push(process, { orderIds: ['1'], name: 'a', kind: 'paid' });
        await bed.elapse(20 * secondMs);
        bed.skewMs = 0;
        await bed.until(() => bed.visible().size === 1, 'daily' in rule ? 11 * minuteMs : 5 * secondMs, 250);
        expect([...bed.visible()]).toEqual([['a', 1]]);
        expect(bed.clock.now()).toBeLessThan(at('21:01:00'));
      });
    },
  );
});
