import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemRandom } from '../../src/runtime/random.ts';
import type { SandboxMessage } from '../../src/sandbox/orders/messages.ts';
import { orderSteps, type SandboxOrder, totalFen } from '../../src/sandbox/orders/order.ts';
import { createOrderBook } from '../../src/sandbox/orders/order-book.ts';
import { parseExactJson } from '../../src/xport/json.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

const offerId = '951807530375';
const partnerBody = z.object({ orderId: z.string(), orderStatus: z.string(), totalAmount: z.int() });

function openBook(stepMs = 0) {
  const clock = createFakeClock();
  const told: SandboxMessage[] = [];
  const byThemselves: boolean[] = [];
  const book = createOrderBook({
    clock,
    random: systemRandom,
    stepMs,
    userId: '1700000000001',
    tell: (message, byItself) => {
      told.push(message);
      byThemselves.push(byItself);
    },
  });
  const place = (quantity = 100): SandboxOrder => {
    const order = book.place({ offerId, quantity });
    if ('code' in order) throw new Error(order.msg);
    return order;
  };
  return { clock, told, byThemselves, book, place, types: () => told.map(({ messageType }) => messageType) };
}

describe('an order of the sandbox', () => {
  it('has 19 digits, and a later one more', () => {
    const { clock, place } = openBook();
    const first = place();
    clock.advance(1);
    const second = place();
    expect(first.orderId).toMatch(/^\d{19}$/);
    expect(BigInt(second.orderId) > BigInt(first.orderId)).toBe(true);
  });

  it('has an id of its own, however many are placed at once', () => {
    const { place } = openBook();
    const ids = Array.from({ length: 300 }, () => place().orderId);
    expect(new Set(ids).size).toBe(300);
  });

  it('costs the step that its quantity reaches, and freight', () => {
    const { place } = openBook();
    const one = place(50);
    const many = place(5000);
    expect(many.productFen / 5000).toBeLessThan(one.productFen / 50);
    expect(totalFen(one)).toBe(one.productFen + one.shippingFen);
  });

  it.each([
    ['404123456', undefined, 100, 40401],
    [offerId, 'no-such-spec', 100, 40403],
    [offerId, undefined, 0, 40002],
  ])('is refused for offer %s, spec %s, quantity %i', (offer, specId, quantity, code) => {
    const { book, told } = openBook();
    const wanted = { offerId: offer, quantity, ...(specId !== undefined && { specId }) };
    expect(book.place(wanted)).toMatchObject({ code });
    expect(told).toEqual([]);
  });

  it('goes its whole way by its own clock, and tells each step', async () => {
    const { clock, place, book, types } = openBook(10_000);
    const { orderId } = place();
    await clock.elapse(9_999);
    expect(book.find(orderId)?.status).toBe('waitbuyerpay');
    await clock.elapse(100_000);
    expect(book.find(orderId)?.status).toBe('success');
    expect(types()).toEqual([
      'ORDER_CREATE',
      'ORDER_PAY_SUCCESS',
      'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
      'LOGISTICS_BUYER_VIEW_TRACE',
      'LOGISTICS_BUYER_VIEW_TRACE',
      'LOGISTICS_BUYER_VIEW_TRACE',
      'ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS',
      'ORDER_BUYER_VIEW_ORDER_SUCCESS',
    ]);
    expect(clock.pending).toBe(0);
  });

  it('says which of its steps nobody waits for, since it took them by itself', async () => {
    const { clock, place, book, byThemselves } = openBook(10_000);
    const { orderId } = place();
    book.act(orderId, 'pay');
    await clock.elapse(10_000);
    expect(byThemselves).toEqual([false, false, true, true]);
  });

  it('stands still once the book is stopped', async () => {
    const { clock, place, book } = openBook(10_000);
    const { orderId } = place();
    book.stop();
    await clock.elapse(100_000);
    expect(book.find(orderId)?.status).toBe('waitbuyerpay');
  });

  it('takes any step or refuses it, ends for good, and names itself exactly in every message', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...orderSteps), { maxLength: 30 }), (steps) => {
        const { book, place, told } = openBook();
        const { orderId } = place();
        for (const step of steps) {
          const before = book.find(orderId);
          const after = book.act(orderId, step);
          if ('code' in after) expect(book.find(orderId)).toBe(before);
          else expect(['success', 'cancel', 'terminated']).not.toContain(before?.status);
        }
        for (const { messageBody } of told) expect(idsIn(parseExactJson(messageBody))).toEqual([orderId]);
        const first = partnerBody.parse(parseExactJson(told[0]?.messageBody ?? ''));
        expect(first).toMatchObject({ orderId, orderStatus: 'WAITING_FOR_PAYMENT' });
      }),
    );
  });
});

/** Each order id in a message's body, once. */
function idsIn(value: unknown): unknown[] {
  const found = new Set<unknown>();
  const visit = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const [name, below] of Object.entries(at)) {
      if (name === 'orderId') found.add(below);
      else visit(below);
    }
  };
  visit(value);
  return [...found];
}
