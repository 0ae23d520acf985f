import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { CommandFinder } from '../../src/chat/command.ts';
import type { IsServed } from '../../src/chat/outlet.ts';
import type { HandOver } from '../../src/commands/requests/hand-over.ts';
import { createRequestClock } from '../../src/domain/requests/request-clock.ts';
import type { RequestService } from '../../src/domain/requests/request-service.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { createClockWatch } from '../../src/runtime/clock-watch.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { openStoredOutbox } from '../../src/wiring/outbox.ts';
import { requestKind } from '../../src/wiring/requests.ts';
import { silentLog } from '../fakes/silent-log.ts';

/** The outbox of a store with what is said of requests alone, and what reminds and ends them. */
export function openRequestOutbox(deps: {
  readonly store: Store;
  readonly requestService: RequestService;
  readonly adapters: readonly Pick<ChatAdapter, 'platform' | 'outlet'>[];
  readonly isServed: IsServed;
  readonly handOver: HandOver;
  readonly commands: CommandFinder;
  readonly clock: Clock;
}): { start(): void; stop(): Promise<void> } {
  const { store, requestService: service, adapters, isServed, handOver, commands, clock } = deps;
  const log = silentLog;
  const outbox = openStoredOutbox({
    store,
    adapters,
    kinds: [requestKind({ store, service, handOver, commands, clock, log })],
    isServed,
    clockWatch: createClockWatch(clock),
    defaultLanguage: 'en',
    holdMs: 30_000,
    doubtfulMs: 60_000,
    measure: () => undefined,
    clock,
    random: systemRandom,
    log,
  });
  const requestClock = createRequestClock({ service, clock, random: systemRandom, log });
  return {
    start() {
      outbox.start();
      requestClock.start();
    },
    async stop() {
      await Promise.all([outbox.stop(), requestClock.stop()]);
    },
  };
}
