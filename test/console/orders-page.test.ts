import { expect, it } from 'vitest';
import { printHtml } from '../../src/console/html.ts';
import { createOrdersPage } from '../../src/console/orders-page.ts';
import { allWords } from '../../src/languages/index.ts';
import { orderOf } from '../arbitraries/order.ts';

const all = allWords.en;
const order = orderOf({ totalFen: 12_345 });
const stored = {
  orderId: order.orderId,
  state: '',
  version: 1,
  phase: order.phase,
  createdAt: 0,
  changedAt: 0,
};

async function shown(rest: string, moneyUnsure: boolean): Promise<string> {
  const page = createOrdersPage({
    orders: { list: async () => [stored], get: async () => stored },
    operator: {
      messagesOf: async () => [],
      cardsOf: async () => [],
      deliveriesOf: async () => [],
      auditOfOrder: async () => [],
    },
    account: () => 'account',
    orderOf: () => ({ ...order, moneyUnsure }),
  });
  const visit = {
    language: 'en' as const,
    words: all.console,
    all,
    rest,
    query: new URLSearchParams(),
    formToken: 'token',
    now: 0,
    trace: 'trace',
  };
  return printHtml((await page(visit)).body);
}

it.each(['', order.orderId])(
  'says of an amount that may be fen that it is not certain: /orders/%s',
  async (rest) => {
    expect(await shown(rest, false)).toContain('¥123.45<');
    expect(await shown(rest, true)).toContain(`¥123.45 ${all.orders.unsure}<`);
  },
);
