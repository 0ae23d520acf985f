import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { type Bed, openBed } from '../../adapters/discord/bed.ts';
import {
  buttonInteraction,
  type Circumstances,
  commandInteraction,
  type OptionValue,
  people,
} from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import type { StoreBed } from '../../store/contract.ts';
import { stores } from './table/stores.ts';

const organization = `discord:${places.guildId}`;
const boss = { userId: '80351110224678000' };
const member = { userId: people.asker };

for (const { name, describe, makeBed } of stores) {
  describe(`a fresh Discord server, over HTTP, kept in ${name},`, () => {
    let beds: StoreBed;
    let store: Store;
    let bot: TestCore;
    let bed: Bed;
    beforeEach(async () => {
      beds = await makeBed();
      store = await beds.open(systemClock);
      const adapters: Bed['adapter'][] = [];
      bot = await openTestCore({
        store,
        admission: 'kept',
        adapters,
        access: { admins: [`discord:${boss.userId}`], defaultRole: 'buyer' },
      });
      bed = await openBed(bot.core, 'http');
      adapters.push(bed.adapter);
    });
    afterEach(async () => {
      await bed.close();
      await bot.close();
      await store.close();
      await beds.dispose();
    });

    const sent = async (payload: ReturnType<typeof commandInteraction>) => {
      const outcome = await bed.ask(payload);
      expect(outcome?.refusal).toBeUndefined();
      const message = await bed.discord.answerTo(payload.id);
      return { message, text: visible(message).text, outcome: bot.ended.at(-1)?.outcome };
    };
    const say = (line: string, about: Circumstances, options: readonly OptionValue[] = []) =>
      sent(commandInteraction(line, options, about));

    it('is let in by a first admin, and a member’s command works', async () => {
      for (const about of [member, boss]) {
        const refused = await say('order list', about);
        expect(refused.outcome).toBe('not let in');
        expect(refused.message.onlyFor).toBe(about.userId);
        expect(refused.text).toContain(organization);
      }
      expect((await say('admin admit', member)).outcome).toBe('not let in');
      const named = [{ name: 'workspace', value: organization }];
      expect((await say('admin admit', boss, named)).outcome).toBe('not let in');

      const admitted = await say('admin admit', boss);
      expect([admitted.outcome, admitted.message.onlyFor]).toEqual(['answered', boss.userId]);
      expect((await say('order list', member)).outcome).toBe('answered');
      expect((await say('admin roles', member)).outcome).toBe('not permitted');
      const elsewhere = { ...member, guildId: places.otherGuildId };
      expect((await say('order list', elsewhere)).outcome).toBe('not let in');
    });

    it('forgets a person once it is let in, and not before', async () => {
      const whom = [{ name: 'person', value: `<@${member.userId}>` }];
      expect((await say('admin forget', boss, whom)).outcome).toBe('not let in');
      await say('admin admit', boss);
      await say('language', member, [{ name: 'language', value: 'en' }]);
      const person = `discord:${member.userId}`;
      const known = async () => {
        const entries = await store.audit.list({ organization, limit: 20 });
        return entries.some((each) => JSON.stringify(each).includes(member.userId));
      };
      expect(await known()).toBe(true);

      const asked = await say('admin forget', boss, whom);
      expect([asked.outcome, asked.text.includes(person)]).toEqual(['answered', true]);
      expect(await known()).toBe(true);
      const [button] = visible(asked.message).buttons;
      const done = await sent(buttonInteraction(button?.customId ?? '', asked.message, boss));
      expect([done.outcome, done.message.id]).toEqual(['answered', asked.message.id]);
      expect(await known()).toBe(false);
      // They are forgotten, and let in as before.
      expect((await say('order list', member)).outcome).toBe('answered');
    });
  });
}
