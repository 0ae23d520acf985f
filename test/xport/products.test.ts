import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Xport } from '../../src/xport/client.ts';
import { endpointNamed } from '../../src/xport/endpoints.ts';
import { parseExactJson } from '../../src/xport/json.ts';
import { productEndpoints } from '../../src/xport/products/calls.ts';
import { categoryQuery } from '../../src/xport/products/category.ts';
import { productDetail } from '../../src/xport/products/detail.ts';
import { freightEstimate } from '../../src/xport/products/freight.ts';
import { keywordQuery } from '../../src/xport/products/search.ts';
import {
  type Behaviour,
  envelope,
  type FaultyUpstream,
  openFaultyUpstream,
  raw,
  reset,
} from '../fakes/faulty-upstream.ts';
import { faultOf, openTestXport } from './open.ts';

const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };

/** Answers with every field that is read. */
const found = {
  imageUrl: 'https://cbu01.alicdn.com/a.jpg',
  subject: '保温杯',
  subjectTrans: 'Flask',
  offerId: 600000000001,
  priceInfo: { price: '12.50', promotionPrice: null, consignPrice: 12.5 },
  monthSold: 120,
  repurchaseRate: '10%',
  minOrderQuantity: 2,
  tradeScore: '5.0',
  sellerIdentities: ['super_factory'],
};
const answers = {
  detail: {
    offerId: '951807530375',
    categoryId: 1031910,
    subject: '保温杯',
    subjectTrans: 'Flask',
    productImage: { images: ['https://cbu01.alicdn.com/a.jpg'] },
    productSkuInfos: [
      { skuId: 5123456789012, specId: 'a'.repeat(32), price: '12.50', amountOnSale: 7, skuAttributes: [] },
    ],
    productSaleInfo: {
      amountOnSale: 9,
      priceRangeList: [{ startQuantity: 1, price: '12.50' }],
      quoteType: 2,
    },
    minOrderQuantity: 1,
    batchNumber: null,
    status: 'published',
    soldOut: '12',
  },
  search: { totalRecords: 41, totalPage: 5, pageSize: 10, currentPage: 1, data: [found] },
  category: {
    categoryId: 15,
    chineseName: '家居',
    translatedName: 'Home',
    leaf: false,
    parentCateId: 0,
    children: [{ categoryId: 1046999, chineseName: '保温杯', translatedName: 'Flasks', leaf: true }],
  },
  freight: {
    freight: '12.00',
    freePostage: false,
    templateName: '按重量计费',
    firstFee: '8.00',
    firstUnit: '1',
    nextFee: 2,
    nextUnit: 1,
    chargeType: 0,
  },
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

const answer = (data: unknown) => upstream.behave(raw(JSON.stringify({ code: 200, data })));
const asked = () =>
  upstream.received.map(({ path, body }) => ({
    path: path.replace('/api/alibaba/ka/product/', ''),
    body: JSON.parse(body),
  }));

describe('offers', () => {
  test('are searched for with exactly what was asked', async () => {
    answer(answers.search);
    const request = {
      keyword: '保温杯',
      beginPage: 2,
      pageSize: 10,
      sort: '{"price":"asc"}',
      priceEnd: '20.00',
    };
    const { data } = await xport.products.search(request, scope);
    expect(asked()).toEqual([{ path: 'keywords/query', body: { ...request, country: 'en' } }]);
    expect(data).toMatchObject({ total: 41, unreadable: 0, items: [{ offerId: '600000000001' }] });
    expect(data.items[0]?.priceInfo).toMatchObject({ price: '12.50', consignPrice: '12.5' });
  });

  test('that can not be read hide no others', async () => {
    answer({ totalRecords: 3, data: [{ subject: 'no id' }, null, found] });
    const { data } = await xport.products.search({ keyword: 'x', beginPage: 1, pageSize: 10 }, scope);
    expect(data).toMatchObject({ total: 3, unreadable: 1, items: [{ offerId: '600000000001' }] });
  });

  test('are asked for once by everybody of an organization, and by each organization', async () => {
    answer(answers.search);
    const request = { keyword: 'x', beginPage: 1, pageSize: 10 };
    await Promise.all([1, 2, 3].map(() => xport.products.search(request, scope)));
    await xport.products.search(request, scope);
    expect(upstream.received).toHaveLength(1);
    await xport.products.search(request, { ...scope, organization: 'other' });
    expect(upstream.received).toHaveLength(2);
  });

  test('stand in categories', async () => {
    answer(answers.category);
    const { data } = await xport.products.category({ categoryId: '15' }, scope);
    expect(asked()).toEqual([{ path: 'category/query', body: { categoryId: '15', language: 'en' } }]);
    expect(data).toMatchObject({ parentCateId: '0', children: [{ categoryId: '1046999', leaf: true }] });
  });

  test('cost freight', async () => {
    answer(answers.freight);
    const request = {
      offerId: '951807530375',
      toProvinceCode: '330000',
      toCityCode: '330100',
      toCountryCode: '330108',
      totalNum: 10,
      logisticsSkuNumModels: [{ skuId: '5123456789012', number: 10 }],
    };
    const { data } = await xport.products.freight(request, scope);
    expect(asked()).toEqual([{ path: 'freight/estimate', body: request }]);
    expect(data).toMatchObject({ freight: '12.00', nextFee: '2', firstUnit: 1, chargeType: '0' });
  });

  test('can be called by their names, with an example that fits', () => {
    for (const { name } of productEndpoints) {
      const endpoint = endpointNamed(name);
      expect(endpoint?.request.parse(endpoint.example)).toEqual(endpoint?.example);
      expect(endpoint?.effect).toBe('read');
    }
  });
});

describe('several offers', () => {
  const ids = ['600000000001', '600000000002', '600000000003'];
  const detailOf = (offerId: string) => ({ ...answers.detail, offerId });
  const single: Behaviour = (response, request) =>
    envelope({ data: detailOf(JSON.parse(request.body).offerId) })(response, request);
  const behave = (multi: Behaviour, one: Behaviour = single) =>
    upstream.behave((response, request) =>
      (request.path.endsWith('/multi') ? multi : one)(response, request),
    );
  const paths = () => asked().map(({ path }) => path);

  test('take one call, and come in the order asked for', async () => {
    behave(envelope({ data: [...ids].reverse().map(detailOf) }));
    const offers = await xport.products.several({ offerIds: ids }, scope);
    expect(offers.map(({ offerId }) => offerId)).toEqual(ids);
    expect(offers.every((each) => 'detail' in each)).toBe(true);
    expect(asked()).toEqual([{ path: 'detail/multi', body: { offerIds: ids, country: 'en' } }]);
  });

  test.each<[string, Behaviour]>([
    ['refuses it', envelope({ code: 40400, msg: '接口不存在' }, { status: 404 })],
    ['does not know it', raw('<html>not found</html>', { status: 404 })],
    ['says nonsense', envelope({ data: 'x' })],
  ])('are asked for one by one where the partner %s', async (_, multi) => {
    behave(multi);
    const offers = await xport.products.several({ offerIds: ids }, scope);
    expect(offers.map((each) => 'detail' in each && each.detail.offerId)).toEqual(ids);
    expect(paths()).toEqual(['detail/multi', ...ids.map(() => 'detail/get')]);
  });

  test('are asked for again only where they were left out; one that fails hides no other', async () => {
    behave(envelope({ data: [detailOf('600000000001')] }), (response, request) =>
      (request.body.includes('600000000002') ? envelope({ code: 40401, msg: '商品不存在' }) : single)(
        response,
        request,
      ),
    );
    const offers = await xport.products.several({ offerIds: ids }, scope);
    expect(paths()).toEqual(['detail/multi', 'detail/get', 'detail/get']);
    expect(offers).toMatchObject([
      { offerId: ids[0], detail: {} },
      { offerId: ids[1], fault: { kind: 'refused', code: '40401' } },
      { offerId: ids[2], detail: {} },
    ]);
  });

  test('are at most five single calls at once', async () => {
    let underWay = 0;
    let most = 0;
    behave(envelope({ code: 1 }), (response, request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        single(response, request);
      });
    });
    const many = Array.from({ length: 12 }, (_, at) => String(600_000_000_001 + at));
    expect(await xport.products.several({ offerIds: many }, scope)).toHaveLength(12);
    expect(most).toBeLessThanOrEqual(5);
  });

  test('fail as a whole where the partner can not be reached', async () => {
    const impatient = openTestXport(upstream.url, { deadlineMs: 1 });
    behave(reset, reset);
    const fault = await faultOf(impatient.products.several({ offerIds: ids }, scope));
    expect(fault.kind).toBe('unreachable');
    await impatient.close();
  });

  test('that are one are asked for alone', async () => {
    behave(reset);
    await xport.products.several({ offerIds: ['600000000009'] }, scope);
    expect(paths()).toEqual(['detail/get']);
  });
});

describe('whatever the form of a field', () => {
  const [child] = answers.category.children;
  const cases = [
    ['a detail', productDetail.data, answers.detail, (given: unknown) => given],
    ['an offer found', keywordQuery.data, found, (given: unknown) => ({ data: [given] })],
    ['a category below', categoryQuery.data, child, (given: unknown) => ({ children: [given] })],
    ['freight', freightEstimate.data, answers.freight, (given: unknown) => given],
  ] as const;

  /** `value` with fields left out, null, of the other numeric type, or beside unknown ones. */
  function surprised(value: unknown): fc.Arbitrary<unknown> {
    if (Array.isArray(value)) return fc.tuple(...value.map(surprised));
    if (typeof value === 'object' && value !== null) {
      const fields = Object.entries(value).map(([name, field]) =>
        fc.oneof(
          { weight: 6, arbitrary: surprised(field).map((one) => [[name, one]]) },
          { weight: 1, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.constant([[name, null]]) },
          { weight: 1, arbitrary: fc.constant([[name, { nobody: 'knows' }]]) },
        ),
      );
      return fc
        .tuple(...fields)
        .map((entries) => ({ ...Object.fromEntries(entries.flat()), neverSeen: [{ x: 1 }] }));
    }
    if (typeof value === 'number') return fc.constantFrom(value, String(value));
    if (typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value)) {
      return fc.constantFrom(value, Number(value));
    }
    return fc.constant(value);
  }

  test.each(cases)('%s is read', (_, schema, whole, within) => {
    fc.assert(
      fc.property(surprised(whole), (given) => {
        const read = schema.safeParse(parseExactJson(JSON.stringify(within(given))));
        expect(read.success).toBe(true);
      }),
    );
  });

  test('ids keep every digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 19n - 1n }), fc.boolean(), (number, asText) => {
        const id = asText ? `"${number}"` : String(number);
        const detail = productDetail.data.parse(
          parseExactJson(`{"offerId":${id},"productSkuInfos":[{"skuId":${id}}]}`),
        );
        expect(detail.offerId).toBe(String(number));
        expect(detail.productSkuInfos[0]?.skuId).toBe(String(number));
        const page = keywordQuery.data.parse(parseExactJson(`{"data":[{"offerId":${id}}]}`));
        expect(page.items[0]?.offerId).toBe(String(number));
        const tree = categoryQuery.data.parse(parseExactJson(`[{"categoryId":${id}}]`));
        expect(tree.children[0]?.categoryId).toBe(String(number));
      }),
    );
  });

  test('the root of the categories may be a bare list', () => {
    expect(categoryQuery.data.parse([{ categoryId: 7 }]).children).toHaveLength(1);
    expect(categoryQuery.data.parse({ categoryId: 7, children: null }).children).toEqual([]);
    expect(categoryQuery.data.safeParse('7').success).toBe(false);
  });
});
