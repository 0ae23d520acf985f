import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReadMessage, readPushedMessage } from '../../src/xport/messages.ts';
import fixture from '../fixtures/messages.json' with { type: 'json' };

const orderId = '3305075341149134260';
const push = (change: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ ...fixture.documented[0], ...change });
const withBody = (messageBody: string, messageType = 'ORDER_CREATE') => push({ messageType, messageBody });

function read(message: Buffer | string): ReadMessage {
  const result = readPushedMessage(message);
  if ('malformed' in result) throw new Error(result.malformed);
  return result;
}

describe('a pushed message', () => {
  test('is read as documented, as bytes and as text', () => {
    const expected = {
      type: 'ORDER_CREATE',
      happening: 'created',
      market: '1688',
      sentAt: 1779263269913,
      body: {
        about: 'order',
        orderId,
        orderNo: 'PO202605200001',
        status: 'WAITING_FOR_PAYMENT',
        payStatus: '1',
        totalFen: 10000,
        shippingFen: 500,
        productFen: 9500,
        refundFen: 0,
        createdAt: Date.parse('2026-05-20T07:40:00Z'),
      },
    };
    expect(read(push())).toEqual(expected);
    expect(read(Buffer.from(push()))).toEqual(expected);
  });

  test.each([...fixture.documented, ...fixture.inferred].map((message) => [message.messageType, message]))(
    'of type %s is known, and names its order exactly',
    (_type, message) => {
      const { happening, body } = read(JSON.stringify(message));
      expect(happening).toBeDefined();
      expect(body).toMatchObject(
        body.about === 'order' ? { orderId } : { about: 'parcel', orderIds: [orderId] },
      );
    },
  );

  test('takes a body that is an object, numbers for strings, strings for numbers, unknown fields, null', () => {
    const odd = `{"messageType":"ORDER_CREATE","more":[1],"messageBody":{"orderId":${orderId},"orderNo":7,"totalAmount":"10000","payStatus":"1","shippingFee":null,"productAmount":{},"refundAmount":-1,"orderStatus":"  ","extra":[{}]},"messagePlatform":"1","timestamp":1779263269913}`;
    expect(read(odd)).toEqual({
      type: 'ORDER_CREATE',
      happening: 'created',
      market: '1688',
      sentAt: 1779263269913,
      body: { about: 'order', orderId, orderNo: '7', payStatus: '1', totalFen: 10000 },
    });
  });

  test("takes 1688's body, whose id is a number beyond 2^53", () => {
    const wrapped = `{"orderId":${orderId},"currentStatus":"waitsellersend","msgSendTime":"2018-05-30 19:23:53","buyerMemberId":"b2b-1","sellerMemberId":"b2b-2"}`;
    expect(read(push({ messageBody: wrapped, timestamp: null }))).toMatchObject({
      sentAt: Date.parse('2018-05-30T11:23:53Z'),
      body: { about: 'order', orderId, status: 'waitsellersend', sellerId: 'b2b-2' },
    });
  });

  test('of a parcel may name several orders, each once', () => {
    const parcel = `{"OrderLogisticsTracingModel":{"mailNo":"YT1","cpCode":"YTO","statusChanged":"SIGN","changeTime":"2026-05-21 10:00:00","orderLogsItems":[{"orderId":${orderId},"orderEntryId":1},{"orderId":3305075341149134261},{"orderId":"${orderId}"}]}}`;
    expect(read(withBody(parcel, 'LOGISTICS_BUYER_VIEW_TRACE')).body).toEqual({
      about: 'parcel',
      orderIds: [orderId, '3305075341149134261'],
      mailNo: 'YT1',
      carrier: 'YTO',
      status: 'SIGN',
      changedAt: Date.parse('2026-05-21T02:00:00Z'),
    });
  });

  test('of several payments tells what came of each', () => {
    const payments = `{"batchPay":[{"orderId":"${orderId}","status":"successed"},{"orderId":1,"status":"ACCOUNT_FROZEN"}]}`;
    expect(read(withBody(payments, 'ORDER_BATCH_PAY')).body).toEqual({
      about: 'payments',
      payments: [
        { orderId, status: 'successed' },
        { orderId: '1', status: 'ACCOUNT_FROZEN' },
      ],
    });
  });

  test('of a type and a form that nobody knows is kept, with the orders that it names anywhere', () => {
    const body = `{"a":{"tradeOrderId":${orderId}},"b":[{"orderIds":[1,"2,3"]}],"purchaseId":4,"id":5,"orderIdea":6}`;
    expect(read(withBody(body, 'constructor'))).toMatchObject({
      type: 'constructor',
      happening: undefined,
      body: { about: 'unknown', orderIds: ['1', '2', '3', orderId, '4'] },
    });
  });

  test.each([
    ['1.25E7', 12_500_000],
    ['12500000', 12_500_000],
    ['12500000.00', 12_500_000],
    ['1250000000e-2', 12_500_000],
    ['"1.25E7"', 12_500_000],
    ['0.0', 0],
    ['-0', 0],
    ['-1.0E2', undefined],
    ['1.5', undefined],
    ['1.25E1', undefined],
    ['9.007199254740993e15', undefined],
    ['1e400', undefined],
    ['null', undefined],
  ])('of a total of %s is of %j fen', (total, totalFen) => {
    const written = `{"orderId":3.305075341149134260E18,"totalAmount":${total},"payStatus":2.0,"orderStatus":1E1}`;
    for (const messageBody of [written, `\uFEFF${written}`]) {
      const { body: content } = read(withBody(messageBody));
      expect(content).toMatchObject({ about: 'order', orderId, payStatus: '2', status: '10' });
      expect(content).toHaveProperty('totalFen', totalFen);
    }
  });

  test('is read without a byte order mark before it or before its body, as bytes and as text', () => {
    const marked = `\uFEFF${withBody('\uFEFF{"orderId":1}')}`;
    for (const message of [marked, Buffer.from(marked)]) {
      expect(read(message).body).toEqual({ about: 'order', orderId: '1' });
    }
    expect(readPushedMessage(withBody('\uFEFF'))).toEqual({ malformed: 'a message body that is not JSON' });
  });

  test('of Taobao is told by its platform', () => {
    expect(read(push({ messagePlatform: 0 })).market).toBe('taobao');
    expect(read(push({ messagePlatform: '0' })).market).toBe('taobao');
    expect(read(push({ messagePlatform: undefined })).market).toBe('1688');
  });

  test.each([
    ['1779263269', 1779263269000],
    [1779263269913, 1779263269913],
    ['', undefined],
    ['soon', undefined],
    [0, undefined],
  ])('sent at %j was sent at %j', (timestamp, sentAt) => {
    expect(read(push({ timestamp })).sentAt).toBe(sentAt);
  });

  test.each([
    ['', 'not JSON'],
    ['{"messageType":', 'not JSON'],
    ['[]', 'JSON without a message type'],
    ['{"messageBody":"{}"}', 'JSON without a message type'],
    [push({ messageType: ' ' }), 'a message type that is empty'],
    [withBody('secret words'), 'a message body that is not JSON'],
    [withBody('"secret words"'), 'a message body that is no object'],
    [push({ messageBody: null }), 'a message body that is no object'],
  ])('%j is malformed, and the reason holds none of it', (text, malformed) => {
    expect(readPushedMessage(text)).toEqual({ malformed });
  });

  test('is malformed when it is not UTF-8', () => {
    expect(readPushedMessage(Buffer.from([0x7b, 0xff, 0x7d]))).toEqual({ malformed: 'not UTF-8 text' });
  });

  test('is read or malformed, whatever comes, and ids are exact', () => {
    const field = fc.oneof(fc.constant(null), fc.string(), fc.integer(), fc.jsonValue({ maxDepth: 2 }));
    const names = [
      'orderStatus',
      'currentStatus',
      'totalAmount',
      'payStatus',
      'tbCreateTime',
      'refundId',
      'refundStatus',
    ] as const;
    const fields = fc.dictionary(fc.constantFrom(...names), field);
    const id = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n }).map(String);
    fc.assert(
      fc.property(id, fields, fc.boolean(), fc.boolean(), (given, rest, asText, nested) => {
        const others = JSON.stringify(rest).slice(1);
        const body = `{"orderId":${asText ? `"${given}"` : given}${others === '}' ? '}' : `,${others}`}`;
        const message = nested
          ? `{"messageType":"X","messageBody":${body}}`
          : JSON.stringify({ messageType: 'X', messageBody: body });
        expect(read(message).body).toMatchObject({ about: 'order', orderId: given });
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readPushedMessage(JSON.stringify(value));
        const result = read(JSON.stringify({ messageType: 'X', messageBody: { value } }));
        expect(['order', 'parcel', 'payments', 'unknown']).toContain(result.body.about);
      }),
    );
  });
});
