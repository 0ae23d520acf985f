import { createGathering } from './batches.ts';
import type { Inbox, InboxState, PushedMessage } from './contract/orders.ts';
import type { RunUnit, UnitTables } from './contract/units.ts';
import type { Database, ScopedQueries } from './database.ts';
import { StoreError } from './error.ts';
import { inboxKeyOf } from './migrations/inbox-key.ts';
import { type Places, prepared } from './prepared.ts';
import { keepUnit } from './units.ts';

/** How many messages one statement keeps: six parameters each. */
const atOnce = 500;

/** A message that is to be kept, and the number under which it is tried. */
interface Tried {
  readonly message: PushedMessage;
  key: number;
}

/** Keeps messages in the table `inbox`; {@link UnitTables.keepMessages} is what it promises. */
export function createMessageKeeping(whole: Database): UnitTables['keepMessages'] {
  const database = whole.scoped;
  const insertRows = prepared(database, insertionOf);

  /**
   * Keeps each under its digest's number. Where that is taken, the whole digest says whether by a repeat; if not, the next
   * number is tried.
   */
  async function insert(messages: readonly PushedMessage[]): Promise<readonly ('new' | 'repeat')[]> {
    const kept = new Set<PushedMessage>();
    // Of a message that came twice in one group the first is the new one.
    const first = new Map(messages.toReversed().map((message) => [nameOf(message, message.digest), message]));
    let left = [...first.values()].map((message): Tried => ({ message, key: inboxKeyOf(message.digest) }));
    while (left.length > 0) {
      const byPlace = new Map(left.toReversed().map((tried) => [placeOf(tried), tried]));
      const fresh = await insertAt([...byPlace.values()]);
      for (const tried of fresh) kept.add(tried.message);
      const beaten = left.filter((tried) => !fresh.has(tried));
      if (beaten.length === 0) break;
      const found = await digestsAt(beaten);
      left = beaten.filter((tried) => {
        const digest = found.get(placeOf(tried));
        if (digest !== undefined) tried.key += 1;
        return digest !== tried.message.digest;
      });
    }
    return messages.map((message) => (kept.has(message) ? 'new' : 'repeat'));
  }

  /** Those of `all`, each at a place of its own, whose place was free. */
  async function insertAt(all: readonly Tried[]): Promise<ReadonlySet<Tried>> {
    const byPlace = new Map(all.map((tried) => [placeOf(tried), tried]));
    // Together, so that they share a commit.
    const inserted = await Promise.all(
      [...Map.groupBy(all, ({ message }) => message.account)].map(async ([organization, its]) => {
        // In one order everywhere, so that two processes that keep the same messages never wait for each other.
        const rows = its.toSorted((one, other) => one.key - other.key).map(rowOf);
        const values = Object.fromEntries(rows.flatMap(named));
        const keys = await onceMore(() => insertRows(whole, rows.length, { organization, ...values }));
        return keys.map(({ key }) => `${organization}\n${key}`);
      }),
    );
    return new Set(inserted.flat().flatMap((place) => byPlace.get(place) ?? []));
  }

  /** The digests that stand where these were tried, by their places. */
  async function digestsAt(tried: readonly Tried[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const [organization, its] of Map.groupBy(tried, ({ message }) => message.account)) {
      const rows = await database
        .selectFrom('inbox')
        .select(['key', 'digest'])
        .where('organization', '=', organization)
        .where(
          'key',
          'in',
          its.map(({ key }) => key),
        )
        .execute();
      for (const { key, digest } of rows) found.set(`${organization}\n${key}`, digest);
    }
    return found;
  }

  return insert;
}

/**
 * {@link Inbox} in the table `inbox`. Read messages stay there so that a repeat is told: a sweep empties their bodies
 * a week after they came and forgets them after thirty days.
 */
export function createInbox({
  database: { scoped: database },
  runUnit,
  pace,
}: {
  readonly database: Pick<Database, 'scoped'>;
  readonly runUnit: RunUnit;
  /** Of the units, see {@link createGathering}. */
  readonly pace?: (() => Promise<void>) | undefined;
}): Inbox {
  return {
    keep: createGathering({ run: (messages) => runUnit(keepUnit, messages), atOnce, pace }),
    async state({ account }) {
      const of = () => database.selectFrom('inbox').where('organization', '=', account);
      const count = (rows: ReturnType<typeof of>) =>
        rows.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      const [waiting, unreadable, times] = await Promise.all([
        count(of().where('settled_at', 'is', null)),
        count(of().where('unreadable', 'is not', null)),
        inboxTimes(database, account),
      ]);
      return { waiting: waiting.count, unreadable: unreadable.count, ...times };
    },
  };
}

/** When the oldest message came that waits, and the last of all; each has an index that ends with it. */
export async function inboxTimes(
  database: ScopedQueries,
  account: string,
): Promise<Pick<InboxState, 'oldestWaitingAt' | 'lastReceivedAt'>> {
  const received = async (settled: 'is' | 'is not', order: 'asc' | 'desc') => {
    const row = await database
      .selectFrom('inbox')
      .select('received_at')
      .where('organization', '=', account)
      .where('settled_at', settled, null)
      .orderBy('received_at', order)
      .limit(1)
      .executeTakeFirst();
    return row?.received_at;
  };
  const [oldest, lastWaiting, lastSettled] = await Promise.all([
    received('is', 'asc'),
    received('is', 'desc'),
    received('is not', 'desc'),
  ]);
  const last = Math.max(lastWaiting ?? 0, lastSettled ?? 0);
  return {
    ...(oldest !== undefined && { oldestWaitingAt: oldest }),
    ...(last > 0 && { lastReceivedAt: last }),
  };
}

const columns = ['key', 'digest', 'body', 'trace', 'received_at'] as const;

type Row = Readonly<Record<(typeof columns)[number], string | number>>;

function rowOf({ message: { digest, body, trace, receivedAt }, key }: Tried): Row {
  return { key, digest, body, trace, received_at: receivedAt };
}

/** The row's values by the names of their places in {@link insertionOf}. */
function named(row: Row, at: number): readonly (readonly [string, string | number])[] {
  return columns.map((column) => [`${column} ${at}`, row[column]]);
}

function insertionOf(scoped: ScopedQueries, place: Places, count: number) {
  const rows = Array.from({ length: count }, (_, at) => ({
    organization: place('organization'),
    key: place<number>(`key ${at}`),
    digest: place(`digest ${at}`),
    body: place(`body ${at}`),
    trace: place(`trace ${at}`),
    received_at: place<number>(`received_at ${at}`),
  }));
  return scoped
    .insertInto('inbox')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['organization', 'key']).doNothing())
    .returning('key');
}

/**
 * Does it again where the connection broke: a message that can't be kept now only comes again in half an hour. One that
 * was kept in spite of it is then told as a repeat.
 */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof StoreError && thrown.fault === 'unreachable') return work();
    throw thrown;
  }
}

function nameOf({ account }: PushedMessage, name: string | number): string {
  return `${account}\n${name}`;
}

function placeOf({ message, key }: Tried): string {
  return nameOf(message, key);
}
