import fc from 'fast-check';

/** The ways in which JSON can write the whole number `digits`: with noughts behind a point, with any exponent. */
export function notationsOf(digits: string): fc.Arbitrary<string> {
  const minus = digits.startsWith('-') ? '-' : '';
  const bare = minus === '' ? digits : digits.slice(1);
  const noughts = fc.integer({ min: 0, max: 5 }).map((count) => '0'.repeat(count));
  const mark = fc.constantFrom('e', 'E', 'e+', 'E+');
  const leading = fc.constantFrom('', '0', '00');
  const plain = noughts.map((rest) => (rest === '' ? bare : `${bare}.${rest}`));
  /** The point moved to the left, and the exponent as far to the right. */
  const smaller = fc
    .tuple(fc.integer({ min: 0, max: bare.length + 3 }), mark, leading, noughts)
    .map(([by, exponent, zero, rest]) => {
      const padded = bare.padStart(by + 1, '0');
      const [whole, fraction] = [
        padded.slice(0, padded.length - by),
        padded.slice(padded.length - by) + rest,
      ];
      return `${whole}${fraction === '' ? '' : `.${fraction}`}${exponent}${zero}${by}`;
    });
  /** Noughts behind it, and the exponent takes them off again. */
  const greater = fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('e-', 'E-'), leading, noughts)
    .map(([by, exponent, zero, rest]) => {
      const whole = bare === '0' ? '0' : bare + '0'.repeat(by);
      return `${whole}${rest === '' ? '' : `.${rest}`}${exponent}${zero}${by}`;
    });
  return fc.oneof(plain, smaller, greater).map((text) => minus + text);
}
