import type { Card, ReadyCard } from '../chat/card.ts';
import type { Outlet } from '../chat/outlet.ts';
import type { PayloadLimits } from '../chat/payload.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { ConversationQueue } from '../store/contract/deliveries.ts';
import type { ConversationSettings } from '../store/contract/settings.ts';
import type { NewsStore } from '../store/contract/store.ts';
import type { NewsCards } from './news-cards.ts';

const holdMs = minuteMs;

/**
 * Tells those who set the watches of a conversation, in a direct message, that nothing can be said in it: once each,
 * until a watch is set there again. What they can't be told is in the log and among what is parked.
 */
export function createTellUnserved({
  store,
  outlets,
  cards,
  pack,
  settings,
  defaultLanguage,
  random,
  log,
}: {
  readonly store: Pick<NewsStore, 'watches' | 'turns'>;
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly cards: NewsCards;
  pack(card: Card, limits: PayloadLimits, organization: string): Promise<ReadyCard>;
  settings(queue: ConversationQueue): Promise<ConversationSettings>;
  readonly defaultLanguage: Language;
  readonly random: Random;
  readonly log: Log;
}): (queue: ConversationQueue, why: 'gone' | 'not invited' | 'forbidden') => Promise<void> {
  async function tell(queue: ConversationQueue, why: 'gone' | 'not invited' | 'forbidden'): Promise<void> {
    const { organization, conversation } = queue;
    const watches = await store.watches.of({ organization, conversation });
    const setAt = String(Math.max(0, ...watches.map((watch) => watch.setAt)));
    const turn = { organization, name: `unserved:${conversation}`, holder: random.token(16) };
    if ((await store.turns.note(turn)) === setAt || !(await store.turns.take({ ...turn, holdMs }))) return;
    // Noted before it is said: better never than again and again.
    await store.turns.end({ ...turn, note: setAt });
    const { language = defaultLanguage } = await settings(queue);
    for (const setBy of new Set(watches.map((watch) => watch.setBy))) {
      const { platform, id: person } = splitScopedId(setBy);
      const outlet = outlets.get(platform);
      const to = await outlet?.direct?.(queue.workspace, person);
      if (outlet === undefined || to === undefined) continue;
      const drawn = cards.unserved({ conversation: splitScopedId(conversation).id, why, language });
      const card = await pack(drawn, outlet.payloadLimits, organization);
      const sent = await outlet.post(to, { card, language }, `u${random.token(20)}`);
      log.info({ conversation, told: 'sent' in sent }, 'whoever watches was told that nothing can be said');
    }
  }

  return async (queue, why) => {
    try {
      await tell(queue, why);
    } catch (thrown) {
      log.warn({ err: thrown, conversation: queue.conversation }, 'whoever watches could not be told');
    }
  };
}
