import { begunCard, setCard, type Watched } from '../../cards/watch-card.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import type { Refused } from '../../chat/outlet.ts';
import { urgentKinds } from '../../domain/orders/news.ts';
import { zoneName } from '../../domain/places/zones.ts';
import type { WatchWords } from '../../languages/en/watch.ts';
import { allWords } from '../../languages/index.ts';
import { knownZone } from '../../notifications/day-times.ts';
import { printSubject } from '../../notifications/rule.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import type { NotificationSettings } from '../../store/contract/settings.ts';
import { orderSuggestions } from '../order/order-finder.ts';
import type { SubjectDeps, WatchDeps } from './deps.ts';
import { isUrgentAlone, nothingGiven, unwatch, type WatchValues, watch, watching } from './descriptions.ts';
import { changesSettings, ruleOf, settingsOf } from './rule.ts';
import { argumentsOf, subjectOf } from './subject.ts';
import { keepZone, ownZone } from './zone.ts';

/**
 * The first card of a watch goes into the conversation at once; where that is refused, nothing is set and the asker reads
 * what to do.
 */
export function watchCommand(deps: WatchDeps) {
  return watch.does({
    suggest: { id: orderSuggestions(deps) },
    async run(values, run): Promise<Card> {
      const { watch: words } = allWords[run.language];
      await deps.watches.mayBeSet();
      const found = await subjectOf(deps, values, run, (id) => watch.call({ ...values, id }));
      if ('found' in found) return found.found;
      if ('asks' in found) {
        const actions = values.about === 'all' ? [] : [askFor(values.about, words)];
        return { ...found.asks, actions };
      }
      const { subject } = found;
      const [watches, settingsBefore] = await Promise.all([
        deps.watches.list(run),
        deps.notificationSettings.get(run),
      ]);
      const current = watches.find((each) => printSubject(each.subject) === printSubject(subject));
      // One on another account's orders was silent: with this one news begin.
      const before = current?.elsewhere === true ? undefined : current;
      const rule = ruleOf(values, current?.rule, run.person);
      const language = settingsBefore.language ?? deps.defaultLanguage;
      const isInAnother = before === undefined && run.language !== language;
      const change = (from: NotificationSettings): NotificationSettings => ({
        ...settingsOf(values, from),
        // News go on in the language of their first card.
        ...(isInAnother && { language: run.language }),
      });
      const watched: Watched = { subject, rule };
      if (before === undefined && !values.confirm && !run.direct) {
        const { platform, id: conversation } = splitScopedId(run.conversation);
        const others = await deps.isReadByOthers({ platform, workspace: run.workspace, conversation });
        if (others !== false) return othersCard(values, others, words);
      }
      // What is only changed was announced already: not every click is news to the conversation.
      const sent =
        before === undefined
          ? await deps.announce({
              organization: run.organization,
              conversation: run.conversation,
              workspace: run.workspace,
              language: run.language,
              card: begunCard({
                watched,
                settings: change(settingsBefore),
                words,
                actions: everyonesActions(words),
              }),
            })
          : undefined;
      if (sent !== undefined && 'refused' in sent) return refusal(sent.refused, words);
      const settings =
        changesSettings(values) || isInAnother
          ? await deps.notificationSettings.update(run, change)
          : settingsBefore;
      if (values.zone !== undefined && values.zone !== 'none') await keepZone(deps.people, run, values.zone);
      await deps.watches.set(run, { subject, rule, setBy: run.person });
      const actions = askersActions(watched, settings, await ownZone(deps.people, run), words);
      const first = sent === undefined ? 'before' : 'sent' in sent ? 'posted' : 'not posted';
      return setCard({ watched, settings, first, words, actions });
    },
  });
}

export function unwatchCommand(deps: SubjectDeps & Pick<WatchDeps, 'watches'>) {
  return unwatch.does({
    suggest: { id: orderSuggestions(deps) },
    async run(values, run): Promise<Card> {
      const { watch: words } = allWords[run.language];
      const everything = values.about === undefined && values.id === undefined;
      const found = await subjectOf(deps, values, run, (id) => unwatch.call({ ...values, id }));
      if ('found' in found) return found.found;
      if ('asks' in found) return found.asks;
      const { subject } = found;
      const count = await deps.watches.remove(run, everything ? undefined : subject);
      const again = watch.call({ ...nothingGiven, ...argumentsOf(subject) });
      return {
        tone: 'plain',
        title: count === 0 ? words.notWatched : words.stopped(count),
        body: [],
        actions: [{ kind: 'run', label: words.watchAgain, run: again }],
      };
    },
  });
}

/** Asks for confirmation before another company reads along. */
function othersCard(values: WatchValues, others: true | undefined, words: WatchWords): Card {
  return {
    tone: 'warning',
    title: others === undefined ? words.othersMayRead : words.othersRead,
    body: [{ kind: 'text', text: [words.othersReadWhat] }],
    actions: [
      {
        kind: 'run',
        label: words.watchAnyway,
        style: 'danger',
        run: watch.call({ ...values, confirm: true }, { replace: true }),
      },
    ],
  };
}

/** The buttons of the first card, which is everyone's. */
function everyonesActions(words: WatchWords): readonly Action[] {
  return [
    { kind: 'run', label: words.whatIsWatched, run: watching.call({}) },
    { kind: 'run', label: words.stop, run: unwatch.call({ about: undefined, id: undefined }) },
  ];
}

function askersActions(
  watched: Watched,
  settings: NotificationSettings,
  own: string | undefined,
  words: WatchWords,
): readonly Action[] {
  const target = { ...nothingGiven, ...argumentsOf(watched.subject) };
  const onlyNeeds = watch.call({ ...target, events: urgentKinds }, { replace: true });
  const digest = watch.call({ ...target, daily: true }, { replace: true });
  const offered: readonly (Action | undefined)[] = [
    isUrgentAlone(watched.rule.kinds) ? undefined : { kind: 'run', label: words.onlyNeeds, run: onlyNeeds },
    watched.rule.daily ? undefined : { kind: 'run', label: words.dailyDigest, run: digest },
    { kind: 'run', label: words.choose, run: chooseCall(watched, settings) },
    ...zoneActions(watched, settings, own, words),
  ];
  return offered.filter((action) => action !== undefined);
}

/** Where a time counts and no zone is set: the person's own in one click, where it is known and another. A form for the times. */
function zoneActions(
  watched: Watched,
  settings: NotificationSettings,
  own: string | undefined,
  words: WatchWords,
): readonly Action[] {
  const { quiet, dailyAt, summary, zone } = settings;
  const isTimed = watched.rule.daily || quiet !== undefined || summary === true || dailyAt !== undefined;
  const target = { ...nothingGiven, ...argumentsOf(watched.subject) };
  const times: Action = { kind: 'run', label: words.chooseTimes, run: timesCall(watched, settings, own) };
  if (!isTimed || zone !== undefined || own === undefined || own === knownZone(zone)) return [times];
  const run = watch.call({ ...target, zone: own }, { replace: true });
  return [{ kind: 'run', label: words.useZone(zoneName(own)), run }, times];
}

/** A form, filled in with what is set. */
export function chooseCall({ subject, rule }: Watched, settings: NotificationSettings): CommandCall {
  return watch.call(
    {
      ...nothingGiven,
      ...argumentsOf(subject),
      events: rule.kinds,
      'min-amount': rule.minFen ?? 0,
      // Where there is none, the field is empty: a person is picked in it.
      mention: rule.mention,
      quiet: settings.quiet ?? 'none',
      daily: rule.daily,
    },
    { ask: ['events', 'min-amount', 'mention', 'quiet', 'daily'] },
  );
}

/** When news come to the conversation, in a form that is filled in with what is set, else with the person's `own` zone. */
export function timesCall(
  { subject, rule }: Watched,
  settings: NotificationSettings,
  own?: string,
): CommandCall {
  return watch.call(
    {
      ...nothingGiven,
      ...argumentsOf(subject),
      zone: settings.zone ?? own,
      quiet: settings.quiet ?? 'none',
      daily: rule.daily,
      at: settings.dailyAt,
      summary: settings.summary === true,
    },
    { ask: ['zone', 'quiet', 'daily', 'at', 'summary'] },
  );
}

/** Asks in a form, where the platform has such, for what is missing. */
function askFor(about: 'order' | 'seller' | undefined, { choose }: WatchWords): Action {
  return {
    kind: 'run',
    label: choose,
    run: watch.call({ ...nothingGiven, about }, { ask: ['about', 'id'] }),
  };
}

/** That the bot can't write in a conversation, and what to do about it. */
export function refusal(refused: Refused, words: WatchWords): Card {
  return {
    tone: 'warning',
    title: words.nothingSet,
    body: [{ kind: 'text', text: [adviceOn(refused, words)] }],
    actions: [],
  };
}

function adviceOn(refused: Refused, words: WatchWords): string {
  switch (refused) {
    case 'not invited':
      return words.notInvited;
    case 'gone':
      return words.gone;
    case 'forbidden':
      return words.forbidden;
    case 'dismissed':
      return words.dismissed;
    case 'content':
    case 'message gone':
    case 'too old':
      return words.content;
  }
}
