import { hourMs } from '../runtime/durations.ts';
import type { SettingDefinition, SettingsReader } from './reader.ts';
import { serverDefinitions } from './server.ts';

export const sellerDefinitions = {
  sellerLinks: {
    name: 'SELLER_LINKS',
    kind: 'choice',
    values: ['direct', 'guarded'],
    default: 'direct',
    meaning:
      'With `guarded` a card holds a link of the bot’s own that opens for some hours and is counted. It needs `PUBLIC_URL` over https without a port.',
  },
  sellerLinkOpensHours: {
    name: 'SELLER_LINK_OPENS_HOURS',
    kind: 'whole',
    least: 1,
    most: 168,
    default: 8,
    meaning: 'Hours for which a guarded link opens.',
  },
  sellerLinkKeptSeconds: {
    name: 'SELLER_LINK_KEPT_SECONDS',
    kind: 'whole',
    least: 0,
    most: 3600,
    default: 300,
    meaning: 'Seconds for which a link is kept, to save a repeat of the same request.',
  },
  sellerLinksPerMinute: {
    name: 'SELLER_LINKS_PER_MINUTE',
    kind: 'whole',
    least: 1,
    most: 600,
    default: 10,
    meaning: 'Seller links that one person may ask for in a minute, over all workspaces.',
  },
  sellerLinksPerDay: {
    name: 'SELLER_LINKS_PER_DAY',
    kind: 'whole',
    least: 1,
    most: 10_000,
    default: 200,
    meaning: 'Seller links that one person may ask for in a day, over all workspaces.',
  },
  sellerLinksPerAccountDay: {
    name: 'SELLER_LINKS_PER_ACCOUNT_DAY',
    kind: 'whole',
    least: 1,
    most: 1_000_000,
    default: 500,
    meaning: 'Seller links of the whole account on one day in China.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** The links to sellers' chats: how they are handed out, and how many. */
export interface SellerSettings {
  readonly sellers: {
    readonly linkKeptMs: number;
    readonly linksPerMinute: number;
    readonly linksPerDay: number;
    /** Of all people together, on a day in China. */
    readonly linksPerAccountDay: number;
    /** Links go out behind a link of the bot's own, below `publicUrl`, that opens for `opensForMs`. */
    readonly guard?: { readonly publicUrl: string; readonly opensForMs: number };
  };
}

export function readSellers(
  read: SettingsReader,
  { publicUrl }: { readonly publicUrl?: string },
): SellerSettings {
  const guard = readGuard(read, publicUrl);
  return {
    sellers: {
      linkKeptMs: read.whole(sellerDefinitions.sellerLinkKeptSeconds) * 1000,
      linksPerMinute: read.whole(sellerDefinitions.sellerLinksPerMinute),
      linksPerDay: read.whole(sellerDefinitions.sellerLinksPerDay),
      linksPerAccountDay: read.whole(sellerDefinitions.sellerLinksPerAccountDay),
      ...(guard !== undefined && { guard }),
    },
  };
}

function readGuard(
  read: SettingsReader,
  publicUrl: string | undefined,
): SellerSettings['sellers']['guard'] | undefined {
  const opensForMs = read.whole(sellerDefinitions.sellerLinkOpensHours) * hourMs;
  if (read.oneOf(sellerDefinitions.sellerLinks) !== 'guarded') return undefined;
  const url = publicUrl === undefined ? undefined : new URL(publicUrl);
  if (publicUrl === undefined || url?.protocol !== 'https:' || url.port !== '') {
    read.fault(serverDefinitions.publicUrl, 'an https URL without a port, since SELLER_LINKS is guarded');
    return undefined;
  }
  return { publicUrl, opensForMs };
}
