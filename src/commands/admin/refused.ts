import type { Card } from '../../chat/card.ts';
import type { AdminWords } from '../../languages/en/admin.ts';

/** Why a role was neither granted nor revoked. */
export type Refusal = 'only here' | 'oneself' | 'by settings' | 'last';

/** Nothing was changed, and what to do instead. */
export function refused(why: Refusal, words: AdminWords): Card {
  return {
    tone: 'warning',
    title: words.unchanged,
    body: [{ kind: 'text', text: [words.refusal[why]] }],
    actions: [],
  };
}
