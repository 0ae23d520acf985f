import { outsideLetters } from './letters.ts';

/** Length, width and height, in centimetres. */
export type Size = readonly [number, number, number];

const heaviestGrams = 1_000_000;
const longestCentimetres = 500;

/** Grams in each unit. Pounds and ounces are left out: a carrier bills what a scale in China shows. */
const perUnit: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ['g', 'gr', 'gram', 'grams', '克']],
      [1000, ['kg', 'kgs', 'kilo', 'kilos', 'kilogram', 'kilograms', '公斤', '千克']],
      [500, ['斤', '市斤', 'jin']],
      [50, ['两', '市两']],
    ] as const
  ).flatMap(([per, names]) => names.map((name) => [name, per] as const)),
);

/** Digits, their thousands apart or not: the same sign between all of them, and only a point before decimals. */
const amountOfUnit = /^(\d{1,7}|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:\.(\d{1,3}))? ?(\p{L}+)$/u;

/**
 * A weight in whole grams, rounded up: `1.2kg`, `500 g`, `1,500g`, `2公斤`, `3斤`, at most 1,000 kg. `undefined` without
 * a unit, for nought, and for `1.500 g`, which says 2 g to some and 1,500 g to others.
 */
export function readWeight(typed: string): number | undefined {
  const [, whole, decimals = '', unit = ''] = amountOfUnit.exec(outsideLetters(typed)) ?? [];
  const per = perUnit.get(unit.toLowerCase());
  if (whole === undefined || per === undefined) return undefined;
  const isUnclear = per === 1 && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (isUnclear) return undefined;
  // By its digits: 1.001 kg times 1000 is no whole number.
  const thousandths = Number(whole.replaceAll(/[, ]/g, '')) * 1000 + Number(decimals.padEnd(3, '0'));
  const grams = Math.ceil((thousandths * per) / 1000);
  return grams >= 1 && grams <= heaviestGrams ? grams : undefined;
}

/** `1.2 kg` from a kilogram on, `500 g` below; every gram of it. */
export function printWeight(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${grams / 1000} kg`;
}

/** Three lengths in centimetres, `30x20x12`, `30 * 20 * 12 cm`, `30×20×12厘米`, each from 0.1 to 500. */
export function readSize(typed: string): Size | undefined {
  const [, ...sides] =
    /^(\d{1,3}(?:\.\d)?) ?[x*×] ?(\d{1,3}(?:\.\d)?) ?[x*×] ?(\d{1,3}(?:\.\d)?) ?(?:cm|厘米)?$/i.exec(
      outsideLetters(typed),
    ) ?? [];
  const [length = 0, width = 0, height = 0] = sides.map(Number);
  const size: Size = [length, width, height];
  return size.every((side) => side > 0 && side <= longestCentimetres) ? size : undefined;
}

/** `30 × 20 × 12 cm` */
export function printSize(size: Size): string {
  return `${size.join(' × ')} cm`;
}
