import type { Address } from '../../addresses/address.ts';
import { addressOf } from '../../addresses/reading.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import type { AddressWords } from '../../languages/addresses/words.ts';
import type { Words } from '../../languages/words.ts';
import { type Caller, type Xport, XportError } from '../../xport/client.ts';
import type { PersonMemory } from '../default-address.ts';

/** What every command about addresses is made from. */
export interface AddressParts {
  readonly words: Localized<Words>;
  readonly xport: Pick<Xport, 'addresses'>;
  readonly people: PersonMemory;
}

/**
 * The address of that id; `undefined` where the partner has none. It is looked for in whatever comes: whether the
 * partner heeds the id is not known.
 */
export async function findAddress(
  { xport }: Pick<AddressParts, 'xport'>,
  id: string,
  { organization, userId, signal }: Run,
): Promise<Address | undefined> {
  const { data } = await xport.addresses.get({ id }, { organization, userId, signal });
  return data.items.map(addressOf).find((address) => address.id === id);
}

/**
 * Sends `address` to be kept, once. `unsure`: no answer told whether it was. Rejects with the XportError of a refusal.
 */
export async function saveAddress(
  { xport }: AddressParts,
  { id, name, phone, province, city, area, town, street, code }: Address,
  { userId, signal }: Caller,
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

export function noSuchAddress(id: string, words: AddressWords): Card {
  return {
    tone: 'warning',
    title: words.unknown,
    body: [{ kind: 'text', text: [words.unknownAdvice(id)] }],
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
