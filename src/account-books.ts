import type { OrderUsers } from './accounts/order-users.ts';
import type { Claims } from './buying/claims.ts';
import type { Store } from './store/store.ts';

/** What is kept of one account at the partner, for all organizations that buy with it. */
export interface AccountBooks {
  /** What the store calls the account. */
  readonly account: string;
  readonly claims: Claims;
  readonly users: OrderUsers;
}

export function createAccountBooks(
  store: Pick<Store, 'claims' | 'orderUsers'>,
  account: string,
): AccountBooks {
  const { claims, orderUsers } = store;
  return {
    account,
    claims: {
      begin: (wanted) => claims.begin({ organization: account, ...wanted }),
      finish: (wanted) => claims.finish({ organization: account, ...wanted }),
      release: (wanted) => claims.release({ organization: account, ...wanted }),
    },
    users: {
      of: (orderId) => orderUsers.of({ account, orderId }),
      note: (orderId, userId) => orderUsers.note({ account, orderId, userId }),
    },
  };
}
