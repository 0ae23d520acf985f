/** Why an amount of yuan is not read. */
const yuanFaults = ['negative', 'too fine', 'too much', 'unclear separators'] as const;
export type YuanFault = (typeof yuanFaults)[number];

/** An amount as a person typed it: whole fen, or what is wrong with it. `currency`: as it was written, where it is no yuan. */
export type YuanRead =
  | { readonly fen: number }
  | { readonly fault: YuanFault }
  | { readonly currency: string };

const mark = '(?:cn¥|¥|rmb|cny|人民币)';
const unit = '(?:rmb|cny|yuan|元整|元|圆|块钱|块|人民币)';

/** By how many digits a word moves the decimal point. */
const scales = new Map([
  ['k', 3],
  ['千', 3],
  ['w', 4],
  ['万', 4],
  ['萬', 4],
  ['百万', 6],
  ['千万', 7],
]);

const notation = new RegExp(
  String.raw`^${mark}?\s*([+-]?)\s*${mark}?\s*(\d[\d.,']*)\s*(百万|千万|[k千w万萬])?\s*${unit}?$`,
  'i',
);

/** Signs and words of currencies that are no yuan, by their codes. */
const otherSigns: readonly (readonly [RegExp, string])[] = [
  [/^(?:hk\$|港[币幣元])$/, 'HKD'],
  [/^(?:nt\$|新?[台臺][币幣])$/, 'TWD'],
  [/^(?:sg?\$|新加坡元|新元)$/, 'SGD'],
  [/^(?:au?\$|澳元)$/, 'AUD'],
  [/^(?:ca?\$|加元)$/, 'CAD'],
  [/^(?:jp¥|円|日[元圆圓]|yen)$/, 'JPY'],
  [/^(?:(?:us)?\$|美[元金]|(?:us )?dollars?)$/, 'USD'],
  [/^(?:€|欧元|歐元|euros?)$/, 'EUR'],
  [/^(?:£|英[镑鎊]|pounds?)$/, 'GBP'],
  [/^(?:₩|韩[元币]|韓[元幣]|won)$/, 'KRW'],
  [/^(?:₽|卢布|rubles?)$/, 'RUB'],
  [/^(?:₹|卢比|rupees?)$/, 'INR'],
];

/** At most 999,999,999.99, as much as any order may cost. */
const mostFen = 99_999_999_999;

/**
 * The amount of yuan that `typed` is: `100`, `¥1,234.50`, `CNY 100`, `RMB100`, `100块`, `1.5万元`; by its digits, never by
 * dividing. `undefined` for what is no amount.
 */
export function readYuan(typed: string): YuanRead | undefined {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/[‐-―−]/g, '-')
    .trim();
  const [, sign, digits, scale = ''] = notation.exec(plain) ?? [];
  if (digits === undefined) return otherCurrency(plain);
  if (sign === '-') return { fault: 'negative' };
  const [, whole, fraction = ''] = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(digits) ?? [];
  if (whole === undefined) return /\d[.,']+\d/.test(digits) ? { fault: 'unclear separators' } : undefined;
  return fenOf(whole.replaceAll(',', ''), fraction, scales.get(scale.toLowerCase()) ?? 0);
}

function fenOf(whole: string, fraction: string, shift: number): YuanRead {
  const places = shift + 2;
  if (fraction.length > places) return { fault: 'too fine' };
  const fen = BigInt(whole + fraction.padEnd(places, '0'));
  return fen > BigInt(mostFen) ? { fault: 'too much' } : { fen: Number(fen) };
}

function otherCurrency(plain: string): YuanRead | undefined {
  const [, before = '', after = ''] =
    /^([^\d\s.,-]{0,8})\s*-?\d[\d.,']*\s*([^\d.,]{0,12})$/.exec(plain) ?? [];
  if (before !== '' && after !== '') return undefined;
  const name = before + after;
  const [, code] = otherSigns.find(([pattern]) => pattern.test(name.toLowerCase())) ?? [];
  if (code !== undefined) return { currency: code };
  return /^[a-z]{3}$/i.test(name) ? { currency: name.toUpperCase() } : undefined;
}
