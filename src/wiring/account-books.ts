import type { OrderUsers } from '../domain/accounts/account-users.ts';
import type { CountOfDay } from '../domain/sellers/link-limit.ts';
import type { AccountClaims, AccountSpending } from '../store/contract/accounts.ts';
import type { Store } from '../store/contract/store.ts';

/** What is kept of one account at the partner, for all organizations that buy with it. */
export interface AccountBooks {
  readonly claims: AccountClaims;
  readonly users: OrderUsers;
  /** Of every organization's people. */
  readonly spending: AccountSpending;
  /** The seller links that all of them were handed out. */
  readonly sellerLinks: CountOfDay;
}

/**
 * `account` gives what the store calls the account, or throws while that is not known: then nothing is read, and nothing is
 * begun. `ownUser`: the user id that the partner takes for the account's own at present.
 * `restoredAt`: when the store was last made of a copy, where it ever was.
 */
export function createAccountBooks(
  store: Pick<Store, 'claims' | 'orderUsers' | 'spending' | 'dailyCounts' | 'accountNames'>,
  account: () => string,
  ownUser: string,
  restoredAt?: number,
): AccountBooks {
  const { claims, orderUsers, spending, dailyCounts, accountNames } = store;
  return {
    claims: {
      begin: async (wanted) => claims.begin({ organization: account(), ...wanted }),
      finish: async (wanted) => claims.finish({ organization: account(), ...wanted }),
      release: async (wanted) => claims.release({ organization: account(), ...wanted }),
      restoredAt,
    },
    users: {
      async of(orderId) {
        const noted = await orderUsers.of({ account: account(), orderId });
        if (noted === undefined) return undefined;
        // An earlier version noted that it was the account's own, but not who that was: who was first.
        const userId = noted.userId ?? (await accountNames.usersOf(account()))[0];
        return { userId: userId === ownUser ? undefined : userId };
      },
      note: async (orderId, userId) =>
        orderUsers.note({ account: account(), orderId, userId: userId ?? ownUser }),
      former: async () =>
        (await accountNames.usersOf(account())).filter((each) => each !== ownUser).toReversed(),
    },
    spending: {
      take: async (wanted) => spending.take({ account: account(), ...wanted }),
      giveBack: async (taken) => spending.giveBack({ account: account(), ...taken }),
      onOthers: async (asked) => spending.onOthers({ account: account(), ...asked }),
    },
    sellerLinks: async (counted) =>
      dailyCounts.take({ account: account(), name: 'seller links', ...counted }),
  };
}
