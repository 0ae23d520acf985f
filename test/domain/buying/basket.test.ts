import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BasketLine,
  basketName,
  bySeller,
  isSameLine,
  leftOf,
  mostSellers,
  orderedOf,
  printBasketLine,
  readBasket,
  withMore,
} from '../../../src/domain/buying/basket.ts';
import { mostLines, mostPieces, printLines, readLines } from '../../../src/domain/buying/purchase.ts';

const offerId = fc.stringMatching(/^\d{6,19}$/);
const specId = fc.option(fc.stringMatching(/^[0-9a-f]{32}$/), { nil: undefined });
const quantity = fc.integer({ min: 1, max: 1000 });
const line: fc.Arbitrary<BasketLine> = fc
  .record({
    offerId,
    specId,
    quantity,
    seller: fc.option(fc.constantFrom('一号店', '二号店', 'BBBopen'), { nil: undefined }),
  })
  .map(({ seller, specId: spec, ...rest }) => ({
    ...rest,
    ...(spec !== undefined && { specId: spec }),
    ...(seller !== undefined && { seller }),
  }));
const lines = fc.uniqueArray(line, { maxLength: 12, selector: basketName });
const someLines = fc.uniqueArray(line, { minLength: 1, maxLength: 12, selector: basketName });

const keep = (all: readonly BasketLine[]) =>
  new Map(all.map((each) => printBasketLine(each)).map(({ name, value }) => [name, value]));
const at = (seller: string | undefined, number: number): BasketLine => ({
  offerId: String(100_000 + number),
  quantity: 1,
  seller,
});

describe('a basket as it is kept', () => {
  it('is read as it was written, whatever else is remembered of the person', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const texts = new Map([['default address', '1001'], ...keep(all)]);
        expect(readBasket(texts)).toEqual({ lines: all, unreadable: [] });
      }),
    );
  });

  it('leaves out what can’t be read, names it, and throws for nothing', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('{"quantity":0}', '{"quantity":1.5}', '{"quantity":"2"}', '{"quantity":2,"seller":3}'),
    );
    const name = fc.oneof(
      fc.string().map((rest) => `basket ${rest}`),
      line.map(basketName),
    );
    fc.assert(
      fc.property(lines, fc.dictionary(name, text), (all, others) => {
        const texts = new Map([...Object.entries(others), ...keep(all)]);
        const read = readBasket(texts);
        expect(read.lines.length + read.unreadable.length).toBe(texts.size);
        for (const each of all) expect(read.lines).toContainEqual(each);
      }),
    );
    expect(readBasket(new Map([['basket 123456', '{"quantity":0}']]))).toEqual({
      lines: [],
      unreadable: ['basket 123456'],
    });
  });
});

describe('adding to a basket', () => {
  it('sums what is of the same kind of the same offer, and what is no other’s', () => {
    fc.assert(
      fc.property(lines, line, quantity, (all, one, more) => {
        const others = all.filter((each) => !isSameLine(each, one));
        const first = withMore(others, one);
        expect(first).toEqual({ ...one, seller: one.seller });
        const again = withMore([...others, one], { ...one, quantity: more, seller: undefined });
        expect(again).toEqual({ ...one, seller: one.seller, quantity: one.quantity + more });
      }),
    );
  });

  it('ends at what one order takes of a seller, at so many sellers, and at so many pieces', () => {
    const full = Array.from({ length: mostLines }, (_, number) => at('一号店', number));
    expect(withMore(full, at('一号店', 99))).toEqual({ full: 'lines', most: mostLines });
    expect(withMore(full, at('一号店', 3))).toMatchObject({ quantity: 2 });
    expect(withMore(full, at('二号店', 99))).toMatchObject({ quantity: 1 });
    const sellers = Array.from({ length: mostSellers }, (_, number) => at(`店${number}`, number));
    expect(withMore(sellers, at('另一家', 99))).toEqual({ full: 'sellers', most: mostSellers });
    expect(withMore(sellers, at('店3', 99))).toMatchObject({ quantity: 1 });
    expect(withMore(full, { ...at('一号店', 3), quantity: mostPieces })).toEqual({
      full: 'pieces',
      most: mostPieces,
    });
  });
});

describe('a basket by seller', () => {
  it('has every line in one part, each of one seller, each seller once, the unknown last', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const parts = bySeller(all);
        const sorted = (some: readonly BasketLine[]) => some.map(basketName).sort();
        expect(sorted(parts.flatMap((part) => [...part.lines]))).toEqual(sorted(all));
        for (const part of parts) {
          expect(part.lines.every(({ seller }) => seller === part.seller)).toBe(true);
        }
        const sellers = parts.map(({ seller }) => seller);
        expect(new Set(sellers).size).toBe(sellers.length);
        expect(sellers.slice(0, -1)).not.toContain(undefined);
      }),
    );
  });
});

describe('what was ordered of a basket', () => {
  it('leaves what came to it since, takes no more than there is, and touches nothing else', () => {
    fc.assert(
      fc.property(lines, someLines, quantity, (others, ordered, since) => {
        const grown = ordered.map((each) => ({ ...each, quantity: each.quantity + since }));
        const foreign = others.filter((other) => ordered.every((each) => !isSameLine(each, other)));
        expect(leftOf([...foreign, ...ordered], ordered).every((each) => each.quantity === 0)).toBe(true);
        const left = leftOf([...foreign, ...grown], ordered);
        expect(left.map(basketName)).toEqual(ordered.map(basketName));
        expect(left.every((each) => each.quantity === since)).toBe(true);
        const shrunk = ordered.map((each) => ({ ...each, quantity: 1 }));
        expect(leftOf(shrunk, ordered).every((each) => each.quantity === 0)).toBe(true);
      }),
    );
  });

  it('is what was not refused, and nothing for certain where that does not say which offer', () => {
    const [one, other] = [at('一号店', 1), at('一号店', 2)];
    const failed = (offer?: string) => [
      { ...(offer !== undefined && { offerId: offer }), code: 'NO_STOCK', message: '' },
    ];
    expect(orderedOf([one, other], [])).toEqual([one, other]);
    expect(orderedOf([one, other], failed(one.offerId))).toEqual([other]);
    expect(orderedOf([one, other], failed())).toEqual([]);
  });
});

describe('lines as one text', () => {
  const purchased = fc.uniqueArray(line, { minLength: 1, maxLength: mostLines, selector: basketName });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(purchased, (all) => {
        const plain = all.map(({ seller: _, ...rest }) => rest);
        expect(readLines(printLines(all))).toEqual(plain);
      }),
    );
  });

  it('is nothing else', () => {
    const spec = '5'.repeat(32);
    const tooMany = Array.from({ length: mostLines + 1 }, (_, number) => at(undefined, number));
    for (const text of [
      '',
      ',',
      '123456:',
      '123456::0',
      '123456::01',
      '123456::1000001',
      '12345::1',
      `123456:${spec}`,
      `123456:${spec.slice(1)}:1`,
      '123456::1,',
      '123456::1,123456::2',
      printLines(tooMany),
    ]) {
      expect(readLines(text), text).toBe(undefined);
    }
    expect(readLines(`123456::1,123456:${spec}:2`)).toHaveLength(2);
  });
});
