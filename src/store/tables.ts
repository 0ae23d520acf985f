import type { Clock } from '../runtime/clock.ts';
import { dayMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { createAdmissions, createGrants } from './access.ts';
import { createAccountNames } from './account-names.ts';
import { createDailyCounts, createOrderUsers, createSpending, createUserChoices } from './accounts.ts';
import { createAudit } from './audit.ts';
import { createAnchors } from './audit-anchors.ts';
import type { Store } from './contract/store.ts';
import type { RunUnit } from './contract/units.ts';
import { createConversationQueues } from './conversation-queues.ts';
import type { TransactingDatabase } from './database.ts';
import { createDeliveries } from './deliveries.ts';
import type { AnchorBook, LifeLocks } from './engine.ts';
import { createErasure } from './erasure.ts';
import { createInbox } from './inbox.ts';
import { createButtons, createClaims, createLinks, createSecretKeys } from './interactions.ts';
import { createOperatorView } from './operator-view.ts';
import { createOrderTransactions } from './order-transaction.ts';
import { createOrders, createWatches } from './orders.ts';
import { createJoining } from './organizations.ts';
import { createParkedOfOrganization } from './parked-deliveries.ts';
import { createLives, createTurns } from './processes.ts';
import { createRequests } from './requests.ts';
import {
  createConversations,
  createExchanges,
  createOrganizationSettings,
  createPeople,
} from './settings.ts';
import { createStoredTimes } from './stored-times.ts';
import { sweep } from './sweep.ts';

/** What of the {@link Store} is kept in tables. */
export type Tables = Omit<
  Store,
  'runUnit' | 'ended' | 'signals' | 'exclusive' | 'copies' | 'ready' | 'writeAndRead' | 'describe' | 'close'
>;

/** How long outcomes are kept: longer than a card with its buttons stays within a person's reach. */
const keepOutcomesMs = 30 * dayMs;

/** {@link Tables} in those of `database`. Anchors of the audit log are kept in `anchorBook`; without one nowhere. */
export function createTables({
  database,
  runUnit,
  createPace,
  anchorBook,
  locks,
  auditKeptMs,
  clock,
  random,
  log,
}: {
  readonly database: TransactingDatabase;
  readonly runUnit: RunUnit;
  /** Where units are worth waiting for: one pace for each kind. */
  readonly createPace?: (() => () => Promise<void>) | undefined;
  readonly anchorBook: AnchorBook | undefined;
  readonly locks: LifeLocks;
  readonly auditKeptMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Tables {
  const { scoped } = database;
  const transact = createOrderTransactions(database);
  const keys = createSecretKeys({ database, random });
  return {
    organizations: createJoining({ database, clock }),
    admissions: createAdmissions({ database }),
    claims: createClaims({ database: scoped, locks, clock, keepMs: keepOutcomesMs }),
    settings: createOrganizationSettings({ database: scoped }),
    conversations: createConversations({ database: scoped, clock, log }),
    people: createPeople({ database: scoped }),
    exchanges: createExchanges({ database: scoped }),
    buttons: createButtons({ database: scoped, clock, random }),
    grants: createGrants({ database }),
    userChoices: createUserChoices({ database }),
    accountNames: createAccountNames({ database }),
    orderUsers: createOrderUsers({ database }),
    spending: createSpending({ database }),
    dailyCounts: createDailyCounts({ database: scoped }),
    audit: createAudit({ database, runUnit, pace: createPace?.(), clock, random }),
    anchors: createAnchors({ database, book: anchorBook, keptMs: auditKeptMs, clock }),
    erasure: createErasure({ database, clock }),
    keys,
    links: createLinks({ database, keys, clock, random }),
    inbox: createInbox({ database, runUnit, pace: createPace?.() }),
    orders: { ...createOrders({ database, clock }), transact: (work) => transact(clock.now(), work) },
    watches: createWatches({ database }),
    queues: {
      ...createConversationQueues({ database, locks, clock, random }),
      ...createDeliveries({ database, clock }),
      ...createParkedOfOrganization({ database, clock }),
    },
    turns: createTurns({ database: scoped, locks, clock }),
    times: createStoredTimes({ database, clock }),
    lives: createLives({ database, locks, clock }),
    requests: createRequests({ database }),
    operator: createOperatorView({ database, clock }),
    sweep: () => sweep({ database, auditKeptMs, clock }),
  };
}
