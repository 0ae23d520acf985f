import { createGuardedLinks, type GuardedLinks } from '../domain/sellers/guarded-links.ts';
import { sellerHosts } from '../domain/sellers/hosts.ts';
import { createAskingLimit } from '../domain/sellers/link-limit.ts';
import { guardedLinkRoutes } from '../http/guarded-link.ts';
import type { Route } from '../http/route.ts';
import { allWords, inEach } from '../languages/index.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Store } from '../store/contract/store.ts';

/** How often one link opens. */
const opensPerMinute = 20;
const opensPerDay = 500;

/** Seller links behind links of the bot's own, and the route that opens them. Each opening is in the audit log. */
export function openSellerLinks({
  guard,
  store,
  clock,
  random,
  log,
}: {
  readonly guard: { readonly publicUrl: string; readonly opensForMs: number };
  readonly store: Pick<Store, 'links' | 'audit'>;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
  readonly log: Log;
}): GuardedLinks & { readonly host: string; readonly routes: readonly Route[] } {
  const links = createGuardedLinks({
    ...guard,
    book: store.links,
    clock,
    limit: createAskingLimit({ clock, perMinute: opensPerMinute, perDay: opensPerDay }),
    async opened({ organization, workspace, conversation, offer, mark, opens }) {
      await store.audit.append({
        organization,
        workspace,
        conversation,
        command: 'seller link',
        outcome: 'done',
        trace: random.token(8),
        facts: { offer, link: mark, opens: String(opens) },
      });
    },
  });
  return {
    ...links,
    host: new URL(guard.publicUrl).hostname,
    routes: guardedLinkRoutes({
      door: links,
      words: inEach(allWords, ({ links: pages }) => pages),
      hosts: sellerHosts,
      log: (error) => log.error({ err: error }, 'a seller link could not be opened'),
    }),
  };
}
