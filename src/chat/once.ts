import { forgetOldest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Card } from './card.ts';
import { readCard } from './card-record.ts';

/** Where a write is written down before it runs, and its outcome after. */
export interface WriteClaims {
  begin(organization: string, key: string): Promise<WriteClaim>;
  finish(organization: string, key: string, outcome: string): Promise<void>;
}

type WriteClaim =
  | { readonly state: 'new' }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly outcome: string };

/**
 * Runs a write under `key`, once: a redelivery, to whichever process, gets the first run's card back, or `running` while
 * that run is under way. A run that fails keeps its claim until the claim's hold is over, since it is unknown how far it
 * came.
 */
export async function runOnce(options: {
  readonly claims: WriteClaims;
  readonly organization: string;
  readonly key: string;
  readonly linkHosts: readonly string[];
  readonly run: () => Promise<Card>;
}): Promise<Card | 'running'> {
  const { claims, organization, key, linkHosts, run } = options;
  const claim = await claims.begin(organization, key);
  if (claim.state === 'running') return 'running';
  if (claim.state === 'done') {
    const card = readCard(claim.outcome, linkHosts);
    if (card === undefined) throw new Error('the outcome kept for a write can not be read');
    return card;
  }
  const card = await run();
  await claims.finish(organization, key, JSON.stringify(card));
  return card;
}

/** Tells a first delivery from a repeat, within this process. */
export interface Seen {
  /** Whether `id` is new; from then on it is not. */
  claim(id: string): boolean;
}

/**
 * Remembers ids for `keepMs`, at most `limit` of them, the oldest forgotten first. Platforms redeliver within
 * minutes (the longest known wait is five), so a quarter of an hour is plenty.
 */
export function createSeen(options: { clock: Clock; keepMs: number; limit: number }): Seen {
  const since = new Map<string, number>();
  return {
    claim(id) {
      const now = options.clock.elapsed();
      const at = since.get(id);
      if (at !== undefined && now - at < options.keepMs) return false;
      since.delete(id);
      since.set(id, now);
      forgetOldest(since, options.limit, { isOver: (then) => now - then >= options.keepMs });
      return true;
    },
  };
}
