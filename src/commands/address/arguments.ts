import { z } from 'zod';
import type { AddressFault, TypedAddress } from '../../addresses/address-check.ts';
import { type Argument, named, optional, word } from '../../chat/argument.ts';
import type { Block } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { AddressWords } from '../../languages/addresses/words.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { unwrap } from '../../sellers/unwrap.ts';

/** What a form for an address asks, which is as much as a form holds. */
export const addressFields = ['name', 'phone', 'division', 'street', 'code'] as const;

/** The number of an address, as the partner gives it. */
export function addressIdArgument(words: Localized<Words>): Argument<string> {
  return word(
    z
      .string()
      .transform((typed) => unwrap(typed.normalize('NFKC')))
      .pipe(z.string().regex(/^\d{1,20}$/)),
    {
      hint: inEach(words, ({ addresses }) => addresses.id.hint),
      expected: inEach(words, ({ addresses }) => addresses.id.expected),
      example: '1001',
      maxLength: 40,
    },
  );
}

/**
 * The five parts of an address. Each takes any words: what is wrong with them is said of the address as a whole, since one
 * part decides on another, and without repeating a word of it.
 */
export function addressArguments(words: Localized<Words>, purpose: 'add' | 'edit') {
  const part = (
    pick: (words: AddressWords) => ArgumentWords,
    example: string,
    maxLength: number,
    required: boolean,
  ): Argument<string | undefined> => ({
    ...optional(
      named(
        word(z.string().max(maxLength), {
          hint: inEach(words, ({ addresses }) => pick(addresses).hint),
          expected: inEach(words, ({ addresses }) => {
            const { expected } = pick(addresses);
            return purpose === 'edit' ? addresses.orUnchanged(expected) : expected;
          }),
          example,
          maxLength,
        }),
      ),
    ),
    requiredInForm: required && purpose === 'add',
  });
  return {
    name: part(({ name }) => name, '张三', 50, true),
    phone: part(({ phone }) => phone, '138 0000 0000', 40, true),
    division: part(({ division }) => division, '浙江省 杭州市 滨江区', 120, true),
    street: part(({ street }) => street, '网商路699号', 200, true),
    code: part(({ code }) => code, '330108', 20, false),
  };
}

/** Whether any part was given. */
export function isGiven(typed: TypedAddress): boolean {
  return addressFields.some((field) => typed[field] !== undefined);
}

/** Each reason on a line of its own. */
export function reasons(faults: readonly AddressFault[], words: AddressWords): Block {
  return {
    kind: 'list',
    items: faults.map((fault) => [
      typeof fault === 'string' ? words.faults[fault] : words.divisionFault(fault),
    ]),
  };
}
