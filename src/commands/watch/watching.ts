import { watchingCard } from '../../cards/watch-card.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { NotificationSettingsBook, ParkedBook, WatchBook } from './ports.ts';
import { callsFor, nothingGiven, type WatchCommand } from './watch-arguments.ts';

/** How many of what could not be said are counted. */
const mostParked = 100;

/** `/watching`: what this conversation is told of, and what could not be said in it. */
export function watchingCommand(deps: {
  readonly words: Localized<Words>;
  readonly watches: Pick<WatchBook, 'list'>;
  readonly manners: Pick<NotificationSettingsBook, 'get'>;
  readonly unsaid: Pick<ParkedBook, 'parked'>;
  readonly watch: WatchCommand;
  readonly clock: Clock;
}) {
  return defineCommand({
    name: 'watching',
    summary: inEach(deps.words, ({ watch }) => watch.watchingSummary),
    examples: ['watching'],
    arguments: {},
    needs: 'viewer',
    effect: 'read',
    async run(_, run): Promise<Card> {
      const { organization, conversation } = run;
      const [watched, manner, unsaid] = await Promise.all([
        deps.watches.list(run),
        deps.manners.get(run),
        deps.unsaid.parked({ organization, conversation, limit: mostParked }),
      ]);
      const { watch: words } = deps.words[run.language];
      const [first] = watched;
      const button = (label: string, call: CommandCall): Action => ({ kind: 'run', label, run: call });
      const actions = [
        ...(unsaid.length === 0 ? [] : [button(words.tryAgain, { command: 'resend', arguments: {} })]),
        ...(first === undefined
          ? [button(words.watchAll, deps.watch.call(nothingGiven))]
          : [
              button(words.choose, callsFor(deps.watch, first, manner).choose),
              button(words.stop, { command: 'unwatch', arguments: {} }),
            ]),
      ];
      return watchingCard({ watched, manner, unsaid, now: deps.clock.now(), words, actions });
    },
  });
}
