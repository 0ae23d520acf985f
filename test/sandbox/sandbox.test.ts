import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseOpenUid, safeChatLink } from '../../src/domain/sellers/chat-link.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { shelfIds } from '../../src/sandbox/catalogue.ts';
import { createSandboxAccount } from '../../src/sandbox/gate.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import type { Xport } from '../../src/xport/client.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import fixture from '../fixtures/openuid-decrypt.json' with { type: 'json' };
import { faultOf, openTestXport, signatureTemplate } from '../xport/open.ts';

const account = createSandboxAccount(systemRandom);
const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };
const recorded = fixture.request.body;
const clock = createFakeClock();
const log = createCollectedLog();
const parts = { account, signatureTemplate, clock, random: systemRandom, log };

let sandbox: Sandbox;
let xport: Xport;

beforeAll(async () => {
  sandbox = await openSandbox({ ...parts, timestampUnit: 'seconds' });
  xport = openTestXport(sandbox.url, { account, clock });
});

afterAll(async () => {
  await xport.close();
  await sandbox.close();
  expect(log.lines).toEqual([]);
});

/** The query of a chat link: whom it leads to and about what. */
function queryOf(wangwangUrl: string) {
  const { searchParams } = new URL(wangwangUrl);
  const nickname = searchParams.get('touid')?.replace(/^cnalichn/, '') ?? '';
  return { nickname, offerId: searchParams.get('offerId') };
}

describe('the recorded example', () => {
  test('is answered as it was recorded', async () => {
    const answer = await xport.im.sellerChatLink(recorded, scope);
    expect(answer.data).toEqual(fixture.response.data);
    expect(answer.requestId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('has a new request id each time', async () => {
    const other = { ...scope, organization: 'other' };
    const [first, second] = [
      await xport.im.sellerChatLink(recorded, scope),
      await xport.im.sellerChatLink(recorded, other),
    ];
    expect(second.data).toEqual(first.data);
    expect(second.requestId).not.toBe(first.requestId);
  });

  test('names its seller without an openUid, and never by the nickname', async () => {
    const { data } = await xport.products.detail({ offerId: recorded.offerId }, scope);
    expect(data).toMatchObject({
      offerId: recorded.offerId,
      sellerOpenId: recorded.openUid,
      status: 'published',
    });
    expect(data.companyName).toMatch(/有限公司$/);
    expect(JSON.stringify(data)).not.toContain('绿德');
  });
});

describe('any other offer', () => {
  const offerId = fc.constantFrom(...shelfIds);

  test('is whole, has a seller of its own, and a chat link that is safe', async () => {
    await fc.assert(
      fc.asyncProperty(offerId, async (id) => {
        const { data } = await xport.products.detail({ offerId: id }, scope);
        expect(data.offerId).toBe(id);
        expect(data.subject).toMatch(/\p{Script=Han}/u);
        expect(data.subjectTrans).toMatch(/^[\x20-\x7e]+$/);
        expect(data.companyName).toMatch(/有限公司$/);
        expect(data.minOrderQuantity).toBeGreaterThan(0);
        expect(data.productImage?.images).toHaveLength(3);
        for (const image of data.productImage?.images ?? []) {
          expect(image).toMatch(new RegExp(`^https://pictures\\.sandbox\\.invalid/${id}/\\d\\.png$`));
        }

        const { quoteType, priceRangeList } = data.productSaleInfo ?? {};
        expect(data.productSkuInfos.length > 0).toBe(quoteType !== 0);
        expect(priceRangeList?.length).toBe(quoteType === 1 ? 0 : 3);
        for (const sku of data.productSkuInfos) {
          expect(sku.specId).toMatch(/^[0-9a-f]{32}$/);
          expect(sku.price).toMatch(/^\d+\.\d{2}$/);
        }

        const openUid = parseOpenUid(data.sellerOpenId ?? '');
        if (openUid === undefined) throw new Error('no seller');
        const { wangwangUrl } = (await xport.im.sellerChatLink({ openUid, offerId: id }, scope)).data;
        expect(safeChatLink(wangwangUrl).ok).toBe(true);
        const { nickname, offerId: about } = queryOf(wangwangUrl);
        expect(about).toBe(id);
        expect(nickname).toMatch(/\p{Script=Han}/u);
        expect(JSON.stringify(data)).not.toContain(nickname);
      }),
      { numRuns: 60 },
    );
  });

  test('is the same in every sandbox and at every time', async () => {
    const other = await openSandbox({ ...parts, timestampUnit: 'milliseconds' });
    const client = openTestXport(other.url, { account, timestampUnit: 'milliseconds' });
    for (const id of ['600000000002', '889512351602', '600000000511']) {
      const [here, there] = await Promise.all(
        [xport, client].map((each) => each.products.detail({ offerId: id }, scope)),
      );
      expect(there?.data).toEqual(here?.data);
    }
    await client.close();
    await other.close();
  });

  test('is not the seller of another', async () => {
    const { data } = await xport.products.detail({ offerId: '600000000003' }, scope);
    expect(data.sellerOpenId).not.toBe(
      (await xport.products.detail({ offerId: '600000000006' }, scope)).data.sellerOpenId,
    );
    const foreign = xport.im.sellerChatLink(
      { openUid: data.sellerOpenId ?? '', offerId: '600000000006' },
      scope,
    );
    await expect(faultOf(foreign)).resolves.toMatchObject({ kind: 'refused', code: '40301', status: 200 });
  });
});

describe('refused is', () => {
  const openUid = recorded.openUid;
  test.each([
    ['an unknown offer', { openUid, offerId: '404000001' }, '40401', '商品不存在'],
    ['an offer off the shelf', { openUid, offerId: '410000001' }, '40402', '商品已下架'],
    ['an id that was mistyped', { openUid, offerId: '9518075303755' }, '40401', '商品不存在'],
    ['the seller of another offer', { openUid, offerId: '600000000003' }, '40301', /openUid/],
    ['an openUid that nobody has', { openUid: 'x'.repeat(65), offerId: '600000' }, '40001', /openUid/],
    ['an id that is none', { openUid, offerId: 'abc' }, '40001', /offerId/],
    ['an id too long', { openUid, offerId: '1'.repeat(20) }, '40001', /offerId/],
  ])('%s', async (_what, request, code, msg) => {
    await expect(faultOf(xport.im.sellerChatLink(request, scope))).resolves.toMatchObject({
      kind: 'refused',
      code,
      msg: expect.stringMatching(msg),
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test.each([
    ['404000001', '40401'],
    ['410000001', '40402'],
    ['12345', '40001'],
  ])('the detail of offer %s', async (offerId, code) => {
    await expect(faultOf(xport.products.detail({ offerId }, scope))).resolves.toMatchObject({ code });
  });

  test('a client with another secret', async () => {
    const client = openTestXport(sandbox.url, { account: { ...account, accessSecret: 'another' } });
    await expect(faultOf(client.im.sellerChatLink(recorded, scope))).resolves.toMatchObject({
      kind: 'refused',
      status: 401,
      msg: '签名错误',
    });
    await client.close();
  });
});

describe('a sandbox', () => {
  test('fits a client with the same template, and no other', async () => {
    const template = '{user-id}-{access-secret}-{nonce-str}-{timestamp}';
    const other = await openSandbox({ ...parts, signatureTemplate: template, timestampUnit: 'seconds' });
    const fitting = openTestXport(other.url, { account, signatureTemplate: template });
    const misfit = openTestXport(other.url, { account });
    await expect(fitting.im.sellerChatLink(recorded, scope)).resolves.toMatchObject({
      data: fixture.response.data,
    });
    await expect(faultOf(misfit.im.sellerChatLink(recorded, scope))).resolves.toMatchObject({
      msg: '签名错误',
    });
    await Promise.all([fitting.close(), misfit.close()]);
    await other.close();
  });

  test('can not open with a template that proves nothing, nor on a port that is taken', async () => {
    const unusable = openSandbox({ ...parts, signatureTemplate: '{timestamp}', timestampUnit: 'seconds' });
    await expect(unusable).rejects.toThrow(/signature template must hold/);
    const port = Number(new URL(sandbox.url).port);
    await expect(openSandbox({ ...parts, timestampUnit: 'seconds', port })).rejects.toThrow(/EADDRINUSE/);
  });

  test('is gone once it is closed', async () => {
    const other = await openSandbox({ ...parts, timestampUnit: 'seconds' });
    const client = openTestXport(other.url, { account, deadlineMs: 1 });
    await client.im.sellerChatLink(recorded, scope);
    await other.close();
    const call = client.im.sellerChatLink({ ...recorded, offerId: '600000' }, scope);
    await expect(faultOf(call)).resolves.toMatchObject({ kind: 'unreachable' });
    await client.close();
  });
});
