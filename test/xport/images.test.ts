import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createSandboxAccount } from '../../src/sandbox/gate.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import type { Xport } from '../../src/xport/client.ts';
import { imageUpload } from '../../src/xport/products/image.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { type FaultyUpstream, openFaultyUpstream, raw } from '../fakes/faulty-upstream.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { pictures } from '../pictures/pictures.ts';
import { faultOf, openTestXport, signatureTemplate } from './open.ts';

const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };
const page = { beginPage: 1, pageSize: 10 };

describe('a picture, as the partner is asked', () => {
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
  const asked = () => upstream.received.map(({ path, body }) => [path, JSON.parse(body)]);

  test.each([
    ['"1234567890123456789"', '1234567890123456789'],
    ['1234567890123456789', '1234567890123456789'],
    ['{"imageId":9007199254740993}', '9007199254740993'],
    ['{"result":"12"}', '12'],
  ])('is uploaded, and has the id in %s', async (data, id) => {
    answer(data);
    expect(await xport.products.uploadImage({ imageBase64: 'AAAA' }, scope)).toMatchObject({ data: id });
    expect(asked()).toEqual([['/api/alibaba/ka/product/image/upload', { imageBase64: 'AAAA' }]]);
  });

  test.each(['null', '""', '{}', '"../x"', '[]'])('has no id in %s', async (data) => {
    answer(data);
    const fault = await faultOf(xport.products.uploadImage({ imageBase64: 'AAAA' }, scope));
    expect(fault.kind).toBe('malformed');
  });

  test('is looked for by one of its id and its address, never by both or none', async () => {
    answer('{"totalRecords":1,"data":[{"offerId":600000000000000001}]}');
    const request = { imageId: '12', ...page, sort: '{"price":"asc"}', priceEnd: '20.00' };
    const { data } = await xport.products.searchByImage(request, scope);
    expect(data).toMatchObject({ total: 1, items: [{ offerId: '600000000000000001' }] });
    expect(asked()).toEqual([['/api/alibaba/ka/product/image/query', { ...request, country: 'en' }]]);
    await expect(xport.products.searchByImage(page, scope)).rejects.toThrow();
    const both = { imageId: '12', imageAddress: 'https://cbu01.alicdn.com/a.jpg', ...page };
    await expect(xport.products.searchByImage(both, scope)).rejects.toThrow();
  });
});

describe('a picture, in the sandbox', () => {
  const account = createSandboxAccount(systemRandom);
  const clock = createFakeClock();
  let sandbox: Sandbox;
  let xport: Xport;
  beforeAll(async () => {
    const parts = { account, signatureTemplate, clock, random: systemRandom, log: silentLog };
    sandbox = await openSandbox({ ...parts, timestampUnit: 'seconds' });
    xport = openTestXport(sandbox.url, { account, clock });
  });
  afterAll(async () => {
    await xport.close();
    await sandbox.close();
  });
  const upload = async (bytes: Buffer) =>
    (await xport.products.uploadImage({ imageBase64: bytes.toString('base64') }, scope)).data;
  const query = async (asking: object) =>
    (await xport.products.searchByImage({ ...page, ...asking }, scope)).data;

  test('finds offers of one kind, the same each time, sorted and within a range', async () => {
    const imageId = await upload(pictures.png);
    expect(await upload(pictures.png)).toBe(imageId);
    const found = await query({ imageId, sort: '{"price":"asc"}', priceStart: '1' });
    expect(found.total).toBeGreaterThan(10);
    const prices = found.items.map(({ priceInfo }) => Number(priceInfo?.price));
    expect(prices).toEqual([...prices].sort((one, other) => one - other));
    expect(await query({ imageId, sort: '{"price":"asc"}', priceStart: '1' })).toEqual(found);
    const second = await query({ imageId, beginPage: 2, sort: '{"price":"asc"}', priceStart: '1' });
    const ids = [...found.items, ...second.items].map(({ offerId }) => offerId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is found by an address on 1688, and by its id alone once it was uploaded', async () => {
    const imageAddress = 'https://cbu01.alicdn.com/img/ibank/a.jpg';
    expect((await query({ imageAddress })).items.length).toBeGreaterThan(0);
    const foreign = query({ imageAddress: 'https://alicdn.com.evil.example/a.jpg' });
    expect(await faultOf(foreign)).toMatchObject({ code: '40009' });
    expect(await faultOf(query({ imageId: '1' }))).toMatchObject({ code: '40408' });
  });

  test('is refused where it is too large or none', async () => {
    expect(await faultOf(upload(Buffer.from('<svg/>')))).toMatchObject({ code: '40007' });
    const large = Buffer.concat([pictures.jpeg, Buffer.alloc(5 * 1024 * 1024)]);
    expect(await faultOf(upload(large))).toMatchObject({ code: '40008' });
    expect(await upload(large.subarray(0, 5 * 1024 * 1024))).toMatch(/^\d+$/);
  });

  test('can be tried with the example of its call', async () => {
    const { signal } = scope;
    expect((await xport.call(imageUpload, imageUpload.example, { signal })).data).toMatch(/^\d+$/);
  });
});
