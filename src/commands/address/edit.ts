import { changeAddress } from '../../addresses/address-check.ts';
import { addressCard } from '../../cards/address-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { addressArguments, addressFields, addressIdArgument, isGiven, reasons } from './arguments.ts';
import { type AddressDeps, addressFor, saveAddress, toList, unsureCard } from './deps.ts';

/** The call that asks in a form for what changes. Its fields are empty: a button must not carry an address. */
export function editInForm(id: string) {
  return { command: 'address edit', arguments: { id }, ask: addressFields } as const;
}

/**
 * `/address edit <id> [--name …] …`: changes what is given and leaves the rest; without any it offers the form. Its answers
 * are kept for redeliveries, so that they never hold more of the address than others may see.
 */
export function addressEditCommand(deps: AddressDeps) {
  const { words } = deps;
  return defineCommand({
    name: 'address edit',
    summary: inEach(words, ({ addresses }) => addresses.editSummary),
    examples: ['address edit 1001', 'address edit 1001 --phone "138 0000 0000"'],
    arguments: { id: addressIdArgument(words), ...addressArguments(words, 'edit') },
    needs: 'buyer',
    effect: 'write',
    audited: ({ id }) => ({ address: id }),
    async run({ id, ...typed }, run): Promise<Card> {
      const { addresses } = words[run.language];
      const form = (label: string): Action => ({
        kind: 'run',
        label,
        run: editInForm(id),
        style: 'primary',
      });
      const found = await addressFor(deps, id, run);
      if ('card' in found) return found.card;
      const before = found.address;
      const card = (title: string, tone: Card['tone'], address: typeof before, actions: readonly Action[]) =>
        addressCard({ title, tone, address, whole: false, words: addresses, actions });
      if (!isGiven(typed)) {
        const asking = card(addresses.howToEdit, 'plain', before, [form(addresses.editButton)]);
        return { ...asking, body: [{ kind: 'text', text: [addresses.howToEditAdvice] }, ...asking.body] };
      }
      const checked = await changeAddress(before, typed);
      if ('faults' in checked) {
        return {
          tone: 'warning',
          title: addresses.notKept,
          body: [reasons(checked.faults, addresses)],
          actions: [form(addresses.fillInAgain)],
        };
      }
      if ((await saveAddress(deps, checked.address, run)) === 'unsure') return unsureCard(addresses);
      return addressCard({
        title: addresses.changed,
        tone: 'good',
        address: checked.address,
        whole: false,
        unlisted: checked.unlisted,
        words: addresses,
        actions: [toList(addresses)],
      });
    },
  });
}
