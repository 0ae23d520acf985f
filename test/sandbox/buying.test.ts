import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemRandom } from '../../src/runtime/random.ts';
import { findOffer } from '../../src/sandbox/catalogue.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { orderPreviewCall } from '../../src/xport/buying.ts';
import { type Xport, XportError } from '../../src/xport/client.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { account, openTestXport, signatureTemplate } from '../xport/open.ts';

const { response } = z
  .object({ response: z.object({ data: z.array(z.unknown()) }) })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/order-preview.json', import.meta.url), 'utf8')));

const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };
const cargo = { offerId: '889512351602', specId: '530ad00177264564503ec3b848650652', quantity: 2 };
const order = { addressParam: { addressId: '5738' }, cargoParamList: [cargo] };

describe('buying in the sandbox', () => {
  let clock: FakeClock;
  let sandbox: Sandbox;
  let xport: Xport;
  beforeEach(async () => {
    clock = createFakeClock();
    const surroundings = { clock, random: systemRandom, log: silentLog };
    sandbox = await openSandbox({ account, signatureTemplate, timestampUnit: 'seconds', ...surroundings });
    xport = openTestXport(sandbox.url, surroundings);
  });
  afterEach(async () => {
    await xport.close();
    await sandbox.close();
  });

  const codeOf = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof XportError) || error.fault.kind !== 'refused') throw new Error(String(error));
    return error.fault.code;
  };
  const create = async (more: Partial<typeof cargo> = {}, outOrderId = 'st1') => {
    const wanted = { ...order, cargoParamList: [{ ...cargo, ...more }], outOrderId };
    return (await xport.buying.create(wanted, scope)).data.orderId ?? '';
  };

  it('answers the documented preview as documented', async () => {
    const asItCame = { ...orderPreviewCall, data: z.unknown() };
    const { data } = await xport.call(asItCame, { flow: 'fenxiaonew', ...order }, scope);
    expect(data).toEqual(response.data);
    expect(sandbox.orders.all()).toEqual([]);
  });

  it('creates what it previewed, under the buyer’s number, and finds it by that', async () => {
    const orderId = await create();
    const { data } = await xport.orders.list({ page: 1, pageSize: 20, outOrderId: 'st1' }, scope);
    expect(data.items.map(({ baseInfo }) => [baseInfo.idOfStr, baseInfo.totalAmount])).toEqual([
      [orderId, '65.61'],
    ]);
  });

  it('creates twice under one number, so that only our own care prevents it', async () => {
    await create();
    clock.advance(1);
    await create();
    expect(sandbox.orders.all()).toHaveLength(2);
  });

  it('takes several offers of one seller at once, and none of two', async () => {
    const neighbour = findOffer('889512351603');
    if ('code' in neighbour) throw new Error(neighbour.msg);
    const { offerId, minOrderQuantity, skus } = neighbour;
    const specId = skus[0]?.specId;
    const other = { offerId, ...(specId !== undefined && { specId }), quantity: minOrderQuantity };
    const both = { ...order, cargoParamList: [cargo, other] };
    const [preview, ...more] = (await xport.buying.preview(both, scope)).data;
    expect(more).toEqual([]);
    expect(preview?.orderItemTOList.map((item) => item.offerId)).toEqual([cargo.offerId, offerId]);
    const amounts = preview?.orderItemTOList.map(({ amount = 0 }) => amount) ?? [];
    expect(amounts.reduce((sum, each) => sum + each, 0)).toBe(preview?.sumPaymentNoCarriage);
    const { data } = await xport.buying.create({ ...both, outOrderId: 'st2' }, scope);
    expect(data.totalSuccessAmount).toBe(preview?.sumTotalPayment);
    const detail = await xport.orders.detail({ orderId: data.orderId ?? '' }, scope);
    expect(detail.data.productItems).toHaveLength(2);
    const { sumProductPayment, shippingFee, totalAmount } = detail.data.baseInfo;
    const inFen = (yuan: string | undefined) => Math.round(Number(yuan) * 100);
    expect(inFen(sumProductPayment)).toBe(preview?.sumPaymentNoCarriage);
    expect(inFen(shippingFee)).toBe(preview?.sumCarriage);
    expect(inFen(totalAmount)).toBe(preview?.sumTotalPayment);

    const foreign = { ...order, cargoParamList: [cargo, { offerId: '951807530375', quantity: 100 }] };
    expect(await codeOf(xport.buying.preview(foreign, scope))).toBe('40021');
    expect(sandbox.orders.all()).toHaveLength(1);
  });

  it('charges the freight that an estimate says, wherever it goes', async () => {
    const [offer] = offersFrom(600_000_000_020);
    if (offer === undefined) throw new Error('no offer');
    const { offerId, skus, minOrderQuantity } = offer;
    for (const [province, city, district, name] of [
      ['330000', '330100', '330108', '浙江省'],
      ['540000', '540100', '540102', '西藏自治区'],
    ] as const) {
      for (const totalNum of [minOrderQuantity, minOrderQuantity * 50]) {
        const to = { toProvinceCode: province, toCityCode: city, toCountryCode: district };
        const asked = { offerId, ...to, totalNum, logisticsSkuNumModels: [] };
        const { freight } = (await xport.products.freight(asked, scope)).data;
        const person = { fullName: '王', mobile: '13800000000', phone: '', postCode: '' };
        const place = { provinceText: name, cityText: '', areaText: '', townText: '', address: '路1号' };
        const addressParam = { ...person, ...place, districtCode: '' };
        const specId = skus[0]?.specId;
        const line = { offerId, ...(specId !== undefined && { specId }), quantity: totalNum };
        const wanted = { addressParam, cargoParamList: [line] };
        const asItCame = { ...orderPreviewCall, data: z.array(z.object({ sumCarriage: z.int() })) };
        const [preview] = (await xport.call(asItCame, { flow: 'general', ...wanted }, scope)).data;
        expect(preview?.sumCarriage).toBe(Math.round(Number(freight) * 100));
      }
    }
  });

  it.each<[string, Partial<typeof cargo>, string]>([
    ['an unknown kind', { specId: '0'.repeat(32) }, '40403'],
    ['an unknown offer', { offerId: '404512351602' }, '40401'],
    ['an offer off the shelf', { offerId: '410512351602' }, '40402'],
  ])('refuses %s', async (_, more, code) => {
    const wanted = { ...order, cargoParamList: [{ ...cargo, ...more }] };
    expect(await codeOf(xport.buying.preview(wanted, scope))).toBe(code);
    expect(await codeOf(create(more))).toBe(code);
  });

  it('refuses too few, no multiple of a lot, an unknown address, a kind left out', async () => {
    const lots = offersFrom(600_000_000_001).find(({ batchNumber }) => batchNumber !== undefined);
    if (lots === undefined) throw new Error('no offer is sold in lots');
    const { offerId, minOrderQuantity, skus } = lots;
    const specId = skus[0]?.specId;
    const of = (quantity: number) => ({ ...order, cargoParamList: [{ offerId, specId, quantity }] });
    expect(await codeOf(xport.buying.preview(of(minOrderQuantity - 1), scope))).toBe('40002');
    expect(await codeOf(xport.buying.preview(of(minOrderQuantity + 1), scope))).toBe('40006');
    await xport.buying.preview(of(minOrderQuantity), scope);
    const nowhere = { ...order, addressParam: { addressId: '1001' } };
    expect(await codeOf(xport.buying.preview(nowhere, scope))).toBe('40407');
    expect(await codeOf(xport.buying.create({ ...nowhere, outOrderId: 'st2' }, scope))).toBe('40407');
    const [known] = sandbox.addresses.all();
    if (known === undefined) throw new Error('no address');
    const { id, ...address } = known;
    expect(sandbox.addresses.save(undefined, address)).toBe('1001');
    sandbox.addresses.remove(id);
    expect((await xport.buying.preview(nowhere, scope)).data).toHaveLength(1);
    expect(await codeOf(xport.buying.preview(order, scope))).toBe('40407');
    const { specId: _, ...kindless } = cargo;
    expect(await codeOf(xport.buying.preview({ ...nowhere, cargoParamList: [kindless] }, scope))).toBe(
      '40403',
    );
  });

  it('debits a small order, gives the cashier for a large one, and pays nothing twice', async () => {
    const small = await create();
    clock.advance(1);
    const large = await create({ quantity: 20 }, 'st2');
    const pay = async (orderId: string) => (await xport.buying.pay({ orderId }, scope)).data;
    expect(await pay(small)).toMatchObject({ protocolPaySuccess: true, payUrl: undefined });
    expect(await codeOf(pay(small))).toBe('40901');
    expect(await pay(large)).toMatchObject({ protocolPaySuccess: false });
    expect(sandbox.orders.find(small)?.status).toBe('waitsellersend');
    expect(sandbox.orders.find(large)?.status).toBe('waitbuyerpay');
  });

  it('cancels only what is ten seconds old, and not paid', async () => {
    const orderId = await create();
    const cancel = () => xport.buying.cancel({ orderId, cancelReason: 'buyerCancel' }, scope);
    clock.advance(9_999);
    expect(await codeOf(cancel())).toBe('CLOSE_ORDER_TOO_FAST');
    clock.advance(1);
    expect((await cancel()).data).toEqual({ done: true });
    expect(await codeOf(cancel())).toBe('40901');
  });
});

function offersFrom(first: number) {
  return Array.from({ length: 100 }, (_, at) => findOffer(String(first + at))).flatMap((offer) =>
    'code' in offer ? [] : [offer],
  );
}
