import type { Card } from '../chat/card.ts';
import type { SafeUrl } from '../chat/safe-url.ts';
import type { PersonMention } from '../chat/text.ts';
import type { News } from '../domain/orders/news.ts';
import type { Order } from '../domain/orders/order.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import type { WatchWords } from '../languages/en/watch.ts';
import type { Language, Localized } from '../runtime/language.ts';
import { digestCard } from './digest-card.ts';
import { newsLine } from './news-line.ts';
import { orderCard } from './order-card.ts';
import { summaryCard } from './summary-card.ts';
import { unservedCard } from './watch-card.ts';

/** In which language, and in which zone (an IANA name; China's where none is given), something is said. */
interface Reader {
  readonly language: Language;
  readonly zone?: string | undefined;
}

interface OrderShown extends Reader {
  readonly order: Order;
  readonly news: readonly News[];
  readonly mentions: readonly PersonMention[];
}

/** How news look, wherever the bot tells them without an invocation. `now`: ms since 1970 UTC. */
export function createNewsCards({
  words,
  now,
}: {
  readonly words: Localized<{ readonly orders: OrderWords; readonly watch: WatchWords }>;
  now(): number;
}) {
  return {
    /** The living card. */
    order: ({ language, previous, ...shown }: OrderShown & { readonly previous?: SafeUrl }): Card =>
      orderCard({ ...shown, takesOverFrom: previous, words: words[language].orders, now: now() }),
    /** What is said under a card. */
    line: ({ language, ...shown }: OrderShown): Card =>
      newsLine({ ...shown, words: words[language].orders, now: now() }),
    digest: ({
      language,
      orders,
      ...shown
    }: Reader & {
      readonly orders: readonly { readonly order: Order; readonly news: readonly News[] }[];
      readonly mentions: readonly PersonMention[];
      readonly daily: boolean;
    }): Card => digestCard({ ...shown, entries: orders, more: 0, words: words[language].orders, now: now() }),
    summary: ({
      language,
      ...shown
    }: Reader & {
      readonly day: string;
      readonly byPhase: Readonly<Record<string, number>>;
      readonly created: readonly { readonly day: string; readonly orders: number }[];
    }): Card => summaryCard({ ...shown, words: words[language].orders }),
    unserved: ({
      language,
      ...shown
    }: Reader & {
      readonly conversation: string;
      readonly why: 'gone' | 'not invited' | 'forbidden';
    }): Card => unservedCard({ ...shown, words: words[language].watch }),
  };
}
