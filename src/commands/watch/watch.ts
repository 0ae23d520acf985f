import { begunCard, setCard, type Watched } from '../../cards/watch-card.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import type { Refused } from '../../chat/outlet.ts';
import type { WatchWords } from '../../languages/en/watch.ts';
import { inEach } from '../../languages/index.ts';
import { splitName } from '../../notifications/conversation-name.ts';
import { printSubject } from '../../notifications/rule.ts';
import type { NotificationSettings } from '../../store/contract/settings.ts';
import { isUrgentAlone } from './kinds-argument.ts';
import type { Announce, NotificationSettingsBook, WatchBook } from './ports.ts';
import { auditedSubject, type SubjectDeps, subjectOf } from './subject.ts';
import {
  callsFor,
  nothingGiven,
  type WatchCommand,
  type WatchValues,
  watchArguments,
} from './watch-arguments.ts';
import { changesManner, mannerOf, ruleOf } from './watch-rule.ts';

export interface WatchDeps extends SubjectDeps {
  readonly watches: WatchBook;
  readonly manners: NotificationSettingsBook;
  readonly announce: Announce;
  /** Whether people of other companies read a conversation; `undefined` where the platform does not say. */
  isReadByOthers(where: {
    readonly platform: string;
    readonly place: string;
    readonly conversation: string;
  }): Promise<boolean | undefined>;
}

/**
 * `/watch [order <id>|seller <id or offer>] [--events …] …`: who is told of what, and how. Alone it means all news of all
 * orders, as they come; with an option it changes what the option names. Its first card goes into the conversation at
 * once; where that is refused, nothing is set and the asker is told what to do.
 */
export function watchCommand(deps: WatchDeps): WatchCommand {
  const command: WatchCommand = defineCommand({
    name: 'watch',
    summary: inEach(deps.words, ({ watch }) => watch.summary),
    examples: [
      'watch',
      'watch order 3305075341149134260',
      'watch --events needs --mention me --quiet 22:00-08:00',
    ],
    arguments: watchArguments(deps),
    needs: 'buyer',
    effect: 'write',
    audited: auditedSubject,
    async run(values, run): Promise<Card> {
      const { watch } = deps.words[run.language];
      const found = await subjectOf(deps, values, run, (id) => command.call({ ...values, id }));
      if ('found' in found) return found.found;
      if ('asks' in found) {
        const actions = values.about === 'all' ? [] : [askFor(command, values.about, watch)];
        return { ...found.asks, actions };
      }
      const { subject } = found;
      const [watches, mannerBefore] = await Promise.all([deps.watches.list(run), deps.manners.get(run)]);
      const before = watches.find((each) => printSubject(each.subject) === printSubject(subject));
      const rule = ruleOf(values, before?.rule, run.person);
      const manner = mannerOf(values, mannerBefore);
      const watched: Watched = { subject, rule };
      if (before === undefined && !values.confirm && !run.direct) {
        const [platform = '', conversation = ''] = splitName(run.conversation);
        const others = await deps.isReadByOthers({ platform, place: run.place, conversation });
        if (others !== false) return othersCard(command, values, others, watch);
      }
      // What is only changed was announced already: a conversation is not told of every click.
      const sent =
        before === undefined
          ? await deps.announce({
              organization: run.organization,
              conversation: run.conversation,
              place: run.place,
              language: run.language,
              card: begunCard({ watched, manner, words: watch, actions: everyonesActions(watch) }),
            })
          : undefined;
      if (sent !== undefined && 'refused' in sent) return refusal(sent.refused, watch);
      if (changesManner(values)) await deps.manners.set(run, manner);
      await deps.watches.set(run, { subject, rule, setBy: run.person });
      const actions = askersActions(command, watched, manner, watch);
      const first = sent === undefined ? 'before' : 'sent' in sent ? 'posted' : 'not posted';
      return setCard({ watched, manner, first, words: watch, actions });
    },
  });
  return command;
}

/** Asks before another company reads along. */
function othersCard(
  command: WatchCommand,
  values: WatchValues,
  others: true | undefined,
  watch: WatchWords,
): Card {
  return {
    tone: 'warning',
    title: others === undefined ? watch.othersMayRead : watch.othersRead,
    body: [{ kind: 'text', text: [watch.othersReadWhat] }],
    actions: [
      {
        kind: 'run',
        label: watch.watchAnyway,
        style: 'danger',
        run: command.call({ ...values, confirm: true }, { replace: true }),
      },
    ],
  };
}

/** The first card is everyone's. */
function everyonesActions(watch: WatchWords): readonly Action[] {
  return [
    { kind: 'run', label: watch.whatIsWatched, run: { command: 'watching', arguments: {} } },
    { kind: 'run', label: watch.stop, run: { command: 'unwatch', arguments: {} } },
  ];
}

function askersActions(
  command: WatchCommand,
  watched: Watched,
  manner: NotificationSettings,
  watch: WatchWords,
): readonly Action[] {
  const { onlyNeeds, digest, choose } = callsFor(command, watched, manner);
  const offered: readonly (Action | undefined)[] = [
    isUrgentAlone(watched.rule.kinds) ? undefined : { kind: 'run', label: watch.onlyNeeds, run: onlyNeeds },
    watched.rule.daily ? undefined : { kind: 'run', label: watch.dailyDigest, run: digest },
    { kind: 'run', label: watch.choose, run: choose },
  ];
  return offered.filter((action) => action !== undefined);
}

/** Asks in a form, where the platform has such, for what is missing. */
function askFor(
  command: WatchCommand,
  about: 'order' | 'seller' | undefined,
  { choose }: WatchWords,
): Action {
  return {
    kind: 'run',
    label: choose,
    run: command.call({ ...nothingGiven, about }, { ask: ['about', 'id'] }),
  };
}

/** That nothing can be said in a conversation, and what to do about it. */
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
