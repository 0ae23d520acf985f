import { describe, expect, it } from 'vitest';
import { type AddressFault, changeAddress, checkAddress } from '../../src/addresses/checking.ts';

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
  it('is read from what was typed', () => {
    expect(checkAddress(typed)).toEqual({ address });
    const { code: _code, ...without } = address;
    expect(checkAddress({ ...typed, code: undefined })).toEqual({ address: without });
  });

  it.each<[string, Partial<Record<keyof typeof typed, string>>, AddressFault[]]>([
    ['no name', { name: '  ' }, ['name missing']],
    ['no phone', { phone: '' }, ['phone missing']],
    ['a foreign phone', { phone: '+49 151 23456789' }, ['phone abroad']],
    ['no province', { division: '杭州市 滨江区' }, ['province unknown']],
    ['no street', { street: '' }, ['street missing']],
    ['half a street', { street: '1' }, ['street too short']],
    ['a short code', { code: '3301' }, ['code unreadable']],
    ['a code elsewhere', { code: '110105' }, ['code elsewhere']],
    [
      'nothing right',
      { name: '', phone: 'x', division: '', street: '', code: 'x' },
      ['name missing', 'phone unreadable', 'division missing', 'street missing', 'code unreadable'],
    ],
  ])('is refused with %s', (_, wrong, faults) => {
    expect(checkAddress({ ...typed, ...wrong })).toEqual({ faults });
  });

  it('changes in what is typed alone', () => {
    const before = { ...address, id: '1001' };
    expect(changeAddress(before, { phone: '0571-88776655' })).toEqual({
      address: { ...before, phone: '0571-88776655' },
    });
    expect(changeAddress(before, { phone: '1' })).toEqual({ faults: ['phone unreadable'] });
  });

  it.each(['022-3456789', '+852 2345 6789', '0571-88776655转801', '电话：138'])(
    'keeps the phone that it has, %s, as long as no other is typed',
    (phone) => {
      const before = { ...address, phone, id: '1001' };
      expect(changeAddress(before, { name: '李四' })).toEqual({ address: { ...before, name: '李四' } });
      expect(changeAddress(before, { phone: '' })).toEqual({ faults: ['phone missing'] });
    },
  );

  it('wants a new code with a new district', () => {
    const before = { ...address, id: '1001' };
    const division = '浙江省 杭州市 西湖区';
    expect(changeAddress(before, { division })).toEqual({ faults: ['code missing'] });
    expect(changeAddress(before, { division, code: '330106' })).toMatchObject({
      address: { id: '1001', area: '西湖区', code: '330106' },
    });
    expect(changeAddress(before, { division: '浙江省 杭州市 滨江区' })).toMatchObject({
      address: { code: '330108' },
    });
  });
});
