import type { ChatAdapter } from '../chat/adapter.ts';
import type { CommandFinder } from '../chat/command.ts';
import { createRequestClock } from '../domain/requests/request-clock.ts';
import type { ClockWatch } from '../runtime/clock-watch.ts';
import type { Settings } from '../settings/read-settings.ts';
import { warnOfWorkspaces } from './access-rules.ts';
import type { AccountIdentity } from './account-identity.ts';
import type { BotStore } from './bot-store.ts';
import { copyBeside, keepHourlyCopies } from './hourly-copies.ts';
import { keepSweeping } from './hourly-sweep.ts';
import type { Measures } from './measures.ts';
import type { OrderNews } from './order-news.ts';
import { openStoredOutbox } from './outbox.ts';
import { requestKind } from './requests.ts';
import type { Services } from './services.ts';
import { keepTellingSilent } from './silent-watches.ts';

/** Starts all that the bot does without being asked, once its adapters are connected; `closing` ends it, the last first. */
export async function startBackgroundWork(
  closing: AsyncDisposableStack,
  {
    settings,
    services,
    commands,
    adapters,
    identity,
    notifications,
    botStore,
    clockWatch,
    measure,
  }: {
    readonly settings: Settings;
    readonly services: Services;
    readonly commands: CommandFinder;
    readonly adapters: readonly ChatAdapter[];
    readonly identity: AccountIdentity;
    readonly notifications: OrderNews['notifications'];
    readonly botStore: Pick<BotStore, 'anchor'>;
    readonly clockWatch: Pick<ClockWatch, 'age' | 'offMs'>;
    readonly measure: Measures['said'];
  },
): Promise<void> {
  const { store, rules, requestService, handOver, placePicture, defaultLanguage } = services;
  const { clock, random, log } = services;
  const { isServed } = rules.roles;
  await warnOfWorkspaces(rules, adapters, log);
  notifications.start();
  closing.defer(() => notifications.stop());
  const silent = keepTellingSilent({
    store,
    identity,
    announce: services.news.announce,
    isServed,
    defaultLanguage,
    random,
    log,
  });
  closing.defer(() => silent.stop());
  const requests = requestKind({ store, service: requestService, handOver, commands, clock, log });
  const outbox = openStoredOutbox({
    store,
    adapters,
    placePicture,
    // A person waits for what is said of a request.
    kinds: [requests, notifications.kind],
    isServed,
    clockWatch,
    defaultLanguage,
    holdMs: settings.orders.holdMs,
    doubtfulMs: settings.orders.doubtfulMs,
    measure,
    clock,
    random,
    log,
  });
  outbox.start();
  closing.defer(() => outbox.stop());
  const requestClock = createRequestClock({ service: requestService, clock, random, log });
  requestClock.start();
  closing.defer(() => requestClock.stop());
  closing.defer(keepSweeping({ clock, log, sweep: () => store.sweep(), anchor: botStore.anchor }));
  if (settings.hourlyCopies !== undefined) {
    closing.defer(keepHourlyCopies({ ...settings.hourlyCopies, copy: copyBeside, clock, log }));
  }
}
