import type { AccessRules } from './access-rules.ts';
import type { AccountBooks } from './account-books.ts';
import type { UserChoiceBook } from './accounts/user-choices.ts';
import type { Desk } from './approvals/desk.ts';
import { createSpendingRule } from './buying/spending.ts';
import type { Readiness } from './chat/adapter.ts';
import type { Command } from './chat/command.ts';
import type { CommandMenu } from './chat/menu.ts';
import type { Registry } from './chat/registry.ts';
import type { RoleOf } from './chat/role.ts';
import { addressCommands } from './commands/address/commands.ts';
import { adminAccountCommand } from './commands/admin/account.ts';
import { admissionCommands } from './commands/admin/admission.ts';
import { adminCommands } from './commands/admin/all.ts';
import { auditCommands } from './commands/admin/audit-commands.ts';
import { adminJoinCommand } from './commands/admin/join.ts';
import { basketCommands } from './commands/basket/all.ts';
import type { BasketParts } from './commands/basket/parts.ts';
import { buyingCommands } from './commands/buying/all.ts';
import { buyingCalls } from './commands/buying/arguments.ts';
import { helpCommand } from './commands/help.ts';
import { languageCommand } from './commands/language.ts';
import { type NewsPorts, newsCommands } from './commands/news.ts';
import { createOfferFinder } from './commands/offers/offer-finder.ts';
import type { ProductParts } from './commands/products/parts.ts';
import { productCommands } from './commands/products.ts';
import { refundCommands } from './commands/refund/commands.ts';
import { requestCommands } from './commands/requests/all.ts';
import { houseRuleCommands } from './commands/requests/house-rules.ts';
import type { RequestParts } from './commands/requests/parts.ts';
import { createSecondPerson } from './commands/requests/second-person.ts';
import { sellerCommand } from './commands/seller.ts';
import { shipCommands } from './commands/ship/commands.ts';
import { statusCommand } from './commands/status.ts';
import { unfurlCommand } from './commands/unfurl.ts';
import type { MannerBook, SellerOfOffer } from './commands/watch/ports.ts';
import { createForgetPerson, type DirectOf } from './forget-person.ts';
import { allWords } from './languages/all.ts';
import type { FetchPicture } from './pictures/read-picture.ts';
import { sellerOf } from './products/seller.ts';
import type { HandOver } from './request-desk.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import { createAccountLimit, createAskingLimit } from './sellers/asking-limit.ts';
import type { GuardedLinks } from './sellers/guarded-links.ts';
import type { FollowShortLink } from './sellers/short-link.ts';
import type { Store } from './store/contract/store.ts';
import type { Xport } from './xport/client.ts';

const dayMs = 24 * 60 * 60_000;

/** What the commands are made from. */
export interface CommandParts {
  readonly store: Store;
  /** Of the account that `xport` calls with. */
  readonly books: AccountBooks;
  readonly xport: Xport;
  /** The one way to open a link to a picture that a person gave. */
  readonly fetchPicture: FetchPicture;
  /** The one way to open an app's short link. */
  readonly followShortLink: FollowShortLink;
  /** Whether `xport` talks to the sandbox: then every card says so. */
  readonly sandbox: boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly linksPerMinute: number;
  readonly linksPerDay: number;
  readonly linksPerAccountDay: number;
  /** Hands out seller links behind links of the bot's own, on that host. */
  readonly guarded?: Pick<GuardedLinks, 'linkOut'> & { readonly host: string };
  readonly rules: AccessRules;
  /** Where the bot writes to a person alone, for a person who is to be forgotten. */
  readonly directOf?: DirectOf;
  readonly version: string;
  /** Every part of the bot that can be down, for `/status`. */
  health(): Promise<readonly { readonly name: string; readonly readiness: Readiness }[]>;
  /** Requests that a second person decides. */
  readonly requests: {
    readonly desk: Desk;
    /** For how long an approval of a seller can be used, ms. */
    readonly sellerApprovedMs: number;
  };
  /** Without it there are no commands about orders and their news. */
  readonly news?: NewsPorts;
}

/** What the commands about products are made from; a shared offer is drawn with the same. */
export function productPartsOf({
  news,
  xport,
  fetchPicture,
  followShortLink,
}: Pick<CommandParts, 'news' | 'xport' | 'fetchPicture' | 'followShortLink'>): ProductParts {
  const calls = buyingCalls(allWords);
  const { products } = xport;
  return {
    words: allWords,
    products,
    fetchPicture,
    followShortLink,
    offers: createOfferFinder({ words: allWords, products, followShortLink }),
    ...(news !== undefined && {
      buying: {
        order: (wanted) => calls.preview({ ...wanted, address: undefined }, { ask: ['quantity', 'address'] }),
        toBasket: (wanted) => ({ ...calls.toBasket(wanted), ask: ['quantity'] }),
      },
    }),
  };
}

/** Every command there is. */
export function createCommands(
  parts: CommandParts & {
    readonly products: ProductParts;
    readonly choices: UserChoiceBook;
    readonly roleOf: RoleOf;
    readonly handOver: HandOver;
    /** The registry and the menu of these very commands, once they are made. */
    registry(): Registry;
    menu(): readonly CommandMenu[];
  },
): readonly Command[] {
  const { store, books, clock, news, rules, products, choices, roleOf, handOver } = parts;
  const { admission, grants, admins, defaultRole } = rules;
  const { offers } = products;
  const organizationOf = (place: string) => store.organizations.of({ place });
  const zoneOf: RequestParts['zoneOf'] = async ({ organization, conversation }) =>
    (await store.conversations.settings({ organization, conversation })).notices?.zone;
  const requests = {
    words: allWords,
    desk: parts.requests.desk,
    approvedMs: { seller: parts.requests.sellerApprovedMs, payment: dayMs, freight: dayMs },
    roleOf,
    zoneOf,
    clock,
  };
  const secondPerson = createSecondPerson({
    ...requests,
    settings: store.settings,
    rule: createSpendingRule({
      book: books.spending,
      limitOf: rules.limitOf,
      clock,
      log: parts.log,
    }),
  });
  const buying: BasketParts | undefined = news && {
    words: allWords,
    xport: parts.xport,
    offers,
    claims: books.claims,
    users: books.users,
    people: store.people,
    addressKey: () => store.keys.of('addresses'),
    orders: news.orders,
    secondPerson,
    clock,
    random: parts.random,
    log: parts.log,
  };
  return [
    sellerCommand({
      words: allWords,
      xport: parts.xport,
      offers,
      askingLimit: createAskingLimit({ clock, perMinute: parts.linksPerMinute, perDay: parts.linksPerDay }),
      accountLimit: createAccountLimit({ clock, perDay: parts.linksPerAccountDay, count: books.sellerLinks }),
      clock,
      ...(parts.guarded !== undefined && { linkOut: parts.guarded.linkOut }),
    }),
    ...productCommands(products),
    helpCommand({ words: allWords, menu: parts.menu }),
    statusCommand({
      words: allWords,
      clock,
      version: parts.version,
      startedAt: clock.now(),
      sandbox: parts.sandbox,
      health: parts.health,
      ...(news !== undefined && { news: () => news.status() }),
    }),
    languageCommand({
      words: allWords,
      setLanguage: (organization, conversation, language) =>
        store.conversations.change({ organization, conversation, change: { language } }),
    }),
    unfurlCommand({
      words: allWords,
      setUnfurl: (organization, conversation, unfurl) =>
        store.conversations.change({ organization, conversation, change: { unfurl } }),
    }),
    ...shipCommands({
      words: allWords,
      xport: parts.xport,
      offers,
      ...(news !== undefined && { ofOrders: { words: allWords, orders: news.orders, clock } }),
      claims: books.claims,
      receivers: {
        keep: (organization, payload) => store.buttons.keep({ organization, payload, forMs: dayMs }),
        recall: (organization, key) => store.buttons.recall({ organization, key }),
      },
      secondPerson,
      clock,
      random: parts.random,
    }),
    ...(news === undefined
      ? []
      : refundCommands({
          words: allWords,
          xport: parts.xport,
          fetchPicture: parts.fetchPicture,
          claims: books.claims,
          orders: news.orders,
          clock,
          random: parts.random,
        })),
    ...addressCommands({
      words: allWords,
      xport: parts.xport,
      people: store.people,
      clock,
      resume(call, run) {
        const prepared = parts.registry().byName(call.command)?.prepare({ options: call.arguments });
        return prepared === undefined || 'faults' in prepared ? undefined : prepared.run(run);
      },
    }),
    ...auditCommands({
      words: allWords,
      audit: store.audit,
      forget: createForgetPerson({ store, directOf: parts.directOf ?? (async () => undefined), clock }),
      zoneOf,
      clock,
    }),
    ...(news === undefined
      ? []
      : newsCommands({
          ...news,
          words: allWords,
          isReadByOthers: rules.isReadByOthers,
          manners: mannersIn(store),
          sellerOfOffer: sellerIn(parts.xport),
          offers,
          clock,
        })),
    ...(buying === undefined ? [] : [...buyingCommands(buying), ...basketCommands(buying)]),
    ...adminCommands({ words: allWords, grants, admins, defaultRole, clock }),
    ...admissionCommands({ words: allWords, admission, admins, organizationOf, zoneOf, clock }),
    adminAccountCommand({
      words: allWords,
      choices,
      // Cheapest read-only call; returns no customer data.
      tryUser: async (scope) => void (await parts.xport.products.category({ categoryId: '0' }, scope)),
      clock,
    }),
    adminJoinCommand({
      words: allWords,
      places: store.organizations,
      defaultRole,
      admission,
      clock,
      random: parts.random,
    }),
    ...requestCommands({ ...requests, xport: parts.xport, offers, handOver }),
    ...houseRuleCommands({
      words: allWords,
      settings: store.settings,
      ...(news !== undefined && { announce: news.announce }),
    }),
  ];
}

function mannersIn(store: Store): MannerBook {
  return {
    get: async ({ organization, conversation }) =>
      (await store.conversations.settings({ organization, conversation })).notices ?? {},
    set: ({ organization, conversation }, { aloud, ...manner }) => {
      const notices = { ...manner, ...(aloud !== undefined && { aloud: [...aloud] }) };
      return store.conversations.change({ organization, conversation, change: { notices } });
    },
  };
}

/** Sellers by the public name of their company, which is what stands on an order. */
function sellerIn(xport: Xport): SellerOfOffer {
  return async (offerId, scope) => {
    const { data } = await xport.products.headline({ offerId }, scope);
    return sellerOf(data);
  };
}
