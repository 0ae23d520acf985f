import { outsideLetters } from './letters.ts';

/** Length, width and height, in centimetres. */
export type Size = readonly [number, number, number];

const heaviestGrams = 1_000_000;
const longestCentimetres = 500;

const perUnit: ReadonlyMap<string, number> = new Map([
  ['g', 1],
  ['克', 1],
  ['kg', 1000],
  ['公斤', 1000],
  ['千克', 1000],
]);

/**
 * A weight in whole grams, rounded up: `1.2kg`, `500 g`, `2公斤`. Without its unit it is no weight, nor is nought; at most
 * 1,000 kg.
 */
export function readWeight(typed: string): number | undefined {
  const [, number, unit = ''] =
    /^(\d{1,7}(?:\.\d{1,3})?) ?(k?g|克|公斤|千克)$/i.exec(outsideLetters(typed)) ?? [];
  const per = perUnit.get(unit.toLowerCase());
  if (number === undefined || per === undefined) return undefined;
  // By its digits: 1.001 kg times 1000 is no whole number.
  const [whole = '0', decimals = ''] = number.split('.');
  const thousandths = Number(whole) * 1000 + Number(decimals.padEnd(3, '0'));
  const grams = Math.ceil((thousandths * per) / 1000);
  return grams >= 1 && grams <= heaviestGrams ? grams : undefined;
}

/** `1.2 kg` from a kilogram on, `500 g` below; every gram of it. */
export function printWeight(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${grams / 1000} kg`;
}

/** Three lengths in centimetres, `30x20x12`, `30*20*12 cm`, `30×20×12厘米`, each from 0.1 to 500. */
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
