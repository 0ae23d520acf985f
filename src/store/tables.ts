import type { Clock } from '../runtime/clock.ts';
import { dayMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { createAdmissions, createGrants } from './access.ts';
import { createDailyCounts, createOrderUsers, createSpending, createUserChoices } from './accounts.ts';
import { createAudit } from './audit.ts';
import { createAnchors } from './audit-anchors.ts';
import type { Store } from './contract/store.ts';
import { createConversationQueues } from './conversation-queues.ts';
import type { TransactingDatabase } from './database.ts';
import { createDeliveries } from './deliveries.ts';
import type { AnchorBook } from './engine.ts';
import { createErasure } from './erasure.ts';
import { createInbox } from './inbox.ts';
import { createButtons, createClaims, createLinks, createSecretKeys } from './interactions.ts';
import { createOrderTransactions } from './order-transaction.ts';
import { createOrders, createWatches } from './orders.ts';
import { createJoining } from './organizations.ts';
import { createTurns } from './processes.ts';
import { createRequests } from './requests.ts';
import { createConversations, createOrganizationSettings, createPeople } from './settings.ts';
import { sweep } from './sweep.ts';

/** What of the {@link Store} is kept in tables. */
export type Tables = Omit<Store, 'signals' | 'exclusive' | 'ready' | 'describe' | 'close'>;

/** How long outcomes are kept: longer than a card with its buttons stays within a person's reach. */
const keepOutcomesMs = 30 * dayMs;

/** {@link Tables} in those of `database`. Anchors of the audit log are kept in `anchorBook`; without one nowhere. */
export function createTables({
  database,
  anchorBook,
  auditKeptMs,
  clock,
  random,
  log,
}: {
  readonly database: TransactingDatabase;
  readonly anchorBook: AnchorBook | undefined;
  readonly auditKeptMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Tables {
  const { scoped } = database;
  const keys = createSecretKeys({ database, random });
  return {
    organizations: createJoining({ database, clock }),
    admissions: createAdmissions({ database }),
    claims: createClaims({ database: scoped, clock, keepMs: keepOutcomesMs }),
    settings: createOrganizationSettings({ database: scoped }),
    conversations: createConversations({ database: scoped, clock, log }),
    people: createPeople({ database: scoped }),
    buttons: createButtons({ database: scoped, clock, random }),
    grants: createGrants({ database }),
    userChoices: createUserChoices({ database }),
    orderUsers: createOrderUsers({ database }),
    spending: createSpending({ database }),
    dailyCounts: createDailyCounts({ database: scoped }),
    audit: createAudit({ database, clock, random }),
    anchors: createAnchors({ database, book: anchorBook, keptMs: auditKeptMs, clock }),
    erasure: createErasure({ database, clock }),
    keys,
    links: createLinks({ database, keys, clock, random }),
    inbox: createInbox({ database: scoped }),
    orders: { ...createOrders({ database, clock }), ...createOrderTransactions({ database, clock }) },
    watches: createWatches({ database }),
    queues: {
      ...createConversationQueues({ database, clock, random }),
      ...createDeliveries({ database, clock }),
    },
    turns: createTurns({ database: scoped, clock }),
    requests: createRequests({ database }),
    sweep: () => sweep({ database, auditKeptMs, clock }),
  };
}
