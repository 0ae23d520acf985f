import { describe, expect, it } from 'vitest';
import { namedOrder } from '../../src/cards/order-facts.ts';
import { createLastOrders } from '../../src/commands/requests/last-orders.ts';
import type { AuditRecord } from '../../src/domain/audit/entry.ts';
import { orderOf } from '../arbitraries/order.ts';

const person = 'test:U1';
const run = { authority: 'test:T1', person };
const nothing = { mark: null, value: null, salt: null };

/** What an approver is shown of an order whose seller is called `name`, where the request names `seller`. */
function shownOf(name: string, seller: string) {
  const record: AuditRecord = {
    organization: 'test:T1',
    workspace: 'T1',
    conversation: 'test:C1',
    command: 'order create',
    outcome: 'done',
    trace: 't',
    seq: 1,
    at: 1,
    facts: JSON.stringify({ orders: '4711' }),
    personal: { person: { ...nothing, value: person }, about: nothing, words: nothing },
    before: '',
    hash: '',
  };
  const order = orderOf({ orderId: '4711', seller: { name } });
  const lastOrders = createLastOrders({
    audit: { list: async ({ command }) => (command === 'order create' ? [record] : []) },
    orders: { get: async () => ({ order, changedAt: 0 }) },
  });
  return lastOrders({ seller }, run);
}

describe('the last orders of an asker with a seller', () => {
  const long = `${'很长的公司名称'.repeat(10)}有限公司`;
  it.each([
    ['绿德  （深圳）有限公司 ', namedOrder('绿德  （深圳）有限公司 ')],
    ['绿德（深圳）有限公司', '绿德(深圳)有限公司'],
    [long, namedOrder(long)],
    [long, long],
  ])('are found however a card writes the name: “%s”', async (name, seller) => {
    expect(await shownOf(name, seller)).toMatchObject([{ orderId: '4711' }]);
  });

  it('are not those with another', async () => {
    expect(await shownOf('绿德贸易有限公司', '绿德有限公司')).toEqual([]);
  });
});
