import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createSandboxAccount } from '../../src/sandbox/gate.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import type { AddressRequest, Xport } from '../../src/xport/client.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { faultOf, openTestXport, signatureTemplate } from '../xport/open.ts';

const account = createSandboxAccount(systemRandom);
const clock = createFakeClock();
const log = createCollectedLog();
const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };
const address: AddressRequest = {
  name: '张三丰',
  province: '浙江省',
  city: '杭州市',
  district: '滨江区',
  town: '长河街道',
  address: '网商路699号',
  phone: '13811112222',
  districtCode: '330108',
};

let sandbox: Sandbox;
let xport: Xport;

beforeAll(async () => {
  const parts = { account, signatureTemplate, clock, random: systemRandom, log };
  sandbox = await openSandbox({ ...parts, timestampUnit: 'seconds' });
  xport = openTestXport(sandbox.url, { account, clock });
});

afterAll(async () => {
  await xport.close();
  await sandbox.close();
  expect(log.lines).toEqual([]);
});

const kept = async (id?: string) => (await xport.addresses.get({ id }, scope)).data.items;

describe('addresses of the sandbox', () => {
  test('are kept, changed by their id, and read one by one or all', async () => {
    expect((await kept()).map(({ id }) => id)).toEqual(['5738']);
    sandbox.addresses.remove('5738');
    expect(await kept()).toEqual([]);
    await xport.addresses.save(address, scope);
    await xport.addresses.save({ ...address, id: '0', name: '李四四' }, scope);
    const [first, second] = await kept();
    expect(first).toMatchObject({ ...address, id: '1001' });
    expect(second).toMatchObject({ id: '1002', name: '李四四' });
    await xport.addresses.save({ ...address, id: '1001', phone: '0571-88776655' }, scope);
    expect(await kept('1001')).toMatchObject([{ id: '1001', phone: '0571-88776655' }]);
    expect(await kept()).toHaveLength(2);
  });

  test.each<[string, Partial<AddressRequest>, string]>([
    ['a code of another province', { districtCode: '110105' }, '40003'],
    ['a code of another city', { districtCode: '330203' }, '40003'],
    ['a code of another district of the city', { districtCode: '330106' }, '40003'],
    ['the code of a whole province', { districtCode: '330000' }, '40003'],
    ['a foreign phone', { phone: '+49 151 23456789' }, '40004'],
    ['a phone that is too short', { phone: '138' }, '40004'],
    ['an unknown province', { province: 'Bavaria' }, '40005'],
    ['an unknown id', { id: '7' }, '40407'],
    ['a name of blanks', { name: ' ' }, '40001'],
  ])('are refused with %s', async (_, wrong, code) => {
    const before = await kept();
    expect(await faultOf(xport.addresses.save({ ...address, ...wrong }, scope))).toMatchObject({
      kind: 'refused',
      code,
    });
    expect(await kept()).toEqual(before);
  });

  test('come page by page, whatever there is, and are gone once they are removed', async () => {
    const ids = Array.from({ length: 45 }, () =>
      sandbox.addresses.save(undefined, { ...address, districtCode: undefined }),
    );
    const { data: first } = await xport.addresses.get({}, scope);
    expect(first.items).toHaveLength(20);
    expect(first.total).toBeGreaterThanOrEqual(45);
    const { data: third } = await xport.addresses.get({ page: 3, pageSize: 20 }, scope);
    expect(third.items.map((each) => each.id)).toContain(ids.at(-1));
    const [gone = ''] = ids;
    sandbox.addresses.remove(gone);
    expect(await faultOf(xport.addresses.get({ id: gone }, scope))).toMatchObject({ code: '40407' });
  });

  test('are refused by an id that there is not', async () => {
    expect(await faultOf(xport.addresses.get({ id: '7' }, scope))).toMatchObject({ code: '40407' });
  });
});
