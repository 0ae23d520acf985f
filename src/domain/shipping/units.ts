/**
 * Units of weight and of length, as exact fractions of a gram and of a millimetre. The pound of 453.59237 g and the inch of
 * 25.4 mm are the international ones of 1959; they, the ton of 2,000 pounds and the ton of 2,240 stand in NIST Special
 * Publication 811, appendix B. 市斤 is 500 g, 市两 50 g, 市尺 a third of a metre and 市寸 a tenth of that (State Council of
 * China, 1959); 台斤 is 600 g, and 司马斤 604.78982 g (Hong Kong, Weights and Measures Ordinance, Cap. 68).
 */
export interface MeasureUnit {
  readonly times: bigint;
  readonly over: bigint;
}

/** Which of several units one word may stand for; what a question calls it. */
export type UnitName =
  | 'metric ton'
  | 'short ton'
  | 'long ton'
  | 'mainland jin'
  | 'Taiwan jin'
  | 'Hong Kong jin'
  | 'inch'
  | 'cun'
  | 'foot'
  | 'chi';

/** One unit, or those that are asked about. */
export type UnitMeant = MeasureUnit | readonly (MeasureUnit & { readonly name: UnitName })[];

const unit = (times: bigint, over = 1n): MeasureUnit => ({ times, over });
const named = (name: UnitName, times: bigint, over = 1n) => ({ name, times, over });

function byName(rows: readonly (readonly [UnitMeant, string])[]): ReadonlyMap<string, UnitMeant> {
  return new Map(rows.flatMap(([meant, names]) => names.split('|').map((name) => [name, meant] as const)));
}

const mainlandJin = named('mainland jin', 500n);

/** In grams. Names are in lower case. */
export const weightUnits = byName([
  [unit(1n), 'g|gr|gm|gms|gram|grams|gramme|grammes|克|公克'],
  [unit(1000n), 'kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|公斤|千克'],
  [unit(1_000_000n), 't|tonne|tonnes|metric ton|metric tons|吨|公吨'],
  [unit(500n), '斤|市斤|jin'],
  [unit(50n), '两|市两'],
  [unit(45_359_237n, 100_000n), 'lb|lbs|pound|pounds|磅|英磅'],
  [unit(28_349_523_125n, 1_000_000_000n), 'oz|ounce|ounces|盎司|安士'],
  [
    [
      named('metric ton', 1_000_000n),
      named('short ton', 90_718_474n, 100n),
      named('long ton', 10_160_469_088n, 10_000n),
    ],
    'ton|tons',
  ],
  [[named('Taiwan jin', 600n), mainlandJin], '台斤'],
  [[named('Hong Kong jin', 60_478_982n, 100_000n), mainlandJin], '司马斤|司馬斤|港斤'],
]);

export const centimetre = unit(10n);
export const metre = unit(1000n);
export const millimetre = unit(1n);
const inch = named('inch', 254n, 10n);
const foot = named('foot', 3048n, 10n);
const cun = named('cun', 100n, 3n);
const chi = named('chi', 1000n, 3n);

/** In millimetres. Names are in lower case; of two that begin alike, the longer stands first. */
export const lengthUnits = byName([
  [centimetre, 'centimetres|centimeters|centimetre|centimeter|cms|cm|厘米|公分'],
  [millimetre, 'millimetres|millimeters|millimetre|millimeter|mms|mm|毫米'],
  [unit(100n), 'dm|分米'],
  [metre, 'metres|meters|metre|meter|m|米|公尺'],
  [inch, `inches|inch|in|"|''|英寸|英吋|吋`],
  [foot, `feet|foot|ft|'|英尺|英呎|呎`],
  [cun, '市寸'],
  [chi, '市尺'],
  [[inch, cun], '寸'],
  [[foot, chi], '尺'],
]);

/** `thousandths` of a `unit` as whole grams or millimetres, rounded up. */
export function wholeUp(thousandths: number, { times, over }: MeasureUnit): number {
  const per = 1000n * over;
  return Number((BigInt(thousandths) * times + per - 1n) / per);
}
