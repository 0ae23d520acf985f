import type { Readiness } from '../../src/chat/adapter.ts';
import { type Clock, pause } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { Exclusive } from '../../src/store/contract/processes.ts';
import type { Gateway } from './gateway.ts';

/** The gateway, connected while this process holds the lease. */
export interface GatewayTurn {
  /**
   * Resolves once connected, or once another process holds the lease and this one stands by. Rejects when this process
   * holds the lease and its first connection is refused; it retries all the same until {@link close}.
   */
  readonly started: Promise<void>;
  /** Whether this process holds the lease, and takes the events that come. */
  readonly held: boolean;
  readiness(): Readiness;
  /** Ignores events from the call on. */
  stopListening(): void;
  /** Disconnects, then releases the lease. */
  close(): Promise<void>;
}

const holdName = 'discord-gateway';
/** A free lease is taken within moments; after this long another process holds it. */
const standbyAfterMs = 2_000;
const closeWithinMs = 3_000;
const firstRetryMs = 5_000;
const longestRetryMs = 5 * minuteMs;

/** For a process that is the only one: holds every lease at once. */
export const alone: Exclusive = {
  hold(_, { onHeld }) {
    onHeld();
    return { release: async () => {} };
  },
};

export function takeTurns(deps: {
  readonly holds: Exclusive;
  readonly connect: () => Promise<Gateway>;
  readonly clock: Clock;
  readonly log: Log;
}): GatewayTurn {
  const { clock, log } = deps;
  let held = false;
  let isListening = true;
  let stopping = false;
  let gateway: Gateway | undefined;
  let trouble: string | undefined;
  let waiting = new AbortController();
  let work: Promise<void> = Promise.resolve();
  const started = Promise.withResolvers<void>();
  // The caller may have stopped waiting.
  started.promise.catch(() => undefined);
  let isStarted = false;
  function start(): void {
    isStarted = true;
    started.resolve();
  }
  const isMine = () => held && !stopping;

  async function connect(): Promise<void> {
    for (let retryMs = firstRetryMs; isMine() && gateway === undefined; retryMs *= 2) {
      try {
        const opened = await deps.connect();
        trouble = undefined;
        if (!isMine()) return await opened.close();
        gateway = opened;
        start();
        log.info({ event: 'gateway held' }, "this process is connected to Discord's gateway");
      } catch (error) {
        // The caller logs what fails at the start.
        if (isStarted) log.error({ err: error }, "no connection to Discord's gateway");
        trouble = error instanceof Error ? error.message : String(error);
        isStarted = true;
        started.reject(error);
        await pause(clock, Math.min(retryMs, longestRetryMs), waiting.signal).catch(() => undefined);
      }
    }
  }

  async function disconnect(): Promise<void> {
    const closing = gateway;
    gateway = undefined;
    await closing?.close();
  }

  const hold = deps.holds.hold(holdName, {
    onHeld() {
      held = true;
      waiting = new AbortController();
      work = work.then(connect);
    },
    onLost() {
      held = false;
      gateway?.stopListening();
      waiting.abort();
      start();
      log.warn({ event: 'gateway lost' }, "another process may now hold Discord's gateway");
      work = work.then(disconnect);
    },
  });
  clock.after(standbyAfterMs, () => {
    if (!held) start();
  });

  return {
    started: started.promise,
    get held() {
      return held && isListening;
    },
    readiness() {
      if (!held) return { ok: true, detail: 'standby: another process holds the gateway' };
      return gateway?.readiness() ?? { ok: false, detail: trouble ?? "connecting to Discord's gateway" };
    },
    stopListening() {
      isListening = false;
      gateway?.stopListening();
    },
    async close() {
      stopping = true;
      waiting.abort();
      const late = pause(clock, closeWithinMs);
      await Promise.race([work, late]);
      await disconnect();
      await hold.release();
    },
  };
}
