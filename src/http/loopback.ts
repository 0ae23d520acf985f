import { isIPv4 } from 'node:net';
import type { HttpRequest } from './route.ts';

/**
 * Whether `host`, a host name or address as one types it to listen on or finds it in a URL, is this machine
 * alone: `localhost` and names below it, 127.0.0.0/8, `::1`. Any other spelling is not.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  const address = name.startsWith('::ffff:') ? name.slice('::ffff:'.length) : name;
  return isIPv4(address) && address.startsWith('127.');
}

/**
 * Whether `request` was made by a page of the server itself, or by no page at all (a person typed its address):
 * - its Host is this machine, so that a foreign name that was made to resolve here gets nothing;
 * - its Origin, where it names one, is that same host over http: no other site, and no other port of this
 * machine;
 * - anything but GET and HEAD must name one, as every browser does.
 *
 * For a server on a loopback address without TLS or proxy before it.
 */
export function sameOrigin(request: Pick<HttpRequest, 'method' | 'headers'>): boolean {
  const { host, origin } = request.headers;
  if (host === undefined || !namesThisMachine(request)) return false;
  if (origin === undefined) return request.method === 'GET' || request.method === 'HEAD';
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}

/** Headers by which proxies say that they carry a request for another client. `x-forwarded-…` are found by their start. */
const proxyHeaders: ReadonlySet<string> = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-original-forwarded-for',
  'x-original-host',
  'true-client-ip',
  'cf-connecting-ip',
  'fly-client-ip',
]);

/**
 * Whether `request` was made on this machine, as far as it tells: its peer and its Host are this machine, and no header
 * says that a proxy carried it. A proxy on this machine that changes the Host and adds no header is not told apart.
 */
export function isFromThisMachine({
  headers,
  remoteAddress,
}: Pick<HttpRequest, 'headers' | 'remoteAddress'>): boolean {
  if (!isLoopbackHost(remoteAddress) || !namesThisMachine({ headers })) return false;
  return !Object.keys(headers).some((name) => proxyHeaders.has(name) || name.startsWith('x-forwarded'));
}

/** Whether the Host of a request is this machine, so that no foreign name was made to resolve here. */
export function namesThisMachine({ headers }: Pick<HttpRequest, 'headers'>): boolean {
  const match = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(headers['host'] ?? '');
  return match?.[1] !== undefined && isLoopbackHost(match[1]);
}
