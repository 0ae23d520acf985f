import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteBlocks } from '../../../src/cards/buying-cards.ts';
import { plainText } from '../../../src/chat/text.ts';
import { isAbout, pieceFenOf, quoteOf } from '../../../src/domain/buying/quote.ts';
import { en } from '../../../src/languages/en/index.ts';
import type { PreviewPart } from '../../../src/xport/buying.ts';
import { line, purchase } from './bed.ts';

const fen = fc.nat({ max: 1_000_000_000_00 });
const part = fc
  .record({ goods: fen, freight: fen, more: fc.integer({ min: -100_000, max: 1_000_000 }) })
  .map(({ goods, freight, more }): PreviewPart => {
    return {
      sumCarriage: freight,
      sumPaymentNoCarriage: goods,
      sumPayment: goods + freight,
      sumTotalPayment: Math.max(0, goods + freight + more),
      orderItemTOList: [],
    };
  });

describe('what a preview costs', () => {
  it('is the documented example, to the fen', () => {
    const quote = quoteOf([
      {
        sumCarriage: 600,
        sumPayment: 6400,
        sumTotalPayment: 6561,
        sumPaymentNoCarriage: 5800,
        orderItemTOList: [
          { offerId: '1', specId: undefined, finalUnitPrice: 2900, amount: 5800, message: ' 缺货 ' },
        ],
      },
    ]);
    expect(quote).toEqual({
      goodsFen: 5800,
      freightFen: 600,
      feeFen: 161,
      toPayFen: 6561,
      orders: 1,
      items: [{ offerId: '1', specId: undefined, pieceFen: 2900 }],
      remarks: ['缺货'],
    });
  });

  it('adds up over however many orders, in whole fen, and says the sum that is confirmed', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (parts) => {
        const quote = quoteOf(parts);
        expect(quote.goodsFen + quote.freightFen + quote.feeFen).toBe(quote.toPayFen);
        expect(BigInt(quote.toPayFen)).toBe(
          parts.reduce((sum, { sumTotalPayment }) => sum + BigInt(sumTotalPayment), 0n),
        );
        expect(quoteOf([...parts].reverse())).toEqual(quote);
        const shown = shownFen(quoteBlocks([told], quote, en.buying));
        const shownSum = shown.slice(0, -1).reduce((sum, each) => sum + each, 0);
        expect(shown.at(-1)).toBe(quote.toPayFen);
        expect(shownSum).toBe(quote.toPayFen);
      }),
    );
  });

  it('is no number at all beyond what numbers hold', () => {
    const huge: PreviewPart = {
      sumCarriage: 0,
      sumPaymentNoCarriage: Number.MAX_SAFE_INTEGER,
      sumPayment: Number.MAX_SAFE_INTEGER,
      sumTotalPayment: Number.MAX_SAFE_INTEGER,
      orderItemTOList: [],
    };
    expect(() => quoteOf([huge, huge])).toThrow(RangeError);
  });

  it('says what a piece of each line costs, where all of its pieces cost the same', () => {
    const items = [
      { offerId: '1', specId: 'a', pieceFen: 100 },
      { offerId: '1', specId: 'b', pieceFen: 200 },
      { offerId: '2', specId: undefined, pieceFen: 300 },
      { offerId: '2', specId: undefined, pieceFen: 301 },
    ];
    expect(pieceFenOf({ items }, { offerId: '1', specId: 'b' })).toBe(200);
    expect(pieceFenOf({ items }, { offerId: '1' })).toBe(undefined);
    expect(pieceFenOf({ items }, { offerId: '2', specId: 'c' })).toBe(undefined);
    expect(pieceFenOf({ items: [] }, { offerId: '1' })).toBe(undefined);
  });

  it('is about the purchase, or about something else', () => {
    const of = (offerId: string | undefined, specId: string | undefined): readonly PreviewPart[] => [
      {
        sumCarriage: 0,
        sumPayment: 0,
        sumPaymentNoCarriage: 0,
        sumTotalPayment: 0,
        orderItemTOList: [
          { offerId, specId, finalUnitPrice: undefined, amount: undefined, message: undefined },
        ],
      },
    ];
    expect(isAbout(of(line.offerId, line.specId), purchase)).toBe(true);
    expect(isAbout(of(undefined, undefined), purchase)).toBe(true);
    expect(isAbout(of('1', line.specId), purchase)).toBe(false);
    expect(isAbout(of(line.offerId, 'other'), purchase)).toBe(false);

    // Of several lines each must be there: what is left out is not in the total.
    const other = { ...line, offerId: '889512351603', specId: undefined };
    const both = { ...purchase, lines: [line, other] };
    const [first, second] = [of(line.offerId, line.specId), of(other.offerId, undefined)];
    expect(isAbout([...first, ...second], both)).toBe(true);
    expect(isAbout(first, both)).toBe(false);
    expect(isAbout([...first, ...second, ...of('1', undefined)], both)).toBe(false);
    expect(isAbout([{ ...(first[0] ?? noPart), orderItemTOList: [] }], both)).toBe(false);
  });
});

const noPart: PreviewPart = {
  sumCarriage: 0,
  sumPayment: 0,
  sumPaymentNoCarriage: 0,
  sumTotalPayment: 0,
  orderItemTOList: [],
};

const told = {
  offerId: '1',
  specId: undefined,
  title: undefined,
  skuName: undefined,
  quantity: 1,
  unit: undefined,
};

/** The amounts of the second block of fields, as a reader would type them into a calculator. */
function shownFen(blocks: ReturnType<typeof quoteBlocks>): readonly number[] {
  const [, costs] = blocks.filter((block) => block.kind === 'fields');
  return (costs?.fields ?? []).map(({ value }) => Number(plainText(value).replaceAll(/[¥.,]/g, '')));
}
