import { z } from 'zod';
import type { Cancel, Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import type { Exclusive, Signals } from '../contract/processes.ts';
import { createLocalExclusive, createLocalSignals, type Topic } from '../processes.ts';
import { type DedicatedConnection, lockKeyOf } from './dedicated-connection.ts';

/** About how often a process that waits looks by itself, ms; it is also told when a hold is given back. */
const lookMs = 3_000;

/** The word by which the others are told. */
const free = 'free';

const taken = z.tuple([z.object({ taken: z.boolean() })]);

/**
 * {@link Exclusive} by advisory locks of the session of `dedicated`: the server gives them back when the connection ends,
 * whatever became of the process.
 */
export function createSharedExclusive({
  dedicated,
  clock,
  random,
}: {
  readonly dedicated: DedicatedConnection;
  readonly clock: Clock;
  readonly random: Random;
}): Exclusive {
  const local = createLocalExclusive();
  const contenders = new Set<Contender>();

  dedicated.follow({
    up: () => {
      for (const contender of contenders) contender.look();
    },
    down: () => {
      for (const contender of contenders) contender.lost();
    },
    heard: (words) => {
      if (words.includes(free)) for (const contender of contenders) contender.look();
    },
  });

  return {
    hold(name, events) {
      let contender: Contender | undefined;
      // A session may take its own lock twice, so this process sends one contender for each name.
      const place = local.hold(name, {
        onHeld() {
          dedicated.open();
          contender = contend({ key: lockKeyOf(name), events, dedicated, clock, random });
          contenders.add(contender);
          contender.look();
        },
        onLost: () => undefined,
      });
      return {
        async release() {
          if (contender !== undefined) {
            contenders.delete(contender);
            await contender.release();
          }
          await place.release();
        },
      };
    },
  };
}

interface Contender {
  /** Tries to take the lock, unless it has it. */
  look(): void;
  /** The session is gone. */
  lost(): void;
  release(): Promise<void>;
}

function contend({
  key,
  events,
  dedicated,
  clock,
  random,
}: {
  readonly key: string;
  readonly events: Parameters<Exclusive['hold']>[1];
  readonly dedicated: DedicatedConnection;
  readonly clock: Clock;
  readonly random: Random;
}): Contender {
  let held = false;
  let released = false;
  let sessions = 0;
  let looking: Promise<void> | undefined;
  let cancelLook: Cancel = () => {};

  async function tryToTake(): Promise<void> {
    const session = sessions;
    const rows = await dedicated.ask('select pg_try_advisory_lock($1::bigint) as taken', [key]);
    // What an earlier session took is gone with it.
    held = sessions === session && taken.parse(rows)[0].taken;
    if (held && !released) events.onHeld();
  }

  function look(): void {
    cancelLook();
    if (held || released || looking !== undefined) return;
    const attempt = tryToTake()
      .catch(() => undefined) // There is no connection: it is tried again once there is, or in a while.
      .then(() => {
        looking = undefined;
        if (!held && !released) cancelLook = clock.after(lookMs * (0.75 + random.fraction() / 2), look);
      });
    looking = attempt;
  }

  return {
    look,
    lost() {
      sessions += 1;
      if (!held) return;
      held = false;
      if (!released) events.onLost();
    },
    async release() {
      released = true;
      cancelLook();
      await looking;
      if (!held) return;
      held = false;
      // Without a connection there is no session that could still hold it.
      await dedicated
        .ask('select pg_advisory_unlock($1::bigint)', [key])
        .then(() => dedicated.tell([free]))
        .catch(() => undefined);
    },
  };
}

/** How long wake-ups are gathered before the other processes are told, ms. */
const gatherMs = 5;

const topics: readonly Topic[] = ['inbox', 'outbox'];

/**
 * {@link Signals} for this process at once, and over `dedicated` for the others. A process that has just been connected
 * wakes all its loops, since it may have missed something.
 */
export function createSharedSignals({
  dedicated,
  clock,
}: {
  readonly dedicated: DedicatedConnection;
  readonly clock: Clock;
}): Signals {
  const local = createLocalSignals();
  const untold = new Set<Topic>();
  let gathering = false;

  function tell(): void {
    gathering = false;
    const telling = [...untold];
    if (telling.length === 0) return;
    untold.clear();
    dedicated.tell(telling).catch(() => {
      // There is no connection: they are told once there is.
      for (const topic of telling) untold.add(topic);
    });
  }

  dedicated.follow({
    up() {
      for (const topic of topics) local.wake(topic);
      tell();
    },
    heard(words) {
      for (const topic of topics) if (words.includes(topic)) local.wake(topic);
    },
  });

  return {
    wake(topic) {
      local.wake(topic);
      untold.add(topic);
      dedicated.open();
      if (gathering) return;
      gathering = true;
      clock.after(gatherMs, tell);
    },
    on(topic, run) {
      dedicated.open();
      return local.on(topic, run);
    },
  };
}
