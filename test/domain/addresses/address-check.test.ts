import { describe, expect, it } from 'vitest';
import {
  type AddressFault,
  changeAddress,
  checkAddress,
} from '../../../src/domain/addresses/address-check.ts';

const typed = {
  name: ' 张 三 ',
  phone: '+86 138 0000 0000',
  division: '浙江省 杭州市 滨江区 长河街道',
  street: '网商路\n699号',
  code: '330108',
};
const address = {
  name: '张 三',
  phone: '13800000000',
  province: '浙江省',
  city: '杭州市',
  area: '滨江区',
  town: '长河街道',
  street: '网商路 699号',
  code: '330108',
};

describe('an address', () => {
  it('is read from what was typed', async () => {
    expect(await checkAddress(typed)).toEqual({ address, unlisted: false });
    const { code: _code, ...without } = address;
    expect(await checkAddress({ ...typed, code: undefined })).toEqual({ address: without, unlisted: false });
  });

  it('is of the division that its code has, where only that was typed', async () => {
    const { town: _town, ...without } = address;
    expect(await checkAddress({ ...typed, division: undefined })).toEqual({
      address: without,
      unlisted: false,
    });
  });

  it('says where the table of districts does not have its own', async () => {
    expect(await checkAddress({ ...typed, division: '浙江省杭州市高新区', code: '' })).toMatchObject({
      address: { area: '高新区' },
      unlisted: true,
    });
  });

  it.each<[string, Partial<Record<keyof typeof typed, string>>, AddressFault[]]>([
    ['no name', { name: '  ' }, ['name missing']],
    ['marks for a name', { name: ' ，.' }, ['name missing']],
    ['marks for a street', { street: '，，--' }, ['street missing']],
    ['no phone', { phone: '' }, ['phone missing']],
    ['a foreign phone', { phone: '+49 151 23456789' }, ['phone abroad']],
    ['no province', { division: '月亮市 滨江区' }, ['province unknown']],
    ['no street', { street: '' }, ['street missing']],
    ['half a street', { street: '1' }, ['street too short']],
    ['a short code', { code: '3301' }, ['code unreadable']],
    [
      'a code elsewhere',
      { code: '110105' },
      [
        {
          kind: 'code elsewhere',
          code: '110105',
          codeOf: '北京市 朝阳区',
          division: '浙江省 杭州市 滨江区',
          wanted: '330108',
        },
      ],
    ],
    [
      'a code of nothing',
      { code: '330199' },
      [
        {
          kind: 'code elsewhere',
          code: '330199',
          codeOf: undefined,
          division: '浙江省 杭州市 滨江区',
          wanted: '330108',
        },
      ],
    ],
    [
      'nothing right',
      { name: '', phone: 'x', division: '', street: '', code: 'x' },
      ['name missing', 'phone unreadable', 'division missing', 'street missing', 'code unreadable'],
    ],
  ])('is refused with %s', async (_, wrong, faults) => {
    expect(await checkAddress({ ...typed, ...wrong })).toEqual({ faults });
  });

  it('changes in what is typed alone', async () => {
    const before = { ...address, id: '1001' };
    expect(await changeAddress(before, { phone: '0571-88776655' })).toEqual({
      address: { ...before, phone: '0571-88776655' },
      unlisted: false,
    });
    expect(await changeAddress(before, { phone: '1' })).toEqual({ faults: ['phone unreadable'] });
  });

  it.each(['022-3456789', '+852 2345 6789', '0571-88776655转801', '电话：138'])(
    'keeps the phone that it has, %s, as long as no other is typed',
    async (phone) => {
      const before = { ...address, phone, id: '1001' };
      expect(await changeAddress(before, { name: '李四' })).toEqual({
        address: { ...before, name: '李四' },
        unlisted: false,
      });
      expect(await changeAddress(before, { phone: '' })).toEqual({ faults: ['phone missing'] });
    },
  );

  it.each([
    ['of a zone without a code', { area: '高新区' }, '330199'],
    ['of a district that is no more', { area: '下城区' }, '330103'],
    [
      'as another list of divisions has it',
      { province: '浙江', city: '杭州', area: '其它区', town: '' },
      '330108',
    ],
    ['without districts', { province: '广东省', city: '东莞市', area: '长安镇' }, '441900'],
  ])('keeps a division that the partner has %s', async (_, division, code) => {
    const before = { ...address, ...division, code, id: '1001' };
    const changed = await changeAddress(before, { phone: '0571-88776655' });
    expect(changed).toMatchObject({ address: { ...before, phone: '0571-88776655' }, unlisted: false });
  });

  it('gets the code of its new district, and wants one where that has none', async () => {
    const before = { ...address, id: '1001' };
    const division = '浙江省 杭州市 西湖区';
    for (const code of [undefined, '330106']) {
      expect(await changeAddress(before, { division, code })).toMatchObject({
        address: { id: '1001', area: '西湖区', code: '330106' },
      });
    }
    expect(await changeAddress(before, { division, code: '330108' })).toMatchObject({
      faults: [{ kind: 'code elsewhere', codeOf: '浙江省 杭州市 滨江区', wanted: '330106' }],
    });
    expect(await changeAddress(before, { code: '330106' })).toMatchObject({
      faults: [{ kind: 'code elsewhere', wanted: '330108' }],
    });
    expect(await changeAddress(before, { division: '浙江省 杭州市 高新区' })).toEqual({
      faults: ['code missing'],
    });
    expect(await changeAddress(before, { division: '浙江省 杭州市 滨江区' })).toMatchObject({
      address: { code: '330108' },
    });
  });
});
