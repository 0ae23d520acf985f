import { clockTime, printSpan } from '../chat/argument-kinds.ts';
import type { Action, Block, Card, Field } from '../chat/card.ts';
import { sentenceWith, type Text } from '../chat/text.ts';
import { formatFen } from '../domain/orders/money.ts';
import { type NewsKind, newsKinds, urgentKinds } from '../domain/orders/news.ts';
import { zoneName } from '../domain/places/zones.ts';
import type { MessageKind } from '../domain/requests/message-plan.ts';
import type { WatchWords } from '../languages/en/watch.ts';
import type { NotificationSettings } from '../store/contract/settings.ts';
import { namedOrder } from './order-facts.ts';
import { zonedTimes } from './times.ts';

/** What is watched in a conversation, and how. */
export interface Watched {
  readonly subject:
    | { readonly about: 'all' }
    | { readonly about: 'order'; readonly orderId: string }
    | { readonly about: 'seller'; readonly seller: string };
  readonly rule: {
    readonly kinds: readonly NewsKind[];
    readonly minFen?: number | undefined;
    readonly mention?:
      | { readonly person: string; readonly name: string; readonly kinds: readonly NewsKind[] }
      | undefined;
    readonly daily: boolean;
  };
  /** It is on orders of another account than the one in use: no news come. */
  readonly elsewhere?: boolean;
}

/** A parked delivery: news of an order, or a message about a request. */
export type ParkedItem = ({ readonly orderId: string } | { readonly request: MessageKind }) & {
  /** Ms since 1970 UTC. */
  readonly parkedAt: number;
  readonly reason: string;
};

/** When the digest comes where no time is set: 9:00. */
const usualDailyAt = 9 * 60;

/** As many parked deliveries as show what is wrong. */
const mostParked = 5;

/** The first card in a conversation that gets news from now on, for everyone in it. */
export function begunCard(shown: {
  readonly watched: Watched;
  readonly settings: NotificationSettings;
  readonly words: WatchWords;
  readonly actions: readonly Action[];
}): Card {
  const { watched, settings, words, actions } = shown;
  return {
    tone: 'good',
    title: words.begun,
    body: [
      { kind: 'list', items: [watchedLine(watched, settings, words)] },
      ...settingsBlock(settings, words),
      { kind: 'text', text: [words.begunText] },
    ],
    actions,
    footnote: [words.how],
  };
}

/** The answer to the person who set a watch; `first`: whether its first card stands in the conversation, and since when. */
export function setCard(shown: {
  readonly watched: Watched;
  readonly settings: NotificationSettings;
  readonly first: 'posted' | 'not posted' | 'before';
  readonly words: WatchWords;
  readonly actions: readonly Action[];
}): Card {
  const { watched, settings, first, words, actions } = shown;
  return {
    tone: first === 'not posted' ? 'warning' : 'good',
    title: { posted: words.set, 'not posted': words.begun, before: words.changed }[first],
    body: [
      { kind: 'list', items: [watchedLine(watched, settings, words)] },
      // What was read of the options is shown back; the card in the conversation shows it the first time.
      ...(first === 'before' ? settingsBlock(settings, words) : []),
      {
        kind: 'text',
        text: [{ posted: words.setText, 'not posted': words.later, before: words.changedText }[first]],
      },
    ],
    actions,
  };
}

/** All that a conversation watches, and which of its deliveries are parked. */
export function watchingCard(shown: {
  readonly watched: readonly Watched[];
  readonly settings: NotificationSettings;
  readonly parked: readonly ParkedItem[];
  /** Whether it is known which account is in use; left out, it is. */
  readonly accountKnown?: boolean;
  readonly now: number;
  readonly words: WatchWords;
  readonly actions: readonly Action[];
}): Card {
  const { watched, settings, parked, accountKnown = true, words, actions } = shown;
  const isSilent = watched.some(({ elsewhere }) => elsewhere === true);
  return {
    tone: parked.length > 0 || isSilent ? 'warning' : 'plain',
    title: watched.length === 0 ? words.nothing : words.watching,
    body: [
      watched.length === 0
        ? { kind: 'text', text: [words.nothingAdvice] }
        : { kind: 'list', items: watched.map((each) => watchedLine(each, settings, words)) },
      ...(isSilent
        ? [{ kind: 'text' as const, text: [accountKnown ? words.elsewhereAdvice : words.accountNotKnown] }]
        : []),
      ...(watched.length === 0 ? [] : settingsBlock(settings, words)),
      ...parkedBlock(parked, settings, shown.now, words),
    ],
    actions,
  };
}

/**
 * Tells a conversation that its watches are on orders of another account than the one in use, or that it is not known which
 * one that is.
 */
export function elsewhereCard(shown: {
  readonly accountKnown: boolean;
  readonly words: WatchWords;
  readonly actions: readonly Action[];
}): Card {
  const { accountKnown, words, actions } = shown;
  return {
    tone: 'warning',
    title: words.noNewsHere,
    body: [{ kind: 'text', text: [accountKnown ? words.elsewhereAdvice : words.accountNotKnown] }],
    actions,
  };
}

/** Tells the person who set a watch that its conversation, by the platform's own id, can't be written to. */
export function unservedCard(shown: {
  readonly conversation: string;
  readonly why: 'gone' | 'not invited' | 'forbidden';
  readonly words: WatchWords;
}): Card {
  const { conversation, why, words } = shown;
  return {
    tone: 'warning',
    title: words.unserved,
    body: [
      { kind: 'text', text: [words.unservedAdvice[why]] },
      { kind: 'text', text: [`${words.conversation} `, { code: namedOrder(conversation) }] },
    ],
    actions: [],
  };
}

/** Kinds of news in words; the sets that have a name of their own by that name. */
function kindsInWords(kinds: readonly string[], words: WatchWords): string {
  if (kinds.length === 0) return words.noKinds;
  const given = newsKinds.filter((kind) => kinds.includes(kind));
  if (given.length === newsKinds.length) return words.allKinds;
  if (isSame(given, urgentKinds)) return words.needsSomebody;
  return words.kinds(given.map((kind) => words.kind[kind]));
}

function isSame(given: readonly NewsKind[], kinds: readonly NewsKind[]): boolean {
  return given.length === kinds.length && kinds.every((kind) => given.includes(kind));
}

function watchedLine(
  { subject, rule, elsewhere }: Watched,
  settings: NotificationSettings,
  words: WatchWords,
): Text {
  const name =
    subject.about === 'all'
      ? words.aboutAll
      : subject.about === 'order'
        ? words.subjectOrder(namedOrder(subject.orderId))
        : words.subjectSeller(namedOrder(subject.seller));
  const at = clockTime(settings.dailyAt ?? usualDailyAt);
  const parts = [
    elsewhere === true ? words.elsewhere : kindsInWords(rule.kinds, words),
    ...(rule.minFen === undefined || rule.minFen === 0 ? [] : [words.from(formatFen(rule.minFen))]),
    ...(rule.daily ? [words.inDigest(inZone(at, settings, words))] : []),
  ];
  const { mention } = rule;
  return [
    { bold: name },
    words.punctuation.label('') + parts.join(' · '),
    ...(mention === undefined
      ? []
      : [
          ' · ',
          { mention: { person: mention.person, name: mention.name } },
          ` ${words.pinged(kindsInWords(mention.kinds, words))}`,
        ]),
  ];
}

/** A time of day, and of which zone: China's, where none was set. */
function inZone(time: string, { zone }: NotificationSettings, words: WatchWords): string {
  return words.punctuation.aside(time, zonedTimes(zone, 0).zone);
}

/** How news come, so far as it was set. */
function settingsBlock(settings: NotificationSettings, words: WatchWords): readonly Block[] {
  const { broadcast, quiet, dailyAt, summary, zone } = settings;
  const field = (label: string, value: string | undefined): Field[] =>
    value === undefined ? [] : [{ label, value: [value] }];
  const at = clockTime(dailyAt ?? usualDailyAt);
  const fields = [
    ...field(words.aloudLabel, broadcast === undefined ? undefined : kindsInWords(broadcast, words)),
    ...field(
      words.quietLabel,
      quiet === undefined
        ? undefined
        : words.punctuation.phrases([inZone(printSpan(quiet), settings, words), words.quietUrgent]),
    ),
    ...field(words.summaryLabel, summary === true ? inZone(at, settings, words) : undefined),
    // Where no time is shown that names it.
    ...field(
      words.zoneLabel,
      zone === undefined || quiet !== undefined || summary === true ? undefined : zoneName(zone),
    ),
  ];
  if (fields.length === 0) return [];
  const [only] = fields;
  // A single pair is no grid.
  return fields.length === 1 && only !== undefined
    ? [{ kind: 'text', text: [words.punctuation.label(only.label), ...only.value] }]
    : [{ kind: 'fields', fields }];
}

function parkedBlock(
  parked: readonly ParkedItem[],
  { zone }: NotificationSettings,
  now: number,
  words: WatchWords,
): readonly Block[] {
  if (parked.length === 0) return [];
  const times = zonedTimes(zone, now);
  const items = parked
    .slice(0, mostParked)
    .map(
      (each): Text =>
        sentenceWith(
          (when) =>
            words.parkedItem(
              'orderId' in each ? namedOrder(each.orderId) : words.parkedRequest[each.request],
              when,
              namedOrder(each.reason),
            ),
          times.point(each.parkedAt),
        ),
    );
  const left = parked.length - items.length;
  return [
    { kind: 'text', text: [{ bold: words.parked }] },
    { kind: 'list', items: left > 0 ? [...items, [words.moreParked(left)]] : items },
  ];
}
