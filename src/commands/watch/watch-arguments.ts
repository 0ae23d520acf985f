import type { Watched } from '../../cards/watch-card.ts';
import { type Argument, emptiable, flag, named, optional } from '../../chat/argument.ts';
import { daySpan, somebody, timeOfDay, yesOrNo } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/bind.ts';
import type { CommandCall } from '../../chat/card.ts';
import type { DefinedCommand } from '../../chat/command.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { WatchWords } from '../../languages/en/watch.ts';
import { inEach } from '../../languages/index.ts';
import type { Subject } from '../../notifications/rule.ts';
import { urgentKinds } from '../../orders/news.ts';
import type { NotificationSettings } from '../../store/contract/settings.ts';
import { amountArgument } from '../amount-argument.ts';
import { zoneArgument } from '../zone-argument.ts';
import { kindsArgument } from './kinds-argument.ts';
import { argumentsOf, type SubjectDeps, subjectArguments } from './subject.ts';

/** The argument table of `/watch`. */
export function watchArguments(deps: SubjectDeps) {
  const { words } = deps;
  const about = (pick: (words: WatchWords) => ArgumentWords) => ({
    hint: inEach(words, ({ watch }) => pick(watch).hint),
    expected: inEach(words, ({ watch }) => pick(watch).expected),
  });
  const kinds = (pick: (words: WatchWords) => ArgumentWords, none: boolean) =>
    optional(kindsArgument(words, pick, { none }));
  const yesNo = { yes: inEach(words, ({ yes }) => yes), no: inEach(words, ({ no }) => no) };
  const option = <T>(argument: Argument<T>) => optional(named(argument));
  return {
    ...subjectArguments(deps),
    // A watch of no news is none: /unwatch ends it.
    events: { ...kinds(({ events }) => events, false), requiredInForm: true },
    'min-amount': emptiable(
      option(
        amountArgument(
          words,
          about(({ minAmount }) => minAmount),
        ),
      ),
      '0',
    ),
    mention: emptiable(option(somebody(about(({ mention }) => mention))), 'nobody'),
    'mention-events': kinds(({ mentionEvents }) => mentionEvents, false),
    daily: emptiable(option(yesOrNo({ ...about(({ daily }) => daily), ...yesNo })), 'no'),
    at: option(timeOfDay(about(({ at }) => at))),
    aloud: emptiable(
      kinds(({ aloud }) => aloud, true),
      'none',
    ),
    quiet: emptiable(option(daySpan(about(({ quiet }) => quiet))), 'none'),
    zone: option(
      zoneArgument(
        words,
        about(({ zone }) => zone),
      ),
    ),
    summary: emptiable(option(yesOrNo({ ...about(({ dailySummary }) => dailySummary), ...yesNo })), 'no'),
    confirm: flag({ ...about(({ confirm }) => confirm), ...yesNo }),
  };
}

export type WatchTable = ReturnType<typeof watchArguments>;
export type WatchValues = Values<WatchTable>;
export type WatchCommand = DefinedCommand<WatchTable>;

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

/** Whether any option was given: then what the others name stays as it is. */
export function isChange({ about: _about, id: _id, confirm: _confirm, ...options }: WatchValues): boolean {
  return Object.values(options).some((value) => value !== undefined);
}

/** The calls that buttons of a set watch make. */
export function callsFor(command: WatchCommand, { subject, rule }: Watched, manner: NotificationSettings) {
  const target = { ...nothingGiven, ...argumentsOf(subject) };
  return {
    onlyNeeds: command.call({ ...target, events: urgentKinds }, { replace: true }),
    digest: command.call({ ...target, daily: true }, { replace: true }),
    /** A form, filled in with what is set. */
    choose: command.call(
      {
        ...target,
        events: rule.kinds,
        'min-amount': rule.minFen ?? 0,
        mention: rule.mention ?? 'nobody',
        quiet: manner.quiet ?? 'none',
        daily: rule.daily,
      },
      { ask: ['events', 'min-amount', 'mention', 'quiet', 'daily'] },
    ),
  } satisfies Record<string, CommandCall>;
}

/** `/watch` for a subject, as all news of it are told. */
export function watchAgain(command: WatchCommand, subject: Subject): CommandCall {
  return command.call({ ...nothingGiven, ...argumentsOf(subject) });
}
