import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bounds, most } from '../../src/xport/bounds.ts';
import { endpointNamed, endpoints } from '../../src/xport/endpoints.ts';
import { readEnvelope } from '../../src/xport/envelope.ts';
import { XportError } from '../../src/xport/errors.ts';
import { readPushedMessage } from '../../src/xport/messages.ts';
import { sources } from '../harness/sources.ts';
import { answers } from './answers.ts';

/** What the one door for answers makes of `data`. */
function read(name: string, data: unknown): { readonly data: unknown } | { readonly malformed: string } {
  const endpoint = endpointNamed(name);
  if (endpoint === undefined) throw new Error(`no endpoint ${name}`);
  const body = Buffer.from(JSON.stringify({ code: 200, msg: '成功', requestId: 'r1', data }));
  try {
    const raw = { status: 200, retryAfter: undefined, body };
    return { data: readEnvelope(raw, { data: endpoint.data, hidden: [], nowMs: 0 }).data };
  } catch (error) {
    if (!(error instanceof XportError) || error.fault.kind !== 'malformed') throw error;
    return { malformed: error.fault.detail };
  }
}

const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe('a list of an answer that is longer than its bound', () => {
  const price = { startQuantity: 1, price: '1.00' };
  const part = { sumCarriage: 0, sumPaymentNoCarriage: 1, sumPayment: 1, sumTotalPayment: 1 };
  const order = { baseInfo: { idOfStr: '1' } };

  it.each([
    [
      'product.detail.get',
      'data.productSaleInfo.priceRangeList',
      bounds.priceSteps,
      (list: unknown[]) => ({ productSaleInfo: { priceRangeList: list } }),
      price,
    ],
    ['product.keywords.query', 'data', bounds.page, (list: unknown[]) => ({ data: list }), { offerId: '1' }],
    [
      'product.keywords.query',
      'data.sellerIdentities',
      bounds.marks,
      (list: unknown[]) => ({ data: [{ offerId: '1' }, { offerId: '2', sellerIdentities: list }] }),
      'tp_member',
    ],
    ['product.detail.multi', 'data', bounds.page, (list: unknown[]) => list, { offerId: '1' }],
    ['product.category.query', 'data.children', bounds.page, (list: unknown[]) => list, { categoryId: '1' }],
    ['order.create.preview', 'data', bounds.orders, (list: unknown[]) => list, part],
    [
      'order.create.preview',
      'data.0.orderItemTOList',
      bounds.goods,
      (list: unknown[]) => [{ ...part, orderItemTOList: list }],
      { amount: 1 },
    ],
    [
      'order.create',
      'data.failedOfferList',
      bounds.goods,
      (list: unknown[]) => ({ orderId: '1', failedOfferList: list }),
      { offerId: '1' },
    ],
    [
      'order.create',
      'data.orderList',
      bounds.orders,
      (list: unknown[]) => ({ orderList: list }),
      { orderId: '1' },
    ],
    [
      'order.pay',
      'data.cantPayOrderList',
      bounds.orders,
      (list: unknown[]) => ({ cantPayOrderList: list }),
      '1',
    ],
    [
      'order.detail',
      'data.productItems',
      bounds.goods,
      (list: unknown[]) => ({ ...order, productItems: list }),
      {},
    ],
    [
      'order.detail',
      'data.nativeLogistics.logisticsItems',
      bounds.parcels,
      (list: unknown[]) => ({ ...order, nativeLogistics: { logisticsItems: list } }),
      { logisticsBillNo: 'YT1' },
    ],
    [
      'order.detail',
      'data.tradeTerms',
      bounds.payments,
      (list: unknown[]) => ({ ...order, tradeTerms: list }),
      {},
    ],
    [
      'order.list',
      'data.productItems',
      bounds.goods,
      (list: unknown[]) => [order, { ...order, productItems: list }],
      {},
    ],
    ['order.list', 'data', bounds.page, (list: unknown[]) => ({ result: list }), order],
    ['order.logistics', 'data.logisticsTrace', bounds.parcels, (list: unknown[]) => list, {}],
    [
      'order.logistics',
      'data.logisticsTrace.1.logisticsSteps',
      bounds.steps,
      (list: unknown[]) => ({ logisticsTrace: [{}, { logisticsSteps: list }] }),
      {},
    ],
    [
      'order.logistics',
      'data.pnmLogisticsDetails.0.logisticsTraces',
      bounds.steps,
      (list: unknown[]) => ({ pnmLogisticsDetails: [{ logisticsTraces: list }] }),
      {},
    ],
    [
      'purchase.page',
      'data.subOrderList',
      bounds.goods,
      (list: unknown[]) => [{ orderId: '1', subOrderList: list }],
      {},
    ],
    ['refund.reasons', 'data', bounds.page, (list: unknown[]) => ({ reasons: list }), { id: '1' }],
    [
      'refund.carriers',
      'data',
      bounds.page,
      (list: unknown[]) => ({ companies: list }),
      { companyNo: 'YTO' },
    ],
    ['freight.abroad.estimate', 'data', bounds.page, (list: unknown[]) => list, { serviceId: 'S' }],
    [
      'freight.abroad.render',
      'data.renderItems',
      bounds.goods,
      (list: unknown[]) => ({ renderId: 'FF1', renderItems: list }),
      {},
    ],
    ['address.get', 'data', bounds.page, (list: unknown[]) => list, { id: '1' }],
  ])('makes the answer of %s senseless: %s', (name, where, bound, dataOf, item) => {
    expect(read(name, dataOf(many(bound, item)))).toHaveProperty('data');
    expect(read(name, dataOf(many(bound + 1, item)))).toEqual({
      malformed: `${where}, a list of more than ${bound} items`,
    });
  });

  /** `value` with the list at `path` repeated until it is far too long, and each list's path. */
  const lists = (
    value: unknown,
    path: readonly (string | number)[] = [],
  ): (readonly (string | number)[])[] => {
    if (typeof value !== 'object' || value === null) return [];
    const below = Object.entries(value).flatMap(([name, each]) => lists(each, [...path, name]));
    return Array.isArray(value) && value.length > 0 ? [path, ...below] : below;
  };
  const flooded = (value: unknown, path: readonly (string | number)[]): unknown => {
    const [name, ...rest] = path;
    if (name === undefined) return Array.isArray(value) ? many(3000, value[0]) : value;
    if (Array.isArray(value))
      return value.map((each, at) => (String(at) === name ? flooded(each, rest) : each));
    const fields: Record<string, unknown> = z.record(z.string(), z.unknown()).parse(value);
    return { ...fields, [name]: flooded(fields[name], rest) };
  };
  const longestIn = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Math.max(Array.isArray(value) ? value.length : 0, ...Object.values(value).map(longestIn))
      : 0;

  it.each(endpoints.map(({ name }) => name))('is read nowhere in the example of %s', (name) => {
    const example: unknown = JSON.parse(answers[name] ?? 'null');
    for (const path of lists(example)) {
      const came = read(name, flooded(example, path));
      if ('malformed' in came) expect(came.malformed).toMatch(/^data\b/);
      else expect(longestIn(came.data)).toBeLessThanOrEqual(most.variants);
    }
  });
});

describe('what is capped of an offer', () => {
  const sku = { skuId: '1', price: '1.00' };

  it.each([
    [1999, 1999, 0],
    [2000, 2000, 0],
    [2001, 2000, 1],
    [5000, 2000, 3000],
  ])('of %i variants %i are read, and %i more are known to be there', (count, taken, moreSkus) => {
    const productSkuInfos = Array.from({ length: count }, (_, at) => ({ ...sku, skuId: String(at) }));
    const came = read('product.detail.get', { productSkuInfos });
    expect(came).toMatchObject({ data: { moreSkus } });
    expect(came).toHaveProperty('data.productSkuInfos.length', taken);
    expect(came).toHaveProperty(`data.productSkuInfos.${taken - 1}.skuId`, String(taken - 1));
  });

  it('are its attributes, pictures and the weights of its variants too', () => {
    const came = read('product.detail.get', {
      productSkuInfos: [{ ...sku, skuAttributes: many(9999, { value: 'red' }) }],
      productAttribute: many(9999, { value: 'cotton' }),
      productImage: { images: many(9999, 'https://cbu01.alicdn.com/a.jpg') },
      productShippingInfo: { skuShippingInfoList: many(9999, { skuId: '1', weight: 1 }) },
    });
    expect(came).toHaveProperty('data.productSkuInfos.0.skuAttributes.length', most.attributes);
    expect(came).toHaveProperty('data.productAttribute.length', most.attributes);
    expect(came).toHaveProperty('data.productImage.images.length', most.pictures);
    expect(came).toHaveProperty('data.productShippingInfo.skuShippingInfoList.length', most.variants);
  });

  it('are the pictures and the properties of an ordered item', () => {
    const item = { productImgUrl: many(9999, 'https://a'), skuInfos: many(9999, { value: 'red' }) };
    const came = read('order.detail', { baseInfo: { idOfStr: '1' }, productItems: [item] });
    expect(came).toHaveProperty('data.productItems.0.productImgUrl.length', most.pictures);
    expect(came).toHaveProperty('data.productItems.0.skuInfos.length', most.attributes);
  });

  it('hides no list that is too long', () => {
    const priceRangeList = many(bounds.priceSteps + 1, { startQuantity: 1, price: '1.00' });
    const came = read('product.detail.multi', [
      { offerId: '1' },
      { offerId: '2', productSaleInfo: { priceRangeList } },
    ]);
    expect(came).toEqual({
      malformed: `data.productSaleInfo.priceRangeList, a list of more than ${bounds.priceSteps} items`,
    });
  });
});

describe('a pushed message', () => {
  const message = (body: unknown) =>
    readPushedMessage(JSON.stringify({ messageType: 'X', messageBody: JSON.stringify(body) }));
  const ids = (count: number) => Array.from({ length: count }, (_, at) => String(at + 1));
  const parcel = (count: number) => ({
    OrderLogisticsTracingModel: {
      mailNo: 'YT1',
      orderLogsItems: ids(count).map((orderId) => ({ orderId })),
    },
  });
  const tooMany = { malformed: 'a message body that names too many orders' };

  it.each([
    ['a parcel', parcel],
    [
      'payments',
      (count: number) => ({ batchPay: ids(count).map((orderId) => ({ orderId, status: 'successed' })) }),
    ],
    ['a list of ids', (count: number) => ({ orderIds: ids(count) })],
    ['ids in one text', (count: number) => ({ orderIds: ids(count).join() })],
    ['one order again and again', (count: number) => ({ orders: many(count, { orderId: '1' }) })],
  ])('of %s names as many orders as it may, and is refused with one more', (_what, bodyOf) => {
    expect(message(bodyOf(bounds.orders))).not.toHaveProperty('malformed');
    expect(message(bodyOf(bounds.orders + 1))).toEqual(tooMany);
  });

  it('of many short lists is refused as well', () => {
    const lists = Array.from({ length: 30 }, (_, at) => ({ orderIds: ids(100).map((id) => `${at}${id}`) }));
    expect(message({ lists })).toEqual(tooMany);
  });
});

it('every list of a schema has a bound of the table', () => {
  for (const { name, code } of sources.filter(({ name: file }) => file.startsWith('src/xport/'))) {
    const lists = code.match(/z\s*\.array\(/g) ?? [];
    const bounded = code.match(/\.max\(bounds\./g) ?? [];
    expect(bounded, name).toHaveLength(lists.length);
  }
});
