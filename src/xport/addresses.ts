import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { code, id, maybe, record, text } from './fields.ts';
import { type Page, page } from './pages.ts';

/*
 * Delivery addresses. The request that adds or changes one is a sibling's (xport-api.md, section 8); what the reading call
 * wants and answers is not known.
 */

/** One to add (without `id`) or to put in the place of another. */
export interface AddressRequest {
  readonly id?: string | undefined;
  /** Who receives. */
  readonly name: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  /** Street, number, door. */
  readonly address: string;
  readonly phone: string;
  /** Inferred, as is `districtCode`: only sent where there is one. */
  readonly town?: string | undefined;
  readonly districtCode?: string | undefined;
}

export interface AddressGetRequest {
  /** One; else all. */
  readonly id?: string | undefined;
  /** Of all, which page, from 1 on, and how many a page holds. Inferred: only sent where the first page is not all. */
  readonly page?: number | undefined;
  readonly pageSize?: number | undefined;
}

const stored = record({
  id: maybe(id),
  addressId: maybe(id),
  name: maybe(text),
  fullName: maybe(text),
  phone: maybe(text),
  mobile: maybe(text),
  province: maybe(text),
  provinceText: maybe(text),
  city: maybe(text),
  cityText: maybe(text),
  district: maybe(text),
  area: maybe(text),
  areaText: maybe(text),
  town: maybe(text),
  townText: maybe(text),
  address: maybe(text),
  districtCode: maybe(code),
});

/** An address as the partner keeps it, under any of the names that its other calls use. Any field may be missing. */
export type StoredAddress = z.output<typeof stored>;

const identified = stored.refine((given) => (given.id ?? given.addressId) !== undefined);

/** Addresses in a list, a page of them, or one alone. */
const addresses = z.transform((given) => (isOne(given) ? [given] : given)).pipe(page(identified));

function isOne(given: unknown): boolean {
  return typeof given === 'object' && given !== null && ('id' in given || 'addressId' in given);
}

/** Adds an address, or changes the one of that id. Answers without data, and perhaps with code 0 for success. */
export const addressAddOrUpdate: Endpoint<AddressRequest, null> = {
  name: 'address.addOrUpdate',
  path: '/open/address/addOrUpdate',
  confidence: 'I',
  effect: 'write',
  kept: 'never',
  alsoSuccess: ['0'],
  request: z
    .object({
      id: z
        .string()
        .regex(/^\d{1,20}$/)
        .optional(),
      name: z.string().min(1),
      province: z.string().min(1),
      city: z.string().min(1),
      district: z.string().min(1),
      town: z.string().min(1).optional(),
      address: z.string().min(1),
      phone: z.string().min(1),
      districtCode: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    })
    .readonly(),
  data: z.transform(() => null),
  example: {
    name: '张三',
    province: '浙江省',
    city: '杭州市',
    district: '滨江区',
    address: '网商路699号',
    phone: '13800000000',
  },
};

/** The addresses that are kept, or the first page of them. */
export const addressGet: Endpoint<AddressGetRequest, Page<StoredAddress>> = {
  name: 'address.get',
  path: '/open/address/get',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  request: z
    .object({
      id: z
        .string()
        .regex(/^\d{1,20}$/)
        .optional(),
      page: z.int().min(1).optional(),
      pageSize: z.int().min(1).optional(),
    })
    .readonly(),
  data: addresses,
  example: {},
};
