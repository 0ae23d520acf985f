import type { Action, Card, Field } from '../chat/card.ts';
import { shorten, type Text } from '../chat/text.ts';
import { type Address, printDivision } from '../domain/addresses/address.ts';
import { maskedAddress } from '../domain/addresses/masked-address.ts';
import type { AddressWords } from '../languages/en/addresses.ts';

/** As many as a person looks through, and every platform shows whole. */
export const mostListed = 20;

const longest = 200;

/** All addresses, each masked: a list is looked at with others around. */
export function addressListCard(shown: {
  readonly addresses: readonly Address[];
  /** How many there are, of which these are the first. */
  readonly total: number;
  /** How many could not be read. */
  readonly unreadable: number;
  readonly words: AddressWords;
  readonly actions: readonly Action[];
}): Card {
  const { addresses, total, unreadable, words, actions } = shown;
  const items = addresses
    .slice(0, mostListed)
    .map(
      (address): Text => [
        ...(address.id === undefined ? [] : [{ code: address.id }, ' ']),
        maskedLine(address),
      ],
    );
  const left = total - items.length;
  return {
    tone: 'plain',
    title: addresses.length === 0 ? words.none : words.title,
    body: [
      addresses.length === 0
        ? { kind: 'text', text: [words.noneAdvice] }
        : { kind: 'list', items: left > 0 ? [...items, [words.more(left)]] : items },
      ...(unreadable === 0 ? [] : [{ kind: 'text' as const, text: [words.unreadable(unreadable)] }]),
    ],
    actions,
  };
}

/** One address; `whole` only where its asker alone can see it. */
export function addressCard(shown: {
  readonly title: string;
  readonly tone: Card['tone'];
  readonly address: Address;
  readonly whole: boolean;
  /** Its district is one that the table of districts does not have. */
  readonly unlisted?: boolean;
  readonly words: AddressWords;
  readonly actions: readonly Action[];
}): Card {
  const { title, tone, address, whole, unlisted, words, actions } = shown;
  const seen = whole ? { ...address, division: printDivision(address) } : maskedAddress(address);
  const field = (label: string, value: string): Field => ({ label, value: [oneLine(value)] });
  return {
    tone,
    title,
    body: [
      ...(unlisted === true
        ? [{ kind: 'text' as const, text: [words.unlisted(oneLine(address.area))] }]
        : []),
      {
        kind: 'fields',
        fields: [
          field(words.nameLabel, seen.name),
          field(words.phoneLabel, seen.phone),
          field(words.divisionLabel, seen.division),
          field(words.streetLabel, seen.street),
          ...(whole ? [field(words.codeLabel, address.code ?? '')] : []),
        ],
      },
    ],
    actions,
  };
}

/** An address in one line, masked. */
export function maskedLine(address: Address): string {
  const { name, phone, division, street } = maskedAddress(address);
  return [name, phone, `${division} ${street}`.trim()].map(oneLine).join(' · ');
}

/** Words from outside; a dash where there are none. */
function oneLine(raw: string): string {
  const line = raw.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return line === '' ? '—' : shorten(line, longest);
}
