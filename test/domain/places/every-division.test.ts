import { describe, expect, it } from 'vitest';
import { printDivision } from '../../../src/domain/addresses/address.ts';
import { checkAddress } from '../../../src/domain/addresses/address-check.ts';
import { divisionOf, printedPath } from '../../../src/domain/places/division.ts';
import { readDivision } from '../../../src/domain/places/division-reader.ts';
import { areas, cities, type DivisionUnit, pathOf } from '../../../src/domain/places/divisions.ts';
import { formerDivisions } from '../../../src/domain/places/former-divisions.ts';
import { provinceNamed } from '../../../src/domain/places/provinces.ts';
import { simplified } from '../../../src/domain/places/traditional.ts';
import { stemOf } from '../../../src/domain/places/unit-names.ts';

/** Every county, and every prefecture that has none, which stands for both levels. */
const units = [...areas, ...cities.filter(({ below }) => below.length === 0)];
const town = '蓝天街道';

const traditionalOf = new Map(
  Array.from({ length: 0x9fff - 0x3400 }, (_, at) => String.fromCodePoint(0x3400 + at))
    .filter((letter) => simplified(letter) !== letter)
    .map((letter) => [simplified(letter), letter]),
);

const names = (unit: DivisionUnit) => pathOf(unit).map(({ name }) => name);
/** A place without counties is only read with its town. */
const wantedTown = ({ level }: DivisionUnit) => (level === 'city' ? town : '');
const shortNames = (unit: DivisionUnit) => {
  const [province = '', ...below] = names(unit);
  return [
    provinceNamed(province)?.short ?? '',
    ...pathOf(unit)
      .slice(below.length > 0 ? 1 : 0)
      .map(stemOf),
  ];
};
const traditional = (text: string) =>
  Array.from(text, (letter) => traditionalOf.get(letter) ?? letter).join('');
const kindOf = ({ name, isZone }: DivisionUnit) => {
  const kinds = { 区: 'District', 县: 'County', 市: 'City', 旗: 'Banner' };
  return isZone ? '' : (Object.entries(kinds).find(([suffix]) => name.endsWith(suffix))?.[1] ?? '');
};
const latin = (unit: DivisionUnit) => pathOf(unit).map((each) => each.latin[0] ?? each.name);

/** How a unit is written, and how many of all are asked back; all others are read right. */
const ways: readonly (readonly [way: string, write: (unit: DivisionUnit) => string, asked: number])[] = [
  ['in full', (unit) => names(unit).join('') + wantedTown(unit), 0],
  // 临夏, 和田 and 伊宁 are a city and a county of one prefecture.
  ['without suffixes', (unit) => shortNames(unit).join('') + wantedTown(unit), 6],
  ['without suffixes, with a town', (unit) => shortNames(unit).join('') + town, 6],
  [
    'without its province',
    (unit) => names(unit).slice(-2).join('').replace(/^.+省/u, '') + wantedTown(unit),
    0,
  ],
  // 河北省桥西区 is in 石家庄 and in 张家口.
  ['right behind its province', (unit) => `${pathOf(unit)[0]?.name}${unit.name}${town}`, 16],
  ['with a town', (unit) => names(unit).join('') + town, 0],
  ['apart', (unit) => [...names(unit), town].join(' '), 0],
  [
    'with a blank behind the prefecture',
    (unit) => `${names(unit).slice(0, -1).join('')} ${unit.name}${town}`,
    0,
  ],
  ['with blanks everywhere', (unit) => [...names(unit).join(''), ...town].join(' '), 0],
  ['with commas', (unit) => [...shortNames(unit), town].join('，'), 6],
  ['in traditional letters', (unit) => traditional(names(unit).join('')) + wantedTown(unit), 0],
  // 云安 and 郁南 of 云浮 are spelled alike, too.
  ['in Latin letters', (unit) => [...latin(unit), wantedTown(unit)].join(' '), 8],
  [
    'in English, the smallest first',
    (unit) => {
      const [own = '', ...above] = latin(unit).reverse();
      const parts = [`${own} ${kindOf(unit)}`, ...above];
      // A zone has no Latin name, and Chinese ones stand the largest first.
      return unit.isZone
        ? parts.reverse().join(', ')
        : [wantedTown(unit) && 'Lantian Town', ...parts].join(', ');
    },
    0,
  ],
];

describe('every division', () => {
  it('is there: as many as the lists have', () => {
    expect(
      areas.filter(({ isZone }) => !isZone).length + cities.filter(({ code }) => !code.endsWith('00')).length,
    ).toBe(2849);
    expect(areas.filter(({ isZone }) => isZone)).toHaveLength(129);
    expect(cities.filter(({ code }) => code.endsWith('00'))).toHaveLength(337);
    expect(new Set(units.map(({ code }) => code)).size).toBe(2982);
    expect(new Set(units.map(printedPath)).size).toBe(2982);
  });

  it.each(ways)('is read or asked back, never wrong: %s', (_, write, most) => {
    const asked: string[] = [];
    const wrong: string[] = [];
    for (const unit of units) {
      const typed = write(unit);
      const read = readDivision(typed);
      if ('fault' in read) asked.push(typed);
      else {
        const { town: rest, ...division } = read.division;
        const isRight =
          JSON.stringify(division) === JSON.stringify(divisionOf(unit)) &&
          [undefined, town, 'Lantian Town'].includes(rest);
        if (!isRight) wrong.push(`${typed}: ${printDivision(read.division)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toHaveLength(most);
  });

  it('is read back as it is printed', () => {
    for (const unit of units) {
      const division = { ...divisionOf(unit), town };
      expect(readDivision(printDivision(division))).toEqual({ division });
    }
  });

  it('is refused with the code of another one, and both are named', async () => {
    const typed = { name: '张三', phone: '13800000000', street: '网商路699号' };
    for (const [at, unit] of units.entries()) {
      const other = units[(at + 1) % units.length] ?? unit;
      const division = `${names(unit).join(' ')} ${town}`;
      const { faults } = { faults: [], ...(await checkAddress({ ...typed, division, code: other.code })) };
      expect(faults).toMatchObject([
        { kind: 'code elsewhere', code: other.code, codeOf: printedPath(other) },
      ]);
      if (unit.isZone) continue;
      expect(await checkAddress({ ...typed, division, code: unit.code })).toMatchObject({
        address: { area: unit.name, code: unit.code },
      });
    }
  });

  it('that is no more is asked back with what is there now', () => {
    for (const { within, name, now } of formerDivisions) {
      const place = [...cities, ...areas].find(({ code }) => code.startsWith(within));
      const above =
        within.length === 2 ? (place?.within?.name ?? '') : ((place && names(place).join('')) ?? '');
      const read = readDivision(above + name);
      expect(read).toMatchObject({ fault: { kind: 'renamed', former: name } });
      if ('fault' in read && typeof read.fault === 'object' && 'candidates' in read.fault) {
        expect(read.fault.candidates.map((each) => each.name.split(' ').at(-1))).toEqual(
          expect.arrayContaining([...now]),
        );
      }
    }
  });
});
