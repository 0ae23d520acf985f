import type { Role } from '../../../../src/chat/role.ts';
import { allWords } from '../../../../src/languages/index.ts';
import { type Bed, openBed, type Via } from '../../../adapters/discord/bed.ts';
import type { FakeDiscord } from '../../../fakes/discord/fake-discord.ts';
import type { StoredMessage } from '../../../fakes/discord/message-store.ts';
import { type Circumstances, commandInteraction } from '../../../fakes/discord/payloads.ts';
import { visible } from '../../../fakes/discord/visible.ts';
import { places } from '../../../fakes/discord/world.ts';
import { createHurriedClock, type HurriedClock } from '../../../fakes/hurried-clock.ts';
import { openTestCore, type TestCore } from '../../../harness/core.ts';
import { followedCore } from '../../../harness/followed-core.ts';
import { pictures } from '../../../pictures/pictures.ts';
import type { StoreBed } from '../../../store/contract.ts';
import type { Ask } from './asks.ts';
import type { Came } from './cell.ts';
import type { DiscordKind } from './discord-kinds.ts';
import { boss, discordAccounts, lookers, servers } from './discord-people.ts';

/** Everybody on a fake Discord, over the wire to the adapter on the real core, on a store. */
export interface DiscordScene {
  readonly bot: TestCore;
  readonly discord: FakeDiscord;
  readonly clock: HurriedClock;
  /** Sends what asks for `ask`, and gives what came of it. */
  tried(kind: DiscordKind, ask: Ask, at: Circumstances & { readonly userId: string }): Promise<Came>;
  /** Rejects where Discord had an objection. */
  close(): Promise<void>;
}

export async function openDiscordScene(beds: StoreBed, via: Via): Promise<DiscordScene> {
  const clock = createHurriedClock();
  const store = await beds.open(clock);
  const adapters: Bed['adapter'][] = [];
  const opened: string[] = [];
  const first = discordAccounts.flatMap(({ id, person }) => (person.admin === true ? [id] : []));
  const bot = await openTestCore({
    clock,
    store,
    admission: 'kept',
    adapters,
    fetchPicture: async (link) => {
      opened.push(link);
      return { type: 'png', bytes: pictures.png };
    },
    access: {
      admins: [boss, ...first].map((id) => `discord:${id}`),
      workspaces: servers.map((id) => `discord:${id}`),
      defaultRole: 'buyer',
    },
  });
  const core = followedCore(bot.core);
  const bed = await openBed(core, via, { clock });
  const { discord } = bed;
  adapters.push(bed.adapter);

  const grant = async (guildId: string, whom: string, role: Role, here = false) => {
    const given = { role, whom, ...(here && { here: 'yes' }) };
    const options = Object.entries(given).map(([name, value]) => ({ name, value }));
    const { handedIn } = core;
    await bed.ask(commandInteraction('admin grant', options, { userId: boss, guildId }));
    await core.dealtWith(handedIn + 1);
  };
  await grant(servers[0], `<@&${lookers}>`, 'viewer');
  for (const { id, person } of discordAccounts) {
    const { granted, memberOf = [], serverRole } = person;
    const roles = serverRole === undefined ? [] : [serverRole];
    for (const guildId of memberOf) discord.members.add(guildId, id, { roles });
    if (granted !== undefined) await grant(granted.guildId, `<@${id}>`, granted.role, granted.here);
  }

  const readBy = (userId: string) =>
    [places.channelId, places.threadId, discord.channels.directChannel(userId)].flatMap(discord.messagesIn);
  return {
    bot,
    discord,
    clock,
    async tried(kind, ask, at) {
      const payload = kind.payload({ discord, ask, at });
      const before = new Set(readBy(at.userId));
      const [handedIn, ended] = [core.handedIn, bot.ended.length];
      const [calls, links] = [bot.calls.length, opened.length];
      if ('token' in payload) {
        const outcome = await bed.ask(payload);
        if (outcome?.refusal !== undefined) throw outcome.refusal;
      } else discord.gateway.dispatch('MESSAGE_CREATE', payload);
      await core.dealtWith(handedIn + 1);
      const suggested = () => discord.interaction(payload.id).choices;
      if (kind.offers === true) await discord.until(() => suggested() !== undefined, 'suggestions');
      const shown = readBy(at.userId).filter((message) => !before.has(message) && !isHint(message));
      const textsOf = (isAlone: boolean) =>
        shown.filter((each) => isFor(at.userId, discord, each) === isAlone).map((each) => visible(each).text);
      return {
        handedIn: core.handedIn - handedIn,
        ended: bot.ended.slice(ended).map((each) => each.outcome),
        alone: textsOf(true),
        shared: textsOf(false),
        offered: kind.offers === true ? (suggested()?.length ?? 0) : 0,
        calls: [...bot.calls.slice(calls), ...opened.slice(links)],
      };
    },
    async close() {
      await bed.close();
      await bot.close();
      await store.close();
    },
  };
}

/** Whether nobody but the person can read it. */
function isFor(userId: string, { channels }: FakeDiscord, { onlyFor, channelId }: StoredMessage): boolean {
  return onlyFor === userId || channelId === channels.directChannel(userId);
}

/** A sentence under a mention that says where the answer went, and nothing of it. */
function isHint({ content, embeds }: StoredMessage): boolean {
  return content === allWords.en.adapter.sentPrivately && embeds.length === 0;
}
