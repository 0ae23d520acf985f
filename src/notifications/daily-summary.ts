import type { Clock } from '../runtime/clock.ts';
import { hourMs, minuteMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import { createLoop, type Loop } from '../runtime/loop.ts';
import type { Random } from '../runtime/random.ts';
import type { Watch } from '../store/contract/orders.ts';
import type { Conversations } from '../store/contract/settings.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { printContent } from './content.ts';
import { knownZone, wallClock } from './day-times.ts';
import { summarySubject, usualDailyAt } from './plan.ts';
import { summaryNote } from './summary-step.ts';

const restMs = minuteMs;

/** So late a day's summary still makes sense: the bot may have been down at its time. */
const mostLateMs = 6 * hourMs;

/** Asks for the daily summary, when its time has come, in every conversation that wants one. */
export function createDailySummary({
  store,
  conversations,
  account,
  clock,
  random,
  log,
}: {
  readonly store: Pick<NewsStore, 'orders' | 'watches' | 'turns' | 'signals'>;
  readonly conversations: Pick<Conversations, 'settings'>;
  readonly account: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Loop {
  const turnOf = { organization: account, name: 'summaries', holder: random.token(16) };

  async function turn(): Promise<number> {
    if (!(await store.turns.take({ ...turnOf, holdMs: restMs }))) return restMs;
    const watches = await store.watches.conversationsOf({ account });
    const byConversation = new Map(
      watches.map((watch) => [`${watch.organization}\n${watch.conversation}`, watch]),
    );
    let asked = 0;
    for (const watch of byConversation.values()) {
      if (await askFor(watch)) asked += 1;
    }
    await store.turns.end(turnOf);
    if (asked > 0) store.signals.wake('outbox');
    return restMs;
  }

  async function askFor({ organization, conversation, workspace }: Watch): Promise<boolean> {
    const { notifications } = await conversations.settings({ organization, conversation });
    if (notifications?.summary !== true) return false;
    const now = clock.now();
    const wall = wallClock(knownZone(notifications.zone));
    const { day, at } = wall.latest(notifications.dailyAt ?? usualDailyAt, now);
    if (now - at > mostLateMs) return false;
    // The note is left before the delivery is gone, so that one of the two always tells.
    const said = await store.turns.note({ organization, name: summaryNote(conversation) });
    if (said !== undefined && said >= day) return false;
    const delivery = {
      organization,
      conversation,
      workspace,
      account,
      subjectKind: summarySubject,
      subjectId: day,
      part: '',
      version: 1,
      content: printContent({ news: [], mentions: [], daily: false }),
      dueAt: now,
      createdAt: now,
      trace: random.token(12),
    };
    await store.orders.transact((transaction) => transaction.addDeliveries([delivery]));
    return true;
  }

  return createLoop({
    turn,
    onFault: (error, inARow) => log.error({ err: error, inARow }, 'daily summaries could not be asked for'),
    restMs,
    gatherMs: restMs,
    clock,
    random,
  });
}
