import { z } from 'zod';

/** Long enough for any link the bot hands out, short enough for every platform to carry whole. */
export const longestUrl = 2000;

const branded = z.string().brand<'SafeUrl'>();

/** An absolute https URL to a host that the bot vouches for. Only {@link safeUrl} makes one. */
export type SafeUrl = z.infer<typeof branded>;

/** Whether `host` is one of `hosts` or a subdomain of one, compared at label boundaries. */
export function isHostOf(host: string, hosts: readonly string[]): boolean {
  return hosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
}

/**
 * `raw` as a link that may be shown, or `undefined`: https only, no user name, no port, a host of `hosts` or
 * below one, at most {@link longestUrl} characters once percent-encoded.
 */
export function safeUrl(raw: string, hosts: readonly string[]): SafeUrl | undefined {
  const url = /[\s\p{Cc}\\]/u.test(raw) ? null : URL.parse(raw);
  if (url === null) return undefined;
  const clean = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  if (!clean || !isHostOf(url.hostname, hosts) || url.href.length > longestUrl) return undefined;
  return branded.parse(url.href);
}
