import type { Card } from '../chat/card.ts';
import type { SafeUrl } from '../chat/safe-url.ts';
import type { PersonMention } from '../chat/text.ts';
import type { News } from '../domain/orders/news.ts';
import type { Order } from '../domain/orders/order.ts';
import type { Language } from '../runtime/language.ts';

/** How news look. */
export interface NewsCards {
  /** The living card. `news`: what is new with it, where it is posted and not edited. */
  order(shown: {
    readonly order: Order;
    readonly news: readonly News[];
    readonly mentions: readonly PersonMention[];
    /** The card that this one takes over from. */
    readonly previous?: SafeUrl;
    readonly language: Language;
    /** IANA name of the zone whose times are shown; China's where none is given. */
    readonly zone?: string | undefined;
  }): Card;
  /** What is said under a card. */
  line(shown: {
    readonly order: Order;
    readonly news: readonly News[];
    readonly mentions: readonly PersonMention[];
    readonly language: Language;
    readonly zone?: string | undefined;
  }): Card;
  /** Many orders at once, each in one item. */
  digest(shown: {
    readonly orders: readonly { readonly order: Order; readonly news: readonly News[] }[];
    readonly mentions: readonly PersonMention[];
    readonly daily: boolean;
    readonly language: Language;
    readonly zone?: string | undefined;
  }): Card;
  summary(shown: {
    /** The day that it is of, `2026-11-25`. */
    readonly day: string;
    readonly byPhase: Readonly<Record<string, number>>;
    /** Orders created on each of the last days, the last one last. */
    readonly created: readonly { readonly day: string; readonly orders: number }[];
    readonly language: Language;
    readonly zone?: string | undefined;
  }): Card;
  /** Tells the person who set a watch that its conversation can't be written to. */
  unserved(shown: {
    readonly conversation: string;
    readonly why: 'gone' | 'not invited' | 'forbidden';
    readonly language: Language;
    readonly zone?: string | undefined;
  }): Card;
}
