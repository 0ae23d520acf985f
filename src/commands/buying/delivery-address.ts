import { maskedLine } from '../../cards/address-cards.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Action, Block, Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { shorten } from '../../chat/text.ts';
import { type Address, addressOf, printDivision } from '../../domain/addresses/address.ts';
import { type AddressList, findAddress, listAddresses } from '../../domain/addresses/address-book.ts';
import { addressDigest } from '../../domain/addresses/address-digest.ts';
import { maskedAddress } from '../../domain/addresses/masked-address.ts';
import { englishPlace } from '../../domain/products/regions.ts';
import type { BuyingWords } from '../../languages/en/buying.ts';
import type { Words } from '../../languages/index.ts';
import { inEveryLanguage, type Localized, readsChinese } from '../../runtime/language.ts';
import { XportError } from '../../xport/client.ts';
import { addInForm, toList } from '../address/descriptions.ts';
import { inTime } from '../deadlines.ts';
import { defaultAddress } from '../default-address.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import type { BuyingDeps } from './deps.ts';
import { chooseAddress } from './descriptions.ts';

/** As many addresses as a choice holds. */
const mostOptions = 25;

/** As long as every platform shows a choice. */
const longestOption = 75;

/** Where a purchase goes, by the partner's address book as it is now. */
export type DeliveryAddress = KnownAddress | AddressToChoose | UnansweredAddress;

export interface KnownAddress {
  readonly state: 'known';
  readonly addressId: string;
  /** What a button holds of the address: a click finds out by it whether the address was edited since. */
  readonly digest: string;
  /** In a line that others may see. */
  readonly shown: Localized;
  /** Masked. */
  readonly phone: string;
  /** It is the person's default, since the person named none. */
  readonly remembered: boolean;
}

/** The person has to choose an address first. */
interface AddressToChoose {
  readonly state: 'to be chosen';
  /** The first of the account's addresses; absent where the partner gives no answer. */
  readonly known?: { readonly addresses: readonly Address[]; readonly total: number };
  /** The address that was named, or is the default, and is not there. */
  readonly missing?: Pick<KnownAddress, 'addressId' | 'remembered'>;
}

/** The partner does not say which address has that id: nothing can be ordered to it now. */
interface UnansweredAddress extends Pick<KnownAddress, 'addressId' | 'remembered'> {
  readonly state: 'not told';
  /** Why the partner gave no answer. */
  readonly fault?: unknown;
}

/** The address that was named, else the person's default, as it is now. */
export async function resolveAddress(
  deps: Pick<BuyingDeps, 'addressKey' | 'clock' | 'people' | 'xport'>,
  named: string | undefined,
  run: Run,
): Promise<DeliveryAddress> {
  const { addresses } = deps.xport;
  const own = named === undefined ? await defaultAddress(deps.people, run) : undefined;
  const addressId = named === chooseAddress ? undefined : (named ?? own);
  if (addressId === undefined) {
    const asked = await inTime(deps.clock, run.signal, (signal) =>
      listAddresses(addresses, { ...run, signal }, ({ length }) => length >= mostOptions),
    );
    return 'answer' in asked ? toChoose(asked.answer) : { state: 'to be chosen' };
  }
  const remembered = own !== undefined;
  const asked = await inTime(deps.clock, run.signal, (signal) =>
    findAddress(addresses, addressId, { ...run, signal }),
  );
  if ('fault' in asked) return { state: 'not told', addressId, remembered, fault: asked.fault };
  const found = asked.answer;
  if (found.state === 'not told') return { state: 'not told', addressId, remembered };
  if (found.state === 'none') return { ...toChoose(found.list), missing: { addressId, remembered } };
  const digest = addressDigest(found.stored, await deps.addressKey());
  const address = addressOf(found.stored);
  const shown = await goesTo(addressId, address);
  const { phone } = maskedAddress(address);
  return { state: 'known', addressId, digest, shown, phone, remembered };
}

function toChoose({ items, total }: AddressList): AddressToChoose {
  const addresses = items.map(addressOf).filter(({ id }) => id !== undefined);
  return { state: 'to be chosen', known: { addresses, total } };
}

/** The address in a line that others may see. */
export function deliveryBlock({ shown, phone, remembered }: KnownAddress, { buying, orders }: Words): Block {
  const own = remembered ? ` · ${buying.yourDefault}` : '';
  return {
    kind: 'text',
    text: [{ bold: orders.goesTo }, orders.goesToPlace(`${shown[orders.language]} · ${phone}${own}`)],
  };
}

/** The preview that wants an address. */
interface WantsAddress {
  /** The same preview, to that address; `undefined`: to the default. */
  to(address: string | undefined): CommandCall;
  /** Asks for the id of one. */
  readonly give: CommandCall;
}

/** Why nothing can be ordered to that address, and what to do: choose another, add one, ask again. */
export function addressChoiceCard(
  where: AddressToChoose | UnansweredAddress,
  { to, give }: WantsAddress,
  words: Words,
): Card {
  const { buying, addresses } = words;
  if (where.state === 'not told') return unansweredCard(where, to, words);
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
  const title = titleOf(missing, buying);
  const card = plainCard(missing === undefined ? 'plain' : 'warning', title, advice, { actions });
  if (missing === undefined || missing.remembered) return card;
  return { ...card, refusal: [{ name: 'address', why: title }] };
}

function titleOf(missing: AddressToChoose['missing'], words: BuyingWords): string {
  if (missing === undefined) return words.noAddress;
  return missing.remembered ? words.defaultGone(missing.addressId) : words.noSuchAddress(missing.addressId);
}

function adviceOf({ known, missing }: AddressToChoose, words: BuyingWords): string {
  if (known === undefined) return words.addressesNotToldAdvice;
  if (known.total === 0) return words.noAddressesAdvice;
  return missing === undefined ? words.noAddressAdvice : words.noSuchAddressAdvice;
}

/** Nothing is ordered to an address that can't be shown first. */
function unansweredCard(
  { addressId, remembered, fault }: UnansweredAddress,
  to: WantsAddress['to'],
  words: Words,
): Card {
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

/**
 * An address in one line that others may see, with its id: `张**, Binjiang, Hangzhou, Zhejiang (1001)`. Where its
 * place has no English name that is known, it stands as the partner has it.
 */
async function goesTo(addressId: string, address: Address): Promise<Localized> {
  const { name, division } = maskedAddress(address);
  const chinese = outsideWords(division);
  const english = (await englishDivision(address)) ?? chinese;
  const line = (place: string, comma: string) =>
    [outsideWords(name), place].filter((part) => part !== '').join(comma);
  return inEveryLanguage((language) =>
    readsChinese(language)
      ? `${line(chinese, '，')}（${addressId}）`
      : `${line(english, ', ')} (${addressId})`,
  );
}

/** By its district code where that names the same district, else by its names. */
async function englishDivision(address: Address): Promise<string | undefined> {
  const [{ placeName }, { unitOfCode }] = await Promise.all([
    import('../../domain/places/place-finder.ts'),
    import('../../domain/places/divisions.ts'),
  ]);
  const coded = address.code === undefined ? undefined : unitOfCode(address.code);
  if (coded !== undefined && coded.name === address.area) return placeName(coded).en;
  return englishPlace(printDivision({ ...address, town: undefined }));
}
