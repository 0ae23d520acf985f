import { z } from 'zod';
import {
  type Argument,
  choice,
  choices,
  flag,
  type Named,
  readAs,
  type Unreadable,
  unreadable,
  word,
} from '../../chat/argument.ts';
import {
  daySpan,
  emptiable,
  inner,
  named,
  optional,
  orNone,
  somebody,
  timeOfDay,
  yesOrNo,
} from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/argument-table.ts';
import type { Facts } from '../../chat/audit.ts';
import { describeCommand } from '../../chat/command.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import { type NewsKind, newsKinds, urgentKinds } from '../../domain/orders/news.ts';
import { longestReference } from '../../domain/sellers/offer-id.ts';
import type { WatchWords } from '../../languages/en/watch.ts';
import {
  aboutArgument,
  allWords,
  formNamed,
  localized,
  namesBesideEnglish,
  yesAndNo,
} from '../../languages/index.ts';
import type { WatchSubject } from '../../notifications/rule.ts';
import { amountArgument } from '../amount-argument.ts';
import { wordsOfOffer } from '../offer-argument.ts';
import { wordsOfOrder } from '../order/order-argument.ts';
import { zoneArgument } from './zone.ts';

type About = WatchSubject['about'];

const about = (pick: (words: WatchWords) => ArgumentWords) => aboutArgument(({ watch }) => pick(watch));

/** `[all|order|seller] [id]`, which `subjectOf` reads together. */
const subjectArguments = {
  about: optional(
    choice<About>(
      [
        { value: 'all', label: localized(({ watch }) => watch.aboutAll), also: ['全部'] },
        { value: 'order', label: localized(({ watch }) => watch.aboutOrder), also: ['订单'] },
        { value: 'seller', label: localized(({ watch }) => watch.aboutSeller), also: ['卖家'] },
      ],
      { ...about((words) => words.about), example: 'order' },
    ),
  ),
  id: optional<string>({
    ...word(z.string().trim().min(1), {
      ...about(({ id }) => id),
      example: '3305075341149134260',
      maxLength: longestReference,
    }),
    span: (said, isLast) => Math.max(wordsOfOrder(said), wordsOfOffer(said, isLast)),
    suggests: true,
  }),
};

type Said = NewsKind | 'all' | 'needs' | 'none';

/**
 * Kinds of news by name, `all`, or `needs` for what needs a person; `none`, where the argument takes that. Read in the order
 * of {@link newsKinds}.
 */
export function kindsArgument(
  pick: (words: WatchWords) => ArgumentWords,
  { none }: { readonly none: boolean },
): Argument<readonly NewsKind[]> {
  const set = (value: Said, label: (words: WatchWords) => string): Named<Said> => ({
    value,
    label: localized(({ watch }) => label(watch)),
    also: namesBesideEnglish(({ watch }) => label(watch)),
  });
  const said = choices<Said>(
    [
      set('all', ({ allKinds }) => allKinds),
      set('needs', ({ needsSomebody }) => needsSomebody),
      ...(none ? [set('none', ({ noKinds }) => noKinds)] : []),
      ...newsKinds.map((kind) => set(kind, (words) => words.kind[kind])),
    ],
    { ...about(pick), example: 'needs' },
  );
  return readAs(said, {
    parse(typed): readonly NewsKind[] | Unreadable {
      const read = said.parse(typed);
      if (read === unreadable || (read.includes('none') && read.length > 1)) return unreadable;
      if (read.includes('all')) return newsKinds;
      return newsKinds.filter(
        (kind) => read.includes(kind) || (read.includes('needs') && urgentKinds.includes(kind)),
      );
    },
    print(kinds: readonly NewsKind[]) {
      if (kinds.length === 0) return 'none';
      if (newsKinds.every((kind) => kinds.includes(kind))) return 'all';
      return isUrgentAlone(kinds) ? 'needs' : said.print(newsKinds.filter((kind) => kinds.includes(kind)));
    },
  });
}

/** Whether `kinds` are those that need a person, and no other. */
export function isUrgentAlone(kinds: readonly NewsKind[]): boolean {
  return kinds.length === urgentKinds.length && urgentKinds.every((kind) => kinds.includes(kind));
}

const kinds = (pick: (words: WatchWords) => ArgumentWords, none: boolean) =>
  optional(kindsArgument(pick, { none }));

const option = <T>(argument: Argument<T>) => optional(named(argument));

const watchArguments = {
  ...subjectArguments,
  // A watch of no news is none: /unwatch ends it.
  events: { ...kinds(({ events }) => events, false), requiredInForm: true },
  'min-amount': emptiable(
    option(
      amountArgument(
        allWords,
        about(({ minAmount }) => minAmount),
      ),
    ),
    '0',
  ),
  mention: emptiable(option(somebody(about(({ mention }) => mention))), 'nobody'),
  'mention-events': kinds(({ mentionEvents }) => mentionEvents, false),
  daily: emptiable(option(yesOrNo({ ...about(({ daily }) => daily), ...yesAndNo })), 'no'),
  at: option(orNone(timeOfDay(about(({ at }) => at)))),
  aloud: emptiable(
    kinds(({ aloud }) => aloud, true),
    'none',
  ),
  quiet: emptiable(option(daySpan(about(({ quiet }) => quiet))), 'none'),
  zone: option(
    orNone(
      zoneArgument(
        allWords,
        about(({ zone }) => zone),
      ),
    ),
  ),
  summary: emptiable(option(yesOrNo({ ...about(({ dailySummary }) => dailySummary), ...yesAndNo })), 'no'),
  confirm: inner(flag({ ...about(({ confirm }) => confirm), ...yesAndNo })),
};

export type WatchValues = Values<typeof watchArguments>;

/** `/watch` alone. */
export const nothingGiven: WatchValues = {
  about: undefined,
  id: undefined,
  events: undefined,
  'min-amount': undefined,
  mention: undefined,
  'mention-events': undefined,
  daily: undefined,
  at: undefined,
  aloud: undefined,
  quiet: undefined,
  zone: undefined,
  summary: undefined,
  confirm: false,
};

/**
 * `/watch [order <id>|seller <id or offer>] [--events …] …`: which news this conversation gets, and how. Alone it means all
 * news of all orders, as they come; with an option it changes what the option names.
 */
export const watch = describeCommand({
  name: 'watch',
  summary: localized((words) => words.watch.summary),
  form: formNamed(({ forms }) => forms.watch),
  examples: [
    'watch',
    'watch order 3305075341149134260',
    'watch --events needs --mention me --quiet 22:00-08:00',
  ],
  arguments: watchArguments,
  needs: 'buyer',
  effect: 'write',
  audited: (values) => auditedSubject(values),
});

/**
 * `/unwatch [all|order <id>|seller <id or offer>]`: ends the watch of that; alone, every watch of the conversation. Everyone
 * sees the answer, since it concerns everyone.
 */
export const unwatch = describeCommand({
  name: 'unwatch',
  summary: localized((words) => words.watch.unwatchSummary),
  examples: ['unwatch', 'unwatch order 3305075341149134260'],
  arguments: subjectArguments,
  needs: 'buyer',
  effect: 'write',
  audited: (values) => auditedSubject(values),
  visibility: () => 'conversation',
});

/** `/watching`: what this conversation watches, and which of its deliveries are parked. */
export const watching = describeCommand({
  name: 'watching',
  summary: localized((words) => words.watch.watchingSummary),
  everyday: ['news', 'notifications', '动态', '通知'],
  examples: ['watching'],
  arguments: {},
  needs: 'viewer',
  effect: 'read',
});

/** `/resend`: retries this conversation's parked deliveries. */
export const resend = describeCommand({
  name: 'resend',
  summary: localized((words) => words.watch.resendSummary),
  examples: ['resend'],
  arguments: {},
  needs: 'buyer',
  effect: 'write',
});

/** The subject for the audit log: an id by its digits; anything else that was typed stays out. */
function auditedSubject({ about: kind, id }: Values<typeof subjectArguments>): Facts {
  return { about: kind ?? 'all', id: id === undefined || !/^\d+$/.test(id) ? undefined : id };
}
