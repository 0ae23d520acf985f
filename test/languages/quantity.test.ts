import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pieces } from '../../src/languages/en/notation.ts';
import { grouped } from '../../src/runtime/grouped.ts';

describe('a count in English', () => {
  it('has a comma between thousands', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (count) => {
        expect(grouped(count)).toBe(String(count).replace(/\B(?=(?:\d{3})+$)/g, ','));
      }),
      { examples: [[0], [999], [1000], [999_999], [1_000_000]] },
    );
  });

  it.each([
    [1, undefined, '1 piece'],
    [1500, undefined, '1,500 pieces'],
    [2, 'box', '2 boxes'],
    [1, 'box', '1 box'],
  ])('%i of %s are %s', (quantity, unit, said) => {
    expect(pieces(quantity, unit)).toBe(said);
  });
});
