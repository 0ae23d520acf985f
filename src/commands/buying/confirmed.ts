import { isSameDigest } from '../../addresses/address-digest.ts';
import { type Placed, placeOnce } from '../../buying/placement.ts';
import type { Purchase } from '../../buying/purchase.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Run } from '../../chat/command.ts';
import type { BuyingDeps } from './deps.ts';
import type { Again } from './previewing.ts';
import { type WhereTo, whereTo } from './where-to.ts';

/** What a preview's button says that the person saw. */
export interface ConfirmedPurchase {
  readonly purchase: Purchase;
  readonly total: number;
  readonly key: string;
  /** Digest of the address that the preview showed; absent on buttons of a version whose previews showed none. */
  readonly to: string | undefined;
}

/** What came of ordering where the address was as confirmed, or was not looked at any more. */
export type Settled = Exclude<Placed, { state: 'other address' }>;

export type Ordered =
  /** `where`: the purchase goes, where that was looked at. */
  | { readonly placed: Settled; readonly where: WhereTo | undefined }
  /** Nothing was ordered: it is to be looked at again. */
  | { readonly again: Again };

/**
 * Orders what was confirmed, once under its key, for exactly that total, to exactly that address. That it is about to be
 * done is in the trail before, what came of it after. Rejects as {@link placeOnce} does, and with NotRecorded before
 * anything was done.
 */
export async function orderConfirmed(
  deps: BuyingDeps,
  { purchase, total, key, to }: ConfirmedPurchase,
  run: Run,
): Promise<Ordered> {
  await run.trail.intend({ state: 'asked for' });
  let looked: Promise<WhereTo> | undefined;
  const look = () => {
    looked ??= whereTo(deps, purchase.addressId, run);
    return looked;
  };
  const placed = await placeOnce(deps, {
    organization: run.organization,
    userId: run.userId,
    key,
    purchase,
    confirmedFen: total,
    async isSameAddress() {
      const where = await look();
      return to !== undefined && where.state === 'known' && isSameDigest(where.digest, to);
    },
    signal: run.signal,
  });
  run.trail.add(factsOf(placed));
  if (placed.state !== 'other address') return { placed, where: await looked };
  const { addressChanged, addressNotSeen } = deps.words[run.language].buying;
  const said = to === undefined ? addressNotSeen : addressChanged;
  return { again: { where: await look(), said } };
}

/** What came of it, for the trail. */
function factsOf(placed: Placed): Facts {
  const { state } = placed;
  switch (placed.state) {
    case 'placed':
      return {
        state,
        orders: placed.orderIds.join(' '),
        fen: placed.totalFen,
        notOrdered: placed.failed.length || undefined,
        request: placed.requestId,
      };
    case 'failed':
      return { state, request: placed.requestId };
    case 'refused':
      return { state, code: placed.fault.code, request: placed.fault.requestId };
    case 'moved':
      return { state, fen: placed.quote.toPayFen };
    case 'not known':
    case 'not placed':
      return { state, outOrderId: placed.outOrderId };
    default:
      return { state };
  }
}
