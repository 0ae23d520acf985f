import { type SafeUrl, safeUrl } from '../chat/safe-url.ts';
import type { Clock } from '../runtime/clock.ts';
import type { StoredLink, StoredLinks } from '../store/contract/interactions.ts';
import type { AskingLimit } from './asking-limit.ts';
import { printLinkToken, readLinkToken } from './link-token.ts';

/** Where a link was handed out, and to which offer it leads. */
export type HandedOut = Pick<StoredLink, 'organization' | 'place' | 'conversation' | 'offer'>;

/** A link as it is handed out. */
export interface LinkOut {
  readonly url: SafeUrl;
  /** Of a guarded link: the beginning of its id, by which the trail tells its openings, and how long it opens, ms. */
  readonly guarded?: { readonly mark: string; readonly opensForMs: number };
}

/** What a guarded link leads to when a person opens it. `unknown` also for a token that was never signed here. */
export type Opened =
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

/** As much of an id as tells links apart in the trail and opens none. */
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
