import type { ParkedItem } from '../../cards/watch-card.ts';
import type { Card } from '../../chat/card.ts';
import type { Sent } from '../../chat/outlet.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import type { WatchRule, WatchSubject } from '../../notifications/rule.ts';
import type { Language } from '../../runtime/language.ts';
import type { NotificationSettings, People } from '../../store/contract/settings.ts';
import type { Scope } from '../../xport/client.ts';
import type { NewsStatus } from '../bot/status.ts';
import type { OfferFinder } from '../offer-argument.ts';
import type { SandboxOrders } from '../order/deps.ts';
import type { OrderFinderDeps } from '../order/order-finder.ts';

/** A conversation, and whose it is. */
interface Where {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
  /** The workspace or server, as `Invocation.workspace` names it. */
  readonly workspace: string;
}

/** One watch of a conversation. */
interface SetWatch {
  readonly subject: WatchSubject;
  readonly rule: WatchRule;
}

/** Which conversation watches what. */
interface WatchBook {
  /** Rejects with AccountUndecided while the account is not known, and nothing can be set. */
  mayBeSet(): Promise<void>;
  /** Sets or replaces the watch of its conversation and subject. `setBy`: `platform:id` of a person. */
  set(where: Where, watch: SetWatch & { readonly setBy: string }): Promise<void>;
  /** Removes one subject, or all of the conversation; how many were there. */
  remove(where: Where, subject?: WatchSubject): Promise<number>;
  /** Those whose rule can be read; `elsewhere`: of another account than the one in use, so that no news of it come. */
  list(where: Where): Promise<readonly (SetWatch & { readonly elsewhere?: true })[]>;
}

/** How each conversation wants its news. */
export interface NotificationSettingsBook {
  get(where: Where): Promise<NotificationSettings>;
  /** Sets it by what is set at that moment; `update` is asked again where another change came first. What is set now. */
  update(
    where: Where,
    update: (current: NotificationSettings) => NotificationSettings,
  ): Promise<NotificationSettings>;
}

/** Posts a card into a conversation unasked. Never rejects. */
export type Announce = (
  announcement: Where & { readonly card: Card; readonly language: Language },
) => Promise<Sent>;

/** Deliveries that were given up, and wait for a retry. */
export interface ParkedBook {
  /** Those of a conversation, the newest first. */
  parked(of: {
    readonly organization: string;
    readonly conversation: string;
    readonly limit: number;
  }): Promise<readonly ParkedItem[]>;
  /** Makes them due again; how many there are. */
  retry(of: { readonly organization: string; readonly conversation: string }): Promise<number>;
}

/** Who sells an offer, by the name that orders have for them; `undefined` where that is not known. */
export type SellerOfOffer = (offerId: string, scope: Scope) => Promise<string | undefined>;

/** What a subject is found with. */
export interface SubjectDeps extends OrderFinderDeps {
  readonly offers: OfferFinder;
  readonly sellerOfOffer: SellerOfOffer;
  readonly watches: Pick<WatchBook, 'list'>;
}

/** What every command about order news is made from. */
export interface WatchDeps extends SubjectDeps {
  readonly watches: WatchBook;
  readonly notificationSettings: NotificationSettingsBook;
  readonly parked: ParkedBook;
  /** Keeps a person's time zone, where their platform tells none. */
  readonly people: Pick<People, 'remembered' | 'remember'>;
  readonly announce: Announce;
  /** Of news where nothing else is set. */
  readonly defaultLanguage: Language;
  /** Whether it is known which account at the partner the bot works for. */
  isAccountKnown(): boolean;
  /** Whether people of other companies read a conversation; `undefined` where the platform does not say. */
  isReadByOthers(where: {
    readonly platform: string;
    readonly workspace: string;
    readonly conversation: string;
  }): Promise<boolean | undefined>;
}

/** What commands about orders and their news need of the rest of the bot. */
export interface NewsPorts {
  readonly orders: OrderBook;
  readonly watches: WatchBook;
  readonly announce: Announce;
  /** Has the order cards that stand in a conversation drawn anew, since it is read in another language now. */
  redraw(where: Where): Promise<void>;
  readonly parked: ParkedBook;
  /** For `/status`. */
  status(): Promise<NewsStatus>;
  /** Present where the partner's API is the sandbox. */
  readonly sandbox?: SandboxOrders;
}
