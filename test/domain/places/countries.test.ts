import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countriesLike,
  countriesNamed,
  countryCodes,
  countryName,
} from '../../../src/domain/places/countries.ts';

const countries = readFileSync(new URL('./country-names.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => {
    const [code = '', longCode = '', ...names] = line.split('|');
    return { code, longCode, names };
  });

/** What is typed, and the codes that are read of it where they are not the right one alone. */
const misread = (typed: (country: (typeof countries)[number]) => readonly string[]) =>
  countries.flatMap((country) =>
    typed(country)
      .map((text) => ({ text, read: countriesNamed(text).join(' ') }))
      .filter(({ read }) => read !== country.code),
  );

describe('every country', () => {
  it('is in the table', () => {
    expect(countries).toHaveLength(250);
    expect([...countryCodes()].sort()).toEqual(countries.map(({ code }) => code).sort());
  });

  it('is read by its codes, in any case', () => {
    expect(misread(({ code, longCode }) => [code, longCode, code.toLowerCase(), ` ${longCode} `])).toEqual(
      [],
    );
  });

  it('is read by each of its names', () => {
    expect(countries.flatMap(({ names }) => names).length).toBeGreaterThan(880);
    expect(misread(({ names }) => names)).toEqual([]);
  });

  it.each([
    ['small', (name: string) => name.toLowerCase()],
    ['in capitals', (name: string) => name.toUpperCase()],
    ['without accents', (name: string) => name.normalize('NFD').replaceAll(/\p{M}/gu, '')],
    ['with & for and', (name: string) => name.replaceAll(' and ', ' & ')],
    ['with hyphens for blanks', (name: string) => name.replaceAll(' ', '-')],
    ['with St for Saint', (name: string) => name.replace(/^(?:Saint|St\.) /, 'St ')],
    ['with Saint for St', (name: string) => name.replace(/^St\.? /, 'Saint ')],
    ['with The before it', (name: string) => `The ${name}`],
    [
      'in full-width letters',
      (name: string) =>
        name.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ],
  ])('is read by each of its names %s', (_how, change) => {
    expect(misread(({ names }) => names.map(change))).toEqual([]);
  });

  it('is shown by a name that is read as it, in both languages', () => {
    expect(misread(({ code }) => [countryName(code, 'en'), countryName(code, 'zh-CN')])).toEqual([]);
    expect(countryName('KR', 'zh-CN')).toBe('韩国');
    expect(countryName('QQ', 'en')).toBe('QQ');
  });

  it('is suggested for its codes and names, and is the first for them', () => {
    const later = countries.flatMap(({ code, longCode, names }) =>
      [code, longCode, ...names].filter((typed) => countriesLike(typed)[0] !== code),
    );
    expect(later).toEqual([]);
  });
});

describe('a short or former name', () => {
  it.each([
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['America', 'US'],
    ['United States of America', 'US'],
    ['美利坚合众国', 'US'],
    ['UK', 'GB'],
    ['Great Britain', 'GB'],
    ['England', 'GB'],
    ['Scotland', 'GB'],
    ['UAE', 'AE'],
    ['阿拉伯联合酋长国', 'AE'],
    ['South Korea', 'KR'],
    // As people say it: who means the other one says so.
    ['Korea', 'KR'],
    ['North Korea', 'KP'],
    ['Republic of Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['南韓', 'KR'],
    ['大韩民国', 'KR'],
    ['朝鲜', 'KP'],
    ['DPRK', 'KP'],
    ['Turkey', 'TR'],
    ['Turkiye', 'TR'],
    ['Burma', 'MM'],
    ['Swaziland', 'SZ'],
    ['Czech Republic', 'CZ'],
    ['Ivory Coast', 'CI'],
    ['Cote d’Ivoire', 'CI'],
    ['象牙海岸', 'CI'],
    ['Holland', 'NL'],
    ['Kingdom of the Netherlands', 'NL'],
    ['Hong Kong', 'HK'],
    ['Hong Kong SAR', 'HK'],
    ['香港', 'HK'],
    ['Macau', 'MO'],
    ['澳門', 'MO'],
    ['Taiwan', 'TW'],
    ['臺灣', 'TW'],
    ['Trinidad & Tobago', 'TT'],
    ['Trinidad', 'TT'],
    ['Curacao', 'CW'],
    ['Reunion', 'RE'],
    ['Aland', 'AX'],
    ['The Bahamas', 'BS'],
    ['Guinea', 'GN'],
    ['Guinea Bissau', 'GW'],
    ['St Lucia', 'LC'],
    ['DR Congo', 'CD'],
    ['Zaire', 'CD'],
    ['刚果（金）', 'CD'],
    ['Republic of the Congo', 'CG'],
    ['Socialist Republic of Vietnam', 'VN'],
    ['Federal Republic of Germany', 'DE'],
    ['德意志联邦共和国', 'DE'],
    ['俄罗斯联邦', 'RU'],
    ['義大利', 'IT'],
    ['紐西蘭', 'NZ'],
    ['Ceylon', 'LK'],
    ['North Macedonia', 'MK'],
    ['Cape Verde', 'CV'],
    ['East Timor', 'TL'],
    ['Vatican', 'VA'],
    ['People’s Republic of China', 'CN'],
    ['中国大陆', 'CN'],
  ])('%s is %s', (typed, code) => {
    expect(countriesNamed(typed)).toEqual([code]);
  });

  it.each([
    ['朝鲜半岛', ['KR', 'KP']],
    ['Congo', ['CD', 'CG']],
    ['刚果', ['CD', 'CG']],
    ['Virgin Islands', ['VG', 'VI']],
    ['圣马丁', ['MF', 'SX']],
    ['Czechoslovakia', ['CZ', 'SK']],
  ])('%s may be several', (typed, codes) => {
    expect(countriesNamed(typed)).toEqual(codes);
    expect(countriesLike(typed).slice(0, 2)).toEqual(codes.slice(0, 2));
  });

  it.each([
    '',
    ' ',
    ';',
    '|',
    'Narnia',
    'ZZ',
    'ZZZ',
    'United',
    'the',
    'Republic of',
    'Republic of China',
    '123',
  ])('%j is none', (typed) => {
    expect(countriesNamed(typed)).toEqual([]);
  });
});

describe('suggestions', () => {
  it.each([
    ['america', 'US'],
    ['amer', 'US'],
    ['united', 'US'],
    // The Union of the Comoros is shown as Comoros.
    ['uni', 'US'],
    ['brit', 'GB'],
    ['england', 'GB'],
    ['holl', 'NL'],
    ['美', 'US'],
    ['英', 'GB'],
    ['turk', 'TR'],
    ['kor', 'KR'],
    ['hong', 'HK'],
    ['deu', 'DE'],
    ['日', 'JP'],
    ['臺', 'TW'],
  ])('for %s begin with %s', (typed, code) => {
    expect(countriesLike(typed)[0]).toBe(code);
  });

  it('are all where nothing is typed, and none for what is in no name', () => {
    expect(countriesLike('')).toHaveLength(250);
    expect(countriesLike('xqx')).toEqual([]);
  });
});

it('reads nothing of what is no name, and never fails', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
      const codes = countriesNamed(typed);
      expect(codes.every((code) => countryCodes().includes(code))).toBe(true);
      expect(new Set(countriesLike(typed)).size).toBe(countriesLike(typed).length);
    }),
  );
});
