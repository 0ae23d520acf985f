import { plainCard } from '../cards/buying-cards.ts';
import type { Readiness } from '../chat/adapter.ts';
import type { Card } from '../chat/card.ts';
import type { LongPayloads, PlacePicture } from '../chat/payload.ts';
import type { RoleOf } from '../chat/role.ts';
import { basketAdd } from '../commands/basket/descriptions.ts';
import { orderPreview } from '../commands/buying/descriptions.ts';
import { createOfferFinder } from '../commands/offer-argument.ts';
import type { ProductDeps } from '../commands/products/deps.ts';
import type { RequestDeps } from '../commands/requests/deps.ts';
import { createHandOver, type HandOver } from '../commands/requests/hand-over.ts';
import { createLastOrders, type LastOrders } from '../commands/requests/last-orders.ts';
import { createSecondPerson, type SecondPerson } from '../commands/requests/second-person.ts';
import type { NewsPorts } from '../commands/watch/deps.ts';
import { xportFaultCard } from '../commands/xport-fault-card.ts';
import { AccountUndecided } from '../domain/accounts/account-name.ts';
import { createUserChoiceBook, type UserChoiceBook } from '../domain/accounts/account-users.ts';
import { createSpendingRule } from '../domain/buying/spending.ts';
import type { RequestService } from '../domain/requests/request-service.ts';
import type { GuardedLinks } from '../domain/sellers/guarded-links.ts';
import type { FollowShortLink } from '../domain/sellers/short-link.ts';
import { allWords, inEach } from '../languages/index.ts';
import type { FetchPicture } from '../pictures/read-picture.ts';
import type { Clock } from '../runtime/clock.ts';
import type { ClockJump, ClockWatch } from '../runtime/clock-watch.ts';
import { dayMs } from '../runtime/durations.ts';
import type { Language, Localized } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Store } from '../store/contract/store.ts';
import { type Xport, XportError } from '../xport/client.ts';
import type { AccessRules } from './access-rules.ts';
import type { AccountBooks } from './account-books.ts';
import type { AccountIdentity } from './account-identity.ts';
import type { DirectOf } from './forget-person.ts';

/** How long a button's long payload, and a receiver that a button stands for, are kept. */
const buttonsKeptMs = 30 * dayMs;
const receiversKeptMs = dayMs;

/** What the services are made from: what is open by then, and the settings. */
export interface ServiceDeps {
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
  /** Where a card's picture is shown from. */
  readonly placePicture?: PlacePicture | undefined;
  readonly clock: Clock;
  readonly clockWatch: Pick<ClockWatch, 'age'>;
  /** The last time that the machine's clock was set, as far as is known. */
  clockJump(): ClockJump | undefined;
  readonly random: Random;
  readonly log: Log;
  readonly defaultLanguage: Language;
  /** Commands a minute that one person, and all people of a workspace together, may give. */
  readonly commandsPerMinute: { readonly person: number; readonly workspace: number };
  /** Links to sellers that one person may have, and all people together on a day in China. */
  readonly linksPerMinute: number;
  readonly linksPerDay: number;
  readonly linksPerAccountDay: number;
  /** Hands out seller links behind links of the bot's own, on that host; absent: links go out as they are. */
  readonly guarded?: Pick<GuardedLinks, 'linkOut'> & { readonly host: string };
  readonly rules: AccessRules;
  /** Where the bot writes to a person alone. */
  readonly directOf: DirectOf;
  readonly version: string;
  /** The last migration of the store. */
  readonly schema: string;
  /** Every part of the bot that can be down, for `/status`. */
  health(): Promise<readonly { readonly name: string; readonly readiness: Readiness }[]>;
  /** Requests that a second person decides. */
  readonly requestService: RequestService;
  /** For how long an approval of a seller can be used, ms. */
  readonly sellerApprovedMs: number;
  readonly news: NewsPorts;
  /** Which account at the partner the bot works for. */
  readonly account: Pick<AccountIdentity, 'known' | 'others' | 'choose'>;
}

/** What more than one command, or a command and the dispatch, are made from; each is made once. */
export interface Services extends ServiceDeps {
  readonly products: ProductDeps;
  readonly choices: UserChoiceBook;
  readonly roleOf: RoleOf;
  readonly handOver: HandOver;
  readonly secondPerson: SecondPerson;
  readonly lastOrders: LastOrders;
  readonly approvedMs: RequestDeps['approvedMs'];
  readonly zoneOf: RequestDeps['zoneOf'];
  readonly longPayloads: LongPayloads;
  /** Keeps what a person typed of a receiver, for a day. */
  readonly receivers: LongPayloads;
  /** Said at the foot of the first card that a person gets in a conversation; absent where nothing has to be. */
  readonly sandboxNotice: Localized | undefined;
  organizationOf(workspace: string): Promise<string>;
  /** The card for an error that the partner's API throws on purpose; `undefined` for any other. */
  explain(error: unknown, language: Language): Card | undefined;
}

export function createServices(deps: ServiceDeps): Services {
  const { store, books, xport, clock, random, log, rules, requestService, fetchPicture, followShortLink } =
    deps;
  const choices = createUserChoiceBook(store.userChoices);
  const roleOf: RoleOf = async (asked) => {
    const held = await rules.roles.held(asked);
    return { held: 'none' in held ? undefined : held, unsure: held.unsure };
  };
  const zoneOf: Services['zoneOf'] = async ({ organization, conversation }) =>
    (await store.conversations.settings({ organization, conversation })).notifications?.zone;
  const approvedMs = { seller: deps.sellerApprovedMs, payment: dayMs, freight: dayMs };
  const lastOrders = createLastOrders({ audit: store.audit, orders: deps.news.orders });
  const secondPerson = createSecondPerson({
    requestService,
    lastOrders,
    approvedMs,
    zoneOf,
    clock,
    settings: store.settings,
    rule: createSpendingRule({ book: books.spending, limitOf: rules.limitOf, clock, log }),
  });
  return {
    ...deps,
    choices,
    roleOf,
    zoneOf,
    approvedMs,
    secondPerson,
    lastOrders,
    products: createProducts({ xport, fetchPicture, followShortLink }),
    handOver: createHandOver({
      roleOf,
      requestService,
      organizationOf: (workspace) => store.organizations.of({ workspace }),
      audit: { note: async (note) => void (await store.audit.append(note)) },
      userIdOf: choices.userIdOf,
      explain: explainXport,
      clock,
      random,
      log,
    }),
    longPayloads: createLongPayloads(store, buttonsKeptMs),
    receivers: createLongPayloads(store, receiversKeptMs),
    sandboxNotice: deps.sandbox ? inEach(allWords, (words) => words.sandboxNotice) : undefined,
    organizationOf: (workspace) => store.organizations.of({ workspace }),
    explain: explainXport,
  };
}

/** Keeps payloads for `keptMs`, each under a key that can't be guessed. */
export function createLongPayloads(
  { buttons }: Pick<Store, 'buttons'>,
  keptMs: number = buttonsKeptMs,
): LongPayloads {
  return {
    keep: (organization, payload) => buttons.keep({ organization, payload, forMs: keptMs }),
    recall: (organization, key) => buttons.recall({ organization, key }),
  };
}

function createProducts({
  xport: { products },
  fetchPicture,
  followShortLink,
}: Pick<ServiceDeps, 'xport' | 'fetchPicture' | 'followShortLink'>): ProductDeps {
  return {
    products,
    fetchPicture,
    followShortLink,
    offers: createOfferFinder({ products, followShortLink }),
    buying: {
      order: (wanted) =>
        orderPreview.call({ ...wanted, address: undefined }, { ask: ['sku', 'quantity', 'address'] }),
      // Where there is nothing to choose, the least is put in at once: how many can be changed in the basket.
      toBasket: (wanted, choice) =>
        basketAdd.call(wanted, choice === 'variant' ? { ask: ['sku', 'quantity'] } : {}),
    },
  };
}

function explainXport(error: unknown, language: Language): Card | undefined {
  if (error instanceof XportError) return xportFaultCard(error.fault, allWords[language].xport);
  if (!(error instanceof AccountUndecided)) return undefined;
  const words = allWords[language].accountKey;
  return plainCard('warning', words.undecided, [words.undecidedAdvice]);
}
