import { type Clock, systemClock } from '../../src/runtime/clock.ts';

/**
 * The machine's clock, whose timers take twenty times as long: for a whole bot whose limits are not what a test is about. So no
 * answer is deferred and no form goes without its choices since the machine was busy.
 */
export const patientClock: Clock = {
  ...systemClock,
  after: (ms, run) => systemClock.after(20 * ms, run),
};
