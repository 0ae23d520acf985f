import { newOrderKey } from '../../../src/domain/buying/order-key.ts';
import { type Placed, type PlacingDeps, placeOnce } from '../../../src/domain/buying/placement.ts';
import type { OrderLine, Purchase } from '../../../src/domain/buying/purchase.ts';
import type { Clock } from '../../../src/runtime/clock.ts';
import { createClockWatch } from '../../../src/runtime/clock-watch.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { findOffer } from '../../../src/sandbox/catalogue.ts';
import { openSandbox, type Sandbox } from '../../../src/sandbox/server.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createAccountBooks } from '../../../src/wiring/account-books.ts';
import type { Xport } from '../../../src/xport/client.ts';
import { type CuttingLine, openCuttingLine } from '../../fakes/cutting-line.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import type { StoreBed } from '../../store/contract.ts';
import { account, openTestXport, signatureTemplate } from '../../xport/open.ts';

/** The purchase of the documented preview. */
export const line = {
  offerId: '889512351602',
  specId: '530ad00177264564503ec3b848650652',
  quantity: 2,
} as const satisfies OrderLine;
export const purchase: Purchase = { lines: [line], addressId: '5738' };
export const totalFen = 6561;

export type BuyingProcess = PlacingDeps & { readonly store: Store; readonly xport: Xport };

/** Processes that buy at one sandbox, on one database, over a line that can be cut. */
export interface BuyingBed {
  readonly sandbox: Sandbox;
  readonly line: CuttingLine;
  /** One more process. */
  process(): Promise<BuyingProcess>;
  newKey(): string;
  close(): Promise<void>;
}

export async function openBuyingBed(makeStore: () => Promise<StoreBed>, clock: Clock): Promise<BuyingBed> {
  const stores = await makeStore();
  const surroundings = { clock, random: systemRandom, log: silentLog };
  const sandbox = await openSandbox({
    account,
    signatureTemplate,
    timestampUnit: 'seconds',
    ...surroundings,
  });
  const line = await openCuttingLine(sandbox.url);
  const closing: (() => Promise<void>)[] = [];
  return {
    sandbox,
    line,
    async process() {
      const store = await stores.open(clock);
      const xport = openTestXport(line.url, surroundings);
      closing.push(async () => {
        await xport.close();
        await store.close();
      });
      const books = createAccountBooks(
        store,
        () => 'partner:test',
        account.userId,
        (await store.copies.restored())?.restoredAt,
      );
      return { store, ...books, xport, clock, clockWatch: createClockWatch(clock), random: systemRandom };
    },
    newKey: () => newOrderKey(clock, systemRandom),
    async close() {
      await Promise.all(closing.map((close) => close()));
      await line.close();
      await sandbox.close();
      await stores.dispose();
    },
  };
}

/** Two kinds of the documented offer in one order, and what they cost together. */
export const twoLines: Purchase = {
  ...purchase,
  lines: [line, { ...line, specId: otherSpecId(), quantity: 3 }],
};

function otherSpecId(): string {
  const offer = findOffer(line.offerId);
  const other = 'code' in offer ? undefined : offer.skus[1]?.specId;
  if (other === undefined) throw new Error('the documented offer has no other kind');
  return other;
}

/** Orders the purchase at the price that it has. */
export function buy(parts: PlacingDeps, key: string, more: Partial<Purchase> = {}): Promise<Placed> {
  return placeOnce(parts, {
    organization: 'team',
    userId: undefined,
    key,
    purchase: { ...purchase, ...more },
    confirmedFen: totalFen,
    isSameAddress: async () => true,
    signal: new AbortController().signal,
  });
}
