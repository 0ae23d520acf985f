import type { StoredTimes } from '../store/contract/processes.ts';
import type { Cancel, Clock } from './clock.ts';
import type { ClockJump, ClockWatch } from './clock-watch.ts';
import { minuteMs } from './durations.ts';
import type { Log } from './log.ts';

/** Puts right what the store keeps of a clock that was set. */
export interface ClockRepair {
  /** The last time that the clock was set, while the process ran or before it started. */
  last(): ClockJump | undefined;
  /** Resolves once what was kept before has been put right; where the store does not answer it is tried again later. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** How often the time is noted, so that a start can tell that the clock was set back meanwhile. */
const noteEveryMs = minuteMs;

/** A note so far ahead is of a clock that was ahead; other machines' clocks may be a little. */
const aheadMs = 2000;

/** When it is done once more after a jump, ms. */
const againMs = [2000, 10_000, 60_000];

const afterFaultMs = 1000;

export function createClockRepair({
  times,
  clock,
  clockWatch,
  log,
  wake,
}: {
  readonly times: StoredTimes;
  readonly clock: Clock;
  readonly clockWatch: Pick<ClockWatch, 'last' | 'onJump'>;
  readonly log: Log;
  /** Called when something may be due that was not. Must not throw. */
  wake(): void;
}): ClockRepair {
  let atStart: ClockJump | undefined;
  let stopped = false;
  let cancels: Cancel[] = [];
  let leave: Cancel = () => {};
  let cancelNote: Cancel = () => {};
  let running: Promise<void> = Promise.resolve();

  /** One after the other; never rejects. */
  function run(work: () => Promise<void>): Promise<void> {
    running = running.then(async () => {
      if (stopped) return;
      await work().catch((thrown: unknown) => {
        log.warn(
          { err: thrown },
          'what is kept of a clock that was set could not be put right: it is tried again',
        );
        later(afterFaultMs, work);
      });
    });
    return running;
  }

  function later(ms: number, work: () => Promise<void>): void {
    if (!stopped) cancels.push(clock.after(ms, () => void run(work)));
  }

  async function pullBack(): Promise<void> {
    const pulled = await times.pullBack();
    await times.note();
    if (pulled === 0) return;
    log.info({ pulled }, 'times that a clock which was ahead had set were pulled back');
    wake();
  }

  /** What other parts reckoned by the clock as it was and write down only now. */
  function pullBackAgain(): void {
    for (const cancel of cancels) cancel();
    cancels = [];
    for (const ms of againMs) later(ms, pullBack);
  }

  function onJump({ byMs }: ClockJump): void {
    log.warn({ byMs }, 'the machine’s clock was set, or the machine slept: keep it right by NTP');
    if (byMs < 0) {
      void run(pullBack);
      pullBackAgain();
    } else {
      void run(async () => {
        await times.holdClaims(byMs);
        await times.note();
      });
    }
  }

  function noteLater(): void {
    if (stopped) return;
    cancelNote = clock.after(noteEveryMs, () => {
      // A note that can't be left is left the next time.
      running = running.then(() => times.note().catch(() => undefined)).then(noteLater);
    });
  }

  async function lookAtStart(): Promise<void> {
    const noted = await times.noted();
    const now = clock.now();
    if (noted !== undefined && noted - now <= aheadMs) return times.note();
    // Before the first note nothing tells what the clock was like.
    await pullBack();
    if (noted === undefined) return;
    atStart = { byMs: now - noted, at: now };
    log.warn({ byMs: now - noted }, 'the machine’s clock was set back while the bot did not run');
    pullBackAgain();
  }

  return {
    last: () => clockWatch.last() ?? atStart,
    start() {
      leave = clockWatch.onJump(onJump);
      noteLater();
      return run(lookAtStart);
    },
    async stop() {
      stopped = true;
      leave();
      cancelNote();
      for (const cancel of cancels) cancel();
      await running;
    },
  };
}
