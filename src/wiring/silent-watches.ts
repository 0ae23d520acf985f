import { elsewhereCard } from '../cards/watch-card.ts';
import type { IsServed } from '../chat/outlet.ts';
import type { Announce } from '../commands/watch/deps.ts';
import { watching } from '../commands/watch/descriptions.ts';
import { allWords } from '../languages/index.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Store } from '../store/contract/store.ts';
import type { AccountIdentity } from './account-identity.ts';

type SilentWatchesDeps = Omit<Parameters<typeof tellSilentWatches>[0], 'stopped' | 'identity'> & {
  readonly identity: Pick<AccountIdentity, 'known' | 'whenKnown'>;
};

/** Tells them at the start and, where the account is known only later, again from then on. */
export function keepTellingSilent(deps: SilentWatchesDeps): { stop(): Promise<void> } {
  let ended = false;
  const tell = () => tellSilentWatches({ ...deps, stopped: () => ended });
  let telling = tell();
  if (deps.identity.known() === undefined) {
    deps.identity.whenKnown(() => {
      telling = telling.then(tell);
    });
  }
  return {
    async stop() {
      ended = true;
      await telling;
    },
  };
}

/** How long a process may take to tell one conversation. */
const holdMs = minuteMs;

/**
 * Tells every conversation whose watches are on orders of another account than the one in use that it gets no news, and what
 * to do; once for each account, and once while it is not known which account that is. Never rejects; does not go on once
 * `stopped` says so.
 */
async function tellSilentWatches({
  store,
  identity,
  announce,
  isServed,
  defaultLanguage,
  stopped,
  random,
  log,
}: {
  readonly store: Pick<Store, 'accountNames' | 'turns' | 'conversations'>;
  readonly identity: Pick<AccountIdentity, 'known'>;
  readonly announce: Announce;
  readonly isServed: IsServed;
  readonly defaultLanguage: Language;
  stopped(): boolean;
  readonly random: Random;
  readonly log: Log;
}): Promise<void> {
  const account = identity.known()?.id;
  const note = account ?? 'not known';
  try {
    for (const { organization, conversation, workspace } of await store.accountNames.watchedElsewhere(
      account,
    )) {
      if (stopped() || identity.known()?.id !== account) return;
      const turn = { organization, name: `silent:${conversation}`, holder: random.token(16) };
      if ((await store.turns.note(turn)) === note || !(await store.turns.take({ ...turn, holdMs }))) continue;
      const served = await isServed({ organization, conversation, workspace });
      if (served !== 'yes') {
        await store.turns.end(turn);
        continue;
      }
      // Noted before it is said: better never than again and again.
      await store.turns.end({ ...turn, note });
      const { notifications, language = notifications?.language ?? defaultLanguage } =
        await store.conversations.settings({
          organization,
          conversation,
        });
      const { watch: words } = allWords[language];
      const card = elsewhereCard({
        accountKnown: account !== undefined,
        words,
        actions: [{ kind: 'run', label: words.whatIsWatched, run: watching.call({}) }],
      });
      const sent = await announce({ organization, conversation, workspace, card, language });
      log.info({ conversation, told: 'sent' in sent }, 'a conversation was told that its watches are silent');
    }
  } catch (thrown) {
    log.warn({ err: thrown }, 'not every conversation could be told that its watches are silent');
  }
}
