import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OrderLine, printPurchase, purchaseRequest } from '../../../src/domain/buying/purchase.ts';

const id = fc.stringMatching(/^[1-9][0-9]{5,18}$/);
const line: fc.Arbitrary<OrderLine> = fc.record({
  offerId: id,
  specId: fc.option(fc.stringMatching(/^[0-9a-f]{32}$/), { nil: undefined }),
  quantity: fc.integer({ min: 1, max: 1_000_000 }),
});
const lines = fc.uniqueArray(line, {
  minLength: 1,
  maxLength: 6,
  selector: ({ offerId, specId }) => `${offerId} ${specId}`,
});

describe('a purchase in writing', () => {
  it('is the same in whatever order its lines stand', () => {
    fc.assert(
      fc.property(lines, id, (some, addressId) => {
        const shuffled = [...some].reverse();
        expect(printPurchase({ lines: shuffled, addressId })).toBe(printPurchase({ lines: some, addressId }));
      }),
    );
  });

  it('is another when a line, a quantity or the address is another', () => {
    fc.assert(
      fc.property(lines, line, id, fc.nat(5), (some, more, addressId, at) => {
        const text = printPurchase({ lines: some, addressId });
        const changed = some.map((each, index) =>
          index === at % some.length ? { ...each, quantity: each.quantity + 1 } : each,
        );
        expect(printPurchase({ lines: changed, addressId })).not.toBe(text);
        expect(printPurchase({ lines: [...some, more], addressId })).not.toBe(text);
        expect(printPurchase({ lines: some, addressId: `${addressId}1` })).not.toBe(text);
      }),
    );
  });

  it('is written with one line as it always was', () => {
    const only = { offerId: '889512351602', specId: undefined, quantity: 2 };
    expect(printPurchase({ lines: [only], addressId: '5738' })).toBe('["889512351602","",2,"5738"]');
  });

  it('asks the partner for every line in one call', () => {
    fc.assert(
      fc.property(lines, id, (some, addressId) => {
        const { cargoParamList, addressParam } = purchaseRequest({ lines: some, addressId });
        expect(addressParam).toEqual({ addressId });
        expect(cargoParamList).toEqual(some);
      }),
    );
  });
});
