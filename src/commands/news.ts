import type { Command } from '../chat/command.ts';
import type { Localized } from '../chat/language.ts';
import type { Words } from '../languages/index.ts';
import type { OrderBook } from '../notifications/order-book.ts';
import type { Clock } from '../runtime/clock.ts';
import type { OfferFinder } from './offers/offer-argument.ts';
import { orderExportCommand } from './order/export.ts';
import { orderListCommand } from './order/list.ts';
import { orderShowCommand } from './order/show.ts';
import { orderTrackCommand } from './order/track.ts';
import { orderTryCommand, type SandboxOrders } from './order/try.ts';
import type { NewsStatus } from './status.ts';
import type {
  Announce,
  NotificationSettingsBook,
  ParkedBook,
  SellerOfOffer,
  WatchBook,
} from './watch/ports.ts';
import { resendCommand } from './watch/resend.ts';
import { unwatchCommand } from './watch/unwatch.ts';
import { type WatchDeps, watchCommand } from './watch/watch.ts';
import { watchingCommand } from './watch/watching.ts';

/** What commands about orders and their news need of the rest of the bot. */
export interface NewsPorts {
  readonly orders: OrderBook;
  readonly watches: WatchBook;
  readonly announce: Announce;
  readonly unsaid: ParkedBook;
  /** For `/status`. */
  status(): Promise<NewsStatus>;
  /** Where the partner API is the sandbox. */
  readonly sandbox?: SandboxOrders;
}

/** Every command about orders and their news. */
export function newsCommands(
  deps: NewsPorts & {
    readonly words: Localized<Words>;
    readonly manners: NotificationSettingsBook;
    readonly sellerOfOffer: SellerOfOffer;
    readonly isReadByOthers: WatchDeps['isReadByOthers'];
    readonly offers: OfferFinder;
    readonly clock: Clock;
  },
): readonly Command[] {
  const orderParts = {
    ...deps,
    zoneOf: async (where: Parameters<NotificationSettingsBook['get']>[0]) =>
      (await deps.manners.get(where)).zone,
  };
  const watch = watchCommand(deps);
  const exported = orderExportCommand(orderParts);
  return [
    watch,
    unwatchCommand({ ...deps, watch }),
    watchingCommand({ ...deps, watch }),
    resendCommand(deps),
    orderShowCommand(orderParts),
    orderListCommand({ ...orderParts, export: exported }),
    exported,
    orderTrackCommand(orderParts),
    ...(deps.sandbox === undefined ? [] : [orderTryCommand({ ...orderParts, sandbox: deps.sandbox })]),
  ];
}
