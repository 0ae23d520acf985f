import { z } from 'zod';
import { isCodeOf, readDistrictCode } from '../../domain/addresses/address.ts';
import { readPhone } from '../../domain/addresses/phone.ts';
import { provinceNamed } from '../../domain/places/provinces.ts';
import type { AddressBook } from '../address-book.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import { firstFault, type SandboxEndpoint, sentId } from './endpoint.ts';

const id = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^\d{1,19}$/));
const words = z.string().trim().min(1).max(200);

const saveRequest = z.object({
  id: id.nullish(),
  name: words,
  province: words,
  city: words,
  district: words,
  town: words.nullish(),
  address: words,
  phone: words,
  districtCode: z.string().nullish(),
});
const getRequest = z.object({
  id: id.nullish(),
  page: z.int().min(1).nullish(),
  pageSize: z.int().min(1).max(100).nullish(),
});

const usualPageSize = 20;

/** Adding an address or changing one, and reading one or all, page by page. */
export function addressEndpoints(book: AddressBook): readonly SandboxEndpoint[] {
  return [
    {
      path: '/open/address/addOrUpdate',
      async answer(body) {
        const asked = saveRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { id: given, ...address } = asked.data;
        const adds = given === undefined || given === null || given === '0';
        if (!adds && !book.has(given)) return businessRefusals.addressUnknown;
        if (provinceNamed(address.province) === undefined) return businessRefusals.provinceUnknown;
        if ('fault' in readPhone(address.phone)) return businessRefusals.phoneWrong;
        const { districtCode } = address;
        if (typeof districtCode === 'string' && !(await isCodeOfDistrict(districtCode, address))) {
          return businessRefusals.districtCodeWrong;
        }
        book.save(adds ? undefined : given, address);
        return { data: null };
      },
    },
    {
      path: '/open/address/get',
      answer(body) {
        const asked = getRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { id: wanted, page, pageSize } = asked.data;
        const all = book.all().map((each) => ({ ...each, id: sentId(each.id) }));
        if (wanted !== undefined && wanted !== null) {
          const found = all.filter((each) => String(each.id) === wanted);
          return found.length > 0 ? { data: found } : businessRefusals.addressUnknown;
        }
        const size = pageSize ?? usualPageSize;
        const from = ((page ?? 1) - 1) * size;
        return { data: { records: all.slice(from, from + size), total: all.length } };
      },
    },
  ];
}

/** A code that the table does not have is taken for a younger district's of the same province. */
async function isCodeOfDistrict(
  districtCode: string,
  { province, city, district }: Pick<z.output<typeof saveRequest>, 'province' | 'city' | 'district'>,
): Promise<boolean> {
  const code = readDistrictCode(districtCode);
  if (code === undefined || !isCodeOf(code, province)) return false;
  // The table is large, and few addresses are saved.
  const { unitOfCode } = await import('../../domain/places/divisions.ts');
  const unit = unitOfCode(code);
  return unit === undefined || (unit.name === district && (unit.within?.name === city || unit.name === city));
}
