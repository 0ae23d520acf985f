import type { ConsoleWords } from '../languages/en/console.ts';
import type { ClockJump } from '../runtime/clock-watch.ts';
import { dayMs, hourMs } from '../runtime/durations.ts';
import type { Figure, OperatorFigures } from '../store/contract/operator.ts';
import type { History, PartState } from './history.ts';
import { type Html, html, printHtml } from './html.ts';
import { ago, codeOf, count, facts, type MenuName, pathOfPage } from './layout.ts';
import type { ConsolePage, ShowPage, Visit } from './visit.ts';

/** All that the health page shows, read at one moment. Times are ms since 1970 UTC. */
export interface Health {
  /** Chat platforms and the store; a platform is called as the settings name it. */
  readonly connected: readonly PartState[];
  readonly partner: { readonly sandbox: boolean; readonly account?: string | undefined };
  /** Absent while the store does not answer. */
  readonly stored:
    | {
        readonly inbox: OperatorFigures['inbox'];
        readonly deliveries: OperatorFigures['deliveries'];
        readonly copies: { readonly lastAt?: number | undefined; readonly hourly: boolean };
        readonly schema?: { readonly migration: string; readonly version?: string | undefined } | undefined;
        readonly restoredAt?: number | undefined;
      }
    | undefined;
  readonly brokenChains: number;
  readonly clockJump?: ClockJump | undefined;
  readonly build: {
    readonly version: string;
    readonly upMs: number;
    readonly database: string | undefined;
  };
}

type Seen = Pick<Visit, 'words' | 'now'>;

/** A part as it is shown: what is said of it, and whether it needs a person. */
interface ShownPart extends PartState {
  readonly text: string;
}

/** `/console`: how each part is, what waits, and how fast it goes. */
export function createHealthPage({
  read,
  history,
}: {
  readonly read: () => Promise<Health>;
  readonly history: History;
}) {
  const drawn = async (seen: Seen): Promise<Html> => healthOf(await read(), history, seen);
  const show: ShowPage = async (visit): Promise<ConsolePage> => {
    const { words } = visit;
    const body = html`<div id="live">${await drawn(visit)}</div><noscript><p class="faint">${words.health.reload}</p></noscript>`;
    return { title: words.health.title, body };
  };
  return {
    show,
    /** Server-sent events: the page's live part after each reading, until the session is over or the bot stops. */
    async *live(
      visit: Omit<Seen, 'now'>,
      { now, goesOn, signal }: { now(): number; goesOn(): boolean; readonly signal: AbortSignal },
    ): AsyncIterable<string> {
      yield 'retry: 5000\n\n';
      while (goesOn() && !history.ended && !signal.aborted) {
        // What can't be drawn now may be at the next reading; the page itself says so where it is opened anew.
        const part = await drawn({ ...visit, now: now() }).catch(() => undefined);
        if (part !== undefined) yield `event: health\ndata: ${JSON.stringify(printHtml(part))}\n\n`;
        await history.next();
      }
      yield 'event: end\ndata: \n\n';
    },
  };
}

function healthOf(health: Health, history: History, seen: Seen): Html {
  const { words } = seen;
  const parts = partsOf(health, history, seen);
  const bad = parts.filter(({ state }) => state === 'bad').length;
  return html`<p class="notice ${bad === 0 ? 'good' : 'bad'}">${bad === 0 ? words.health.fine : words.health.attention(bad)}</p>
<h2>${words.health.parts}</h2>
<ul class="parts">${parts.map((part) => partOf(part, history, seen))}</ul>
<h2>${words.health.deliveries}</h2>
${deliveriesOf(health, words)}
<h2>${words.health.pace}</h2>
${chartsOf(history, words)}
<h2>${words.health.build}</h2>
${buildOf(health, seen)}`;
}

/** Where a part is mended. */
const mended: Readonly<Record<string, MenuName>> = { messages: 'unreadable', outbox: 'parked' };

function partOf({ name, state, text }: ShownPart, history: History, seen: Seen): Html {
  const { words } = seen;
  const error = history.lastError(name);
  const link = mended[name];
  const sign = { good: '✓', bad: '✗', resting: '–' }[state];
  return html`<li class="${state}"><p><strong>${words.health.part(name)}</strong> <span class="state">${sign} ${words.health[state]}</span></p><p>${text}</p>${error !== undefined && html`<p class="faint">${words.health.lastError(error.detail || words.health.notConnected, ago(error.at, seen))}</p>`}${state === 'bad' && html`<p>${words.health.advice(name)}</p>`}${link !== undefined && state === 'bad' && html`<p><a href="${pathOfPage(link)}">${words.pages[link]}</a></p>`}</li>`;
}

function partsOf(health: Health, history: History, seen: Seen): readonly ShownPart[] {
  const { words } = seen;
  const { partner, stored, brokenChains, clockJump } = health;
  const said = words.health;
  const known = partner.sandbox || partner.account !== undefined;
  return [
    ...health.connected.map((part) => ({
      ...part,
      text: part.state === 'good' ? '' : (part.detail ?? said.notConnected),
    })),
    shownPart(
      'partner',
      !known || history.lastError('partner')?.over === false,
      partner.sandbox
        ? said.sandbox
        : partner.account === undefined
          ? said.accountNotKnown
          : said.account(partner.account),
    ),
    ...(stored === undefined ? [] : storedParts(stored, seen)),
    shownPart('audit', brokenChains > 0, brokenChains > 0 ? said.brokenChains(brokenChains) : said.whole),
    clockPart(clockJump, seen),
  ];
}

function shownPart(name: string, bad: boolean, text: string): ShownPart {
  return { name, state: bad ? 'bad' : 'good', text };
}

function storedParts(
  { inbox, deliveries, copies }: NonNullable<Health['stored']>,
  seen: Seen,
): readonly ShownPart[] {
  const { words, now } = seen;
  const said = words.health;
  const { lastReceivedAt } = inbox;
  const last = lastReceivedAt === undefined ? said.noMessageYet : said.lastMessage(ago(lastReceivedAt, seen));
  const copied = copies.lastAt === undefined ? said.noCopy : said.lastCopy(ago(copies.lastAt, seen));
  const late = copies.lastAt === undefined || now - copies.lastAt > 2 * hourMs;
  return [
    shownPart(
      'messages',
      inbox.unreadable.count > 0,
      words.punctuation.clauses([
        last,
        ...(inbox.unreadable.count > 0
          ? [said.unreadableCount(inbox.unreadable.count, figure(inbox.unreadable))]
          : []),
      ]),
    ),
    shownPart(
      'outbox',
      deliveries.parked.count > 0,
      deliveries.parked.count > 0
        ? said.parkedCount(deliveries.parked.count, figure(deliveries.parked))
        : said.inTime,
    ),
    copies.hourly ? shownPart('copies', late, copied) : { name: 'copies', state: 'resting', text: copied },
  ];
}

function clockPart(jump: ClockJump | undefined, { words, now }: Seen): ShownPart {
  const said = words.health;
  if (jump === undefined || now - jump.at >= dayMs) return shownPart('clock', false, said.clockRight);
  const by = words.duration(Math.abs(jump.byMs));
  return shownPart('clock', true, jump.byMs < 0 ? said.setBack(by) : said.setAhead(by));
}

function deliveriesOf({ stored }: Health, { health: words }: ConsoleWords): Html {
  if (stored === undefined) return html`<p class="faint">–</p>`;
  const states = ['due', 'later', 'unclear', 'parked'] as const;
  return facts(states.map((state) => [words.state[state], figure(stored.deliveries[state])]));
}

function figure({ count: many, orMore }: Figure): string {
  return orMore ? `${count(many)}+` : count(many);
}

/** As many points as a small picture shows apart. */
const mostShown = 60;

function chartsOf(history: History, { health: words }: ConsoleWords): Html {
  const points = history.points();
  if (points.length < 2) return html`<p class="faint">${words.noFigures}</p>`;
  const sum = (values: readonly number[]) => gathered(values, mostShown);
  const each = (title: string, values: readonly number[]) =>
    smallChart(title, values, words.highest(count(Math.round(Math.max(...values)))));
  return html`<div class="charts">${[
    each(words.taken, sum(points.map(({ taken }) => taken))),
    each(words.said, sum(points.map(({ said }) => said))),
    each(
      words.lag,
      points.map(({ lagMs }) => lagMs / 1000),
    ),
    each(
      words.waiting,
      points.map(({ due }) => due),
    ),
  ]}</div>`;
}

function buildOf({ build, stored }: Health, seen: Seen): Html {
  const { words } = seen;
  const { version, upMs, database } = build;
  const { schema, restoredAt } = stored ?? {};
  return facts([
    [words.health.version, codeOf(version)],
    schema && [
      words.health.schema,
      schema.version === undefined
        ? schema.migration
        : words.health.schemaBy(schema.migration, schema.version),
    ],
    [words.health.upSince, words.duration(upMs)],
    database === undefined ? undefined : [words.health.database, database],
    restoredAt === undefined
      ? undefined
      : [words.health.database, words.health.restored(ago(restoredAt, seen))],
  ]);
}

const size = { width: 240, height: 48 } as const;

/** A row of values as a small picture, the oldest at the left, with its title and its highest value in words. */
function smallChart(title: string, values: readonly number[], shown: string): Html {
  const highest = Math.max(1, ...values);
  const step = size.width / Math.max(1, values.length - 1);
  const points = values
    .map(
      (value, at) => `${round(at * step)},${round(size.height - (value / highest) * (size.height - 2) - 1)}`,
    )
    .join(' ');
  return html`<figure class="chart"><figcaption>${title} <span class="faint">${shown}</span></figcaption><svg role="img" aria-label="${title}, ${shown}" viewBox="0 0 ${size.width} ${size.height}" preserveAspectRatio="none"><polyline points="${points}"/></svg></figure>`;
}

/** `points` values gathered into at most `most` sums, the oldest first. */
function gathered(values: readonly number[], most: number): readonly number[] {
  const each = Math.max(1, Math.ceil(values.length / most));
  const sums: number[] = [];
  for (let from = 0; from < values.length; from += each) {
    sums.push(values.slice(from, from + each).reduce((sum, value) => sum + value, 0));
  }
  return sums;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
