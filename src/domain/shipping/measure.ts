import {
  centimetre,
  lengthUnits,
  type MeasureUnit,
  metre,
  millimetre,
  type UnitName,
  weightUnits,
  wholeUp,
} from './units.ts';

/** Length, width and height, in centimetres with at most one decimal. */
type Size = readonly [number, number, number];

/** Why a reading is one of several. */
export type Meaning = UnitName | 'thousands apart' | 'decimals' | 'centimetre' | 'metre' | 'millimetre';

/** What a text says that is read in one way only, or what it may say. */
export type Measured<T> =
  | { readonly value: T }
  | { readonly typed: string; readonly asked: readonly { readonly value: T; readonly meaning: Meaning }[] };

const heaviestGrams = 1_000_000;
const longestMillimetres = 5000;

/** Digits, their thousands apart or not: the same sign between all of them, and a point before decimals. */
const withPoint = /^(\d{1,7}|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:\.(\d{1,3}))?$/;
/** A comma before one or two decimals: between thousands it has three digits behind it. */
const withComma = /^(\d{1,7}|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+),(\d{1,2})$/;
const pointFirst = /^()\.(\d{1,3})$/;
/** What has one sign and three digits behind it: thousands to some, decimals to others. */
const eitherWay = /^(\d{1,3})([.,])(\d{3})$/;

/** In thousandths of the unit, by its digits: 1.001 kg times 1000 is no whole number. */
function thousandthsOf(amount: string): number | undefined {
  const [, whole, decimals = ''] =
    withPoint.exec(amount) ?? withComma.exec(amount) ?? pointFirst.exec(amount) ?? [];
  if (whole === undefined) return undefined;
  return Number(whole.replaceAll(/[,. ]/g, '')) * 1000 + Number(decimals.padEnd(3, '0'));
}

function gramsOf(thousandths: number | undefined, unit: MeasureUnit): number | undefined {
  const grams = thousandths === undefined ? 0 : wholeUp(thousandths, unit);
  return grams >= 1 && grams <= heaviestGrams ? grams : undefined;
}

/**
 * A weight in whole grams, rounded up: `1.2kg`, `1,5 kg`, `.5kg`, `1,500g`, `2公斤`, `3斤`, `2 lbs`, `8oz`, `0.5吨`, at
 * most 1,000 kg. Asked about: a ton, which has three sizes; a 斤 of Taiwan or Hong Kong, since the mainland's is another;
 * `1.500 g`, which is 2 g to some and 1,500 g to others; and a comma before three decimals. `undefined` without a unit, and
 * for nought.
 */
export function measureWeight(typed: string): Measured<number> | undefined {
  const text = outsideLetters(typed);
  const [, amount = '', name = ''] = /^([\d., ]*\d) ?(\p{L}+(?: \p{L}+)?)\.?$/u.exec(text) ?? [];
  const unit = weightUnits.get(name.toLowerCase());
  if (unit === undefined) return undefined;
  if (!('times' in unit)) {
    const thousandths = thousandthsOf(amount);
    return asking(
      text,
      unit.map((each) => ({ value: gramsOf(thousandths, each), meaning: each.name })),
    );
  }
  const grams = gramsOf(thousandthsOf(amount), unit);
  const [, whole = '', sign, decimals = ''] = eitherWay.exec(amount) ?? [];
  const asDecimals = gramsOf(Number(whole) * 1000 + Number(decimals), unit);
  const asThousands = whole.startsWith('0') ? undefined : gramsOf(Number(whole + decimals) * 1000, unit);
  const isSmall = unit.times < 100n * unit.over;
  const isUnclear =
    sign === ',' ? asThousands === undefined : sign === '.' && isSmall && !whole.startsWith('0');
  if (isUnclear) {
    return asking(text, [
      { value: asThousands, meaning: 'thousands apart' },
      { value: asDecimals, meaning: 'decimals' },
    ]);
  }
  return grams === undefined ? undefined : { value: grams };
}

function asking<T>(
  typed: string,
  readings: readonly { readonly value: T | undefined; readonly meaning: Meaning }[],
): Measured<T> | undefined {
  const asked = readings.flatMap(({ value, meaning }) => (value === undefined ? [] : [{ value, meaning }]));
  return asked.length === 0 ? undefined : { typed, asked };
}

/** As {@link measureWeight}, of what is read in one way only. */
export function readWeight(typed: string): number | undefined {
  const measured = measureWeight(typed);
  return measured !== undefined && 'value' in measured ? measured.value : undefined;
}

/** `1.2 kg` from a kilogram on, `500 g` below; every gram of it. */
export function printWeight(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${grams / 1000} kg`;
}

/**
 * How many of `words` are a weight, where one begins them: a number, its thousands, and the word behind it, whether that is
 * a unit or not. At least 1.
 */
export function wordsOfWeight(words: readonly string[]): number {
  if (!/^[\d.,]+$/.test(outsideLetters(words[0] ?? ''))) return 1;
  let count = 1;
  while (/^\d{3}(?:[.,]\d+)?$/.test(words[count] ?? '') && isNumberBefore(words, count)) count += 1;
  if (/^metric$/i.test(words[count] ?? '')) count += 1;
  // A word that begins with a digit is a size's.
  const behind = outsideLetters(words[count] ?? '');
  return /^(?:\d{3})?\p{L}+\.?$/u.test(behind) ? count + 1 : count;
}

/** Whether the three digits at `at` belong to the number before them, so that a unit stands behind. */
function isNumberBefore(words: readonly string[], at: number): boolean {
  return words.slice(at + 1).some((word) => /^(?:\d{3})?\p{L}+\.?$/u.test(word));
}

const number = String.raw`\d{1,4}(?:\.\d{1,3}|,\d{1,2})?|\.\d{1,3}`;
const length = `(${number}) ?(${[...lengthUnits.keys()].join('|')})?`;
const label = '(length|width|height|长度|宽度|高度|[lwh长長宽寬高])';
const times = ` ?(?:[x*×✕✖∗]|by|乘) ?`;
const three = (side: string, between: string) => new RegExp(`^${side}${between}${side}${between}${side}$`);
/** `30x20x12`, each side with its unit or none. */
const unlabelled = three(length, times);
/** `长30 宽20 高12`: between sides with names the sign may be missing. */
const labelBefore = three(`${label} ?[:=]? ?${length}`, `(?:${times}|[ ,、]*)`);
/** `30L x 20W x 12H` */
const labelBehind = three(`${length} ?${label}`, `(?:${times}|[ ,、]*)`);

interface Side {
  readonly name: string;
  readonly thousandths: number;
  readonly unit: string | undefined;
}

/** The sides as length, width and height; `undefined` where it is no three lengths. */
function sidesIn(text: string): readonly Side[] | undefined {
  const bare = unlabelled.exec(text);
  if (bare !== null) return [1, 3, 5].map((at) => sideOf('', bare[at], bare[at + 1]));
  const before = labelBefore.exec(text);
  const behind = labelBehind.exec(text);
  const read = [1, 4, 7].flatMap((at) => {
    if (before !== null) return sideOf(before[at], before[at + 1], before[at + 2]);
    return behind === null ? [] : sideOf(behind[at + 2], behind[at], behind[at + 1]);
  });
  const inOrder = ['l', 'w', 'h'].flatMap((name) => read.find((each) => each.name === name) ?? []);
  return inOrder.length === 3 ? inOrder : undefined;
}

function sideOf(name = '', amount = '', unit: string | undefined): Side {
  return { name: sideName(name), thousandths: thousandthsOf(amount) ?? 0, unit };
}

function sideName(name: string): string {
  if (/^[l长長]/.test(name)) return 'l';
  if (/^[w宽寬]/.test(name)) return 'w';
  return name === '' ? '' : 'h';
}

function sizeOf(read: readonly Side[], units: readonly MeasureUnit[]): Size | undefined {
  const [length = 0, width = 0, height = 0] = read.map(({ thousandths }, at) => {
    const unit = units[at] ?? units[0];
    const millimetres = unit === undefined ? 0 : wholeUp(thousandths, unit);
    return millimetres > longestMillimetres ? 0 : millimetres / 10;
  });
  const size: Size = [length, width, height];
  return size.every((each) => each > 0) ? size : undefined;
}

/** Where nothing says the unit, sides below 3 cm each are rather metres, and of 1 m and more each rather millimetres. */
const leastCentimetres = 3;
const mostCentimetres = 100;

/**
 * Three lengths, `30x20x12`, `30 * 20 * 12 cm`, `12"x8"x6"`, `300×200×120毫米`, `长30宽20高12`, each from 0.1 to 500 cm,
 * rounded up to a millimetre. Without a unit they are centimetres, and asked about where that is a strange parcel: below 3 cm
 * a side, or from 1 m on each side. 寸 and 尺 are asked about. One unit counts for all sides; of two, each side has its own.
 */
export function measureSize(typed: string): Measured<Size> | undefined {
  const text = outsideLetters(typed)
    .toLowerCase()
    .replaceAll(/[()]/g, '')
    .replaceAll(/[′’‘]/g, "'")
    .replaceAll(/[″”“„]/g, '"');
  const read = sidesIn(text);
  if (read === undefined) return undefined;
  const said = read.flatMap(({ unit }) => unit ?? []);
  const [only] = said;
  if (only === undefined) return measureBare(text, read);
  const isOne = said.every((unit) => unit === only);
  if (!isOne && said.length < read.length) return undefined;
  const meant = said.map((unit) => lengthUnits.get(unit) ?? centimetre);
  const [first] = meant;
  if (isOne && first !== undefined && !('times' in first)) {
    return asking(
      text,
      first.map((unit) => ({ value: sizeOf(read, [unit]), meaning: unit.name })),
    );
  }
  const units = meant.flatMap((unit) => ('times' in unit ? unit : []));
  const size = units.length === meant.length ? sizeOf(read, units) : undefined;
  return size === undefined ? undefined : { value: size };
}

function measureBare(text: string, read: readonly Side[]): Measured<Size> | undefined {
  const inCentimetres = { value: sizeOf(read, [centimetre]), meaning: 'centimetre' as const };
  if (read.every(({ thousandths }) => thousandths > 0 && thousandths < leastCentimetres * 1000)) {
    return asking(text, [{ value: sizeOf(read, [metre]), meaning: 'metre' }, inCentimetres]);
  }
  if (read.every(({ thousandths }) => thousandths >= mostCentimetres * 1000)) {
    return asking(text, [{ value: sizeOf(read, [millimetre]), meaning: 'millimetre' }, inCentimetres]);
  }
  return inCentimetres.value === undefined ? undefined : { value: inCentimetres.value };
}

/** As {@link measureSize}, of what is read in one way only. */
export function readSize(typed: string): Size | undefined {
  const measured = measureSize(typed);
  return measured !== undefined && 'value' in measured ? measured.value : undefined;
}

/** `30 × 20 × 12 cm` */
export function printSize(size: Size): string {
  return `${size.join(' × ')} cm`;
}

/** Typed text as one line, full-width letters and digits as plain ones. */
export function outsideLetters(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim();
}
