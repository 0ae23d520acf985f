import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Clock } from '../runtime/clock.ts';
import { boundedLabel, buckets, once } from './metric-labels.ts';

/** What is counted of order news, and of all that is said unasked. */
export interface NotificationsMetrics {
  /** Counts a request of the partner's callback that ended after `ms`. */
  intake(ended: { readonly outcome: string; readonly ms: number }): void;
  /** Counts a call of a platform made to say something unasked; `limited` is the platform's request to wait. */
  send(ended: { readonly platform: string; readonly outcome: string }): void;
  /** From now on `read` is asked, when the metrics are, how far behind that is. */
  watch(read: () => Promise<NewsBacklog>): void;
}

/** What is to be said now and later, what may or may not have been said, and what could not be. */
interface ToSay {
  readonly due: number;
  readonly later: number;
  readonly unclear: number;
  readonly parked: number;
}

const states = ['due', 'later', 'unclear', 'parked'] as const satisfies (keyof ToSay)[];

/** How far behind the news are. Times are ms since 1970 UTC. */
interface NewsBacklog {
  readonly inbox: {
    readonly waiting: number;
    readonly oldestWaitingAt?: number;
    readonly lastReceivedAt?: number;
    readonly unreadable: number;
  };
  readonly deliveries: ToSay & { readonly queues: number };
  readonly lastSweepAt?: number;
}

/** The metrics of order news; `refreshed` reads the backlog before it runs `then`. */
export function createNotificationsMetrics(registry: Registry, clock: Clock) {
  const registers = [registry];
  const intake = new Counter({
    name: 'intake_requests_total',
    help: "Requests of the partner's callback, by how they ended",
    labelNames: ['outcome'],
    registers,
  });
  const intakeSeconds = new Histogram({
    name: 'intake_seconds',
    help: 'Seconds until a pushed message was stored and could be acknowledged',
    buckets,
    registers,
  });
  const sends = new Counter({
    name: 'outbox_sends_total',
    help: 'Calls of platforms to say something unasked, by how they ended; limited: the platform asked to wait; unheld: another process may have said it as well',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const waiting = gauge('inbox_waiting', 'Pushed messages that wait to be read');
  const lag = gauge('inbox_lag_seconds', 'Seconds that the oldest pushed message has waited');
  const unreadable = gauge('inbox_unreadable', 'Pushed messages that could not be read');
  const messageAge = gauge('last_message_age_seconds', 'Seconds since the last pushed message');
  const sweepAge = gauge('last_sweep_age_seconds', 'Seconds since the last whole sweep of changed orders');
  const queues = gauge('outbox_queues', 'Conversations in which something waits to be said');
  const deliveries = new Gauge({
    name: 'outbox_deliveries',
    help: 'Deliveries that wait to be said (order news, messages about requests), by state',
    labelNames: ['state'],
    registers,
  });
  let read: (() => Promise<NewsBacklog>) | undefined;
  const intakeOutcome = boundedLabel();
  const sendOutcome = boundedLabel();
  const intakeOf = once((outcome) => intake.labels(outcome ?? ''));

  /** A store that does not answer leaves the gauges empty: no figure is better than an old one. */
  async function refresh(): Promise<void> {
    for (const each of [waiting, lag, unreadable, messageAge, sweepAge, queues]) each.remove();
    deliveries.reset();
    const backlog = await read?.().catch(() => undefined);
    if (backlog === undefined) return;
    const ageOf = (at: number) => Math.max(0, clock.now() - at) / 1_000;
    const { inbox } = backlog;
    waiting.set(inbox.waiting);
    lag.set(inbox.oldestWaitingAt === undefined ? 0 : ageOf(inbox.oldestWaitingAt));
    unreadable.set(inbox.unreadable);
    if (inbox.lastReceivedAt !== undefined) messageAge.set(ageOf(inbox.lastReceivedAt));
    if (backlog.lastSweepAt !== undefined) sweepAge.set(ageOf(backlog.lastSweepAt));
    queues.set(backlog.deliveries.queues);
    for (const state of states) deliveries.set({ state }, backlog.deliveries[state]);
  }

  const metrics: NotificationsMetrics = {
    intake({ outcome, ms }) {
      intakeOf(intakeOutcome(outcome)).inc();
      intakeSeconds.observe(ms / 1_000);
    },
    send: ({ platform, outcome }) => sends.labels(platform, sendOutcome(outcome)).inc(),
    watch(reading) {
      read = reading;
    },
  };
  return {
    metrics,
    async refreshed<T>(then: () => Promise<T>): Promise<T> {
      await refresh();
      return then();
    },
  };
}
