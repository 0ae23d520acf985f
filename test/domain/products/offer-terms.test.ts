import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastQuantity, orderQuantityOf, quantityFault } from '../../../src/domain/products/offer-terms.ts';

describe('quantities of an order', () => {
  it('begin at one piece where the offer says nothing', () => {
    const quantity = orderQuantityOf({ minOrderQuantity: undefined, batchNumber: undefined });
    expect(quantityFault(1, quantity)).toBeUndefined();
    expect(quantityFault(0, quantity)).toBe('below minimum');
  });

  it('have a least one that can be ordered, and none below it', () => {
    const count = fc.integer({ min: -3, max: 500 });
    fc.assert(
      fc.property(count, count, (minOrderQuantity, batchNumber) => {
        const quantity = orderQuantityOf({ minOrderQuantity, batchNumber });
        const least = leastQuantity(quantity);
        expect(quantityFault(least, quantity)).toBeUndefined();
        for (let fewer = Math.max(0, least - quantity.lot - 1); fewer < least; fewer += 1) {
          expect(quantityFault(fewer, quantity)).toBeDefined();
        }
      }),
    );
  });

  it('come in whole lots', () => {
    expect(quantityFault(25, orderQuantityOf({ minOrderQuantity: 10, batchNumber: 10 }))).toBe(
      'not whole lots',
    );
  });
});
