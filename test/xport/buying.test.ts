import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { orderCancelCall, orderCreateCall, orderPayCall, orderPreviewCall } from '../../src/xport/buying.ts';
import type { Xport } from '../../src/xport/client.ts';
import { parseExactJson } from '../../src/xport/json.ts';
import { envelope, type FaultyUpstream, openFaultyUpstream, reset } from '../fakes/faulty-upstream.ts';
import { faultOf, openTestXport } from './open.ts';

const text = readFileSync(new URL('../fixtures/order-preview.json', import.meta.url), 'utf8');
const documented = z
  .object({
    request: z.object({ path: z.string(), body: z.record(z.string(), z.unknown()) }),
    response: z.object({ data: z.tuple([z.record(z.string(), z.unknown())]) }),
  })
  .parse(parseExactJson(text));

let upstream: FaultyUpstream;
let xport: Xport;
beforeEach(async () => {
  upstream = await openFaultyUpstream();
  xport = openTestXport(upstream.url);
});
afterEach(async () => {
  await xport.close();
  await upstream.close();
});

const caller = { userId: undefined, signal: new AbortController().signal };
const order = {
  addressParam: { addressId: '5738' },
  cargoParamList: [{ offerId: '889512351602', specId: '530ad00177264564503ec3b848650652', quantity: 2 }],
};

test('the documented preview is read, every amount of it', async () => {
  upstream.behave(envelope({ data: documented.response.data }));
  const { data } = await xport.buying.preview(order, { organization: 'team', ...caller });
  expect(data).toEqual([
    {
      sumCarriage: 600,
      sumPayment: 6400,
      sumTotalPayment: 6561,
      sumPaymentNoCarriage: 5800,
      orderItemTOList: [
        {
          offerId: '889512351602',
          specId: '530ad00177264564503ec3b848650652',
          finalUnitPrice: 2900,
          amount: 5800,
          message: undefined,
        },
      ],
    },
  ]);
  const [sent] = upstream.received;
  expect(sent?.path).toBe(`/api${documented.request.path}`);
  expect(JSON.parse(sent?.body ?? '')).toEqual({ flow: documented.request.body['flow'], ...order });
});

test('the documented request fits, its address written out', () => {
  const { addressParam } = documented.request.body;
  expect(orderPreviewCall.request.parse({ flow: 'fenxiaonew', ...order, addressParam })).toHaveProperty(
    'addressParam',
    addressParam,
  );
});

test.each(['sumCarriage', 'sumPayment', 'sumTotalPayment', 'sumPaymentNoCarriage'])(
  'a preview whose %s is missing, broken or odd is no preview',
  (name) => {
    const [part] = documented.response.data;
    const read = (value: unknown) => orderPreviewCall.data.safeParse([{ ...part, [name]: value }]).success;
    for (const odd of [undefined, null, '', '64.61', 64.61, -1, '9007199254740993', {}, true]) {
      expect([odd, read(odd)]).toEqual([odd, false]);
    }
    expect(read('6400')).toBe(true);
    expect(orderPreviewCall.data.safeParse([]).success).toBe(false);
    expect(orderPreviewCall.data.safeParse([part, null]).success).toBe(false);
    expect(orderPreviewCall.data.safeParse(null).success).toBe(false);
  },
);

test('what was created is read whole, split or in part', () => {
  const read = (json: string) => orderCreateCall.data.parse(parseExactJson(json));
  expect(read('{"orderId":3305075341149134260,"totalSuccessAmount":6561,"failedOfferList":null}')).toEqual({
    orderId: '3305075341149134260',
    totalSuccessAmount: 6561,
    failedOfferList: [],
    orderList: [],
  });
  const split = read(
    '{"orderId":null,"orderList":[{"orderId":3305075341149134260},{"orderId":"3305075341149134261"}],"failedOfferList":[{"offerId":1,"errorCode":500,"errorMessage":"x"}]}',
  );
  expect(split.orderList).toEqual([{ orderId: '3305075341149134260' }, { orderId: '3305075341149134261' }]);
  expect(split.failedOfferList).toMatchObject([{ offerId: '1', errorCode: '500', errorMessage: 'x' }]);
});

test('a debit is a debit only where the partner says so', () => {
  const read = (data: unknown) => orderPayCall.data.parse(data).protocolPaySuccess;
  expect([true, 'true', 1].map((protocolPaySuccess) => read({ protocolPaySuccess }))).toEqual([
    true,
    true,
    true,
  ]);
  for (const odd of [false, null, undefined, 'yes', {}])
    expect(read({ protocolPaySuccess: odd })).not.toBe(true);
});

test('a cancellation is done unless its answer says no', () => {
  const read = (data: unknown) => orderCancelCall.data.parse(data).done;
  expect([null, undefined, true, {}, { success: true }].map(read)).not.toContain(false);
  expect([false, 'false', { success: false }, { success: 'false' }].map(read)).not.toContain(true);
});

test.each<[string, (client: Xport) => Promise<unknown>]>([
  ['create', (client) => client.buying.create({ ...order, outOrderId: 'st1' }, caller)],
  ['pay', (client) => client.buying.pay({ orderId: '1' }, caller)],
  ['cancel', (client) => client.buying.cancel({ orderId: '1', cancelReason: 'other' }, caller)],
])('%s is sent once, whatever comes of it', async (_, write) => {
  for (const behaviour of [
    reset,
    envelope({}, { status: 503 }),
    envelope({ code: 429 }, { status: 429, headers: { 'retry-after': '0' } }),
  ]) {
    const before = upstream.received.length;
    upstream.behave(behaviour);
    await faultOf(write(xport));
    expect(upstream.received.length - before).toBe(1);
  }
});
