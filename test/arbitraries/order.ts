import fc from 'fast-check';
import { type News, newsKinds } from '../../src/domain/orders/news.ts';
import {
  type Item,
  type Order,
  type Parcel,
  parcelStates,
  phases,
  type Refund,
  refundStates,
  steps,
} from '../../src/domain/orders/order.ts';
import { foreignString, hostileWords } from './card.ts';

const optional = { requiredKeys: [] };

/** Any time that a date can hold, most of them near 2026. */
const times = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1_760_000_000_000, max: 1_800_000_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -8.64e15, max: 8.64e15 }) },
);

const fen = fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.maxSafeNat());

/** Up to 19 digits. */
const orderIds: fc.Arbitrary<string> = fc
  .bigInt({ min: 100_000n, max: 9_999_999_999_999_999_999n })
  .map(String);

const pictures = fc.oneof(
  fc.constantFrom(
    'https://cbu01.alicdn.com/a.jpg',
    'http://cbu01.alicdn.com/a.jpg',
    'https://evil.example/a.jpg',
    'javascript:alert(1)',
  ),
  fc.constantFrom(...hostileWords),
);

const parcel: fc.Arbitrary<Parcel> = fc.record(
  {
    mailNo: fc.oneof(fc.stringMatching(/^[A-Z]{2}\d{13}$/), foreignString(20)),
    carrier: fc.oneof(fc.constantFrom('YTO', 'SF'), foreignString(20)),
    state: fc.constantFrom(...parcelStates),
    at: times,
  },
  { requiredKeys: ['mailNo', 'state'] },
);

const item: fc.Arbitrary<Item> = fc.record(
  {
    offerId: fc.oneof(fc.constant('951807530375'), foreignString(10)),
    title: foreignString(),
    picture: pictures,
    sku: foreignString(30),
    quantity: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constant(2.5)),
    unit: fc.oneof(fc.constantFrom('件', '个'), foreignString(5)),
    priceFen: fen,
  },
  optional,
);

const refund: fc.Arbitrary<Refund> = fc.record(
  {
    state: fc.constantFrom(...refundStates),
    raw: foreignString(20),
    refundId: foreignString(20),
  },
  { requiredKeys: ['state'] },
);

/** Any order that can be known, from next to nothing to more than fits anywhere, in words that mean harm. */
export const orders: fc.Arbitrary<Order> = fc.record(
  {
    orderId: orderIds,
    orderNo: fc.oneof(fc.constant('PO202605200001'), foreignString(20)),
    market: fc.constantFrom('1688', 'taobao'),
    phase: fc.constantFrom(...phases),
    rawStatus: foreignString(20),
    totalFen: fen,
    shippingFen: fen,
    productFen: fen,
    refundFen: fen,
    moneyUnsure: fc.boolean(),
    refund,
    refunds: fc.array(
      fc.record(
        { refundId: foreignString(20), state: fc.constantFrom(...refundStates), raw: foreignString(20), fen },
        { requiredKeys: ['refundId', 'state'] },
      ),
      { maxLength: 12 },
    ),
    closeReason: fc.oneof(fc.constant('buyer_cancel'), foreignString(20)),
    times: fc.record({ created: times, paid: times, shipped: times, arrived: times, done: times }, optional),
    passed: fc.subarray([...steps]),
    parcels: fc.array(parcel, { maxLength: 30 }),
    items: fc.array(item, { maxLength: 30 }),
    seller: fc.record({ id: foreignString(20), name: foreignString(40) }, optional),
    unknownMessages: fc.array(foreignString(20), { maxLength: 15 }),
  },
  {
    requiredKeys: [
      'orderId',
      'market',
      'phase',
      'moneyUnsure',
      'times',
      'passed',
      'parcels',
      'items',
      'unknownMessages',
    ],
  },
);

export const news: fc.Arbitrary<News> = fc.record(
  {
    kind: fc.constantFrom(...newsKinds),
    at: times,
    fromFen: fen,
    toFen: fen,
    mailNo: foreignString(20),
    raw: foreignString(20),
    refund: fc.constantFrom(...refundStates),
    allFen: fen,
    partly: fc.boolean(),
  },
  { requiredKeys: ['kind'] },
);

/** An order as an ordinary day brings it. */
export function orderOf(overrides: Partial<Order> = {}): Order {
  return {
    orderId: '3305075341149134260',
    orderNo: 'PO202605200001',
    market: '1688',
    phase: 'shipped',
    totalFen: 10_000,
    shippingFen: 500,
    productFen: 9500,
    moneyUnsure: false,
    times: {
      created: Date.parse('2026-05-20T15:40:00+08:00'),
      paid: Date.parse('2026-05-20T15:41:00+08:00'),
      shipped: Date.parse('2026-05-21T10:00:00+08:00'),
    },
    passed: ['created', 'paid', 'shipped'],
    parcels: [{ mailNo: 'YT7565691026776', carrier: 'YTO', state: 'moving' }],
    items: [
      {
        offerId: '951807530375',
        title: '山东绿德制冷设备压缩机',
        picture: 'https://cbu01.alicdn.com/img/a.jpg',
        sku: '红色 XL',
        quantity: 2,
        unit: '件',
        priceFen: 4750,
      },
    ],
    seller: { id: 'b2b-2200000000000', name: '山东绿德制冷设备有限公司' },
    unknownMessages: [],
    ...overrides,
  };
}
