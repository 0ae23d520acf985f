import { addressCard } from '../../cards/address-cards.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { addressIdArgument } from './arguments.ts';
import { makeDefault } from './default.ts';
import { editInForm } from './edit.ts';
import { type AddressParts, findAddress, noSuchAddress, toList } from './parts.ts';

/** `/address show <id>`: one address, whole in a direct message, masked anywhere else. */
export function addressShowCommand(parts: AddressParts) {
  const { words } = parts;
  return defineCommand({
    name: 'address show',
    summary: inEach(words, ({ addresses }) => addresses.showSummary),
    examples: ['address show 1001'],
    arguments: { id: addressIdArgument(words) },
    needs: 'viewer',
    effect: 'read',
    async run({ id }, run): Promise<Card> {
      const { addresses } = words[run.language];
      const address = await findAddress(parts, id, run);
      if (address === undefined) return noSuchAddress(id, addresses);
      const card = addressCard({
        title: addresses.one(id),
        tone: 'plain',
        address,
        whole: run.direct,
        words: addresses,
        actions: [
          { kind: 'run', label: addresses.editButton, run: editInForm(id) },
          makeDefault(id, addresses),
          toList(addresses),
        ],
      });
      return run.direct ? card : { ...card, footnote: [addresses.masked] };
    },
  });
}
