import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Store } from '../store/contract/store.ts';
import { openXport, type Xport } from '../xport/client.ts';
import { type AccountBooks, createAccountBooks } from './account-books.ts';
import { type AccountIdentity, openAccountIdentity } from './account-identity.ts';
import type { Measures } from './measures.ts';
import { openPartner, type Partner } from './partner.ts';

/** The account at the partner: who it is, what is kept of it, and the calls that are made for it. */
export interface OpenAccount {
  readonly partner: Partner;
  readonly identity: AccountIdentity;
  readonly books: AccountBooks;
  readonly xport: Xport;
  /** The copy that the store was last made of; absent: of none. */
  readonly restored: Awaited<ReturnType<Store['copies']['restored']>>;
}

/** Opens the account that `settings` ask for; `closing` closes it. Tells `hide` what no log line may show. */
export async function openAccount(
  closing: AsyncDisposableStack,
  {
    settings,
    store,
    hide,
    measure,
    machineClock,
    clock,
    random,
    log,
  }: {
    readonly settings: Settings;
    readonly store: Store;
    hide(secret: string): void;
    readonly measure: Measures['partnerCall'];
    /** The sandbox's, which is another party's. */
    readonly machineClock: Clock;
    readonly clock: Clock;
    readonly random: Random;
    readonly log: Log;
  },
): Promise<OpenAccount> {
  const partner = await openPartner(settings, { clock: machineClock, random, log }, { keepsSandbox: true });
  closing.defer(() => partner.close());
  const { account, baseUrl } = partner;
  hide(account.accessSecret);
  hide(account.accessKey);
  const identity = await openAccountIdentity({
    store,
    account,
    sandbox: partner.sandbox !== undefined,
    settings: settings.xport,
    clock,
    random,
    log,
  });
  closing.defer(async () => identity.close());
  const restored = await store.copies.restored();
  const books = createAccountBooks(store, identity.id, account.userId, restored?.restoredAt);
  const { signatureTemplate, querySignatureTemplate, timestampUnit } = settings.xport;
  const xport = openXport({
    account,
    baseUrl,
    signatureTemplate,
    querySignatureTemplate,
    timestampUnit,
    linkKeptMs: settings.sellers.linkKeptMs,
    clock,
    random,
    log,
    measure,
  });
  closing.defer(() => xport.close());
  return { partner, identity, books, xport, restored };
}
