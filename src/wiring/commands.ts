import type { Command } from '../chat/command.ts';
import { addressCommands } from '../commands/address/index.ts';
import { adminCommands, auditCommands } from '../commands/admin/index.ts';
import { basketCommands } from '../commands/basket/index.ts';
import { botCommands } from '../commands/bot/index.ts';
import type { BuyingDeps } from '../commands/buying/deps.ts';
import { buyingCommands } from '../commands/buying/index.ts';
import { menuOf } from '../commands/index.ts';
import { orderCommands } from '../commands/order/index.ts';
import { productCommands } from '../commands/products/index.ts';
import { refundCommands } from '../commands/refund/index.ts';
import { requestCommands } from '../commands/requests/index.ts';
import { sellerCommand } from '../commands/seller.ts';
import { shipCommands } from '../commands/ship/index.ts';
import type { NotificationSettingsBook, SellerOfOffer } from '../commands/watch/deps.ts';
import { watchCommands } from '../commands/watch/index.ts';
import { sellerOf } from '../domain/products/offer-terms.ts';
import { createAccountLimit, createAskingLimit } from '../domain/sellers/link-limit.ts';
import type { Store } from '../store/contract/store.ts';
import type { Xport } from '../xport/client.ts';
import { createForgetPerson } from './forget-person.ts';
import type { Services } from './services.ts';

/** Every command there is, in the order of `/help`. */
export function createCommands(services: Services): readonly Command[] {
  const { store, books, xport, clock, random, log, news, rules, secondPerson, zoneOf } = services;
  const { products, organizationOf, clockWatch } = services;
  const { offers } = products;
  const buying: BuyingDeps = {
    xport,
    offers,
    claims: books.claims,
    users: books.users,
    people: store.people,
    addressKey: () => store.keys.of('addresses'),
    orders: news.orders,
    secondPerson,
    zoneOf,
    isSandbox: services.sandbox,
    clock,
    clockWatch,
    random,
    log,
  };
  return [
    sellerCommand({
      xport,
      offers,
      askingLimit: createAskingLimit({
        clock,
        perMinute: services.linksPerMinute,
        perDay: services.linksPerDay,
      }),
      accountLimit: createAccountLimit({
        clock,
        perDay: services.linksPerAccountDay,
        count: books.sellerLinks,
      }),
      clock,
      ...(services.guarded !== undefined && { linkOut: services.guarded.linkOut }),
    }),
    ...productCommands(products),
    ...botCommands({
      menu: menuOf(services),
      orders: news.orders,
      requestService: services.requestService,
      people: store.people,
      watches: news.watches,
      clock,
      version: services.version,
      schema: services.schema,
      startedAt: clock.elapsed(),
      clockJump: services.clockJump,
      sandbox: services.sandbox,
      account: services.account.known,
      health: services.health,
      news: news.status,
      setLanguage: (organization, conversation, language) =>
        store.conversations.change({ organization, conversation, change: { language } }),
      async redraw(where) {
        const { organization, conversation } = where;
        // The language is set by now: what is not drawn anew is drawn in it the next time there is something to say.
        await Promise.all([
          news.redraw(where),
          services.requestService.redraw(organization, conversation),
        ]).catch((error: unknown) => {
          log.warn({ err: error, conversation }, 'cards are not drawn in another language yet');
        });
      },
      setUnfurl: (organization, conversation, unfurl) =>
        store.conversations.change({ organization, conversation, change: { unfurl } }),
    }),
    ...shipCommands({
      xport,
      offers,
      ofOrders: { orders: news.orders, clock },
      claims: books.claims,
      receivers: services.receivers,
      secondPerson,
      clock,
      random,
    }),
    ...refundCommands({
      xport,
      fetchPicture: services.fetchPicture,
      claims: books.claims,
      orders: news.orders,
      clock,
      random,
    }),
    ...addressCommands({ xport, people: store.people, clock }),
    ...auditCommands({
      audit: store.audit,
      forget: createForgetPerson({ store, directOf: services.directOf, clock }),
      zoneOf,
      clock,
    }),
    ...watchCommands({
      orders: news.orders,
      watches: news.watches,
      announce: news.announce,
      parked: news.parked,
      people: store.people,
      defaultLanguage: services.defaultLanguage,
      isAccountKnown: () => services.account.known() !== undefined,
      isReadByOthers: rules.isReadByOthers,
      notificationSettings: notificationSettingsIn(store),
      sellerOfOffer: sellerIn(xport),
      offers,
      clock,
    }),
    ...orderCommands({ orders: news.orders, sandbox: news.sandbox, zoneOf, clock }),
    ...buyingCommands(buying),
    ...basketCommands(buying),
    ...adminCommands({
      settings: store.settings,
      limitOf: rules.limitOf,
      conversationSettings: (where) => store.conversations.settings(where),
      letIn: async () => ({
        count: (await rules.admission.list()).letIn.length,
        undecided: (await rules.admission.undecided()).length,
      }),
      limits: {
        ...services.commandsPerMinute,
        linksPerMinute: services.linksPerMinute,
        linksPerDay: services.linksPerDay,
      },
      grants: rules.grants,
      admins: rules.admins,
      admission: rules.admission,
      defaultRole: rules.defaultRole,
      workspaces: store.organizations,
      organizationOf,
      zoneOf,
      choices: services.choices,
      accountKey: services.account,
      // Cheapest read-only call; returns no customer data.
      tryUser: async (scope) => void (await xport.products.category({ categoryId: '0' }, scope)),
      clock,
      random,
    }),
    ...requestCommands({
      requestService: services.requestService,
      lastOrders: services.lastOrders,
      approvedMs: services.approvedMs,
      roleOf: services.roleOf,
      zoneOf,
      clock,
      xport,
      offers,
      handOver: services.handOver,
      settings: store.settings,
      limitOf: rules.limitOf,
      announce: news.announce,
      isReadByOthers: rules.isReadByOthers,
    }),
  ];
}

function notificationSettingsIn(store: Store): NotificationSettingsBook {
  return {
    get: async ({ organization, conversation }) =>
      (await store.conversations.settings({ organization, conversation })).notifications ?? {},
    update: ({ organization, conversation }, update) =>
      store.conversations.updateNotifications({
        organization,
        conversation,
        update: (current) => update(current ?? {}),
      }),
  };
}

/** Sellers by the public name of their company, which is what stands on an order. */
function sellerIn(xport: Xport): SellerOfOffer {
  return async (offerId, scope) => {
    const { data } = await xport.products.headline({ offerId }, scope);
    return sellerOf(data);
  };
}
