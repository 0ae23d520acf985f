import { maskedPhone } from '../../domain/addresses/masked-address.ts';
import { readPhone } from '../../domain/addresses/phone.ts';
import { en } from '../../languages/en/index.ts';
import type { Understood } from './understood.ts';

/** Phones of mainland China, as an address is typed with them. */
export async function understoodPhones(): Promise<Understood> {
  const rows = [
    '138 0000 0000',
    '+86 138-0000-0000',
    '（0571）8877 6655',
    '+86 10 8877 6655',
    '0571-88776655转801',
    '0571-88776655 ext. 801',
    '18412345678转1234',
    '17000000000-1234',
    '400 820 8820',
    '02-2345-6789',
    '0123-4567890',
    '88776655',
    '+852 2345 6789',
    '+886 2 2345 6789',
    '+49 151 23456789',
    '95338',
    '800-820-8820',
  ].map((typed) => {
    const read = readPhone(typed);
    if ('fault' in read) return { typed, read: en.addresses.faults[read.fault] };
    return { typed, read: `${read.phone}, shown to others as ${maskedPhone(read.phone)}` };
  });
  return {
    title: 'Phones',
    where: 'As the phone of a delivery address: `/address add`, `/address edit` and their forms.',
    rows,
    source: 'Area codes: libphonenumber-js 1.13.16 (Google’s libphonenumber metadata), read on 2026-11-29.',
  };
}
