/** As JSON writes a number (RFC 8259, section 6), with noughts before it as some write them in text. */
const notation = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** What most numbers are written as, which is plain already. */
const usual = /^\d{1,20}(?:\.\d{1,20})?$/;

/** More digits than any id or amount has; longer, a few bytes could stand for gigabytes. */
const mostDigits = 64;

/**
 * The number that `source` writes, in digits and a point alone, none of them lost: `1.25E7` is `12500000`, `15e-1` is
 * `1.5`, `-0` is `0`. A point that stands there without an exponent stays (`128.00`), since it may tell yuan from fen.
 * `undefined` for what is no number, or has more than 64 digits.
 */
export function plainDecimal(source: string): string | undefined {
  if (usual.test(source)) return source;
  if (source.length > 2 * mostDigits) return undefined;
  const [, minus = '', whole, fraction = '', exponent] = notation.exec(source) ?? [];
  if (whole === undefined) return undefined;
  const plain = exponent === undefined ? source.replace('-', '') : shifted(whole, fraction, Number(exponent));
  if (plain === undefined || plain.replace('.', '').length > mostDigits) return undefined;
  return /[1-9]/.test(plain) ? minus + plain : plain;
}

/** The digits with their point `by` places further right. */
function shifted(whole: string, fraction: string, by: number): string | undefined {
  const digits = whole + fraction;
  if (!/[1-9]/.test(digits)) return '0';
  const point = whole.length + by;
  if (Math.abs(point) > mostDigits) return undefined;
  const before = digits
    .slice(0, Math.max(0, point))
    .padEnd(point, '0')
    .replace(/^0+(?=\d)/, '');
  const after = withoutNoughts('0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point)));
  return `${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`;
}

/** Of digits behind a point, those up to the last that counts. */
function withoutNoughts(digits: string): string {
  let end = digits.length;
  while (digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}
