import { watchingCard } from '../../cards/watch-card.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import { allWords } from '../../languages/index.ts';
import type { WatchDeps } from './deps.ts';
import { nothingGiven, resend, unwatch, watch, watching } from './descriptions.ts';
import { chooseCall, timesCall } from './watch.ts';
import { ownZone } from './zone.ts';

/** How many parked deliveries are counted. */
const mostParked = 100;

export function watchingCommand(
  deps: Pick<
    WatchDeps,
    'watches' | 'notificationSettings' | 'parked' | 'people' | 'isAccountKnown' | 'clock'
  >,
) {
  return watching.does({
    async run(_, run): Promise<Card> {
      const { organization, conversation } = run;
      const [watched, settings, own, parked] = await Promise.all([
        deps.watches.list(run),
        deps.notificationSettings.get(run),
        ownZone(deps.people, run),
        deps.parked.parked({ organization, conversation, limit: mostParked }),
      ]);
      const { watch: words } = allWords[run.language];
      const [first] = watched.filter(({ elsewhere }) => elsewhere !== true);
      const button = (label: string, call: CommandCall): Action => ({ kind: 'run', label, run: call });
      const actions = [
        ...(parked.length === 0 ? [] : [button(words.tryAgain, resend.call({}))]),
        ...(first === undefined
          ? [
              button(watched.length === 0 ? words.watchAll : words.watchAgain, watch.call(nothingGiven)),
              ...(watched.length === 0
                ? []
                : [button(words.stop, unwatch.call({ about: undefined, id: undefined }))]),
            ]
          : [
              button(words.choose, chooseCall(first, settings)),
              button(words.chooseTimes, timesCall(first, settings, own)),
              button(words.stop, unwatch.call({ about: undefined, id: undefined })),
            ]),
      ];
      const accountKnown = deps.isAccountKnown();
      const now = deps.clock.now();
      return watchingCard({ watched, settings, parked, accountKnown, now, words, actions });
    },
  });
}

export function resendCommand(deps: Pick<WatchDeps, 'parked'>) {
  return resend.does({
    async run(_, { organization, conversation, language }): Promise<Card> {
      const { watch: words } = allWords[language];
      const count = await deps.parked.retry({ organization, conversation });
      return {
        tone: 'plain',
        title: count === 0 ? words.nothingParked : words.resent(count),
        body: [],
        actions: [{ kind: 'run', label: words.whatIsWatched, run: watching.call({}) }],
      };
    },
  });
}
