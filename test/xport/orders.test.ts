import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Xport } from '../../src/xport/client.ts';
import { endpointNamed } from '../../src/xport/endpoints.ts';
import { parseExactJson } from '../../src/xport/json.ts';
import { orderDetailEndpoint, orderListCall, orderLogisticsEndpoint } from '../../src/xport/orders.ts';
import { purchasePage } from '../../src/xport/purchases.ts';
import { type FaultyUpstream, openFaultyUpstream, raw } from '../fakes/faulty-upstream.ts';
import { faultOf, openTestXport } from './open.ts';

const orderId = '3305075341149134260';
const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };

/** An order with every field that is read. */
const whole = {
  baseInfo: {
    idOfStr: orderId,
    id: 3305075341149,
    status: 'waitbuyerpay',
    createTime: '2026-05-20 15:40:00',
    payTime: null,
    totalAmount: '100.00',
    shippingFee: 5,
    refund: '0.00',
    refundStatus: null,
    closeReason: null,
    outOrderId: 'PO1',
    sellerID: 'b2b-2',
    sellerContact: { companyName: '山东绿德', phone: '13000000000' },
  },
  productItems: [{ productID: 951807530375, name: '小家电', productImgUrl: ['u'], quantity: 2, price: 47.5 }],
  nativeLogistics: { mobile: '13000000000', logisticsItems: [{ logisticsBillNo: 7, deliveredTime: '' }] },
  tradeTerms: [{ payStatus: 1, payTime: null }],
};

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

const answer = (data: string) => upstream.behave(raw(`{"code":200,"data":${data}}`));
const sent = () => ({
  path: upstream.received.at(-1)?.path,
  body: JSON.parse(upstream.received.at(-1)?.body ?? ''),
});

describe('orders', () => {
  test('are asked for one by one', async () => {
    answer(JSON.stringify(whole));
    const { data } = await xport.orders.detail({ orderId }, scope);
    expect(sent()).toEqual({ path: '/api/alibaba/ka/order/detail', body: { webSite: '1688', orderId } });
    expect(data.baseInfo).toMatchObject({ idOfStr: orderId, totalAmount: '100.00', shippingFee: '5' });
    expect(data.productItems).toMatchObject([{ productID: '951807530375', price: '47.5' }]);
    expect(data.nativeLogistics?.logisticsItems).toMatchObject([{ logisticsBillNo: '7' }]);
    expect(data.tradeTerms).toMatchObject([{ payStatus: '1' }]);
    // Nobody's phone goes further than this.
    expect(JSON.stringify(data)).not.toContain('13000000000');
  });

  test('are asked for by when they changed', async () => {
    answer(`{"totalRecord":"2","result":[${JSON.stringify(whole)},null]}`);
    const request = { page: 1, pageSize: 20, modifyStartTime: '2026-05-20 00:00:00' };
    const { data } = await xport.orders.list(request, scope);
    expect(sent()).toEqual({ path: '/api/alibaba/ka/order/list', body: request });
    expect(data).toMatchObject({ total: 2, unreadable: 0, items: [{ baseInfo: { idOfStr: orderId } }] });
  });

  test('tell where their parcels are', async () => {
    answer('{"logisticsTrace":[{"logisticsBillNo":"YT1","logisticsSteps":[{"acceptTime":"x","remark":1}]}]}');
    const { data } = await xport.orders.logistics({ orderId }, scope);
    expect(sent().path).toBe('/api/alibaba/ka/order/logistics');
    expect(data.logisticsTrace).toMatchObject([
      { logisticsBillNo: 'YT1', logisticsSteps: [{ remark: '1' }] },
    ]);
  });

  test('at Taobao are asked for a page at a time', async () => {
    answer('{"total":1,"list":[{"orderId":3305075341149134260,"status":0}]}');
    const { data } = await xport.purchases.page({ page: 2, pageSize: 50 }, scope);
    expect(sent()).toEqual({ path: '/api/open/purchase/page', body: { page: 2, pageSize: 50 } });
    expect(data.items).toMatchObject([{ orderId, status: '0' }]);
  });

  test('are asked for anew each time', async () => {
    answer(JSON.stringify(whole));
    await xport.orders.detail({ orderId }, scope);
    await xport.orders.detail({ orderId }, scope);
    expect(upstream.received).toHaveLength(2);
  });

  test('that are no orders are refused before they are asked for', async () => {
    await expect(xport.orders.detail({ orderId: 'x' }, scope)).rejects.toThrow();
    expect(upstream.received).toHaveLength(0);
  });

  test('without an id are malformed', async () => {
    answer('{"baseInfo":{"status":"cancel"}}');
    expect(await faultOf(xport.orders.detail({ orderId }, scope))).toMatchObject({ kind: 'malformed' });
  });

  test('can be called by their names', () => {
    for (const { name } of [orderListCall, orderDetailEndpoint, orderLogisticsEndpoint, purchasePage]) {
      const endpoint = endpointNamed(name);
      expect(endpoint?.request.parse(endpoint.example)).toEqual(endpoint?.example);
    }
  });
});

describe('what comes in another form', () => {
  test('is an order whose fields stand together, as in messages', () => {
    const flat = orderDetailEndpoint.data.parse({ orderId, orderStatus: 'CANCEL', totalAmount: 10000 });
    expect(flat.baseInfo).toMatchObject({ orderId, orderStatus: 'CANCEL', totalAmount: '10000' });
  });

  test.each([
    ['a bare list', '[{"orderId":1}]', { items: [{ orderId: '1' }] }],
    ['records', '{"records":[{"id":1}],"total":"9"}', { items: [{ id: '1' }], total: 9 }],
    ['a page within data', '{"data":{"list":[{"id":1}],"count":3}}', { items: [{ id: '1' }], total: 3 }],
    ['null for a list', '{"result":null,"totalRecord":0}', { items: [], total: 0 }],
    ['null', 'null', { items: [] }],
    ['one that can not be read', '[{"id":1},7,{"status":1}]', { items: [{ id: '1' }], unreadable: 2 }],
  ])('is a page that is %s', (_form, json, page) => {
    expect(purchasePage.data.parse(parseExactJson(json))).toMatchObject(page);
  });

  test.each(['7', '"x"', '{}', '{"list":7}', '{"records":{}}'])('is no page: %s', (json) => {
    expect(purchasePage.data.safeParse(parseExactJson(json)).success).toBe(false);
  });

  test('is traces in a bare list, or none', () => {
    expect(orderLogisticsEndpoint.data.parse([{ logisticsBillNo: 'A' }]).logisticsTrace).toHaveLength(1);
    for (const none of [null, {}, [], { logisticsTrace: null, pnmLogisticsDetails: 7 }]) {
      expect(orderLogisticsEndpoint.data.parse(none)).toEqual({
        logisticsTrace: [],
        pnmLogisticsDetails: [],
      });
    }
  });
});

/** Each field of `whole`, at any depth, put to something else. */
const places = placesOf(whole);

function placesOf(
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((each, at) => placesOf(each, [...path, at]))];
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([name, each]) => placesOf(each, [...path, name]));
  return path.length === 0 ? below : [path, ...below];
}

function put(value: unknown, [first, ...rest]: readonly (string | number)[], instead: unknown): unknown {
  if (first === undefined) return instead;
  const copy: Record<string, unknown> = { ...Object(value) };
  copy[String(first)] = put(copy[String(first)], rest, instead);
  if (copy[String(first)] === missing) delete copy[String(first)];
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const missing = Symbol('missing');

test('any field may be missing, null, or something else; the id alone has to be there', () => {
  const instead = fc.oneof(
    fc.constantFrom(missing, null, '', [], {}, true),
    fc.integer().map(String),
    fc.double({ noNaN: true }),
    fc.string(),
  );
  const change = fc.tuple(
    fc.constantFrom(...places.filter((path) => path.join('.') !== 'baseInfo' && !path.includes('idOfStr'))),
    instead,
  );
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 4 }),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (changes, extra) => {
        const changed = changes.reduce<unknown>((value, [path, to]) => put(value, path, to), whole);
        const given = { ...extra, ...Object(changed) };
        const read = orderDetailEndpoint.data.parse(given);
        expect(read.baseInfo.idOfStr).toBe(orderId);
        expect(orderListCall.data.parse({ result: [given] }).unreadable).toBe(0);
      },
    ),
  );
});

test('an amount or an id of the other type is read the same, every digit of it', () => {
  const id = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n }).map(String);
  const yuan = fc
    .tuple(fc.nat({ max: 9_999_999 }), fc.stringMatching(/^\d{1,2}$/))
    .map(([whole, rest]) => `${whole}.${rest}`);
  fc.assert(
    fc.property(id, yuan, (orderIdGiven, amount) => {
      const as = (mark: string) =>
        orderDetailEndpoint.data.parse(
          parseExactJson(
            `{"baseInfo":{"id":${mark}${orderIdGiven}${mark},"totalAmount":${mark}${amount}${mark}}}`,
          ),
        ).baseInfo;
      expect(as('')).toEqual(as('"'));
      expect(as('')).toMatchObject({ id: orderIdGiven, totalAmount: amount });
    }),
  );
});
