import { type Bed, openBed } from '../../../adapters/slack/bed.ts';
import { createHurriedClock, type HurriedClock } from '../../../fakes/hurried-clock.ts';
import { menuOptions } from '../../../fakes/slack/elements.ts';
import type { SlackMessage } from '../../../fakes/slack/message.ts';
import type { FakeSlack } from '../../../fakes/slack/slack.ts';
import { visible } from '../../../fakes/slack/visible.ts';
import { people as residents } from '../../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../../harness/core.ts';
import { followedCore } from '../../../harness/followed-core.ts';
import type { StoreBed } from '../../../store/contract.ts';
import type { Ask } from './asks.ts';
import type { Came } from './cell.ts';
import { channel, type Said, type SlackKind, wantingCards } from './slack-kinds.ts';
import { boss, ours, slackAccounts } from './slack-people.ts';

/** Everybody on a fake Slack, over the wire to the adapter on the real core, on a store. */
export interface SlackScene {
  readonly bot: TestCore;
  readonly slack: FakeSlack;
  readonly clock: HurriedClock;
  /** Sends what asks for `ask`, and gives what came of it; `isRead`: the core has to be handed it. */
  tried(
    kind: SlackKind,
    about: { readonly said: Said; readonly user: string; readonly ask: Ask; readonly isRead: boolean },
  ): Promise<Came>;
  /** Rejects where Slack had an objection. */
  close(): Promise<void>;
}

export async function openSlackScene(beds: StoreBed, via: 'http' | 'socket'): Promise<SlackScene> {
  const clock = createHurriedClock();
  const store = await beds.open(clock);
  const adapters: Bed['adapter'][] = [];
  const first = slackAccounts.flatMap(({ id, person }) => (person.admin === true ? [id] : []));
  const bot = await openTestCore({
    clock,
    store,
    admission: 'kept',
    adapters,
    access: { admins: [boss, ...first].map((id) => `slack:${id}`), defaultRole: 'buyer' },
  });
  let beside = 0;
  const core = followedCore({
    ...bot.core,
    async unfurl(posted) {
      const cards = (await bot.core.unfurl?.(posted)) ?? [];
      beside += cards.length;
      return cards;
    },
  });
  const bed = await openBed(core, via, { clock });
  const { slack } = bed;
  adapters.push(bed.adapter);

  settle(slack);
  for (const { id, person } of slackAccounts) {
    const where = { organization: `slack:${ours}`, conversation: `slack:${wantingCards(id)}` };
    await store.conversations.change({ ...where, change: { unfurl: true } });
    if (person.granted === undefined) continue;
    await slack.type(`/admin grant ${person.granted} <@${id}|p>`, { user: boss, channel });
  }
  return {
    bot,
    slack,
    clock,
    async tried(kind, { isRead, ...about }) {
      const [handedIn, ended, calls] = [core.handedIn, bot.ended.length, bot.calls.length];
      const [messages, cards, unfurled] = [slack.messages.length, beside, slack.unfurled.length];
      const views = slack.views.length;
      const { outcome, body } = await slack.deliver(kind.payload({ slack, ...about }));
      if (outcome !== 'acknowledged') throw new Error(outcome);
      // Slack is acknowledged first, and the core is handed it at once then, or never.
      if (isRead) await core.dealtWith(handedIn + 1);
      await slack.waitFor(() => slack.unfurled.length - unfurled >= beside - cards || undefined);
      const shown = slack.messages.slice(messages);
      const homes = slack.views.slice(views).filter(({ kind: how }) => how === 'publish');
      const textsOf = (isAlone: boolean) => [
        ...shown
          .filter((each) => isFor(about.user, slack, each) === isAlone)
          .map((each) => visible(each).text),
        ...homes.flatMap(({ user, view }) =>
          (user === about.user) === isAlone ? [visible({ text: '', blocks: [...view.blocks] }).text] : [],
        ),
      ];
      return {
        handedIn: core.handedIn - handedIn,
        ended: bot.ended.slice(ended).map((each) => each.outcome),
        alone: textsOf(true),
        shared: textsOf(false),
        offered: slack.unfurled.length - unfurled + (menuOptions.safeParse(body).data?.options.length ?? 0),
        calls: bot.calls.slice(calls),
      };
    },
    async close() {
      await bed.close();
      await bot.close();
      await store.close();
      if (slack.problems.length > 0) throw new Error(`Slack objects: ${slack.problems.join('; ')}`);
    },
  };
}

/** Gives everybody an account, and puts them where they ask. */
function settle({ users, channels, botUser }: FakeSlack): void {
  const everybody = [...Object.values(residents), ...slackAccounts.map(({ id }) => id)];
  const about = { kind: 'channel', members: new Set([botUser, ...everybody]) } as const;
  channels.set(channel, { ...about, id: channel, name: 'table' });
  for (const { id, person } of slackAccounts) {
    const { account } = person;
    users.push({ id, name: 'p', locale: 'en-US', ...(account !== undefined && { account }) });
    const cards = wantingCards(id);
    channels.set(cards, { ...about, id: cards, name: 'cards' });
  }
}

/** Whether nobody but `user` can read it. */
function isFor(
  user: string,
  { channels, botUser }: FakeSlack,
  { channel: at, seenBy }: SlackMessage,
): boolean {
  const conversation = channels.get(at);
  const those = [...(conversation?.members ?? [])];
  const isBetween = conversation?.kind === 'im' && those.every((each) => each === user || each === botUser);
  return isBetween || seenBy === user;
}
