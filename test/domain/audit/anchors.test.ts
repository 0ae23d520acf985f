import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Anchor,
  breaksOf,
  type Chain,
  compareEnd,
  parseAnchor,
  printAnchor,
  renewAnchors,
} from '../../../src/domain/audit/anchors.ts';
import { runs } from '../../harness/runs.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const keptMs = 100 * dayMs;
const organization = 'x:T1';

/** A chain, its clock, its sweep and its anchors, over plain lists. */
function openTrail() {
  let now = 1_800_000_000_000;
  let fork = 0;
  let records: { seq: number; hash: string; at: number }[] = [];
  let head = { seq: 0, hash: '', cutSeq: 0, cutHash: '' };
  let anchors: readonly Anchor[] = [];
  const chain = (): Chain => ({
    organization,
    head: { ...head },
    hashes: new Map(records.map(({ seq, hash }) => [seq, hash])),
    ...(records[0] !== undefined && { frontAt: records[0].at }),
  });
  const ages = () => ({ now, keptMs });
  return {
    add(count: number) {
      for (let added = 0; added < count; added += 1) {
        const seq = head.seq + 1;
        const hash = `${seq}-${fork}`;
        records.push({ seq, hash, at: now });
        head = { ...head, seq, hash };
      }
    },
    age(ms: number) {
      now += ms;
    },
    sweep() {
      const fresh = records.findIndex(({ at }) => at > now - keptMs);
      this.cutFront(fresh === -1 ? records.length : fresh);
    },
    cutFront(count: number) {
      const last = records[count - 1];
      if (last === undefined) return;
      records = records.slice(count);
      head = { ...head, cutSeq: last.seq, cutHash: last.hash };
    },
    /** As somebody who knows how it is kept: the head says that there never was more. */
    cutEnd(count: number) {
      records = records.slice(0, records.length - count);
      const last = records.at(-1) ?? { seq: head.cutSeq, hash: head.cutHash };
      head = { ...head, seq: last.seq, hash: last.hash };
      fork += 1;
    },
    renew() {
      const renewed = renewAnchors(anchors, chain(), ages());
      anchors = renewed.anchors;
      return renewed.breaks;
    },
    breaks: () => breaksOf(anchors, chain(), ages()).map(({ why }) => why),
    chain,
    get length() {
      return records.length;
    },
    get anchors() {
      return anchors;
    },
  };
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }).map((count) => ({ add: count })) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 60 * 24 }).map((hours) => ({ ageMs: hours * hourMs })),
  },
  { weight: 2, arbitrary: fc.constant({ hour: true }) },
);
type Step = { add: number } | { ageMs: number } | { hour: boolean };
const history = fc.array(step, { maxLength: 40 });

function live(trail: ReturnType<typeof openTrail>, steps: readonly Step[]): void {
  for (const each of steps) {
    if ('add' in each) trail.add(each.add);
    else if ('ageMs' in each) trail.age(each.ageMs);
    else {
      trail.sweep();
      trail.renew();
    }
  }
}

describe('anchors of a chain', () => {
  it('have nothing against a chain that was only added to, cut off for its age, and left alone', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const trail = openTrail();
        for (const each of steps) {
          live(trail, [each]);
          expect(trail.breaks()).toEqual([]);
        }
        trail.sweep();
        expect(trail.renew()).toEqual([]);
        expect(trail.breaks()).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });

  it('tell that the end was cut off, also long after the chain went on and was anchored again', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 5 }), fc.array(step), (before, count, after) => {
        const trail = openTrail();
        trail.add(6);
        live(trail, [...before, { add: 5 }]);
        trail.sweep();
        trail.renew();
        trail.cutEnd(count);
        expect(trail.breaks()).toEqual(['cut off']);
        let spentMs = 0;
        for (const each of after) {
          // When the records that were cut off would be too old to be kept, so are the anchors that tell of them.
          if ('ageMs' in each && spentMs + each.ageMs > keptMs - dayMs) continue;
          if ('ageMs' in each) spentMs += each.ageMs;
          live(trail, [each]);
          expect(['cut off', 'another']).toContain(trail.breaks()[0]);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('tell that the front was cut off too early, but for what is nearly old enough', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 24 * 14 }), { maxLength: 30 }), (pauses) => {
        const trail = openTrail();
        for (const hours of pauses) {
          trail.add(2);
          trail.sweep();
          trail.renew();
          trail.age(hours * hourMs);
        }
        trail.add(2);
        trail.sweep();
        trail.renew();
        // All but the last, which is as young as can be.
        trail.cutFront(trail.length - 1);
        expect(trail.breaks()).toEqual(['cut too early']);
        trail.renew();
        trail.add(1);
        trail.age(dayMs);
        trail.renew();
        expect(trail.breaks()).toEqual(['cut too early']);
        trail.age(keptMs);
        trail.sweep();
        expect(trail.breaks()).toEqual([]);
      }),
    );
  });

  it('tell of a front that was cut off by a single record, before there was a second anchor', () => {
    const trail = openTrail();
    trail.add(5);
    trail.renew();
    trail.cutFront(1);
    expect(trail.breaks()).toEqual(['cut too early']);
  });

  it('tell of a front that was cut off beyond what just became too old, by when the chain had ended before it', () => {
    const trail = openTrail();
    trail.add(2);
    trail.renew();
    trail.age(keptMs - hourMs);
    trail.renew();
    trail.add(2);
    trail.age(hourMs);
    trail.cutFront(3);
    expect(trail.breaks()).toEqual(['cut too early']);
  });

  it('are no more than the time that records are kept has room for, however long it goes on', () => {
    const trail = openTrail();
    for (let hour = 0; hour < 24 * 250; hour += 1) {
      trail.add(1);
      if (hour % 700 === 699) trail.cutEnd(3);
      trail.age(hourMs);
      trail.sweep();
      trail.renew();
    }
    expect(trail.anchors.length).toBeGreaterThan(90);
    expect(trail.anchors.length).toBeLessThanOrEqual(203);
  });

  it('stay with a chain that is gone, until they are too old', () => {
    const trail = openTrail();
    trail.add(3);
    trail.renew();
    const gone: Chain = { organization, hashes: new Map() };
    const at = trail.anchors[0]?.at ?? 0;
    const later = renewAnchors(trail.anchors, gone, { now: at + keptMs - 1, keptMs });
    expect(later.breaks).toEqual([{ organization, seq: 3, why: 'gone', at }]);
    expect(later.anchors).toEqual(trail.anchors);
    expect(renewAnchors(later.anchors, gone, { now: at + keptMs, keptMs }).anchors).toEqual([]);
  });

  it('take a cut for right that was right when it was made', () => {
    const trail = openTrail();
    trail.add(2);
    trail.age(50 * dayMs);
    trail.add(2);
    trail.renew();
    trail.cutFront(2);
    // As of a time when records were kept for 40 days.
    const ages = { now: trail.anchors[0]?.at ?? 0, keptMs: 40 * dayMs };
    const { anchors, breaks } = renewAnchors(trail.anchors, trail.chain(), ages);
    expect(breaks).toEqual([]);
    expect(breaksOf(anchors, trail.chain(), { ...ages, keptMs })).toEqual([]);
  });

  it('are compared with the last record that was cut off as well', () => {
    const trail = openTrail();
    trail.add(4);
    const { hashes } = trail.chain();
    trail.cutFront(2);
    const given = (seq: number, hash = hashes.get(seq) ?? '') => ({ organization, seq, hash });
    expect([1, 2, 3, 4].map((seq) => compareEnd(given(seq), trail.chain()))).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(compareEnd(given(2, 'x'), trail.chain())).toMatchObject({ why: 'another' });
    expect(compareEnd(given(3, 'x'), trail.chain())).toMatchObject({ why: 'another' });
    expect(compareEnd(given(5, 'x'), trail.chain())).toMatchObject({ why: 'cut off' });
  });
});

describe('an anchor as text', () => {
  const hashes = fc.stringMatching(/^[0-9a-f]{64}$/);

  it('is read back, whatever colons an organization has', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}(:[A-Za-z0-9-]{1,10}){1,4}$/),
        fc.integer({ min: 1, max: 999_999_999_999_999 }),
        hashes,
        (name, seq, hash) => {
          const anchor = { organization: name, seq, hash };
          expect(parseAnchor(` ${printAnchor(anchor)}\n`)).toEqual(anchor);
          expect(parseAnchor(`${name}:${seq}:${hash.toUpperCase()}`)).toEqual(anchor);
        },
      ),
    );
  });

  it.each([
    '',
    'x:T1',
    `x:T1:0:${'a'.repeat(64)}`,
    `x:T1:-1:${'a'.repeat(64)}`,
    `x:T1:1:${'a'.repeat(63)}`,
    `x:T1:1:${'g'.repeat(64)}`,
    `:1:${'a'.repeat(64)}`,
    `x:T1:1000000000000000:${'a'.repeat(64)}`,
  ])('is not %j', (text) => {
    expect(parseAnchor(text)).toBeUndefined();
  });
});
