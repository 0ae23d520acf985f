import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choices, unreadable } from '../../src/chat/argument.ts';
import { optional } from '../../src/chat/argument-kinds.ts';
import type { Caller } from '../../src/chat/caller.ts';
import { bilingual } from '../harness/bilingual.ts';

const said = (text: string) => bilingual(text, `${text}中`);
const kinds = [
  { value: 'created', label: said('Created'), also: ['new'] },
  { value: 'paid', label: said('Paid'), also: ['付款'] },
  { value: 'shipped', label: said('Shipped') },
  { value: 'refund', label: said('Refunds') },
] as const;
const values = kinds.map(({ value }) => value);
const events = choices(kinds, { hint: said('h'), expected: said('e'), example: 'paid,refund' });
const caller: Caller = {
  organization: 'O1',
  authority: 'o',
  workspace: 'T1',
  conversation: 'test:C1',
  direct: false,
  person: 'test:U1',
  role: 'buyer',
  roleEverywhere: 'buyer',
  userId: undefined,
  language: 'en',
};

/** Some of the values, in the table's order. */
const some = fc.subarray([...values], { minLength: 1 });

describe('several choices', () => {
  it('are read back as they were printed, within the length that is stated', () => {
    fc.assert(
      fc.property(some, (chosen) => {
        const printed = events.print(chosen);
        expect(printed?.length).toBeLessThanOrEqual(events.maxLength);
        expect(events.parse(printed ?? '')).toEqual(chosen);
      }),
    );
  });

  it('are read in any order, any case, any comma, doubles once', () => {
    const commas = fc.constantFrom(',', '，', '、', ' , ', ',,', '， ');
    fc.assert(
      fc.property(some, fc.array(fc.nat()), commas, fc.boolean(), (chosen, picks, comma, loud) => {
        const more = picks.map((pick) => chosen[pick % chosen.length] ?? '');
        const typed = [...chosen, ...more].reverse().join(comma);
        expect(events.parse(loud ? typed.toUpperCase() : typed)).toEqual(chosen);
      }),
    );
  });

  it.each(['', ' ', ',', '，、', 'sold', 'paid,sold', 'paid refund', 'paid;refund'])(
    'refuse “%s”',
    (typed) => {
      expect(events.parse(typed)).toBe(unreadable);
    },
  );

  it('take other names too', () => {
    expect(events.parse('付款、NEW')).toEqual(['created', 'paid']);
  });

  it('may be left out where they are optional, and are an option either way', () => {
    expect(events).toMatchObject({ position: 'option', required: true, several: true, choices: kinds });
    const left = optional(events);
    expect(left.absent()).toBeUndefined();
    expect(left.print(undefined)).toBeUndefined();
    expect(left.parse('paid')).toEqual(['paid']);
  });

  it('are suggested one after the other, none twice', async () => {
    const suggested = async (typed: string) =>
      (await events.suggest?.(typed, caller))?.map(({ value }) => value);
    expect(await suggested('')).toEqual([...values]);
    expect(await suggested('pa')).toEqual(['paid']);
    expect(await suggested('paid，')).toEqual(['paid,created', 'paid,shipped', 'paid,refund']);
    expect(await suggested('paid,refund,s')).toEqual(['paid,refund,shipped']);
  });
});
