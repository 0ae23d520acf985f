import { addressCard } from '../../cards/address-cards.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import type { Command, Run } from '../../chat/command.ts';
import { type Address, addressOf } from '../../domain/addresses/address.ts';
import { addressIdOf, listAddresses } from '../../domain/addresses/address-book.ts';
import {
  type AddressFault,
  changeAddress,
  checkAddress,
  type TypedAddress,
} from '../../domain/addresses/address-check.ts';
import type { AddressWords } from '../../languages/en/addresses.ts';
import { allWords } from '../../languages/index.ts';
import { type CallOptions, XportError } from '../../xport/client.ts';
import { answerInTime, inTime } from '../deadlines.ts';
import { type AddressDeps, addressFor } from './deps.ts';
import { addInForm, addressAdd, addressEdit, addressFields, editInForm, toList } from './descriptions.ts';

/**
 * `/address add [--name …] …`: adds a delivery address; alone it offers the form. Added from within an order, it goes on
 * with that order's preview. Its answers are kept for redeliveries, so that they never hold more of the address than others
 * may see.
 */
export function addressAddCommand(deps: Pick<AddressDeps, 'xport' | 'clock'>): Command {
  return addressAdd.does({
    async run({ resume, ...typed }, run): Promise<Card> {
      const { addresses } = allWords[run.language];
      const form = (label: string): Action => ({
        kind: 'run',
        label,
        run: addInForm(resume),
        style: 'primary',
      });
      if (!isGiven(typed)) {
        return {
          tone: 'plain',
          title: addresses.howToAdd,
          body: [{ kind: 'text', text: [addresses.howToAddAdvice] }],
          actions: [form(addresses.addButton)],
        };
      }
      const checked = await checkAddress(typed);
      if ('faults' in checked) {
        return notSavedCard(checked.faults, form(addresses.fillInAgain), addresses);
      }
      const { address, unlisted } = checked;
      const goOn: readonly Action[] =
        resume === undefined ? [] : [{ kind: 'run', label: addresses.goOn, run: resume, style: 'primary' }];
      const added = addressCard({
        title: addresses.added,
        tone: 'good',
        address,
        whole: false,
        unlisted,
        words: addresses,
        actions: [...goOn, toList(addresses)],
      });
      let outcome: Saved = 'unsure';
      const save = async (): Promise<Card> => {
        outcome = await saveAddress(deps, address, run);
        if (outcome === 'unsure') return unsureCard(addresses);
        const preview = resume && (await resumed(deps, { call: resume, address }, run));
        if (preview === undefined) return added;
        return { ...preview, body: [{ kind: 'text', text: [addresses.added] }, ...preview.body] };
      };
      return answerInTime(deps.clock, save(), () => (outcome === 'saved' ? added : unsureCard(addresses)));
    },
  });
}

/**
 * `/address edit <id> [--name …] …`: changes what is given and leaves the rest; without any it offers the form. Its answers
 * are kept for redeliveries, so that they never hold more of the address than others may see.
 */
export function addressEditCommand(deps: Pick<AddressDeps, 'xport'>): Command {
  return addressEdit.does({
    async run({ id, ...typed }, run): Promise<Card> {
      const { addresses } = allWords[run.language];
      const form = (label: string): Action => ({
        kind: 'run',
        label,
        run: editInForm(id),
        style: 'primary',
      });
      const found = await addressFor(deps, id, run);
      if ('card' in found) return found.card;
      if (!isGiven(typed)) {
        const asking = addressCard({
          title: addresses.howToEdit,
          tone: 'plain',
          address: found.address,
          whole: false,
          words: addresses,
          actions: [form(addresses.editButton)],
        });
        return { ...asking, body: [{ kind: 'text', text: [addresses.howToEditAdvice] }, ...asking.body] };
      }
      const checked = await changeAddress(found.address, typed);
      if ('faults' in checked) {
        return notSavedCard(checked.faults, form(addresses.fillInAgain), addresses);
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

function isGiven(typed: TypedAddress): boolean {
  return addressFields.some((field) => typed[field] !== undefined);
}

/** `unsure`: no answer told whether it was. */
type Saved = 'saved' | 'unsure';

/** Sends `address` to be saved, once. Rejects with the XportError of a refusal. */
async function saveAddress(
  { xport }: Pick<AddressDeps, 'xport'>,
  { id, name, phone, province, city, area, town, street, code }: Address,
  { userId, signal }: CallOptions,
): Promise<Saved> {
  try {
    await xport.addresses.save(
      { id, name, province, city, district: area, town, address: street, phone, districtCode: code },
      { userId, signal },
    );
    return 'saved';
  } catch (error) {
    if (error instanceof XportError && error.fault.kind !== 'refused') return 'unsure';
    throw error;
  }
}

/** Each reason on a line of its own. */
function notSavedCard(faults: readonly AddressFault[], again: Action, words: AddressWords): Card {
  const items = faults.map((fault) => [
    typeof fault === 'string' ? words.faults[fault] : words.divisionFault(fault),
  ]);
  const refusal = faults.map((fault) => ({
    name: fieldOf(fault),
    why: typeof fault === 'string' ? words.faults[fault] : words.divisionFault(fault),
  }));
  return {
    tone: 'warning',
    title: words.notKept,
    body: [{ kind: 'list', items }],
    actions: [again],
    refusal,
  };
}

/** The part of an address that is to be mended. */
function fieldOf(fault: AddressFault): (typeof addressFields)[number] {
  if (typeof fault !== 'string') return fault.kind === 'code elsewhere' ? 'code' : 'division';
  switch (fault) {
    case 'name missing':
      return 'name';
    case 'street missing':
    case 'street too short':
      return 'street';
    case 'code unreadable':
    case 'code missing':
      return 'code';
    default:
      return fault.startsWith('phone') ? 'phone' : 'division';
  }
}

function unsureCard(words: AddressWords): Card {
  return {
    tone: 'warning',
    title: words.unsure,
    body: [{ kind: 'text', text: [words.unsureAdvice] }],
    actions: [toList(words)],
  };
}

/** The preview to the address that was just saved; `undefined` where the partner lists no such address, or gives no preview. */
async function resumed(
  { xport, clock }: Pick<AddressDeps, 'xport' | 'clock'>,
  { call, address }: { readonly call: CommandCall; readonly address: Address },
  run: Run,
): Promise<Card | undefined> {
  const asked = await inTime(clock, run.signal, (signal) =>
    listAddresses(xport.addresses, { ...run, signal }, () => false),
  );
  if (!('answer' in asked)) return undefined;
  const ids = asked.answer.items
    .filter((stored) => isSame(addressOf(stored), address))
    .flatMap((stored) => addressIdOf(stored) ?? []);
  // Saving answers without an id. Of several that are the same any will do; the newest has the highest.
  const [newest] = ids.sort((one, other) => (BigInt(one) < BigInt(other) ? 1 : -1));
  if (newest === undefined) return undefined;
  const prepared = run.commands
    .byName(call.command)
    ?.prepare({ options: { ...call.arguments, address: newest } });
  if (prepared === undefined || 'faults' in prepared) return undefined;
  return prepared.run(run).catch((error: unknown) => {
    if (error instanceof XportError) return undefined;
    throw error;
  });
}

function isSame(one: Address, other: Address): boolean {
  const fields = ['name', 'phone', 'province', 'city', 'area', 'street'] as const;
  return fields.every((field) => one[field] === other[field]) && (one.town ?? '') === (other.town ?? '');
}
