import type { AccessRules } from './access-rules.ts';
import type { AccountBooks } from './account-books.ts';
import { createUserChoiceBook } from './accounts/user-choices.ts';
import type { Desk } from './approvals/desk.ts';
import { approvalAbove } from './approvals/house-rules.ts';
import { createSpendingRule } from './buying/spending.ts';
import type { Core, Readiness } from './chat/adapter.ts';
import type { Card } from './chat/card.ts';
import { createCommandLimit } from './chat/command-limit.ts';
import { createDispatch, type Dispatch, type DispatchParts } from './chat/dispatch.ts';
import type { Language } from './chat/language.ts';
import { withMark } from './chat/marking.ts';
import type { CommandMenu } from './chat/menu.ts';
import { type LongPayloads, packCard } from './chat/payload.ts';
import { createRegistry } from './chat/registry.ts';
import type { RoleOf } from './chat/role.ts';
import { createSeen } from './chat/seen.ts';
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
import { sharedProduct } from './commands/products/product.ts';
import { createUnfurling } from './commands/products/unfurling.ts';
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
import { xportFaultCard } from './commands/xport-fault-card.ts';
import { createForgetPerson, type DirectOf } from './forget-person.ts';
import { allWords } from './languages/all.ts';
import { inEach } from './languages/words.ts';
import type { FetchPicture } from './pictures/read-picture.ts';
import { sellerOf } from './products/seller.ts';
import { createHandOver, type HandOver } from './request-desk.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import { createAccountLimit, createAskingLimit } from './sellers/asking-limit.ts';
import type { GuardedLinks } from './sellers/guarded-links.ts';
import { pictureHosts } from './sellers/hosts.ts';
import type { FollowShortLink } from './sellers/short-link.ts';
import type { Store } from './store/store.ts';
import { type Xport, XportError } from './xport/client.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Every letter typed asks for suggestions. */
const suggestionsPerCommand = 10;

/** What the core is made from. */
export interface CoreParts {
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
  readonly defaultLanguage: Language;
  readonly linksPerMinute: number;
  readonly linksPerDay: number;
  readonly linksPerAccountDay: number;
  /** Hands out seller links behind links of the bot's own, on that host. */
  readonly guarded?: Pick<GuardedLinks, 'linkOut'> & { readonly host: string };
  readonly rules: AccessRules;
  /** Commands a minute that one person, and everybody of a workspace together, may give. */
  readonly commandsPerMinute: { readonly person: number; readonly workspace: number };
  /** Where the bot writes to a person alone, for a person who is to be forgotten. */
  readonly directOf?: DirectOf;
  readonly version: string;
  /** Every part of the bot that can be down, for `/status`. */
  health(): Promise<readonly { readonly name: string; readonly readiness: Readiness }[]>;
  readonly measure: DispatchParts['measure'];
  /** Requests that somebody else decides. */
  readonly requests: {
    readonly desk: Desk;
    /** For how long an approval of a seller can be used, ms. */
    readonly sellerApprovedMs: number;
    /** Above how many fen spending takes a second person, where an organization has set nothing; absent: none does. */
    readonly paymentAboveFen?: number;
  };
  /** Without it there are no commands about orders and their news. */
  readonly news?: NewsPorts;
}

/** Every command on one dispatch: what an adapter is started with, and the dispatch's own end. */
export function createCore(parts: CoreParts): {
  readonly core: Core;
  readonly close: Dispatch['close'];
  /** For what is said of approved requests. */
  readonly handOver: HandOver;
} {
  const { store, books, clock, news, rules } = parts;
  const { admission, standing, grants, admins, defaultRole } = rules;
  const { person, workspace } = parts.commandsPerMinute;
  const limitOf = (times: number) =>
    createCommandLimit({ clock, personPerMinute: person * times, workspacePerMinute: workspace * times });
  const choices = createUserChoiceBook(store.userChoices);
  const organizationOf = (place: string) => store.organizations.of({ place });
  const toldToDecide = createSeen({ clock, keepMs: hourMs, limit: 1_000 });
  const calls = buyingCalls(allWords);
  const offers = createOfferFinder({
    words: allWords,
    products: parts.xport.products,
    followShortLink: parts.followShortLink,
  });
  const productParts: ProductParts = {
    words: allWords,
    products: parts.xport.products,
    fetchPicture: parts.fetchPicture,
    followShortLink: parts.followShortLink,
    offers,
    ...(news !== undefined && {
      buying: {
        order: (wanted) => calls.preview({ ...wanted, address: undefined }, { ask: ['quantity', 'address'] }),
        toBasket: (wanted) => ({ ...calls.toBasket(wanted), ask: ['quantity'] }),
      },
    }),
  };
  const roleOf: RoleOf = async (asked) => {
    const held = await standing.held(asked);
    return { held: 'none' in held ? undefined : held, unsure: held.unsure };
  };
  const handOver = createHandOver({
    ...parts,
    roleOf,
    desk: parts.requests.desk,
    registry: () => registry,
    userIdOf: choices.userIdOf,
    explain: explainXport,
  });
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
      limitOf: (organization) => approvalAbove(store.settings, organization, parts.requests.paymentAboveFen),
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
  const registry = createRegistry([
    sellerCommand({
      words: allWords,
      xport: parts.xport,
      offers,
      askingLimit: createAskingLimit({ clock, perMinute: parts.linksPerMinute, perDay: parts.linksPerDay }),
      accountLimit: createAccountLimit({ clock, perDay: parts.linksPerAccountDay, count: books.sellerLinks }),
      clock,
      ...(parts.guarded !== undefined && { linkOut: parts.guarded.linkOut }),
    }),
    ...productCommands(productParts),
    helpCommand({ words: allWords, menu: () => menu }),
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
        const prepared = registry.byName(call.command)?.prepare({ options: call.arguments });
        return prepared === undefined || 'faults' in prepared ? undefined : prepared.run(run);
      },
    }),
    ...auditCommands({
      words: allWords,
      audit: store.audit,
      forget: createForgetPerson({ store, directOf: parts.directOf ?? (async () => undefined), clock }),
      zoneOf: async (where) => (await store.conversations.settings(where)).notices?.zone,
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
      // The cheapest that there is, and no data of anybody's.
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
  ]);
  const menu: readonly CommandMenu[] = registry.all.map((command) => command.menu);
  const longPayloads: LongPayloads = {
    keep: (organization, payload) => store.buttons.keep({ organization, payload, forMs: 30 * dayMs }),
    recall: (organization, key) => store.buttons.recall({ organization, key }),
  };
  const mark = parts.sandbox ? inEach(allWords, ({ sandboxMark }) => sandboxMark) : undefined;
  const dispatch = createDispatch({
    registry,
    words: inEach(allWords, ({ core }) => core),
    defaultLanguage: parts.defaultLanguage,
    clock,
    random: parts.random,
    log: parts.log,
    seen: createSeen({ clock, keepMs: 15 * minuteMs, limit: 100_000 }),
    limit: limitOf(1),
    suggestionLimit: limitOf(suggestionsPerCommand),
    claims: {
      // Longer than any command may take, so that only a dead process loses its claim.
      begin: (organization, key) => store.claims.begin({ organization, key, holdMs: minuteMs }),
      finish: (organization, key, outcome) => store.claims.finish({ organization, key, outcome }),
    },
    audit: { note: async (note) => void (await store.audit.append(note)) },
    longPayloads,
    linkHosts: [...pictureHosts, ...(parts.guarded === undefined ? [] : [parts.guarded.host])],
    organizationOf,
    languageSet: async (organization, conversation) =>
      (await store.conversations.settings({ organization, conversation })).language,
    standingOf: ({ conversation: { id, channel, outside }, ...spoken }) =>
      standing.of({ ...spoken, conversation: id, channel, ...(outside === true && { outside }) }),
    knocked: admission.knock,
    toldOutside: createSeen({ clock, keepMs: hourMs, limit: 10_000 }),
    hasAdmin: standing.hasAdmin,
    async toDecide({ person, language }) {
      if (!admins.includes(person) || !toldToDecide.claim(person)) return undefined;
      const undecided = await admission.undecided().catch(() => []);
      return undecided.length === 0 ? undefined : [allWords[language].core.toDecide(undecided.length)];
    },
    userIdOf: choices.userIdOf,
    explain: explainXport,
    ...(mark !== undefined && { mark }),
    measure: parts.measure,
    answerWithinMs: 1000,
    deadlineMs: 9000,
  });
  return {
    core: {
      handle: dispatch.handle,
      suggest: dispatch.suggest,
      unfurl: createUnfurling({
        card: sharedProduct(productParts),
        ready: (card, { organization, language, payloadLimits }) =>
          packCard(withMark(card, mark?.[language]), payloadLimits, organization, longPayloads),
        claims: store.claims,
        organizationOf,
        hasRole: async (posted) => !('none' in (await standing.of(posted))),
        userIdOf: choices.userIdOf,
        settings: (where) => store.conversations.settings(where),
        defaultLanguage: parts.defaultLanguage,
        limit: limitOf(1),
        clock,
        log: parts.log,
      }),
      menu,
      words: inEach(allWords, ({ adapter }) => adapter),
    },
    close: dispatch.close,
    handOver,
  };
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

function explainXport(error: unknown, language: Language): Card | undefined {
  return error instanceof XportError ? xportFaultCard(error.fault, allWords[language].xport) : undefined;
}
