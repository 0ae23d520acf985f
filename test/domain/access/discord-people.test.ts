import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as payloads from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import type { StoreBed } from '../../store/contract.ts';
import { endOf } from './table/asks.ts';
import { holdToTheirs } from './table/cell.ts';
import { discordKinds } from './table/discord-kinds.ts';
import { discordAccountOf, discordPeople } from './table/discord-people.ts';
import { type DiscordScene, openDiscordScene } from './table/discord-scene.ts';
import { stores } from './table/stores.ts';

/*
 * Everybody there is on Discord, by every kind of payload, through the gateway and over HTTP on the real core: what each
 * may see. Made of one table of people and one of kinds, which is held against what the fake sends.
 */

for (const store of stores) {
  store.describe(`on Discord, kept in ${store.name},`, () => {
    describe.each(store.wires(['gateway', 'http'] as const))('over the %s,', (via) => {
      let beds: StoreBed;
      let scene: DiscordScene;
      beforeAll(async () => {
        beds = await store.makeBed();
        scene = await openDiscordScene(beds, via);
      });
      afterAll(async () => {
        await scene.close();
        await beds.dispose();
      });
      const carried = Object.entries(discordKinds).filter(
        ([, { talk }]) => via === 'gateway' || talk !== true,
      );

      describe.each(Object.entries(discordPeople))('a %s', (who, person) => {
        const by = store.kinds(carried, Object.keys(discordPeople).indexOf(who));
        it.each(by)('gets by %s what is theirs', async (name, kind) => {
          const { bot, discord, clock } = scene;
          const { guildId, threadOf, member } = person;
          const userId = discordAccountOf(who, name);
          const usual = guildId === null ? discord.channels.directChannel(userId) : places.channelId;
          const channelId = person.channelId ?? usual;
          const at = {
            userId,
            guildId,
            channelId,
            ...(threadOf !== undefined && { threadOf }),
            ...(member !== undefined && { member }),
          };
          const [first] = kind.asks;
          if (person.after !== undefined && first !== undefined) {
            await scene.tried(kind, first, at);
            person.after(userId, discord, clock);
          }
          const end = person.trouble?.(discord, clock);
          try {
            await holdToTheirs({
              ...kind,
              tried: (ask) => scene.tried(kind, ask, at),
              endOf: (ask) => endOf({ role: person.role, outside: guildId === null }, bot.core.menu, ask),
              why: person.why,
              clock,
            });
          } finally {
            end?.();
          }
        });
      });

      it('the partner is asked for those who may', () => expect(scene.bot.calls).not.toEqual([]));
    });
  });
}

describe('the table of payloads from Discord', () => {
  it('has every kind that the fake sends', () => {
    // A part of others, and what asks for nothing.
    const others = ['attachment', 'forwarded', 'people', 'pingInteraction'];
    const made = new Set<string>(Object.values(discordKinds).map((kind) => kind.made));
    expect([...made, ...others].toSorted()).toEqual(Object.keys(payloads).toSorted());
  });
});
