import type { ParkedItem } from '../../cards/watch-card.ts';
import type { Card } from '../../chat/card.ts';
import type { Language } from '../../chat/language.ts';
import type { Sent } from '../../chat/outlet.ts';
import type { Subject, WatchRule } from '../../notifications/rule.ts';
import type { NotificationSettings } from '../../store/contract/settings.ts';
import type { Scope } from '../../xport/client.ts';

/** A conversation, and whose it is. */
export interface Where {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
  /** The workspace or server, as `Invocation.place` names it. */
  readonly place: string;
}

/** One watch of a conversation. */
export interface SetWatch {
  readonly subject: Subject;
  readonly rule: WatchRule;
}

/** Who is told of what. */
export interface WatchBook {
  /** Sets or replaces the watch of its conversation and subject. `setBy`: `platform:id` of a person. */
  set(where: Where, watch: SetWatch & { readonly setBy: string }): Promise<void>;
  /** Removes one subject, or all of the conversation; how many were there. */
  remove(where: Where, subject?: Subject): Promise<number>;
  /** Those whose rule can be read. */
  list(where: Where): Promise<readonly SetWatch[]>;
}

/** How news come in a conversation. */
export interface NotificationSettingsBook {
  get(where: Where): Promise<NotificationSettings>;
  /** Replaces all of it. */
  set(where: Where, manner: NotificationSettings): Promise<void>;
}

/** Posts a card into a conversation where nobody waits for one. Never rejects. */
export type Announce = (
  announcement: Where & { readonly card: Card; readonly language: Language },
) => Promise<Sent>;

/** What could not be said. */
export interface ParkedBook {
  /** The newest first. */
  parked(of: {
    readonly organization: string;
    readonly conversation: string;
    readonly limit: number;
  }): Promise<readonly ParkedItem[]>;
  /** Says it again; how much it is. */
  replay(of: { readonly organization: string; readonly conversation: string }): Promise<number>;
}

/** Who sells an offer, by the name that orders have for them; `undefined` where that is not known. */
export type SellerOfOffer = (offerId: string, scope: Scope) => Promise<string | undefined>;
