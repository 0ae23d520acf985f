import { maskedLine } from '../../cards/address-cards.ts';
import type { Caller } from '../../chat/caller.ts';
import type { FieldHelp } from '../../chat/form.ts';
import { shorten } from '../../chat/text.ts';
import { addressOf } from '../../domain/addresses/address.ts';
import { listAddresses } from '../../domain/addresses/address-book.ts';
import { mostPieces } from '../../domain/buying/purchase.ts';
import { allWords } from '../../languages/index.ts';
import { defaultAddress } from '../default-address.ts';
import type { BuyingDeps } from './deps.ts';
import { quantityBounds } from './line-check.ts';
import { offerInfo } from './offer-info.ts';

/** As long as every platform shows a choice. */
const longestOption = 75;

/** As many addresses as a person looks through in a form. */
const mostAddresses = 100;

type Asker = Caller & { readonly signal: AbortSignal };

/** Which variants an offer has, and how many pieces of it can be ordered; nothing where the partner does not say. */
export async function goodsFields(
  deps: Pick<BuyingDeps, 'xport' | 'clock'>,
  given: { readonly offer?: string; readonly sku?: string | undefined },
  caller: Asker,
): Promise<{ readonly sku?: FieldHelp; readonly quantity?: FieldHelp }> {
  const { offer, sku } = given;
  if (offer === undefined || !/^\d+$/.test(offer)) return {};
  const info = await offerInfo(deps, { offer, sku, quantity: 1 }, caller);
  if (!info.known) return {};
  const words = allWords[caller.language].buying;
  const { skus, moreSkus, chosen, least = 1, lot = 1 } = info;
  const first = Math.ceil(least / lot) * lot;
  const bounds = quantityBounds(info, words).join(' · ');
  const isWhole = moreSkus === 0 && skus.length > 1;
  return {
    ...(isWhole && {
      sku: {
        choices: skus.map(({ specId, name }) => ({ value: specId, label: shorten(name, longestOption) })),
        required: true,
        ...(chosen !== undefined && { initial: chosen.specId }),
      },
    }),
    quantity: {
      takes: { kind: 'number', least: Math.min(least, mostPieces), most: mostPieces, lot },
      initial: String(first),
      ...(bounds !== '' && { hint: bounds }),
    },
  };
}

/** The account's addresses, masked, with the person's default; none where the partner does not say. */
export async function addressField(
  deps: Pick<BuyingDeps, 'xport' | 'people'>,
  caller: Asker,
): Promise<{ readonly address?: FieldHelp }> {
  const [own, { items }] = await Promise.all([
    defaultAddress(deps.people, caller),
    listAddresses(deps.xport.addresses, caller, ({ length }) => length >= mostAddresses),
  ]);
  const choices = items.map(addressOf).flatMap((address) => {
    const { id } = address;
    return id === undefined
      ? []
      : [{ value: id, label: shorten(`${id} ${maskedLine(address)}`, longestOption) }];
  });
  const [only, ...others] = choices;
  const initial = choices.find(({ value }) => value === own) ?? (others.length === 0 ? only : undefined);
  return {
    address: { choices, required: true, ...(initial !== undefined && { initial: initial.value }) },
  };
}

/** What helps to order an offer: each part, as far as the partner answers. */
export async function orderFields(
  deps: Pick<BuyingDeps, 'xport' | 'clock' | 'people'>,
  given: { readonly offer?: string; readonly sku?: string | undefined },
  caller: Asker,
) {
  const [goods, address] = await Promise.allSettled([
    goodsFields(deps, given, caller),
    addressField(deps, caller),
  ]);
  return {
    ...(goods.status === 'fulfilled' && goods.value),
    ...(address.status === 'fulfilled' && address.value),
  };
}
