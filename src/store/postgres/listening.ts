import type { Client, Pool } from 'pg';
import { z } from 'zod';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { Signals } from '../news-contract.ts';
import { createSignals } from '../signals.ts';

const channel = 'shoptalk_wake';
const topics = z.enum(['inbox', 'lanes']);
type Topic = z.infer<typeof topics>;

/** Wake-ups of one topic that come closer together are one. */
const togetherMs = 20;
const firstWaitMs = 200;
const longestWaitMs = 10_000;

/** Wake-ups across processes by LISTEN and NOTIFY. */
export interface Listening {
  readonly signals: Signals;
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own from the first `on` on, and connects again, after growing waits with jitter, when
 * that breaks. What is missed meanwhile is lost, as {@link Signals} allows; after each connection everybody is woken once.
 */
export function createListening(options: {
  readonly connect: () => Client;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Listening {
  const { connect, pool, clock, random, log } = options;
  const telling = new Map<Topic, () => void>();
  const signals = createSignals(tell);
  let client: Client | undefined;
  let cancelRetry = () => {};
  let started = false;
  let closed = false;
  let failures = 0;

  function tell(topic: Topic): void {
    if (closed || telling.has(topic)) return;
    telling.set(
      topic,
      clock.after(togetherMs, () => {
        telling.delete(topic);
        pool.query('select pg_notify($1, $2)', [channel, topic]).catch((error: unknown) => {
          log.debug({ err: error }, 'other processes could not be woken');
        });
      }),
    );
  }

  async function listen(): Promise<void> {
    const own = connect();
    client = own;
    own.on('error', (error) => again(own, error));
    own.on('end', () => again(own, undefined));
    own.on('notification', ({ payload }) => {
      const topic = topics.safeParse(payload);
      if (topic.success) signals.ring(topic.data);
    });
    try {
      await own.connect();
      await own.query(`listen ${channel}`);
      failures = 0;
      for (const topic of topics.options) signals.ring(topic);
    } catch (error) {
      again(own, error);
    }
  }

  function again(from: Client, error: unknown): void {
    if (closed || client !== from) return;
    client = undefined;
    from
      .end()
      .catch((reason: unknown) => log.debug({ err: reason }, 'a broken connection could not be ended'));
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** failures) * (0.5 + random.fraction() / 2);
    failures += 1;
    log.warn({ err: error, waitMs }, 'not listening to other processes; trying again');
    cancelRetry = clock.after(waitMs, () => void listen());
  }

  return {
    signals: {
      wake: signals.wake,
      on(topic, run) {
        if (!started && !closed) {
          started = true;
          void listen();
        }
        return signals.on(topic, run);
      },
    },
    async close() {
      closed = true;
      cancelRetry();
      for (const cancel of telling.values()) cancel();
      await client?.end().catch((error: unknown) => log.debug({ err: error }, 'the listener did not end'));
    },
  };
}
