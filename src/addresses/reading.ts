import type { StoredAddress } from '../xport/addresses.ts';
import type { Address } from './address.ts';

/** An address as the partner keeps it; what it does not say is empty. */
export function addressOf(stored: StoredAddress): Address {
  return {
    id: stored.id ?? stored.addressId,
    name: stored.name ?? stored.fullName ?? '',
    phone: stored.phone ?? stored.mobile ?? '',
    province: stored.province ?? stored.provinceText ?? '',
    city: stored.city ?? stored.cityText ?? '',
    area: stored.district ?? stored.area ?? stored.areaText ?? '',
    town: stored.town ?? stored.townText,
    street: stored.address ?? '',
    code: stored.districtCode,
  };
}
