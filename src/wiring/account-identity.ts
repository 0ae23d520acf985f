import { createHash } from 'node:crypto';
import {
  type AccountDecision,
  type AccountInUse,
  AccountUndecided,
  accountChosen,
  accountOf,
  othersOf,
  sandboxAccount,
} from '../domain/accounts/account-name.ts';
import type { Cancel, Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { StoredAccount, StoredAccountChange } from '../store/contract/account-names.ts';
import type { Store } from '../store/contract/store.ts';
import type { Account } from '../xport/signature.ts';

/** Which account at the partner the bot works for, as the store names it. */
export interface AccountIdentity {
  /** Absent while it is not known, since the access key is new and may be one of another account's. */
  known(): Pick<StoredAccount, 'id' | 'name'> | undefined;
  /** @throws AccountUndecided while it is not known. */
  id(): string;
  /** The accounts that the key could belong to, the one used last first. */
  others(): Promise<readonly StoredAccount[]>;
  /** Links the key to one of those, or to a new account; for every process. `false`: there is no such account. */
  choose(which: { readonly id: string } | 'another'): Promise<boolean>;
  /** Runs `run` once the account is known: at once where it is. */
  whenKnown(run: (id: string) => void): void;
  close(): void;
}

/** How soon a process sees what was decided in another. */
const askEveryMs = 2000;

/** A start that can't be told which account it is for, for the operator to read. */
class AccountSettingsFault extends Error {
  override readonly name = 'AccountSettingsFault';
}

/**
 * Finds the account of `account`'s key in the store, or makes it there. Where it can't be told, it is looked for again and
 * again, since an admin may decide in another process.
 * @throws AccountSettingsFault where the settings name two accounts at once.
 */
export async function openAccountIdentity({
  store,
  account,
  sandbox,
  settings,
  clock,
  random,
  log,
}: {
  readonly store: Pick<Store, 'accountNames'>;
  /** As the partner knows it. */
  readonly account: Account;
  readonly sandbox: boolean;
  readonly settings: Settings['xport'];
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
  readonly log: Log;
}): Promise<AccountIdentity> {
  const { accountNames } = store;
  const inUse = inUseBy(account, settings);
  const noted = { userId: account.userId };
  const fresh = () => {
    const token = random.token(12);
    return { id: `account:${token}`, name: `account-${token.slice(0, 6)}` };
  };
  const waiting: ((id: string) => void)[] = [];
  let found: Pick<StoredAccount, 'id' | 'name'> | undefined;
  let cancel: Cancel = () => {};

  function become(change: StoredAccountChange): void {
    const { id, name } = change.account;
    found = { id, name };
    log.info({ event: 'account', account: id, name, absorbs: change.absorbs }, 'the account at the partner');
    for (const run of waiting.splice(0)) run(id);
  }

  async function look(): Promise<void> {
    const made = fresh();
    const decision = await accountNames.settle({
      ...noted,
      at: clock.now(),
      decide(known) {
        const decided = sandbox
          ? { kind: 'known' as const, change: sandboxAccount }
          : accountOf(known, inUse, made);
        return { decision: decided, change: decided.kind === 'known' ? decided.change : undefined };
      },
    });
    if (decision.kind === 'known') return become(decision.change);
    if (decision.kind === 'two names') {
      throw new AccountSettingsFault(
        `XPORT_ACCOUNT: names the account “${decision.byName}”, while the access key belongs to ` +
          `“${decision.byKey}”: set XPORT_ACCOUNT=${decision.byKey}, or leave it out.`,
      );
    }
    cancel = clock.after(askEveryMs, () => void lookAgain());
  }

  /** Reads alone, until another process has decided. */
  async function lookAgain(): Promise<void> {
    try {
      const known = await accountNames.all();
      if (found !== undefined) return;
      if (known.some(({ keys }) => keys.includes(inUse.digest))) return await look();
    } catch (error) {
      log.warn({ err: error }, 'whose account the access key is could not be looked up');
    }
    if (found === undefined) cancel = clock.after(askEveryMs, () => void lookAgain());
  }

  await look();
  if (found === undefined) {
    log.error(
      { event: 'account not known' },
      'the access key is new, and may belong to an account that this database knows: until an admin says so ' +
        'with /admin key, or XPORT_PREVIOUS_ACCESS_KEY names the key before, nothing is ordered and no news come',
    );
  }
  return {
    known: () => found,
    id() {
      if (found === undefined) throw new AccountUndecided();
      return found.id;
    },
    others: async () => othersOf(await accountNames.all()).filter(({ id }) => id !== found?.id),
    async choose(which) {
      const another = fresh();
      const change = await accountNames.settle({
        ...noted,
        at: clock.now(),
        decide(known) {
          const chosen = accountChosen(known, inUse, which === 'another' ? { another } : which);
          return { decision: chosen, change: chosen };
        },
      });
      if (change === undefined) return false;
      cancel();
      become(change);
      return true;
    },
    whenKnown(run) {
      if (found === undefined) waiting.push(run);
      else run(found.id);
    },
    close: () => cancel(),
  };
}

/** What the settings alone decide; `fresh` is a name that nothing has. */
export function accountInSettings(
  known: readonly StoredAccount[],
  account: Account,
  settings: Settings['xport'],
): AccountDecision {
  return accountOf(known, inUseBy(account, settings), { id: 'account:new', name: 'made at the first start' });
}

function inUseBy({ accessKey }: Account, settings: Settings['xport']): AccountInUse {
  const { previousAccessKey: previous, accountName: name } = settings;
  return {
    digest: digestOf(accessKey),
    previous: previous === undefined ? undefined : digestOf(previous),
    name,
  };
}

function digestOf(accessKey: string): string {
  return createHash('sha256').update(accessKey).digest('hex').slice(0, 16);
}
