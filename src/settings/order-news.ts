import { dayMs, hourMs, minuteMs } from '../runtime/durations.ts';
import type { SettingDefinition, SettingsReader } from './reader.ts';

export const newsDefinitions = {
  unpaidHours: {
    name: 'ALERT_UNPAID_HOURS',
    kind: 'whole',
    least: 1,
    most: 720,
    default: 24,
    meaning: 'After how many hours without payment the bot sends the alert `unpaid`.',
  },
  unshippedDays: {
    name: 'ALERT_UNSHIPPED_DAYS',
    kind: 'whole',
    least: 1,
    most: 90,
    default: 3,
    meaning: 'After how many days without shipment the bot sends the alert `unshipped`.',
  },
  stalledDays: {
    name: 'ALERT_STALLED_DAYS',
    kind: 'whole',
    least: 1,
    most: 90,
    default: 5,
    meaning: 'After how many days without a sign of the carrier the bot sends the alert `stalled`.',
  },
  sweepMinutes: {
    name: 'SWEEP_MINUTES',
    kind: 'whole',
    least: 1,
    most: 1440,
    default: 15,
    meaning: 'Minutes between two sweeps, which list changed orders at the partner.',
  },
  holdSeconds: {
    name: 'NEWS_HOLD_SECONDS',
    kind: 'whole',
    least: 2,
    most: 300,
    default: 30,
    meaning:
      'Seconds until conversations are taken over from a process that vanished with its machine (the lease). One that is killed is known to be gone within a second.',
  },
  doubtSeconds: {
    name: 'NEWS_DOUBT_SECONDS',
    kind: 'whole',
    least: 10,
    most: 600,
    default: 60,
    meaning:
      'Seconds during which a message with a lost answer may still arrive. It is sent again after that only.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** When the bot speaks of an order unasked. */
export interface OrderNewsSettings {
  readonly orders: {
    /**
     * How long an order may stay unpaid, unshipped, or without a sign from the carrier before its watchers are told, ms.
     */
    readonly unpaidMs: number;
    readonly unshippedMs: number;
    readonly stalledMs: number;
    /** Ms from one sweep of changed orders to the next. */
    readonly sweepEveryMs: number;
    /** How long a process that was killed keeps its conversations from the others, ms. */
    readonly holdMs: number;
    /** How long a message whose answer was lost may still arrive at the platform, ms. */
    readonly doubtfulMs: number;
  };
}

export function readOrderNews(read: SettingsReader): OrderNewsSettings {
  return {
    orders: {
      unpaidMs: read.whole(newsDefinitions.unpaidHours) * hourMs,
      unshippedMs: read.whole(newsDefinitions.unshippedDays) * dayMs,
      stalledMs: read.whole(newsDefinitions.stalledDays) * dayMs,
      sweepEveryMs: read.whole(newsDefinitions.sweepMinutes) * minuteMs,
      holdMs: read.whole(newsDefinitions.holdSeconds) * 1000,
      doubtfulMs: read.whole(newsDefinitions.doubtSeconds) * 1000,
    },
  };
}
