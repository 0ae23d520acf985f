import { beforeEach, describe, expect, it } from 'vitest';
import { type ClockJump, type ClockWatch, createClockWatch } from '../../src/runtime/clock-watch.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';

const startMs = 1_000_000;

describe('a clock watch', () => {
  let clock: FakeClock;
  let watch: ClockWatch;
  let told: ClockJump[];

  beforeEach(() => {
    clock = createFakeClock(startMs);
    watch = createClockWatch(clock);
    told = [];
    watch.onJump((jump) => told.push(jump));
    watch.start();
  });

  it('tells nothing while time goes on evenly, however late timers are', async () => {
    await clock.elapse(3_600_000);
    expect(watch.age(startMs)).toBe(3_600_000);
    expect(watch.age(startMs + 3_540_000)).toBe(60_000);
    expect(told).toEqual([]);
    expect(watch.last()).toBeUndefined();
  });

  it('takes no notice of a clock that is slowly put right', async () => {
    for (let second = 0; second < 7200; second += 1) {
      clock.set(-0.5);
      await clock.elapse(1000);
    }
    expect(told).toEqual([]);
  });

  it.each([-3_600_000, -1500, 1500, 5000, 3_600_000])('tells of a clock set by %i ms', async (byMs) => {
    await clock.elapse(10_300);
    clock.set(byMs);
    await clock.elapse(2000);
    expect(told).toEqual([{ byMs, at: startMs + 11_000 + byMs }]);
    expect(watch.last()).toEqual(told[0]);
    // All that happened before is as old as that, at least.
    expect(watch.age(startMs)).toBe(1300);
    await clock.elapse(60_000);
    expect(watch.age(startMs)).toBe(61_300);
    expect(told).toHaveLength(1);
  });

  it('sees at once, when it is asked, that the clock was just set', async () => {
    await clock.elapse(10_300);
    clock.set(300_000);
    expect(watch.age(startMs)).toBe(0);
    expect(told).toEqual([{ byMs: 300_000, at: startMs + 310_300 }]);
  });

  it('sees a clock that was set and set back within a second, where a part read it in between', async () => {
    await clock.elapse(10_300);
    clock.set(3_600_000);
    expect(watch.clock.now()).toBe(startMs + 3_610_300);
    clock.set(-3_600_000);
    expect(watch.clock.now()).toBe(startMs + 10_300);
    expect(told.map(({ byMs }) => byMs)).toEqual([3_600_000, -3_600_000]);
  });

  it('takes what is still to come for as old as the clock has gone on evenly', async () => {
    await clock.elapse(10_000);
    const at = clock.now();
    clock.set(-3_600_000);
    await clock.elapse(2000);
    expect(watch.age(at)).toBe(1000);
  });

  it('reads again where the process was held up between two readings', () => {
    let slow = 0;
    const heldUp = createClockWatch({
      ...clock,
      now() {
        if (slow > 0) clock.advance(2000);
        slow -= 1;
        return clock.now();
      },
    });
    const jumps: ClockJump[] = [];
    heldUp.onJump((jump) => jumps.push(jump));
    slow = 2;
    heldUp.age(startMs);
    expect(jumps).toEqual([]);
  });

  it('tells no more to one who left, and nothing once it is stopped', async () => {
    const later: ClockJump[] = [];
    watch.onJump((jump) => later.push(jump))();
    clock.set(5000);
    await clock.elapse(1000);
    expect([told.length, later.length]).toEqual([1, 0]);
    watch.stop();
    clock.set(5000);
    await clock.elapse(5000);
    expect(told).toHaveLength(1);
  });
});
