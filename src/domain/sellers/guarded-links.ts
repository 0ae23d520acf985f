import { createHmac, timingSafeEqual } from 'node:crypto';
import { type SafeUrl, safeUrl } from '../../chat/safe-url.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { StoredLink, StoredLinks } from '../../store/contract/interactions.ts';
import type { AskingLimit } from './link-limit.ts';

/** Where a link was handed out, and to which offer it leads. */
export type HandedOut = Pick<StoredLink, 'organization' | 'workspace' | 'conversation' | 'offer'>;

/** A link as it is handed out. */
export interface LinkOut {
  readonly url: SafeUrl;
  /** Of a guarded link: the beginning of its id, by which the audit log tells its openings, and how long it opens, ms. */
  readonly guarded?: { readonly mark: string; readonly opensForMs: number };
}

/** What a guarded link leads to when a person opens it. `unknown` also for a token that was never signed here. */
type Opened =
  | { readonly state: 'open'; readonly link: string }
  | { readonly state: 'expired' | 'unknown' | 'too often' };

export interface GuardedLinks {
  /** A link of the bot's own in place of `link`. */
  linkOut(link: SafeUrl, to: HandedOut): Promise<LinkOut>;
  /** Whether `token` can be opened. Counts nothing, so previews and prefetching may call it. */
  look(token: string): Promise<'good' | 'expired' | 'unknown'>;
  /** Opens it: counted and written down before the link is given. */
  open(token: string): Promise<Opened>;
}

/** As much of an id as tells links apart in the audit log and opens none. */
const markLength = 6;

/**
 * Links that open for `opensForMs` and count their openings. `publicUrl` is where people reach the bot: https, without a
 * port. `limit` counts the openings of each link; `opened` writes one down, and nothing is opened where that fails.
 */
export function createGuardedLinks({
  book,
  publicUrl,
  opensForMs,
  clock,
  limit,
  opened,
}: {
  /** Where the links are kept that stand behind the bot's own. */
  readonly book: StoredLinks;
  readonly publicUrl: string;
  readonly opensForMs: number;
  readonly clock: Clock;
  readonly limit: AskingLimit;
  opened(what: HandedOut & { readonly mark: string; readonly opens: number }): Promise<void>;
}): GuardedLinks {
  const base = publicUrl.replace(/\/+$/, '');
  const hosts = [new URL(publicUrl).hostname];

  async function read(token: string) {
    const said = readLinkToken(token, await book.key());
    if (said === undefined) return { state: 'unknown' as const };
    if (said.expiresAt <= clock.now()) return { state: 'expired' as const };
    return { state: 'good' as const, id: said.id };
  }

  return {
    async linkOut(link, to) {
      const { id, expiresAt } = await book.keep({ ...to, link, forMs: opensForMs });
      const url = safeUrl(`${base}/l/${printLinkToken({ id, expiresAt }, await book.key())}`, hosts);
      if (url === undefined) throw new Error('PUBLIC_URL makes no safe link');
      return { url, guarded: { mark: id.slice(0, markLength), opensForMs } };
    },
    async look(token) {
      return (await read(token)).state;
    },
    async open(token) {
      const said = await read(token);
      if (said.state !== 'good') return said;
      if (!limit.take(said.id).ok) return { state: 'too often' };
      const kept = await book.open(said);
      if (kept === undefined) return { state: 'expired' };
      const { link, ...what } = kept;
      await opened({ ...what, mark: said.id.slice(0, markLength) });
      return { state: 'open', link };
    },
  };
}

/** What a link of the bot's own says, and is signed for. */
export interface LinkToken {
  readonly id: string;
  /** Ms since 1970 UTC, in whole seconds. */
  readonly expiresAt: number;
}

const secondMs = 1000;
const shape = /^([A-Za-z0-9]{22})-([0-9a-z]{1,10})-([A-Za-z0-9_-]{22})$/;

/** `id-expiry-signature`: HMAC-SHA256 of the first two, cut to 128 bits. Nothing but A-Z a-z 0-9 - _. */
export function printLinkToken({ id, expiresAt }: LinkToken, key: string): string {
  const signed = `${id}-${Math.floor(expiresAt / secondMs).toString(36)}`;
  return `${signed}-${signatureOf(signed, key)}`;
}

/** What {@link printLinkToken} made with the same key; `undefined` for anything else. Says nothing of whether its time is over. */
export function readLinkToken(text: string, key: string): LinkToken | undefined {
  const [, id, expiry, signature] = shape.exec(text) ?? [];
  if (id === undefined || expiry === undefined || signature === undefined) return undefined;
  const right = Buffer.from(signatureOf(`${id}-${expiry}`, key));
  if (!timingSafeEqual(right, Buffer.from(signature))) return undefined;
  return { id, expiresAt: Number.parseInt(expiry, 36) * secondMs };
}

function signatureOf(signed: string, key: string): string {
  const whole = createHmac('sha256', key).update(`seller link 1\n${signed}`).digest();
  return whole.subarray(0, 16).toString('base64url');
}
