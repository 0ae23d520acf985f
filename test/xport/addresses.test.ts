import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressAddOrUpdate, addressGet } from '../../src/xport/addresses.ts';
import type { Xport } from '../../src/xport/client.ts';
import { type FaultyUpstream, openFaultyUpstream, raw, reset } from '../fakes/faulty-upstream.ts';
import { faultOf, openTestXport } from './open.ts';

const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };
const one = { id: '1001', name: '张三', phone: '13800000000', province: '浙江省', address: '网商路699号' };

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

const answer = (body: string) => upstream.behave(raw(body));

describe('an address is saved', () => {
  const { example } = addressAddOrUpdate;

  test('as it is given, without an id to add it', async () => {
    answer('{"code":200,"msg":"成功","data":null}');
    await xport.addresses.save(example, scope);
    expect(upstream.received.at(-1)?.path).toBe('/api/open/address/addOrUpdate');
    expect(JSON.parse(upstream.received.at(-1)?.body ?? '')).toEqual(example);
  });

  test.each([
    '{"code":0,"msg":"success"}',
    '{"code":"0","data":{"id":7}}',
    '{"code":200}',
    '{"code":200,"data":true}',
  ])('where the partner answers %s', async (body) => {
    answer(body);
    expect((await xport.addresses.save(example, scope)).data).toBeNull();
  });

  test.each(['{"code":500,"msg":"no"}', '{"code":"","msg":"no"}', '{"code":"00"}'])(
    'not where it answers %s',
    async (body) => {
      answer(body);
      expect(await faultOf(xport.addresses.save(example, scope))).toMatchObject({ kind: 'refused' });
    },
  );

  test('once, whatever becomes of it', async () => {
    upstream.behave(reset);
    expect(await faultOf(xport.addresses.save(example, scope))).toMatchObject({ kind: 'unreachable' });
    expect(upstream.received).toHaveLength(1);
  });
});

describe('addresses are read', () => {
  test.each<[string, unknown]>([
    ['a list', [one]],
    ['one alone', one],
    ['a page', { records: [one], total: 1 }],
    ['a wrapped list', { data: [one] }],
  ])('as %s', async (_, data) => {
    answer(JSON.stringify({ code: 200, data }));
    expect((await xport.addresses.get({}, scope)).data.items).toMatchObject([one]);
  });

  test('under the names of other calls too, with ids exact', async () => {
    answer(
      '{"code":200,"data":[{"addressId":9007199254740993,"fullName":"张三","mobile":13800000000},{"name":"x"},null]}',
    );
    expect((await xport.addresses.get({ id: '1' }, scope)).data).toMatchObject({
      items: [{ addressId: '9007199254740993', fullName: '张三', mobile: '13800000000' }],
      unreadable: 1,
    });
    expect(JSON.parse(upstream.received.at(-1)?.body ?? '')).toEqual({ id: '1' });
  });

  test('as none where there are none', async () => {
    answer('{"code":200,"data":null}');
    expect((await xport.addresses.get({}, scope)).data.items).toEqual([]);
  });

  test('not with a code 0, which means success for saving alone', async () => {
    answer('{"code":0,"data":[]}');
    expect(await faultOf(xport.addresses.get({}, scope))).toMatchObject({ kind: 'refused', code: '0' });
  });

  test('whatever the fields hold, to their id', () => {
    const wild = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.boolean(), fc.array(fc.string()));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('name', 'phone', 'city', 'district', 'extra'), wild),
        (fields) => {
          const read = addressGet.data.parse([{ ...fields, id: 1001 }]);
          expect(read.items.map(({ id }) => id)).toEqual(['1001']);
        },
      ),
    );
  });
});
