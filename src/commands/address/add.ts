import { checkAddress } from '../../addresses/checking.ts';
import { addressCard } from '../../cards/address-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { addressArguments, addressFields, isGiven, reasons } from './arguments.ts';
import { type AddressParts, saveAddress, toList, unsureCard } from './parts.ts';

/** The call that asks for a new address in a form. */
export const addInForm = { command: 'address add', arguments: {}, ask: addressFields } as const;

/**
 * `/address add [--name …] …`: adds a delivery address; alone it offers the form. Its answers are kept for redeliveries,
 * so that they never hold more of the address than others may see.
 */
export function addressAddCommand(parts: AddressParts) {
  const { words } = parts;
  return defineCommand({
    name: 'address add',
    summary: inEach(words, ({ addresses }) => addresses.addSummary),
    examples: [
      'address add',
      'address add --name 张三 --phone "138 0000 0000" --division "浙江省 杭州市 滨江区" --street 网商路699号 --code 330108',
    ],
    arguments: addressArguments(words, 'add'),
    needs: 'buyer',
    effect: 'write',
    async run(typed, run): Promise<Card> {
      const { addresses } = words[run.language];
      const form = (label: string): Action => ({ kind: 'run', label, run: addInForm, style: 'primary' });
      if (!isGiven(typed)) {
        return {
          tone: 'plain',
          title: addresses.howToAdd,
          body: [{ kind: 'text', text: [addresses.howToAddAdvice] }],
          actions: [form(addresses.addButton)],
        };
      }
      const checked = checkAddress(typed);
      if ('faults' in checked) {
        return {
          tone: 'warning',
          title: addresses.notKept,
          body: [reasons(checked.faults, addresses)],
          actions: [form(addresses.fillInAgain)],
        };
      }
      const { address } = checked;
      if ((await saveAddress(parts, address, run)) === 'unsure') return unsureCard(addresses);
      return addressCard({
        title: addresses.added,
        tone: 'good',
        address,
        whole: false,
        words: addresses,
        actions: [toList(addresses)],
      });
    },
  });
}
