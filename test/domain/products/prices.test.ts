import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasPromotion,
  hasUnsurePromotion,
  orderable,
  priceAt,
  priceOf,
  pricingOf,
  rangeOf,
} from '../../../src/domain/products/prices.ts';
import { productDetail } from '../../../src/xport/products/detail.ts';

/** Yuan with two decimals, by their digits. */
const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

const step = (startQuantity: number, price: string, promotionPrice?: string) => ({
  startQuantity,
  price,
  ...(promotionPrice !== undefined && { promotionPrice }),
});
const sku = (skuId: string, price: string | null, promotionPrice: string | null = null) => ({
  skuId,
  price,
  promotionPrice,
});

/** The pricing of an offer as it comes from the wire. */
const read = (quoteType: number | null, steps: readonly unknown[] | null, skus: readonly unknown[] = []) =>
  pricingOf(
    productDetail.data.parse({
      productSaleInfo: { quoteType, priceRangeList: steps },
      productSkuInfos: skus,
    }),
  );

const steps = [step(10, '9.00'), step(100, '8.00'), step(1000, '7.50')];

describe('which price applies', () => {
  it('is the step that the quantity reaches, for an offer without SKUs', () => {
    const pricing = read(0, steps);
    expect(pricing).toMatchObject({ logic: 'quantity', concluded: false });
    expect([9, 10, 99, 100, 5000].map((quantity) => priceAt(pricing, quantity)?.fen)).toEqual([
      undefined,
      900,
      900,
      800,
      750,
    ]);
  });

  it("is each SKU's own where the offer says so, whatever the quantity and the steps", () => {
    const pricing = read(1, steps, [sku('1', '12.50'), sku('2', '11.00')]);
    expect(pricing.logic).toBe('sku');
    expect(priceAt(pricing, 1, '1')).toEqual({ fen: 1250 });
    expect(priceAt(pricing, 100_000, '2')).toEqual({ fen: 1100 });
    expect(priceAt(pricing, 1)).toEqual({ fen: 1100, mostFen: 1250 });
    expect(priceAt(pricing, 1, '3')).toBeUndefined();
    expect(rangeOf(pricing)).toEqual({ least: 1100, most: 1250 });
  });

  it('is the step of the total quantity where there are SKUs that share the steps', () => {
    const pricing = read(2, steps, [sku('1', '12.50')]);
    expect(pricing.logic).toBe('total quantity');
    expect(priceAt(pricing, 100, '1')?.fen).toBe(800);
  });

  it("is a promotion's where there is one, and nought is none", () => {
    const stepped = read(0, [step(1, '9.00', '7.77'), step(10, '8.00', '0.00')]);
    expect(priceAt(stepped, 1)).toMatchObject({ fen: 777, usualFen: 900 });
    expect(priceAt(stepped, 10)).not.toHaveProperty('usualFen');
    expect(hasPromotion(stepped)).toBe(true);
    const bySku = read(1, null, [sku('1', '9.00', '9.00'), sku('2', null, '5.00')]);
    expect(priceAt(bySku, 1, '1')).toEqual({ fen: 900 });
    expect(priceAt(bySku, 1, '2')).toEqual({ fen: 500 });
    expect(hasPromotion(bySku)).toBe(false);
  });

  it.each([
    ['no word of it, steps alone', null, steps, [], 'quantity'],
    ['no word of it, steps and SKUs', null, steps, [sku('1', '9.00')], 'total quantity'],
    ['no word of it, SKUs alone', null, null, [sku('1', '9.00')], 'sku'],
    ['SKU prices that are not there', 1, steps, [sku('1', null)], 'total quantity'],
    ['steps that are not there', 2, null, [sku('1', '9.00')], 'sku'],
    ['a type that nobody knows', 7, steps, [], 'quantity'],
    ['nothing at all', null, null, [], 'unknown'],
    ['prices of nought', 0, [step(1, '0.00')], [], 'unknown'],
  ])('is concluded from the prices there are: %s', (_, quoteType, given, skus, logic) => {
    expect(read(quoteType, given, skus)).toMatchObject({ logic, concluded: true });
  });

  it("takes the wholesale price where a SKU's own is not said", () => {
    const pricing = read(1, null, [{ skuId: '1', fenxiaoPriceInfo: { offerPrice: '3.20' } }]);
    expect(priceAt(pricing, 1)).toEqual({ fen: 320 });
  });
});

describe('a promotion', () => {
  it.each([
    ['cheaper', '15.00', '12.00', { fen: 1200, usualFen: 1500 }],
    ['dearer', '15.00', '18.00', { fen: 1500, unsureFen: 1800 }],
    ['dearer by a fen', '15.00', '15.01', { fen: 1500, unsureFen: 1501 }],
    ['dearer, in exponents', '1.5E1', '1.8E1', { fen: 1500, unsureFen: 1800 }],
    ['the same', '15.00', '15', { fen: 1500 }],
    ['nought', '15.00', '0', { fen: 1500 }],
    ['alone', null, '18.00', { fen: 1800 }],
    ['beside a price of nought', '0.00', '18.00', { fen: 1800 }],
    ['unreadable', '15.00', 'soon', { fen: 1500 }],
  ])('that is %s', (_, price, promotionPrice, expected) => {
    const bySku = read(1, null, [{ skuId: '1', price, promotionPrice }]);
    expect(priceAt(bySku, 1)).toEqual(expected);
    expect(hasPromotion(bySku)).toBe('usualFen' in expected);
    expect(hasUnsurePromotion(bySku)).toBe('unsureFen' in expected);
    if (price === null) return;
    const stepped = read(0, [{ startQuantity: 1, price, promotionPrice }]);
    expect(priceAt(stepped, 1)).toMatchObject(expected);
    expect(hasUnsurePromotion(stepped)).toBe('unsureFen' in expected);
  });

  it('never makes what is shown dearer than the price', () => {
    const amounts = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(amounts, amounts, (usual, promotion) => {
        const price = priceOf(yuan(usual), yuan(promotion));
        expect(price?.fen).toBe(Math.min(usual, promotion));
        expect([price?.fen, price?.usualFen ?? price?.unsureFen ?? usual].sort()).toEqual(
          [usual, promotion].sort(),
        );
      }),
    );
  });
});

describe('steps', () => {
  const lines = (given: readonly unknown[], least = 1) =>
    orderable(read(0, given), least).steps.map(({ from, fen }) => [from, fen]);

  it.each([
    [
      'begin with the least quantity where the first begins with 0',
      [step(0, '9.00'), step(10, '8.00')],
      1,
      [
        [1, 900],
        [10, 800],
      ],
    ],
    [
      'begin with the minimum of an order',
      [step(0, '9.00'), step(10, '8.00')],
      5,
      [
        [5, 900],
        [10, 800],
      ],
    ],
    [
      'leave out those that no order reaches',
      [step(0, '9.00'), step(3, '8.50'), step(10, '8.00')],
      5,
      [
        [5, 850],
        [10, 800],
      ],
    ],
    [
      'that all begin below the minimum come to the last',
      [step(1, '9.00'), step(2, '8.00')],
      50,
      [[50, 800]],
    ],
    [
      'that begin above the minimum stay as they are',
      [step(10, '9.00'), step(100, '8.00')],
      2,
      [
        [10, 900],
        [100, 800],
      ],
    ],
    ['with 0 and 1 are one', [step(0, '9.00'), step(1, '8.00')], 1, [[1, 800]]],
    [
      'in no order are sorted',
      [step(100, '7.00'), step(0, '9.00'), step(10, '8.00')],
      1,
      [
        [1, 900],
        [10, 800],
        [100, 700],
      ],
    ],
    ['of two prices have the dearer', [step(10, '7.00'), step(10, '8.00'), step(10, '7.50')], 1, [[10, 800]]],
    ['below 0 are none', [step(-1, '9.00'), step(5, '8.00')], 1, [[5, 800]]],
    ['that are none are none', [], 1, []],
    ['without a price are none', [step(0, '0'), step(5, '8.00')], 1, [[5, 800]]],
  ])('%s', (_, given, least, expected) => {
    expect(lines(given, least)).toEqual(expected);
  });

  it('are the same in any order, and tell for any quantity that can be ordered what they told before', () => {
    const steps = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 999 })), { maxLength: 8 });
    const cases = steps.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 30 }), fc.nat(60), ([given, again], least, more) => {
        const [one, other] = [given, again].map((list) =>
          read(
            0,
            list.map(([from, fen]) => step(from, yuan(fen))),
          ),
        );
        if (one === undefined || other === undefined) throw new Error('nothing to compare');
        expect(other.steps).toEqual(one.steps);
        const shown = orderable(one, least);
        expect(priceAt(shown, least + more)?.fen).toBe(priceAt(one, least + more)?.fen);
        expect(shown.steps.every(({ from }) => from >= least)).toBe(true);
        expect(orderable(shown, least)).toEqual(shown);
      }),
    );
  });
});

describe('a retail price', () => {
  const offer = (sale: object, skus: readonly object[] = []) =>
    pricingOf(productDetail.data.parse({ productSaleInfo: sale, productSkuInfos: skus }));
  const fens = (pricing: ReturnType<typeof offer>, skuId?: string) =>
    [1, 2, 3, 10].map((quantity) => priceAt(pricing, quantity, skuId)?.fen);
  const wholesale = [step(2, '4.05')];

  it.each([
    ['of an offer without SKUs', { quoteType: 0, retailPrice: '4.80', priceRangeList: wholesale }, []],
    [
      'that does not say how it counts',
      { retailPrice: '4.80', priceRangeList: wholesale },
      [sku('1', '4.05')],
    ],
    ['beside steps', { quoteType: 2, retailPrice: '4.80', priceRangeList: wholesale }, [sku('1', '4.05')]],
    ["beside the SKU's own price", { quoteType: 1, retailPrice: '4.80' }, [sku('1', '4.05')]],
    ['of the SKU alone', { quoteType: 1 }, [{ ...sku('1', '4.05'), retailPrice: '4.80' }]],
    [
      'of the SKU, which goes before that of the offer',
      { quoteType: 1, retailPrice: '9.00' },
      [{ ...sku('1', '4.05'), retailPrice: '4.80' }],
    ],
    [
      'of the SKU, beside steps',
      { quoteType: 2, priceRangeList: wholesale },
      [{ ...sku('1', '4.05'), retailPrice: 4.8 }],
    ],
    [
      'before steps that begin at one',
      { quoteType: 0, retailPrice: '4.80', priceRangeList: [step(1, '4.05')] },
      [],
    ],
    ['beside a cheaper promotion', { quoteType: 1, retailPrice: '4.80' }, [sku('1', '5.00', '4.05')]],
  ])('is that of one piece alone: %s', (_, sale, skus) => {
    expect(fens(offer(sale, skus), '1')).toEqual([480, 405, 405, 405]);
    expect(rangeOf(offer(sale, skus))).toEqual({ least: 405, most: 480 });
  });

  it("is each SKU's own, and from which to which where no SKU is named", () => {
    const skus = [
      { ...sku('1', '4.05'), retailPrice: '4.80' },
      { ...sku('2', '4.05'), retailPrice: '5.20' },
    ];
    const stepped = offer({ quoteType: 2, priceRangeList: wholesale }, skus);
    expect(priceAt(stepped, 1)).toEqual({ fen: 480, mostFen: 520 });
    expect(priceAt(stepped, 1, '2')).toEqual({ fen: 520 });
    expect(rangeOf(stepped)).toEqual({ least: 405, most: 520 });
    const bySku = offer({ quoteType: 1 }, skus);
    expect([priceAt(bySku, 1, '1')?.fen, priceAt(bySku, 1, '2')?.fen]).toEqual([480, 520]);
  });

  it.each([
    ['where the other prices begin at two', { quoteType: 0, priceRangeList: wholesale }, []],
    ['of a SKU whose offer begins at two', { quoteType: 1, priceRangeList: wholesale }, [sku('1', '4.05')]],
    [
      'of one SKU, where another has it',
      { quoteType: 1 },
      [sku('1', '4.05'), { ...sku('2', '4'), retailPrice: '5' }],
    ],
    ['of nought', { quoteType: 1, retailPrice: '0', priceRangeList: wholesale }, [sku('1', '4.05')]],
  ])('that is missing is not made up: %s', (_, sale, skus) => {
    expect(fens(offer(sale, skus), '1')).toEqual([undefined, 405, 405, 405]);
  });

  it('counts for nothing where more than one piece is the least', () => {
    const pricing = offer({ quoteType: 1, retailPrice: '4.80' }, [sku('1', '4.05')]);
    expect(rangeOf(orderable(pricing, 2))).toEqual({ least: 405, most: 405 });
    expect(orderable(pricing, 2).skus[0]?.steps).toHaveLength(1);
  });

  it('alone leaves unknown what more pieces cost', () => {
    const pricing = offer({ quoteType: 0, retailPrice: '4.80', priceRangeList: [step(5, '4.05')] });
    expect([1, 2, 4, 5].map((quantity) => priceAt(pricing, quantity)?.fen)).toEqual([
      480,
      undefined,
      undefined,
      405,
    ]);
    expect(fens(offer({ retailPrice: '4.80' }))).toEqual([480, undefined, undefined, undefined]);
  });
});

describe('a step without a price', () => {
  it.each([
    ['of nought', '0'],
    ['that is missing', undefined],
    ['null', null],
    ['in words', '面议'],
    ['that is negative', '-1'],
  ])('ends the one before it: %s', (_, price) => {
    const pricing = read(0, [step(100, '7.00'), { startQuantity: 10, price }, step(1, '9.90')]);
    expect([1, 9, 10, 99, 100].map((quantity) => priceAt(pricing, quantity)?.fen)).toEqual([
      990,
      990,
      undefined,
      undefined,
      700,
    ]);
    expect(rangeOf(pricing)).toEqual({ least: 700, most: 990, partly: true });
  });

  it('gives way to a price for the same quantity, in any order', () => {
    const twice = [step(10, '0'), step(10, '8.00')];
    for (const given of [twice, [...twice].reverse()]) {
      expect(priceAt(read(0, [step(1, '9.00'), ...given]), 10)?.fen).toBe(800);
    }
  });

  it('never takes the price of another step, whatever the order of the list', () => {
    const given = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.option(fc.integer({ min: 1, max: 999 }))),
      { selector: ([from]) => from, maxLength: 8 },
    );
    fc.assert(
      fc.property(given, fc.integer({ min: 1, max: 50 }), (list, quantity) => {
        const pricing = read(
          0,
          list.map(([from, fen]) => step(from, yuan(fen ?? 0))),
        );
        const [, expected] =
          list.filter(([from]) => from <= quantity).sort(([one], [other]) => other - one)[0] ?? [];
        expect(priceAt(pricing, quantity)?.fen).toBe(expected ?? undefined);
      }),
    );
  });
});

describe('amounts', () => {
  const fen = fc.integer({ min: 1, max: 10_000_000_00 });

  it('are the very fen that the digits say, as text or as number', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(priceOf(yuan(amount), undefined)).toEqual({ fen: amount });
        const [parsed] = read(0, [{ startQuantity: 1, price: Number(yuan(amount)) }]).steps;
        expect(parsed?.fen).toBe(amount);
      }),
    );
  });

  it.each([
    ['4.051', 406],
    ['4.059', 406],
    ['4.0500', 405],
    ['0.004', 1],
  ])('finer than a fen are rounded up: %s', (text, fen) => {
    expect(priceOf(text, undefined)).toEqual({ fen });
  });

  it.each(['-1.00', '', 'free', '1e3', '99999999999999999999'])('are not read from “%s”', (text) => {
    expect(priceOf(text, undefined)).toBeUndefined();
  });

  it('of steps never rise with a quantity that reaches a later step, in any order given', () => {
    const falling = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 99_999 })), {
        selector: ([from]) => from,
        minLength: 1,
        maxLength: 8,
      })
      .map((pairs) => {
        const quantities = pairs.map(([from]) => from).sort((one, other) => one - other);
        const prices = pairs.map(([, price]) => price).sort((one, other) => other - one);
        return quantities.map((from, at) => step(from, yuan(prices[at] ?? 1)));
      });
    fc.assert(
      fc.property(falling, fc.nat(20_000), fc.nat(20_000), (list, one, other) => {
        const pricing = read(0, [...list].reverse());
        const [few, many] = [Math.min(one, other), Math.max(one, other)];
        const [dear, cheap] = [priceAt(pricing, few), priceAt(pricing, many)];
        if (dear !== undefined) expect(cheap?.fen).toBeLessThanOrEqual(dear.fen);
        const first = pricing.steps[0]?.from ?? 0;
        expect(dear === undefined).toBe(few < first);
        expect(pricing.steps.map(({ from }) => from)).toEqual(list.map(({ startQuantity }) => startQuantity));
      }),
    );
  });
});
