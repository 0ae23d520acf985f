import { addressCard } from '../../cards/address-cards.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { mayDo } from '../../chat/role.ts';
import { inEach } from '../../languages/index.ts';
import { addressIdArgument } from './arguments.ts';
import { makeDefault } from './default.ts';
import { type AddressDeps, addressFor, toList } from './deps.ts';
import { editInForm } from './edit.ts';

/**
 * `/address show <id>`: one address, whole for a buyer in a direct message, which the trail is told, and masked for others and
 * elsewhere.
 */
export function addressShowCommand(deps: AddressDeps) {
  const { words } = deps;
  return defineCommand({
    name: 'address show',
    summary: inEach(words, ({ addresses }) => addresses.showSummary),
    examples: ['address show 1001'],
    arguments: { id: addressIdArgument(words) },
    needs: 'viewer',
    effect: 'read',
    async run({ id }, run): Promise<Card> {
      const { addresses } = words[run.language];
      const found = await addressFor(deps, id, run);
      if ('card' in found) return found.card;
      const isBuyer = mayDo(run.role, 'buyer');
      const whole = run.direct && isBuyer;
      if (whole) run.trail.add({ address: id, shown: 'whole' });
      const card = addressCard({
        title: addresses.one(id),
        tone: 'plain',
        address: found.address,
        whole,
        words: addresses,
        actions: [
          { kind: 'run', label: addresses.editButton, run: editInForm(id) },
          makeDefault(id, addresses),
          toList(addresses),
        ],
      });
      if (whole) return card;
      return { ...card, footnote: [isBuyer ? addresses.masked : addresses.maskedForViewers] };
    },
  });
}
