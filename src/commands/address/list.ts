import { addressOf } from '../../addresses/address.ts';
import { listAddresses } from '../../addresses/address-book.ts';
import { addressListCard, maskedLine, mostListed } from '../../cards/address-cards.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { addInForm } from './add.ts';
import type { AddressDeps } from './deps.ts';

/** `/address list`: all delivery addresses, masked. */
export function addressListCommand(deps: AddressDeps) {
  const { words, xport } = deps;
  return defineCommand({
    name: 'address list',
    summary: inEach(words, ({ addresses }) => addresses.listSummary),
    examples: ['address list'],
    arguments: {},
    needs: 'viewer',
    effect: 'read',
    async run(_, { language, organization, userId, signal }): Promise<Card> {
      const { addresses } = words[language];
      const scope = { organization, userId, signal };
      const listed = await listAddresses(xport.addresses, scope, ({ length }) => length >= mostListed);
      const found = listed.items.map(addressOf);
      const options = found.slice(0, mostListed).flatMap((address) => {
        const { id } = address;
        if (id === undefined) return [];
        const run = { command: 'address show', arguments: { id } };
        return [{ label: `${id} ${maskedLine(address)}`, run }];
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
