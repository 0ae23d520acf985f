import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { type Address, addressOf } from '../../domain/addresses/address.ts';
import { findAddress } from '../../domain/addresses/address-book.ts';
import type { AddressWords } from '../../languages/en/addresses.ts';
import { allWords } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { People } from '../../store/contract/settings.ts';
import type { Xport } from '../../xport/client.ts';
import { toList } from './descriptions.ts';

/** What every command about addresses is made from. */
export interface AddressDeps {
  readonly xport: Pick<Xport, 'addresses'>;
  readonly people: People;
  readonly clock: Clock;
}

/** The address of that id, or the card that says why there is none. Rejects with an XportError where no answer came. */
export async function addressFor(
  { xport }: Pick<AddressDeps, 'xport'>,
  id: string,
  run: Run,
): Promise<{ readonly address: Address } | { readonly card: Card }> {
  const found = await findAddress(xport.addresses, id, run);
  if (found.state === 'found') return { address: addressOf(found.stored) };
  return { card: noSuchAddress(id, found.state, allWords[run.language].addresses) };
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
