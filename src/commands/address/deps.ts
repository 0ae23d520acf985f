import { type Address, addressOf } from '../../addresses/address.ts';
import { findAddress } from '../../addresses/address-book.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import type { AddressWords } from '../../languages/addresses/words.ts';
import type { Words } from '../../languages/words.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { People } from '../../store/contract/settings.ts';
import { type CallOptions, type Xport, XportError } from '../../xport/client.ts';

/** What every command about addresses is made from. */
export interface AddressDeps {
  readonly words: Localized<Words>;
  readonly xport: Pick<Xport, 'addresses'>;
  readonly people: People;
  readonly clock: Clock;
}

/** The address of that id, or the card that says why there is none. Rejects with an XportError where no answer came. */
export async function addressFor(
  { words, xport }: Pick<AddressDeps, 'words' | 'xport'>,
  id: string,
  run: Run,
): Promise<{ readonly address: Address } | { readonly card: Card }> {
  const found = await findAddress(xport.addresses, id, run);
  if (found.state === 'found') return { address: addressOf(found.stored) };
  return { card: noSuchAddress(id, found.state, words[run.language].addresses) };
}

/**
 * Sends `address` to be kept, once. `unsure`: no answer told whether it was. Rejects with the XportError of a refusal.
 */
export async function saveAddress(
  { xport }: AddressDeps,
  { id, name, phone, province, city, area, town, street, code }: Address,
  { userId, signal }: CallOptions,
): Promise<'kept' | 'unsure'> {
  try {
    await xport.addresses.save(
      { id, name, province, city, district: area, town, address: street, phone, districtCode: code },
      { userId, signal },
    );
    return 'kept';
  } catch (error) {
    if (error instanceof XportError && error.fault.kind !== 'refused') return 'unsure';
    throw error;
  }
}

function noSuchAddress(id: string, state: 'none' | 'not told', words: AddressWords): Card {
  const [title, advice] =
    state === 'none' ? [words.unknown(id), words.unknownAdvice] : [words.notTold(id), words.notToldAdvice];
  return {
    tone: 'warning',
    title,
    body: [{ kind: 'text', text: [advice] }],
    actions: [toList(words)],
  };
}

export function unsureCard(words: AddressWords): Card {
  return {
    tone: 'warning',
    title: words.unsure,
    body: [{ kind: 'text', text: [words.unsureAdvice] }],
    actions: [toList(words)],
  };
}

/** The button that leads to all addresses. */
export function toList(words: AddressWords) {
  return {
    kind: 'run',
    label: words.all,
    run: { command: 'address list', arguments: {} },
  } as const;
}
