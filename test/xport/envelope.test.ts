import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../src/xport/endpoint.ts';
import { endpointNamed, endpoints } from '../../src/xport/endpoints.ts';
import { readEnvelope } from '../../src/xport/envelope.ts';
import { XportError } from '../../src/xport/errors.ts';
import { runs } from '../harness/runs.ts';
import { account } from './open.ts';

const hidden = [account.accessSecret, account.accessKey];

function read(
  endpoint: Endpoint<unknown, unknown>,
  body: Uint8Array | string,
  status = 200,
  retryAfter?: string,
) {
  const raw = { status, retryAfter, body: Buffer.from(body) };
  return readEnvelope(raw, { data: endpoint.data, hidden, nowMs: 0 });
}

/** Every field name that a schema of ours looks at, so that wild values land where they may hurt. */
const names = [
  'code msg requestId data wangwangUrl offerId subject productImage images productSkuInfos skuId price',
  'productSaleInfo priceRangeList startQuantity quoteType sellerMixSetting generalHunpi minOrderQuantity',
  '__proto__ constructor toString',
].flatMap((line) => line.split(' '));

const { value: wildValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      200,
      '200',
      0,
      1e300,
      -1.5,
      '',
      'x',
      account.accessSecret,
      '\ud800',
      '9'.repeat(30),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
  ),
}));

const wildBody = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary' }),
  wildValue.map((value) => JSON.stringify(value)),
  fc
    .record({ code: fc.constantFrom(200, '200', 0, 500, null), data: wildValue })
    .map((value) => JSON.stringify(value)),
  fc
    .record({
      code: fc.constantFrom(0, 500, 'CLOSE_ORDER_TOO_FAST', ...hidden),
      msg: fc.constantFrom(...hidden, `no, ${hidden.join()}`, null),
      requestId: wildValue,
    })
    .map((value) => JSON.stringify(value)),
  fc.json().map((json) => `{"code":200,"data":${json}}`),
);

test('any bytes under any status give data or a typed error, and none of the hidden texts', () => {
  const status = fc.constantFrom(200, 201, 204, 301, 400, 401, 429, 500, 502, 503);
  fc.assert(
    fc.property(
      fc.constantFrom(...endpoints),
      wildBody,
      status,
      fc.option(fc.string()),
      (endpoint, body, code, after) => {
        try {
          expect(read(endpoint, body, code, after ?? undefined)).toHaveProperty('data');
        } catch (error) {
          if (!(error instanceof XportError)) throw error;
          const told = JSON.stringify(error.fault) + error.message;
          for (const secret of hidden) expect(told).not.toContain(secret);
          expect(told.length).toBeLessThan(2000);
        }
      },
    ),
    { numRuns: runs(2000) },
  );
});

test('an error status under a code of success is no success', () => {
  const decrypt = endpointNamed('im.openuid.decrypt');
  if (!decrypt) throw new Error('no such endpoint');
  const body = '{"code":200,"data":{"wangwangUrl":"u"}}';
  expect(read(decrypt, body)).toEqual({ data: { wangwangUrl: 'u' }, requestId: '' });
  expect(() => read(decrypt, body, 500)).toThrow(
    /made no sense: a success that it calls an error \(HTTP 500\)/,
  );
  expect(() => read(decrypt, body, 502)).toThrow(/HTTP 502/);
});

test('the table names each call once, under a path, with an example that fits', () => {
  expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length);
  for (const endpoint of endpoints) {
    expect(endpointNamed(endpoint.name)).toBe(endpoint);
    expect(endpoint.path).toMatch(/^\/[a-zA-Z/]+[a-z]$/);
    expect(endpoint.request.parse(endpoint.example)).toEqual(endpoint.example);
  }
  expect(endpointNamed('toString')).toBeUndefined();
});

test.each([['200'], ['200.0'], ['2E2'], ['"200"'], ['2.00e+2']])(
  'a code of %s is success, and a byte order mark in front is no fault',
  (code) => {
    const body = `{"code":${code},"msg":"成功","requestId":"r1","data":{"wangwangUrl":"https://air.1688.com/"}}`;
    for (const text of [body, `\uFEFF${body}`]) {
      expect(read(endpointNamed('im.openuid.decrypt') ?? fail(), text).data).toEqual({
        wangwangUrl: 'https://air.1688.com/',
      });
    }
  },
);

function fail(): never {
  throw new Error('no such endpoint');
}
