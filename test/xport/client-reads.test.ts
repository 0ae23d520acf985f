import { describe, expect, test } from 'vitest';
import { openUidDecrypt } from '../../src/xport/im.ts';
import { chatLink, envelope, raw } from '../fakes/faulty-upstream.ts';
import { eventually } from '../harness/eventually.ts';
import { asked, clientBed, link, never, scope } from './client-bed.ts';
import { faultOf } from './open.ts';

const bed = clientBed();

describe('identical reads', () => {
  test('in flight share one request, and one leaving disturbs nobody', async () => {
    let answer = () => {};
    bed.upstream.behave((response, request) => {
      answer = () => chatLink(link)(response, request);
    });
    const leaving = new AbortController();
    const left = bed.xport.im.sellerChatLink(asked, { ...scope, signal: leaving.signal });
    const stayed = bed.xport.im.sellerChatLink({ offerId: asked.offerId, openUid: asked.openUid }, scope);
    await eventually(() => expect(bed.upstream.received).toHaveLength(1));
    leaving.abort(new Error('went away'));
    await expect(left).rejects.toThrow('went away');
    answer();
    await expect(stayed).resolves.toMatchObject({ data: { wangwangUrl: link } });
    expect(bed.upstream.received).toHaveLength(1);
    expect(bed.upstream.abandoned).toBe(0);
  });

  test('are kept five minutes, and no longer', async () => {
    bed.upstream.behave(chatLink(link));
    await bed.xport.im.sellerChatLink(asked, scope);
    bed.clock.advance(5 * 60_000 - 1);
    await bed.xport.im.sellerChatLink(asked, scope);
    expect(bed.upstream.received).toHaveLength(1);
    bed.clock.advance(1);
    await bed.xport.im.sellerChatLink(asked, scope);
    expect(bed.upstream.received).toHaveLength(2);
  });

  test('of another organization, offer, seller or user are asked anew', async () => {
    bed.upstream.behave(chatLink(link));
    await bed.xport.im.sellerChatLink(asked, scope);
    await bed.xport.im.sellerChatLink(asked, { ...scope, organization: 'other' });
    await bed.xport.im.sellerChatLink({ ...asked, offerId: '100001' }, scope);
    await bed.xport.im.sellerChatLink({ ...asked, openUid: 'BBBother' }, scope);
    await bed.xport.im.sellerChatLink(asked, { ...scope, userId: '1700000000009' });
    expect(bed.upstream.received).toHaveLength(5);
  });

  test('are asked anew after a refusal', async () => {
    bed.upstream.behave(envelope({ code: 500 }), chatLink(link));
    await faultOf(bed.xport.im.sellerChatLink(asked, scope));
    await expect(bed.xport.im.sellerChatLink(asked, scope)).resolves.toMatchObject({
      data: { wangwangUrl: link },
    });
  });

  test('are all asked when nothing is to be kept, and by the generic call', async () => {
    bed.upstream.behave(chatLink(link));
    const forgetful = bed.open({ linkKeptMs: 0 });
    await forgetful.im.sellerChatLink(asked, scope);
    await forgetful.im.sellerChatLink(asked, scope);
    await bed.xport.call(openUidDecrypt, asked, { signal: never });
    await bed.xport.call(openUidDecrypt, asked, { signal: never });
    expect(bed.upstream.received).toHaveLength(4);
  });
});

describe('product details', () => {
  test('keep every digit and put up with surprises', async () => {
    bed.upstream.behave(
      raw(`{"code":200,"data":{
        "offerId":3305075341149134260,"categoryId":"1031910","categoryName":null,"subject":12,
        "productImage":{"images":["https://cbu01.alicdn.com/a.jpg",null]},"productAttribute":null,
        "productSkuInfos":[{"skuId":5736673805656,"price":12.50,"amountOnSale":"7","skuAttributes":null}],
        "productSaleInfo":{"quoteType":"2","priceRangeList":[{"startQuantity":2.0,"price":9007199254740993.10}]},
        "productShippingInfo":"soon","minOrderQuantity":"many","soldOut":120,"companyName":"某某有限公司",
        "sellerMixSetting":{"generalHunpi":"true","mixNumber":1e3},"unheardOf":{"__proto__":1}}}`),
    );
    const { data } = await bed.xport.products.detail({ offerId: '951807530375' }, scope);
    expect(data).toMatchObject({
      offerId: '3305075341149134260',
      categoryId: '1031910',
      subject: '12',
      productImage: { images: ['https://cbu01.alicdn.com/a.jpg'] },
      productAttribute: [],
      productSkuInfos: [{ skuId: '5736673805656', price: '12.50', amountOnSale: 7, skuAttributes: [] }],
      productSaleInfo: { quoteType: 2, priceRangeList: [{ startQuantity: 2, price: '9007199254740993.10' }] },
      soldOut: '120',
      companyName: '某某有限公司',
      sellerMixSetting: { generalHunpi: true },
    });
    expect(data.categoryName).toBeUndefined();
    expect(data.productShippingInfo).toBeUndefined();
    expect(data.minOrderQuantity).toBeUndefined();
    expect(data).not.toHaveProperty('unheardOf');
  });

  test('name no price at all when one step of a list makes no sense', async () => {
    bed.upstream.behave(
      envelope({
        data: {
          productSaleInfo: { priceRangeList: [{ startQuantity: 1, price: '5.00' }, { price: 'call' }] },
        },
      }),
    );
    const { data } = await bed.xport.products.detail({ offerId: '951807530375' }, scope);
    expect(data.productSaleInfo?.priceRangeList).toEqual([]);
  });

  test('are kept thirty minutes and shared without a way to change them', async () => {
    bed.upstream.behave(envelope({ data: { subject: '标题', productImage: { images: ['a'] } } }));
    const first = await bed.xport.products.detail({ offerId: '951807530375' }, scope);
    bed.clock.advance(30 * 60_000 - 1);
    const second = await bed.xport.products.detail({ offerId: '951807530375' }, scope);
    expect(second).toBe(first);
    expect(Object.isFrozen(first.data) && Object.isFrozen(first.data.productImage?.images)).toBe(true);
    bed.clock.advance(1);
    await bed.xport.products.detail({ offerId: '951807530375' }, scope);
    expect(bed.upstream.received).toHaveLength(2);
    expect(JSON.parse(bed.upstream.received[0]?.body ?? '')).toEqual({
      offerId: '951807530375',
      country: 'en',
    });
  });
});
