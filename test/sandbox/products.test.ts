import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pricingOf, rangeOf } from '../../src/domain/products/prices.ts';
import { regions } from '../../src/domain/products/regions.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createSandboxAccount } from '../../src/sandbox/gate.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import type { FoundOffer, Xport } from '../../src/xport/client.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { faultOf, openTestXport, signatureTemplate } from '../xport/open.ts';

const account = createSandboxAccount(systemRandom);
const clock = createFakeClock();
const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };

let sandbox: Sandbox;
let xport: Xport;

beforeAll(async () => {
  const log = createCollectedLog();
  const parts = { account, signatureTemplate, clock, random: systemRandom, log };
  sandbox = await openSandbox({ ...parts, timestampUnit: 'seconds' });
  xport = openTestXport(sandbox.url, { account, clock });
});

afterAll(async () => {
  await xport.close();
  await sandbox.close();
});

type Query = Parameters<Xport['products']['search']>[0];
const search = async (query: Partial<Query>) =>
  (await xport.products.search({ keyword: '保温杯', beginPage: 1, pageSize: 10, ...query }, scope)).data;
const priceOf = ({ priceInfo }: FoundOffer) => Number(priceInfo?.price);

describe('a search', () => {
  test('finds what has all its words, in either language', async () => {
    const chinese = await search({ keyword: '保温杯 500ml' });
    expect(chinese.total).toBeGreaterThan(10);
    expect(chinese.items.every(({ subject }) => subject?.includes('保温杯'))).toBe(true);
    const english = await search({ keyword: 'FLASKS' });
    expect(english).toEqual(await search({ keyword: 'flask' }));
    expect(english.total).toBe(chinese.total);
    expect(await search({ keyword: 'flask t-shirt' })).toMatchObject({ items: [], total: 0 });
  });

  test('gives each offer once over all pages, the same each time', async () => {
    const { total = 0 } = await search({});
    const pages = Array.from({ length: Math.ceil(total / 7) }, (_, at) => at + 1);
    const all = await Promise.all(pages.map((beginPage) => search({ beginPage, pageSize: 7 })));
    const ids = all.flatMap(({ items }) => items.map(({ offerId }) => offerId));
    expect(ids).toHaveLength(total);
    expect(new Set(ids).size).toBe(total);
    expect((await search({ beginPage: pages.length + 1, pageSize: 7 })).items).toEqual([]);
  });

  test('keeps to a price range and a category, and sorts', async () => {
    const limits = { priceStart: '20', priceEnd: '25.5', pageSize: 50 };
    const { items } = await search({ ...limits, sort: '{"price":"asc"}' });
    const prices = items.map(priceOf);
    expect(prices).toEqual([...prices].sort((one, other) => one - other));
    expect(prices.every((price) => price >= 20 && price <= 25.5)).toBe(true);
    const sold = (await search({ sort: '{"monthSold":"desc"}' })).items.map(({ monthSold = 0 }) => monthSold);
    expect(sold).toEqual([...sold].sort((one, other) => other - one));
    const everything = (await search({})).total;
    expect((await search({ categoryId: '1046999' })).total).toBe(everything);
    expect((await search({ categoryId: '15' })).total).toBe(everything);
    expect((await search({ categoryId: '311' })).total).toBe(0);
  });

  test('finds offers that have the details, and the price, that it says', async () => {
    for (const offer of (await search({ pageSize: 5 })).items) {
      const { data } = await xport.products.detail({ offerId: offer.offerId }, scope);
      expect(data).toMatchObject({ subject: offer.subject, minOrderQuantity: offer.minOrderQuantity });
      const range = rangeOf(pricingOf(data));
      expect(range?.least).toBeLessThanOrEqual(Math.round(priceOf(offer) * 100));
    }
  });

  test.each([
    [{ sort: 'cheapest' }, 'sort'],
    [{ sort: '{"price":"up"}' }, 'sort'],
    [{ priceStart: '-1' }, 'priceStart'],
    [{ priceStart: '20', priceEnd: '10' }, 'priceEnd'],
    [{ filter: 'a,,b' }, 'filter'],
    [{ keyword: '  ' }, 'keyword'],
  ])('is refused for %j', async (query, field) => {
    expect(await faultOf(search(query))).toMatchObject({
      code: '40001',
      msg: expect.stringContaining(field),
    });
  });

  test('is refused in a category that there is not', async () => {
    expect(await faultOf(search({ categoryId: '4' }))).toMatchObject({ code: '40406' });
  });
});

describe('a search by everyday words', () => {
  test.each([
    ['thermos cup', 'Stainless steel vacuum flask'],
    ['a water bottle', 'Stainless steel vacuum flask'],
    ['USB cable', 'USB-C'],
    ['usb cables', 'USB-C'],
    ['phone case', 'phone case'],
    ['umbrellas', 'umbrella'],
    ['bluetooth headphones', 'earphones'],
    ['reading lamp', 'desk lamp'],
    ['T-shirt', 'T-shirt'],
    ['tshirts', 'T-shirt'],
    ['保温杯', 'Stainless steel vacuum flask'],
    ['不锈钢保温杯', 'Stainless steel vacuum flask'],
    ['数据线', 'USB-C'],
    ['手机壳', 'phone case'],
    ['雨伞', 'umbrella'],
    ['儿童玩具', 'Building blocks'],
    ['书包', 'backpack'],
  ])('finds by %s', async (keyword, title) => {
    const { items, total } = await search({ keyword, pageSize: 50 });
    expect(total).toBeGreaterThanOrEqual(10);
    expect(items.every(({ subjectTrans }) => subjectTrans?.includes(title))).toBe(true);
  });

  test.each(['the', '!!!', 'кабель', 'gearbox', 'lamp umbrella', '保温伞'])(
    'finds nothing by %s',
    async (keyword) => {
      expect(await search({ keyword })).toMatchObject({ items: [], total: 0 });
    },
  );
});

describe('the categories', () => {
  test('are a tree whose leaves hold goods', async () => {
    const walk = async (categoryId: string): Promise<readonly string[]> => {
      const { data } = await xport.products.category({ categoryId }, scope);
      if (data.children.length === 0) return [categoryId];
      return (await Promise.all(data.children.map((child) => walk(child.categoryId)))).flat();
    };
    const leaves = await walk('0');
    expect(leaves.length).toBeGreaterThan(8);
    const { data } = await xport.products.detail({ offerId: '600000000001' }, scope);
    expect(leaves).toContain(data.categoryId);
  });

  test('have names in both languages, and a way up', async () => {
    const { data } = await xport.products.category({ categoryId: '1046999' }, scope);
    expect(data).toMatchObject({
      chineseName: '保温杯',
      translatedName: 'Vacuum flasks',
      parentCateId: '15',
    });
  });

  test('are refused where there is none', async () => {
    const fault = await faultOf(xport.products.category({ categoryId: '4' }, scope));
    expect(fault).toMatchObject({ code: '40406' });
  });
});

describe('several offers', () => {
  test('come together; those that are gone say why', async () => {
    const offerIds = ['600000000002', '404123456', '951807530375'];
    const offers = await xport.products.several({ offerIds }, scope);
    expect(offers).toMatchObject([
      { detail: { offerId: '600000000002' } },
      { fault: { code: '40401' } },
      { detail: { offerId: '951807530375' } },
    ]);
  });
});

describe('freight', () => {
  const estimate = (changes: object = {}) =>
    xport.products.freight(
      {
        offerId: '600000000020',
        toProvinceCode: '330000',
        toCityCode: '330100',
        toCountryCode: '330108',
        totalNum: 10,
        logisticsSkuNumModels: [],
        ...changes,
      },
      scope,
    );
  const costOf = async (changes: object) => Number((await estimate(changes)).data.freight);

  test('never falls with the quantity, and costs most to where it is far', async () => {
    const count = fc.integer({ min: 1, max: 2000 });
    await fc.assert(
      fc.asyncProperty(count, count, async (one, other) => {
        const few = await costOf({ totalNum: Math.min(one, other) });
        expect(await costOf({ totalNum: Math.max(one, other) })).toBeGreaterThanOrEqual(few);
      }),
      { numRuns: 20 },
    );
    const lhasa = { toProvinceCode: '540000', toCityCode: '540100', toCountryCode: '540102' };
    expect(await costOf(lhasa)).toBeGreaterThan(await costOf({}));
  });

  test('goes to every place that people can name', async () => {
    for (const { province, city, district } of regions) {
      const to = { toProvinceCode: province, toCityCode: city, toCountryCode: district };
      expect((await estimate(to)).data.freight).toMatch(/^\d+\.\d{2}$/);
    }
  });

  test.each([
    [{ toCityCode: '440100' }, '40001'],
    [{ toCountryCode: '330203' }, '40001'],
    [{ offerId: '404123456' }, '40401'],
    [{ logisticsSkuNumModels: [{ skuId: '1', number: 10 }] }, '40403'],
  ])('is refused for %j', async (changes, code) => {
    expect(await faultOf(estimate(changes))).toMatchObject({ code });
  });

  test('is refused for counts of SKUs that are not the whole', async () => {
    const { data } = await xport.products.detail({ offerId: '600000000020' }, scope);
    const skuId = data.productSkuInfos[0]?.skuId;
    const fault = await faultOf(estimate({ logisticsSkuNumModels: [{ skuId, number: 9 }] }));
    expect(fault).toMatchObject({ code: '40001' });
  });
});
