import type { OrderUsers } from '../accounts/order-users.ts';
import type { CountOfDay } from '../sellers/link-limit.ts';
import type { AccountClaims, AccountSpending } from '../store/contract/accounts.ts';
import type { Store } from '../store/contract/store.ts';

/** What is kept of one account at the partner, for all organizations that buy with it. */
export interface AccountBooks {
  /** What the store calls the account. */
  readonly account: string;
  readonly claims: AccountClaims;
  readonly users: OrderUsers;
  /** Of every organization's people. */
  readonly spending: AccountSpending;
  /** The seller links that all of them were handed out. */
  readonly sellerLinks: CountOfDay;
}

export function createAccountBooks(
  store: Pick<Store, 'claims' | 'orderUsers' | 'spending' | 'dailyCounts'>,
  account: string,
): AccountBooks {
  const { claims, orderUsers, spending, dailyCounts } = store;
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
    spending: {
      take: (wanted) => spending.take({ account, ...wanted }),
      giveBack: (taken) => spending.giveBack({ account, ...taken }),
      onOthers: (asked) => spending.onOthers({ account, ...asked }),
    },
    sellerLinks: (counted) => dailyCounts.take({ account, name: 'seller links', ...counted }),
  };
}
