import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../../adapters/slack/blocks.ts';

/** Words as they are drawn: well-formed, no control characters but line feeds. */
const words = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/(?!\n)\p{Cc}/gu, ''));
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), fc.oneof(tie('value'), fc.constant(undefined)), {
      maxKeys: 4,
    }),
  ),
})).value;

describe('the length of a block', () => {
  it('are those of its JSON', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(lengthOf(value)).toBe(JSON.stringify(value).length);
      }),
    );
  });
});
