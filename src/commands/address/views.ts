import { addressCard, addressListCard, maskedLine, mostListed } from '../../cards/address-cards.ts';
import type { Card } from '../../chat/card.ts';
import type { Command } from '../../chat/command.ts';
import { mayDo } from '../../chat/role.ts';
import { addressOf } from '../../domain/addresses/address.ts';
import { listAddresses } from '../../domain/addresses/address-book.ts';
import { allWords } from '../../languages/index.ts';
import { defaultAddress, setDefaultAddress } from '../default-address.ts';
import { type AddressDeps, addressFor } from './deps.ts';
import {
  addInForm,
  addressDefault,
  addressList,
  addressShow,
  editInForm,
  noAddress,
  toList,
} from './descriptions.ts';

/** `/address list`: all delivery addresses, masked. */
export function addressListCommand({ xport }: Pick<AddressDeps, 'xport'>): Command {
  return addressList.does({
    async run(_, { language, organization, userId, signal }) {
      const { addresses } = allWords[language];
      const scope = { organization, userId, signal };
      const listed = await listAddresses(xport.addresses, scope, ({ length }) => length >= mostListed);
      const found = listed.items.map(addressOf);
      const options = found.slice(0, mostListed).flatMap((address) => {
        const { id } = address;
        if (id === undefined) return [];
        return [{ label: `${id} ${maskedLine(address)}`, run: addressShow.call({ id }) }];
      });
      return addressListCard({
        addresses: found,
        total: listed.total - listed.unreadable,
        unreadable: listed.unreadable,
        words: addresses,
        actions: [
          ...(options.length === 0 ? [] : [{ kind: 'select' as const, label: addresses.showOne, options }]),
          { kind: 'run', label: addresses.addButton, run: addInForm() },
        ],
      });
    },
  });
}

/**
 * `/address show <id>`: one address, whole for a buyer in a direct message, which the audit log records, and masked for
 * others and elsewhere.
 */
export function addressShowCommand(deps: Pick<AddressDeps, 'xport'>): Command {
  return addressShow.does({
    async run({ id }, run): Promise<Card> {
      const { addresses } = allWords[run.language];
      const found = await addressFor(deps, id, run);
      if ('card' in found) return found.card;
      const isBuyer = mayDo(run.role, 'buyer');
      const whole = run.direct && isBuyer;
      if (whole) run.audit.add({ address: id, shown: 'whole' });
      const card = addressCard({
        title: addresses.one(id),
        tone: 'plain',
        address: found.address,
        whole,
        words: addresses,
        actions: [
          { kind: 'run', label: addresses.editButton, run: editInForm(id) },
          { kind: 'run', label: addresses.makeDefault, run: addressDefault.call({ id }) },
          toList(addresses),
        ],
      });
      if (whole) return { ...card, fleeting: true };
      return { ...card, footnote: [isBuyer ? addresses.masked : addresses.maskedForViewers] };
    },
  });
}

/** `/address default [id|none]`: where the person's own orders go when they name no address; alone, it shows which. */
export function addressDefaultCommand(deps: Pick<AddressDeps, 'xport' | 'people'>): Command {
  const { people } = deps;
  return addressDefault.does({
    async run({ id }, run): Promise<Card> {
      const { addresses } = allWords[run.language];
      const plain = (title: string, advice: string): Card => ({
        tone: 'plain',
        title,
        body: [{ kind: 'text', text: [advice] }],
        actions: [toList(addresses)],
      });
      if (id === noAddress) {
        await setDefaultAddress(people, run, undefined);
        return plain(addresses.noDefault, addresses.noDefaultAdvice);
      }
      const wanted = id ?? (await defaultAddress(people, run));
      if (wanted === undefined) return plain(addresses.noDefault, addresses.noDefaultAdvice);
      const found = await addressFor(deps, wanted, run);
      if ('card' in found) return found.card;
      if (id !== undefined) await setDefaultAddress(people, run, id);
      const card = addressCard({
        title: addresses.isDefault(wanted),
        tone: id === undefined ? 'plain' : 'good',
        address: found.address,
        whole: false,
        words: addresses,
        actions: [
          toList(addresses),
          { kind: 'run', label: addresses.forgetDefault, run: addressDefault.call({ id: noAddress }) },
        ],
      });
      return { ...card, footnote: [addresses.defaultNote] };
    },
  });
}
