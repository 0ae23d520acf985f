import { forgetOldest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { FieldFault } from './form.ts';

/** What a person filled in, and what was wrong with it. */
export interface FormDraft {
  /** By the fields' names. */
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/**
 * What was filled in and not taken, for as long as a person mends it. It may be a name, a phone number or an address: it is
 * kept in memory alone, for the one who typed it.
 */
export interface FormDrafts {
  /** Gives the key of `draft`. `owner` names the person, and where. */
  keep(owner: string, draft: FormDraft): string;
  /** `undefined` once it is too old, or for anybody else. */
  recall(owner: string, key: string): FormDraft | undefined;
}

/** Drafts for `keepMs`, the newest `limit` of them. */
export function createFormDrafts(options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly keepMs: number;
  readonly limit: number;
}): FormDrafts {
  const { clock, random, keepMs, limit } = options;
  const kept = new Map<string, { readonly owner: string; readonly at: number; readonly draft: FormDraft }>();
  const isOver = ({ at }: { readonly at: number }) => clock.elapsed() - at >= keepMs;
  return {
    keep(owner, draft) {
      const key = random.token(16);
      kept.set(key, { owner, at: clock.elapsed(), draft });
      forgetOldest(kept, limit, { isOver });
      return key;
    },
    recall(owner, key) {
      forgetOldest(kept, limit, { isOver });
      const found = kept.get(key);
      return found?.owner === owner ? found.draft : undefined;
    },
  };
}
