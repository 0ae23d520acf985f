import { maskedLine } from '../../cards/address-cards.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import { shorten } from '../../chat/text.ts';
import type { BuyingWords } from '../../languages/en/buying.ts';
import type { Words } from '../../languages/index.ts';
import { XportError } from '../../xport/client.ts';
import { addInForm, toList } from '../address/descriptions.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { chooseAddress } from './arguments.ts';
import { mostOptions, type NotTold, type ToBeChosen } from './where-to.ts';

/** As long as every platform shows a choice. */
const longestOption = 75;

/** The preview that wants an address. */
export interface WantsAddress {
  /** The same preview, to that address; `undefined`: to the default. */
  to(address: string | undefined): CommandCall;
  /** Asks for the id of one. */
  readonly give: CommandCall;
}

/** Why nothing can be ordered to where it was wanted, and what can be done: choose another, add one, ask again. */
export function addressChoice(where: ToBeChosen | NotTold, { to, give }: WantsAddress, words: Words): Card {
  const { buying, addresses } = words;
  if (where.state === 'not told') return notToldCard(where, to, words);
  const { known, missing } = where;
  const options = (known?.addresses ?? []).slice(0, mostOptions).flatMap((address) => {
    const { id } = address;
    if (id === undefined) return [];
    return [{ label: shorten(`${id} ${maskedLine(address)}`, longestOption), run: to(id) }];
  });
  const isEmpty = known?.total === 0;
  const primary = (is: boolean) => (is ? { style: 'primary' as const } : {});
  const actions: readonly Action[] = [
    ...(options.length === 0 ? [] : [{ kind: 'select' as const, label: buying.chooseAddress, options }]),
    ...(isEmpty
      ? []
      : [
          {
            kind: 'run' as const,
            label: buying.giveAddress,
            run: give,
            ...primary(options.length === 0),
          },
        ]),
    { kind: 'run', label: addresses.addButton, run: addInForm(to(undefined)), ...primary(isEmpty) },
    ...(missing === undefined ? [] : [toList(addresses)]),
  ];
  const more = (known?.total ?? 0) - options.length;
  const advice = [
    ...(missing === undefined ? [] : [buying.create.nothingOrdered]),
    adviceOf(where, buying),
    ...(options.length > 0 && more > 0 ? [buying.moreAddresses(more)] : []),
  ];
  return plainCard(missing === undefined ? 'plain' : 'warning', titleOf(missing, buying), advice, {
    actions,
  });
}

function titleOf(missing: ToBeChosen['missing'], words: BuyingWords): string {
  if (missing === undefined) return words.noAddress;
  return missing.remembered ? words.defaultGone(missing.addressId) : words.noSuchAddress(missing.addressId);
}

function adviceOf({ known, missing }: ToBeChosen, words: BuyingWords): string {
  if (known === undefined) return words.addressesNotToldAdvice;
  if (known.total === 0) return words.noAddressesAdvice;
  return missing === undefined ? words.noAddressAdvice : words.noSuchAddressAdvice;
}

/** Nothing is ordered to an address that can't be shown first. */
function notToldCard({ addressId, remembered, fault }: NotTold, to: WantsAddress['to'], words: Words): Card {
  const { buying, xport } = words;
  const said = buying.addressNotTold(addressId);
  const actions: readonly Action[] = [
    {
      kind: 'run',
      label: buying.tryAgain,
      run: { ...to(remembered ? undefined : addressId), replace: true },
      style: 'primary',
    },
    { kind: 'run', label: buying.otherAddress, run: { ...to(chooseAddress), replace: true } },
  ];
  if (!(fault instanceof XportError)) {
    return plainCard('warning', said, [buying.create.nothingOrdered, buying.addressNotToldAdvice], {
      actions,
    });
  }
  const card = xportFaultCard(fault.fault, xport);
  return {
    ...card,
    title: said,
    body: [{ kind: 'text', text: [buying.create.nothingOrdered] }, ...card.body],
    actions,
  };
}
