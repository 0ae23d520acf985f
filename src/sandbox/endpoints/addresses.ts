import { z } from 'zod';
import { isCodeOf, readDistrictCode } from '../../addresses/division.ts';
import { readPhone } from '../../addresses/phone.ts';
import { provinceNamed } from '../../addresses/provinces.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import type { SandboxEndpoint } from './endpoint.ts';
import { firstFault, sentId } from './fields.ts';

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
const getRequest = z.object({ id: id.nullish() });

type Kept = Omit<z.output<typeof saveRequest>, 'id'>;

/** Addresses that live as long as the sandbox: adding or changing one, and reading one or all. */
export function addressEndpoints(): readonly SandboxEndpoint[] {
  const kept = new Map<string, Kept>();
  let lastId = 1000;
  return [
    {
      path: '/open/address/addOrUpdate',
      answer(body) {
        const asked = saveRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { id: given, ...address } = asked.data;
        const adds = given === undefined || given === null || given === '0';
        if (!adds && !kept.has(given)) return businessRefusals.addressUnknown;
        if (provinceNamed(address.province) === undefined) return businessRefusals.provinceUnknown;
        if (readPhone(address.phone) === undefined) return businessRefusals.phoneWrong;
        const { districtCode } = address;
        if (typeof districtCode === 'string' && !isDistrictIn(address.province, districtCode)) {
          return businessRefusals.districtCodeWrong;
        }
        if (adds) lastId += 1;
        kept.set(adds ? String(lastId) : given, address);
        return { data: null };
      },
    },
    {
      path: '/open/address/get',
      answer(body) {
        const asked = getRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { id: wanted } = asked.data;
        const all = wanted === undefined || wanted === null;
        const found = [...kept]
          .filter(([each]) => all || wanted === each)
          .map(([each, address]) => ({ id: sentId(each), ...address }));
        return all || found.length > 0 ? { data: found } : businessRefusals.addressUnknown;
      },
    },
  ];
}

function isDistrictIn(province: string, districtCode: string): boolean {
  const code = readDistrictCode(districtCode);
  return code !== undefined && isCodeOf(code, province);
}
