import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choice, flag, rest, word } from '../../src/chat/argument.ts';
import { named, optional } from '../../src/chat/argument-kinds.ts';
import { bind, printLine, printValues } from '../../src/chat/bind.ts';
import { readLine } from '../../src/chat/line.ts';
import { bilingual } from '../harness/bilingual.ts';

const said = (text: string) => bilingual(text, text);
const about = { hint: said('hint'), expected: said('expected'), example: 'x', maxLength: 100 };
const table = {
  offer: word(z.string().regex(/^\d+$/), about),
  openUid: optional(word(z.string().min(1), about)),
  sort: optional(
    choice(
      [
        { value: 'price', label: said('Price') },
        { value: 'sales', label: said('Sales') },
      ],
      about,
    ),
  ),
  share: flag({ ...about, yes: said('yes'), no: said('no') }),
  reason: optional(rest(z.string().min(1), about)),
};

const wordsOf = (line: string) => {
  const read = readLine(line);
  if ('fault' in read) throw new Error(`can't read ${line}`);
  return read.words;
};
const bound = (line: string) => bind(table, { words: wordsOf(line) });
const valuesOf = (line: string) => {
  const result = bound(line);
  return 'values' in result ? result.values : result.faults;
};

describe('binding words to a table', () => {
  it.each(['951 BBB price -5 degrees', '951 BBB price －cheap'])(
    'takes a single sign that is no dash for one of the words: %s',
    (line) => {
      expect(valuesOf(line)).toMatchObject({ reason: line.slice('951 BBB price '.length) });
    },
  );

  it('takes arguments by position', () => {
    expect(valuesOf('951 BBB price because it is cheap')).toEqual({
      offer: '951',
      openUid: 'BBB',
      sort: 'price',
      share: false,
      reason: 'because it is cheap',
    });
  });

  it.each([
    '951 --open-uid BBB --share yes',
    '--openUid=BBB 951 --share',
    'open_uid:BBB 951 share:yes',
    '951 —open-uid BBB —share',
    '951 --openUid "BBB" --share',
    '951 openuid：BBB --share:yes',
    // As Chinese keyboards and phones type `--`.
    '951 ——openUid BBB ——share',
    '951 －－openUid＝BBB －－share',
    '951 ––openUid BBB –-share',
    '951 －－ｏｐｅｎＵｉｄ BBB －－ｓｈａｒｅ＝yes',
    '951 --openUid＝“BBB” ---share',
    '951 -openUid BBB -share',
  ])('takes them by name: %s', (line) => {
    expect(valuesOf(line)).toMatchObject({ offer: '951', openUid: 'BBB', share: true });
  });

  it('names each thing that is wrong', () => {
    expect(valuesOf('')).toEqual([{ kind: 'missing', name: 'offer' }]);
    expect(valuesOf('abc')).toEqual([{ kind: 'invalid', name: 'offer', given: 'abc' }]);
    expect(valuesOf('951 --shar yes')).toEqual([{ kind: 'unknown option', given: 'shar', nearest: 'share' }]);
    expect(valuesOf('951 --sort')).toEqual([{ kind: 'no value', name: 'sort' }]);
    expect(valuesOf('951 --openUid a --openUid b')).toEqual([{ kind: 'twice', name: 'openUid' }]);
    expect(valuesOf(`951 ${'x'.repeat(101)}`)).toEqual([
      { kind: 'invalid', name: 'openUid', given: 'x'.repeat(101) },
    ]);
  });

  it('says which word is one too many', () => {
    const short = { offer: table.offer };
    expect(bind(short, { words: wordsOf('951 952') })).toEqual({
      faults: [{ kind: 'extra', given: '952' }],
      texts: { offer: '951' },
    });
  });

  describe('of a value with spaces in it', () => {
    const spaced = {
      country: optional({
        ...word(z.enum(['US', 'United States', 'United States of America']), about),
        spaced: true,
      }),
      weight: { ...word(z.string().regex(/^[\d,]+(?:\.\d+)? ?k?g$/), about), spaced: true },
      quiet: optional({ ...named(word(z.string().regex(/^\d+ ?(?:-|to) ?\d+$/), about)), spaced: true }),
      zip: optional(named(word(z.string().regex(/^\d+$/), about))),
    };
    const read = (line: string) => {
      const result = bind(spaced, { words: wordsOf(line) });
      return 'values' in result ? result.values : result.faults;
    };
    const us = { country: 'US', weight: '0.5 kg', quiet: undefined, zip: undefined };

    it.each([
      ['US 0.5 kg', us],
      ['US 0.5kg', { ...us, weight: '0.5kg' }],
      ['US "0.5 kg"', us],
      ['US --weight 0.5 kg', us],
      ['--weight=0.5 kg US', us],
      ['weight:0.5 kg --country:US', us],
      ['--weight="0.5 kg" US', us],
      ['US --quiet 22 to 8 0.5 kg --zip 97201', { ...us, quiet: '22 to 8', zip: '97201' }],
      ['US 0.5 kg --quiet 22 - 8', { ...us, quiet: '22 - 8' }],
      ['United States of America 1,500 g', { ...us, country: 'United States of America', weight: '1,500 g' }],
      ['United States 1,500g', { ...us, country: 'United States', weight: '1,500g' }],
      ['US --zip 97201 0.5 kg', { ...us, zip: '97201' }],
    ])('joins the words that belong together: %s', (line, values) => {
      expect(read(line)).toEqual(values);
    });

    it.each([
      ['US 5 stone', [{ kind: 'invalid', name: 'weight', given: '5 stone' }]],
      ['US 1.500,5 kg', [{ kind: 'invalid', name: 'weight', given: '1.500,5 kg' }]],
      [
        'US "0.5" kg',
        [
          { kind: 'invalid', name: 'weight', given: '0.5' },
          { kind: 'extra', given: 'kg' },
        ],
      ],
      ['US 0.5 kg 7', [{ kind: 'extra', given: '7' }]],
      ['US 0.5 kg --quiet 22 --zip 97201', [{ kind: 'invalid', name: 'quiet', given: '22' }]],
      [
        'Untied States 0.5 kg',
        expect.arrayContaining([{ kind: 'invalid', name: 'country', given: 'Untied' }]),
      ],
    ])('says of %s what is wrong', (line, faults) => {
      const found = read(line);
      expect(Array.isArray(found) && [...found].sort((one) => (one.kind === 'extra' ? 1 : -1))).toEqual(
        faults,
      );
    });
  });

  it('takes typed options under whatever case a platform wants', () => {
    const result = bind(table, { options: { offer: '951', openuid: 'BBB', SHARE: 'yes' } });
    expect(result).toMatchObject({ values: { offer: '951', openUid: 'BBB', share: true } });
    expect(bind(table, { options: { offer: '951', nonsense: 'x' } })).toMatchObject({
      faults: [{ kind: 'unknown option', given: 'nonsense' }],
    });
  });

  it('never takes a name of every object for an option of its own', () => {
    expect(bind(table, { options: { offer: '951', constructor: 'x' } })).toHaveProperty('faults');
    expect(bind(table, { options: { offer: '951', ['__proto__']: 'x' } })).toHaveProperty('faults');
  });

  it('prints a line that binds to the same values', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((raw) => raw.replace(/\p{C}/gu, ''))
      .filter((clean) => clean !== '' && clean.length <= 100);
    const values = fc.record({
      offer: fc.bigInt({ min: 1n, max: 10n ** 18n }).map(String),
      openUid: fc.option(text, { nil: undefined }),
      sort: fc.constantFrom('price' as const, 'sales' as const, undefined),
      share: fc.boolean(),
      reason: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(values, (given) => {
        const line = printLine(table, 'x', printValues(table, given));
        expect(bind(table, { words: wordsOf(line).slice(1) })).toEqual({ values: given });
      }),
    );
  });
});
