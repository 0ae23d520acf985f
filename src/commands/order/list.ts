import { orderListCard } from '../../cards/order-details.ts';
import { orderExportCard } from '../../cards/order-export.ts';
import { statusName } from '../../cards/summary-card.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import { dayAfter } from '../../chat/days.ts';
import { phases } from '../../domain/orders/order.ts';
import type { OrderWords } from '../../languages/en/orders.ts';
import { allWords, type Words } from '../../languages/index.ts';
import { dayBegin, knownZone } from '../../notifications/day-times.ts';
import type { OrderFilter } from '../../notifications/order-book.ts';
import type { Language } from '../../runtime/language.ts';
import { dayNamed, dayReading } from '../day-argument.ts';
import { search } from '../products/search.ts';
import type { OrderCommandDeps } from './deps.ts';
import { type Filters, lastPage, orderExport, orderList } from './descriptions.ts';

/** As many orders as a person reads through at once. */
const pageSize = 10;

/** As many orders as one file holds; for more, a person names days. */
const mostExported = 5000;

export function orderListCommand(deps: OrderCommandDeps) {
  return orderList.does({
    ...dayReadings(deps),
    async run({ page = 1, ...filters }, run): Promise<Card> {
      const zone = await deps.zoneOf(run);
      const now = deps.clock.now();
      const { filter, days } = filterOf(filters, zone);
      const backwards = backwardsCard(days, allWords[run.language].days);
      if (backwards !== undefined) return backwards;
      const found = await deps.orders.list({ ...filter, limit: page * pageSize + 1 });
      const { orders: words } = allWords[run.language];
      const shown = found.slice((page - 1) * pageSize, page * pageSize).map(({ order }) => order);
      const card = orderListCard({ orders: shown, page, now, words, zone });
      const turn = (label: string, to: number): Action => ({
        kind: 'run',
        label,
        run: orderList.call({ ...filters, page: to }, { replace: true }),
      });
      const older = found.length > page * pageSize && page < lastPage;
      const button: Action = {
        kind: 'run',
        label: words.export.button,
        run: orderExport.call({ ...filters, csv: false }),
      };
      const isFiltered = Object.values(filters).some((each) => each !== undefined);
      return {
        ...card,
        actions: [
          ...card.actions,
          ...(shown.length > 0 || page > 1 ? [] : [isFiltered ? allOrders(words) : findGoods(run.language)]),
          ...(page > 1 ? [turn(words.list.newer, page - 1)] : []),
          ...(older ? [turn(words.list.older, page + 1)] : []),
          ...(shown.length > 0 ? [button] : []),
        ],
        ...daysFootnote(days, zone, words),
      };
    },
  });
}

/** Where none of the orders fits. */
function allOrders(words: OrderWords): Action {
  const run = orderList.call({ status: undefined, from: undefined, to: undefined, page: undefined });
  return { kind: 'run', label: words.list.all, run: { ...run, replace: true } };
}

/** The export of the days that a person fills in. */
function daysAsked(asked: Filters & { readonly csv: boolean }): CommandCall {
  return orderExport.call(asked, { ask: ['from', 'to'] });
}

/** Where there is no order at all. */
function findGoods(language: Language): Action {
  const run = { command: search.menu.name, arguments: {}, ask: ['words'] };
  return { kind: 'run', label: allWords[language].home.find, run, style: 'primary' };
}

/** How many orders were exported, and which, is in the audit log before they are handed out. */
export function orderExportCommand(deps: OrderCommandDeps) {
  return orderExport.does({
    ...dayReadings(deps),
    async run({ csv, ...filters }, run): Promise<Card> {
      const zone = await deps.zoneOf(run);
      const now = deps.clock.now();
      const { filter, days } = filterOf(filters, zone);
      const backwards = backwardsCard(days, allWords[run.language].days);
      if (backwards !== undefined) return backwards;
      const found = await deps.orders.list({ ...filter, limit: mostExported + 1 });
      const { orders: words, yes, no } = allWords[run.language];
      const { card, rows } = await orderExportCard({
        orders: found.slice(0, mostExported).map(({ order }) => order),
        cut: found.length > mostExported,
        now,
        words,
        yes,
        no,
        zone,
        csv,
      });
      run.audit.add({ orders: rows, status: filter.phases?.map(statusName).join(','), ...days });
      const isCut = rows < found.length;
      const actions: readonly Action[] = isCut
        ? [{ kind: 'run', label: words.export.days, run: daysAsked({ csv, ...filters }) }]
        : [];
      return { ...card, actions: [...card.actions, ...actions], ...daysFootnote(days, zone, words) };
    },
  });
}

function dayReadings(deps: OrderCommandDeps) {
  const [from, to] = [dayReading(deps, 'first'), dayReading(deps, 'last')];
  return {
    lookUp: { from: from.lookUp, to: to.lookUp },
    suggest: { from: from.suggest, to: to.suggest },
  };
}

/** Of the conversation's zone, as `2026-11-25`. */
interface NamedDays {
  readonly from?: string;
  readonly to?: string;
}

/** What is said where the last day lies before the first: no order fits, and that is no answer. */
function backwardsCard({ from, to }: NamedDays, words: Words['days']): Card | undefined {
  if (from === undefined || to === undefined || from <= to) return undefined;
  return {
    tone: 'warning',
    title: words.backwards,
    body: [{ kind: 'text', text: [words.backwardsAdvice(from, to)] }],
    actions: [],
    refusal: [{ name: 'to' }],
  };
}

/**
 * Filters in times: days are whole days where the conversation is, the last one included. `days` as `2026-11-25`, where
 * any was named.
 */
function filterOf(
  { status, from, to }: Filters,
  zone: string | undefined,
): { readonly filter: OrderFilter; readonly days: NamedDays } {
  const there = knownZone(zone);
  const wanted = phases.filter((phase) => status?.includes(statusName(phase)) === true);
  const [first, last] = [dayNamed(from), dayNamed(to)];
  return {
    filter: {
      ...(wanted.length > 0 && { phases: wanted }),
      ...(first !== undefined && { since: dayBegin(first, there) }),
      ...(last !== undefined && { before: dayBegin(dayAfter(last, 1), there) }),
    },
    days: { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) },
  };
}

function daysFootnote({ from, to }: NamedDays, zone: string | undefined, { list }: OrderWords) {
  return from === undefined && to === undefined ? {} : { footnote: [list.placed(from, to, knownZone(zone))] };
}
