import type { Migration } from '../migrate.ts';
import { foundation } from './0001-foundation.ts';
import { orderNews } from './0002-order-news.ts';
import { personSettings } from './0003-person-settings.ts';
import { audit } from './0004-audit.ts';
import { guardedLinks } from './0005-guarded-links.ts';
import { grants } from './0006-grants.ts';
import { requests } from './0007-requests.ts';
import { givenUpMessages } from './0008-given-up-messages.ts';
import { ends } from './0009-ends.ts';
import { admissions } from './0010-admission.ts';
import { spending } from './0011-spending.ts';
import { auditAnchors } from './0012-audit-anchors.ts';
import { statesReadAnew } from './0013-states-read-anew.ts';
import { oneOutbox } from './0014-one-outbox.ts';
import { lives } from './0015-lives.ts';
import { accountNames } from './0016-account-names.ts';
import { orderedGoods } from './0018-ordered-goods.ts';
import { copies } from './0019-copies.ts';
import { inboxKeys } from './0020-inbox-keys.ts';
import { operatorView } from './0023-operator-view.ts';
import { restoredDeliveries } from './0024-restored-deliveries.ts';
import { exchanges } from './0027-exchanges.ts';
import { indexesInOrder } from './0028-indexes-in-order.ts';
import { operatorLists } from './0030-operator-lists.ts';
import { names } from './0033-names.ts';
import { requestStatus } from './0034-request-status.ts';

/** Every step of the schema, oldest first. New ones go to the end. */
export const migrations: readonly Migration[] = [
  foundation,
  orderNews,
  personSettings,
  audit,
  guardedLinks,
  grants,
  requests,
  givenUpMessages,
  ends,
  admissions,
  spending,
  auditAnchors,
  statesReadAnew,
  oneOutbox,
  lives,
  accountNames,
  orderedGoods,
  copies,
  inboxKeys,
  operatorView,
  restoredDeliveries,
  exchanges,
  indexesInOrder,
  operatorLists,
  names,
  requestStatus,
];
