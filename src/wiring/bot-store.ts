import type { Clock } from '../runtime/clock.ts';
import { createClockRepair } from '../runtime/clock-repair.ts';
import type { ClockJump, ClockWatch } from '../runtime/clock-watch.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { within } from '../runtime/time-limit.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Store } from '../store/contract/store.ts';
import { openStore } from '../store/open.ts';
import { anchorAudit } from './audit-anchors.ts';
import { storeThreadEntry } from './store-thread-entry.ts';

/** The store of a bot that runs, kept right: its times by the clock, its audit log by anchors. */
export interface BotStore {
  readonly store: Store;
  /** Its last migration. */
  readonly schema: string;
  /** The last time that the clock was set, while the process ran or before it started. */
  clockJump(): ClockJump | undefined;
  /** Anchors the audit log. Never rejects. */
  anchor(): Promise<void>;
  /** How many chains of the audit log were not as anchored when that was last looked for. */
  brokenChains(): number;
  /** Anchors once more what was written down until now; a store that does not answer is not waited for. */
  close(): Promise<void>;
}

const anchorAtStopMs = 1000;

export async function openBotStore({
  settings: { databaseUrl, auditKeptMs },
  version,
  broken,
  clock,
  clockWatch,
  random,
  log,
}: {
  readonly settings: Pick<Settings, 'databaseUrl' | 'auditKeptMs'>;
  readonly version: string;
  /** Told how many chains of the audit log are not as anchored. */
  broken(chains: number): void;
  readonly clock: Clock;
  readonly clockWatch: ClockWatch;
  readonly random: Random;
  readonly log: Log;
}): Promise<BotStore> {
  const store = await openStore({
    url: databaseUrl,
    auditKeptMs,
    version,
    thread: storeThreadEntry,
    clock,
    random,
    log,
  });
  const repair = createClockRepair({
    times: store.times,
    clock,
    clockWatch,
    log,
    wake: () => store.signals.wake('outbox'),
  });
  let brokenChains = 0;
  const anchor = () =>
    anchorAudit({
      store,
      log,
      broken(chains) {
        brokenChains = chains;
        broken(chains);
      },
    });
  const closing = new AsyncDisposableStack();
  closing.defer(() => store.close());
  closing.defer(() => repair.stop());
  try {
    const schema = (await store.copies.schema())?.migration ?? '';
    await repair.start();
    closing.defer(() => within(clock, anchorAtStopMs, anchor()));
    return {
      store,
      schema,
      clockJump: repair.last,
      anchor,
      brokenChains: () => brokenChains,
      close: () => closing.disposeAsync(),
    };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}
