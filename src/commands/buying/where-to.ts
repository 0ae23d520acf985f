import { type Address, addressOf } from '../../addresses/address.ts';
import { type AddressList, findAddress, listAddresses } from '../../addresses/address-book.ts';
import { addressDigest } from '../../addresses/address-digest.ts';
import { maskedLine } from '../../cards/address-cards.ts';
import type { Block } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Words } from '../../languages/index.ts';
import { defaultAddress } from '../default-address.ts';
import { inTime } from '../order/looking-up.ts';
import { chooseAddress } from './arguments.ts';
import type { BuyingDeps } from './deps.ts';

/** As many addresses as a choice holds. */
export const mostOptions = 25;

/** Where a purchase goes, as the partner tells it now. */
export type WhereTo = KnownAddress | ToBeChosen | NotTold;

export interface KnownAddress {
  readonly state: 'known';
  readonly addressId: string;
  readonly address: Address;
  /** What a button holds of the address, so that a click can tell whether it was edited since. */
  readonly digest: string;
  /** The person named none: it is the one that is remembered. */
  readonly remembered: boolean;
}

/** The person has to choose an address first. */
export interface ToBeChosen {
  readonly state: 'to be chosen';
  /** The first of the account's addresses; absent where the partner does not tell them. */
  readonly known?: { readonly addresses: readonly Address[]; readonly total: number };
  /** What was named, or remembered, and is not there. */
  readonly missing?: Pick<KnownAddress, 'addressId' | 'remembered'>;
}

/** The partner does not tell what stands under that id: nothing can be ordered to it now. */
export interface NotTold extends Pick<KnownAddress, 'addressId' | 'remembered'> {
  readonly state: 'not told';
  /** Why, where it gave no answer. */
  readonly fault?: unknown;
}

/** The address that was named, else the person's own default, as it is now. */
export async function whereTo(
  deps: Pick<BuyingDeps, 'addressKey' | 'clock' | 'people' | 'xport'>,
  named: string | undefined,
  run: Run,
): Promise<WhereTo> {
  const { addresses } = deps.xport;
  const own = named === undefined ? await defaultAddress(deps.people, run) : undefined;
  const addressId = named === chooseAddress ? undefined : (named ?? own);
  if (addressId === undefined) {
    const asked = await inTime(deps.clock, run.signal, (signal) =>
      listAddresses(addresses, { ...run, signal }, ({ length }) => length >= mostOptions),
    );
    return 'answer' in asked ? toBeChosen(asked.answer) : { state: 'to be chosen' };
  }
  const remembered = own !== undefined;
  const asked = await inTime(deps.clock, run.signal, (signal) =>
    findAddress(addresses, addressId, { ...run, signal }),
  );
  if ('fault' in asked) return { state: 'not told', addressId, remembered, fault: asked.fault };
  const found = asked.answer;
  if (found.state === 'not told') return { state: 'not told', addressId, remembered };
  if (found.state === 'none') return { ...toBeChosen(found.list), missing: { addressId, remembered } };
  const digest = addressDigest(found.stored, await deps.addressKey());
  return { state: 'known', addressId, address: addressOf(found.stored), digest, remembered };
}

function toBeChosen({ items, total }: AddressList): ToBeChosen {
  const addresses = items.map(addressOf).filter(({ id }) => id !== undefined);
  return { state: 'to be chosen', known: { addresses, total } };
}

/** Where it goes, in a line that others may see. */
export function whereBlock({ addressId, address, remembered }: KnownAddress, { buying }: Words): Block {
  const own = remembered ? ` · ${buying.yourDefault}` : '';
  return {
    kind: 'text',
    text: [{ bold: buying.deliverTo }, ` ${addressId} · ${maskedLine(address)}${own}`],
  };
}
