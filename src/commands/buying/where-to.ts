import type { Address } from '../../addresses/address.ts';
import { addressOf } from '../../addresses/reading.ts';
import { maskedLine } from '../../cards/address-cards.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import type { Words } from '../../languages/words.ts';
import { addInForm } from '../address/add.ts';
import { defaultAddress } from '../default-address.ts';
import { inTime } from '../order/looking-up.ts';
import { chooseAddress } from './arguments.ts';
import type { BuyingParts } from './parts.ts';

/** As many as a choice holds, and as long as every platform shows it. */
const mostOptions = 25;
const longestOption = 75;

/** Where a purchase goes. */
export interface WhereTo {
  /** Absent where somebody has to say it first. */
  readonly addressId: string | undefined;
  /** The person named none: it is the one that is remembered. */
  readonly remembered: boolean;
  /** The account's addresses, where the partner told them in time; they are asked for only where none was named. */
  readonly known: readonly Address[];
}

/** The address that was named, else the person's own default. */
export async function whereTo(parts: BuyingParts, named: string | undefined, run: Run): Promise<WhereTo> {
  if (named !== undefined && named !== chooseAddress) {
    return { addressId: named, remembered: false, known: [] };
  }
  const [own, asked] = await Promise.all([
    named === undefined ? defaultAddress(parts.people, run) : undefined,
    inTime(parts.clock, run.signal, (signal) => parts.xport.addresses.get({}, { ...run, signal })),
  ]);
  const known = 'answer' in asked ? asked.answer.data.items.map(addressOf) : [];
  return { addressId: own, remembered: own !== undefined, known };
}

/** Asks where it should go: one of the account's addresses, each masked, or the id of any. */
export function whichAddress(
  known: readonly Address[],
  words: Words,
  to: (address: string) => CommandCall,
  give: CommandCall,
): Card {
  const { buying, addresses } = words;
  const options = known.slice(0, mostOptions).flatMap((address) => {
    const { id } = address;
    if (id === undefined) return [];
    return [{ label: shorten(`${id} ${maskedLine(address)}`, longestOption), run: to(id) }];
  });
  const actions: readonly Action[] = [
    ...(options.length === 0 ? [] : [{ kind: 'select' as const, label: buying.chooseAddress, options }]),
    { kind: 'run', label: buying.giveAddress, run: give, ...(options.length === 0 && { style: 'primary' }) },
    { kind: 'run', label: addresses.addButton, run: addInForm },
  ];
  return plainCard('plain', buying.noAddress, [buying.noAddressAdvice], { actions });
}

/** Where it goes, in a line that others may see. */
export function whereWords({ addressId, remembered, known }: WhereTo, words: Words): string {
  const found = known.find(({ id }) => id === addressId);
  const line = found === undefined ? '' : ` · ${maskedLine(found)}`;
  return `${addressId ?? ''}${line}${remembered ? ` · ${words.buying.yourDefault}` : ''}`;
}
