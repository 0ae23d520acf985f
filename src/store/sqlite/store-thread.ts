import { Worker } from 'node:worker_threads';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import { within } from '../../runtime/time-limit.ts';
import type { RunUnit } from '../contract/units.ts';
import { StoreError } from '../error.ts';
import { type ThreadAnswer, type ThreadOrder, threadAnswer } from './thread-messages.ts';
import type { WriteTurns } from './write-turns.ts';

/**
 * How long a thread that has work may say nothing, ms. A start anew makes no disk faster, so that this is for a thread that
 * hangs by a fault of its own: a system waits half a minute for a disk's answer before it asks again, and a minute for a disk of
 * another machine. Meanwhile `/readyz` says that the store does not answer, and nothing is acknowledged.
 */
const silentMs = 120_000;

/**
 * How long a checkpoint may take, ms. Who copied the database has held the log back, which has to be written all at once where
 * the copy was cut off: a few GiB on a disk of a few MiB a second.
 */
const checkpointMs = 1_800_000;

/** How long it may take to load its program, ms: on a machine that is busy with everything else, minutes. */
const startMs = 180_000;

/** How long a thread that was told to close may take, ms. */
const closeMs = 5_000;

/**
 * How long at least it is from one unit of a kind to the next, ms: each costs both threads as much as ten of its entries and
 * more. At 300 entries a second it is two units for every five of them, and each entry waits 4 ms on the average.
 */
const paceMs = 8;

/** What the thread may have for its values, MiB: many times what the largest units need. */
const usualMemoryMiB = 512;

/** What it makes and drops at once is little: more room would only stand empty. */
const youngMiB = 12;

/** A thread with a connection of its own, on which whole units of work are done: no commit of theirs holds the event loop. */
export interface StoreThread {
  readonly run: RunUnit;
  /** What resolves when a further unit of the same kind is worth its messages: a lone one at once. */
  createPace(): () => Promise<void>;
  /**
   * Resolves with why once the thread is over without having been closed. What was under way rejects with it, and everything
   * that is asked of it afterwards; it may have been done or not.
   */
  readonly ended: Promise<StoreError>;
  /** Ends what is under way, and the thread. */
  close(): Promise<void>;
}

/** How a thread is kept within bounds, where it is not as usual. */
export interface ThreadBounds {
  /** By which its silence is timed; the machine's own, since a thread that runs can't be held still by another. */
  readonly clock?: Clock;
  readonly memoryMiB?: number;
}

/** Starts the thread whose program is `entry`, on the database at `file`. */
export function startStoreThread({
  entry,
  file,
  turns,
  bounds: { clock = systemClock, memoryMiB = usualMemoryMiB } = {},
}: {
  readonly entry: URL;
  readonly file: string;
  readonly turns: WriteTurns;
  readonly bounds?: ThreadBounds | undefined;
}): StoreThread {
  const worker = new Worker(entry, {
    name: 'store',
    workerData: { file },
    // Nothing in it reads a setting, and none is a secret that it could leak.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb: youngMiB },
  });
  const underWay = new Map<number, PromiseWithResolvers<unknown>>();
  const ended = Promise.withResolvers<StoreError>();
  const gone = Promise.withResolvers<void>();
  let over: StoreError | undefined;
  let closing = false;
  let last = 0;
  let silences = 0;
  let pacing = 0;
  let allowedMs = startMs;
  let unwatch = () => {};

  worker.unref();
  worker.on('message', take);
  worker.on('messageerror', () => end('it could not be understood'));
  worker.on('error', (thrown: unknown) => end(reasonOf(thrown)));
  worker.on('exit', (status) => {
    gone.resolve();
    if (!closing) end(`it ended with status ${status}`);
  });

  function take(message: unknown): void {
    const read = threadAnswer.safeParse(message);
    if (read.success) settle(read.data);
    else end('it could not be understood');
  }

  function settle(answer: ThreadAnswer): void {
    if ('serves' in answer) {
      allowedMs = silentMs;
      watch();
      return;
    }
    if ('checkpoint' in answer) {
      allowedMs = answer.checkpoint === 'begun' ? checkpointMs : silentMs;
      watch();
      return;
    }
    const asked = underWay.get(answer.id);
    underWay.delete(answer.id);
    watch();
    if ('fault' in answer) asked?.reject(new StoreError(answer.fault, answer.message));
    else asked?.resolve(answer.outcome);
  }

  /**
   * Ends a thread that has work and says nothing. After a time in which the whole process stood still its answer lies here
   * unread, so that it is only over when it says nothing for two halves of the time.
   */
  function watch(): void {
    unwatch();
    silences = 0;
    if (underWay.size > 0) unwatch = clock.after(allowedMs / 2, silent);
    // Who closes it waits for its end, and the process with them.
    else letGo();
  }

  /** Lets the process end where nothing is asked of the thread any more. */
  function letGo(): void {
    if (!closing && underWay.size === 0 && pacing === 0) worker.unref();
  }

  /** Waits; what is gathered meanwhile has nothing else that would keep the process. */
  function hold(ms: number): Promise<void> {
    pacing += 1;
    worker.ref();
    return new Promise((resolve) => {
      clock.after(ms, () => {
        pacing -= 1;
        letGo();
        resolve();
      });
    });
  }

  function silent(): void {
    silences += 1;
    if (silences > 1) end('it did not answer');
    else unwatch = clock.after(allowedMs / 2, silent);
  }

  function end(why: string): void {
    if (over !== undefined) return;
    over = new StoreError(
      'ended',
      `The thread that writes the database is over (${why}): nothing more can be kept. Start the bot again.`,
    );
    unwatch();
    for (const { reject } of underWay.values()) reject(over);
    underWay.clear();
    void worker.terminate();
    ended.resolve(over);
  }

  function ask(unit: string, input: unknown): Promise<unknown> {
    if (over !== undefined) return Promise.reject(over);
    last += 1;
    const order: ThreadOrder = { id: last, unit, input };
    worker.postMessage(order);
    const asked = Promise.withResolvers<unknown>();
    underWay.set(last, asked);
    if (underWay.size === 1) {
      worker.ref();
      watch();
    }
    return asked.promise;
  }

  return {
    async run(unit, input) {
      if (closing) throw new StoreError('closed', 'The store is closed.');
      const giveBack = await turns.together();
      try {
        return unit.outcome(await ask(unit.name, input));
      } finally {
        giveBack();
      }
    },
    createPace() {
      let begunAt = Number.NEGATIVE_INFINITY;
      return async () => {
        const waitMs = begunAt + paceMs - clock.elapsed();
        if (waitMs > 0) await hold(waitMs);
        begunAt = clock.elapsed();
      };
    },
    ended: ended.promise,
    async close() {
      if (!closing && over === undefined) {
        closing = true;
        await Promise.allSettled([...underWay.values()].map(({ promise }) => promise));
        worker.ref();
        worker.postMessage({ close: true } satisfies ThreadOrder);
      }
      closing = true;
      if (
        (await within(
          clock,
          closeMs,
          gone.promise.then(() => true),
        )) === undefined
      )
        await within(clock, closeMs, worker.terminate());
    },
  };
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'an unknown fault';
  return 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : thrown.message;
}
