import { BlockList, isIP } from 'node:net';

/** Addresses that no host of the public internet has: IANA's special-purpose registry for IPv4, and multicast. */
const privateIPv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Within 2000::/3, which is all that is handed out of IPv6: protocols, documentation, and ways to hide an IPv4. */
const privateIPv6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const kept = new BlockList();
for (const [net, bits] of privateIPv4) kept.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of privateIPv6) kept.addSubnet(net, bits, 'ipv6');

const handedOut = new BlockList();
handedOut.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether `address` belongs to a machine on the public internet. IPv6 addresses that stand for an IPv4 one
 * (`::ffff:…`, NAT64, 6to4, Teredo) do not count, whichever it is: no honest name resolves to one.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !kept.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  return handedOut.check(address, 'ipv6') && !kept.check(address, 'ipv6');
}
