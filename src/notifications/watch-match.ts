import type { News } from '../domain/orders/news.ts';
import type { Order } from '../domain/orders/order.ts';
import { sellerSpellings } from '../domain/orders/seller-names.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { NewDelivery } from '../store/contract/deliveries.ts';
import type { Watch } from '../store/contract/orders.ts';
import { isUrgent, printContent } from './content.ts';
import { orderSubject } from './plan.ts';
import { printSubject, readRule, type WatchRule } from './rule.ts';

/** The subjects under which `order` is watched. */
export function subjectsOf(order: Order): readonly string[] {
  const { id, name } = order.seller ?? {};
  const sellers = [...(id === undefined ? [] : [id]), ...(name === undefined ? [] : sellerSpellings(name))];
  return [
    'all',
    printSubject({ about: 'order', orderId: order.orderId }),
    ...new Set(sellers.map((seller) => printSubject({ about: 'seller', seller }))),
  ];
}

/** A change of an order that is worth telling. */
export interface Telling {
  readonly order: Order;
  readonly version: number;
  readonly news: readonly News[];
  /** Follows the message that brought it through the logs. */
  readonly trace: string;
  /** When it became known: what was known first is said first. */
  readonly heardAt: number;
  /**
   * It was found out by looking, not pushed: then what happened before a person's watch began is old to that person. A
   * pushed message is never old, however late it comes.
   */
  readonly looked: boolean;
  /** When the copy was made that it comes out of: it may have been told since. */
  readonly copiedAt?: number | undefined;
}

/** A watch whose rule has been read. */
interface Watching {
  readonly watch: Watch;
  readonly rule: WatchRule;
}

/**
 * Who is told, by `watches`: gives what is to be said where of a telling, one delivery a conversation at most. A
 * conversation which watches the order, but not this kind of news, or only dearer orders, gets a delivery without news:
 * nothing is said for it, but a card that stands there stays true, also where the order has become cheaper since.
 */
export function createWatchMatch(
  watches: readonly Watch[],
): (telling: Telling, now: number) => readonly NewDelivery[] {
  const bySubject = Map.groupBy(readAll(watches), ({ watch }) => watch.subject);

  return (telling, now) => {
    const concerned = subjectsOf(telling.order).flatMap((subject) => bySubject.get(subject) ?? []);
    const together = Map.groupBy(concerned, ({ watch }) => `${watch.organization}\n${watch.conversation}`);
    return [...together.values()].flatMap((watching) => {
      const [first] = watching;
      const content = contentOf(telling, watching);
      if (first === undefined || content === undefined) return [];
      const { organization, conversation, workspace, account } = first.watch;
      return [
        {
          organization,
          conversation,
          workspace,
          account,
          subjectKind: orderSubject,
          subjectId: telling.order.orderId,
          part: '',
          version: telling.version,
          content,
          dueAt: now,
          createdAt: telling.heardAt,
          trace: telling.trace,
          ...(telling.copiedAt !== undefined && { copiedAt: telling.copiedAt }),
        },
      ];
    });
  };
}

/** A rule that this version can't read takes nothing: better silent than something else than was asked for. */
function readAll(watches: readonly Watch[]): readonly Watching[] {
  const read = new Map<string, WatchRule | undefined>();
  return watches.flatMap((watch) => {
    if (!read.has(watch.rule)) read.set(watch.rule, readRule(watch.rule));
    const rule = read.get(watch.rule);
    return rule === undefined ? [] : [{ watch, rule }];
  });
}

/** Whether news of an order is dear enough: that its price fell is news of the order as it was. */
function isDearEnough(
  { minFen }: WatchRule,
  { totalFen, moneyUnsure }: Order,
  { kind, fromFen }: News,
): boolean {
  if (minFen === undefined || totalFen === undefined || moneyUnsure || totalFen >= minFen) return true;
  return kind === 'price' && fromFen !== undefined && fromFen >= minFen;
}

/** `undefined` where nothing is to be said and no card can stand there yet. */
function contentOf(telling: Telling, watching: readonly Watching[]): string | undefined {
  const wanted = (each: News) =>
    watching.filter(
      ({ rule, watch }) =>
        rule.kinds.includes(each.kind) &&
        isDearEnough(rule, telling.order, each) &&
        isNewTo(watch.setAt, each, telling),
    );
  const news = telling.news.filter((each) => wanted(each).length > 0);
  if (news.length === 0 && telling.version <= 1) return undefined;
  const asking = new Set(news.flatMap(wanted));
  const mentions = new Map(
    [...asking].flatMap(({ rule: { mention } }) =>
      mention !== undefined && news.some(({ kind }) => mention.kinds.includes(kind))
        ? [[mention.person, { person: mention.person, name: mention.name }] as const]
        : [],
    ),
  );
  return printContent({
    news,
    mentions: [...mentions.values()],
    daily: asking.size > 0 && !isUrgent(news) && [...asking].every(({ rule }) => rule.daily),
  });
}

/** The partner writes whole seconds, by a clock of its own: what is told a little too often is not missed. */
const inexactMs = minuteMs;

function isNewTo(setAt: number, { at }: News, { looked, order }: Telling): boolean {
  if (!looked) return true;
  const happened = at ?? order.times.created;
  return happened === undefined || happened >= setAt - inexactMs;
}
