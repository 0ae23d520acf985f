import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StoredAddress } from '../../xport/addresses.ts';

/** 24 hex digits: 96 bits. No sign among them that a line of text could give a meaning. */
const digits = 24;
const form = new RegExp(`^[0-9a-f]{${digits}}$`);

/**
 * What a button holds of an address, so that a click can tell whether the address was edited since: HMAC-SHA256 of all that
 * the partner tells of it, names and phone included, cut to 96 bits. It says nothing of the address without `key`.
 */
export function addressDigest(address: StoredAddress, key: string): string {
  const told = Object.entries(address)
    .map(([name, value]) => [name, value?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHmac('sha256', key)
    .update(`address 1\n${JSON.stringify(told)}`)
    .digest('hex')
    .slice(0, digits);
}

/** `typed` where it has a digest's form. */
export function readDigest(typed: string): string | undefined {
  return form.test(typed) ? typed : undefined;
}

/** Whether both are the digest of the same address under the same key. */
export function isSameDigest(one: string, other: string): boolean {
  const [bytes, others] = [Buffer.from(one), Buffer.from(other)];
  return bytes.length === others.length && timingSafeEqual(bytes, others);
}
