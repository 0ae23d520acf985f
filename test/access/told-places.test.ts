import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AccessRules, openAccessRules } from '../../src/access-rules.ts';
import { type Bed, openBed } from '../adapters/discord/bed.ts';
import { people } from '../fakes/discord/payloads.ts';
import { places } from '../fakes/discord/world.ts';
import { createHurriedClock, type HurriedClock } from '../fakes/hurried-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { scriptedCore } from '../harness/scripted-core.ts';
import { account, makeNewsBed, type NewsBed, type OpenProcess } from '../notifications/bed.ts';
import { allKinds } from '../notifications/numbered-news.ts';
import { stores } from './table/stores.ts';

const { guildId, channelId } = places;
const server = `discord:${guildId}`;
const person = people.asker;
const boss = 'discord:80351110224678000';
const minuteMs = 60_000;

/** Order news on a store, for places that the real rules serve by what the real Discord adapter says of people. */
for (const store of stores) {
  store.describe(`order news, kept in ${store.name},`, () => {
    let discord: Bed;
    /** Of the adapter alone, whose look-ups take their time. */
    let clock: HurriedClock;
    let bed: NewsBed;
    let one: OpenProcess;
    let rules: AccessRules;

    beforeEach(async () => {
      clock = createHurriedClock();
      const core = scriptedCore(async () => {});
      discord = await openBed(core, 'http', { clock });
      bed = await makeNewsBed({}, store.makeBed);
      one = await bed.open({
        outlets: new Map([['discord', bed.chat.outlet]]),
        isServed: (platform, place) => rules.standing.isServed(platform, place),
      });
      rules = openAccessRules({
        store: one.handle,
        access: { admins: [], workspaces: [], defaultRole: 'buyer' },
        adapters: [discord.adapter],
        clock: bed.clock,
        log: silentLog,
      });
    });
    afterEach(async () => {
      await bed.dispose();
      await discord.close();
    });

    const watch = (place: string, conversation: string) =>
      one.handle.watches.set({
        organization: `discord:${place}`,
        conversation: `discord:${conversation}`,
        place,
        account,
        subject: 'all',
        rule: JSON.stringify({ kinds: allKinds }),
        setBy: `discord:${person}`,
        setAt: bed.clock.now(),
      });
    const push = (name: string) => bed.push(one, { orderIds: [name], name, kind: 'paid' });
    const waiting = async () => {
      const { inbox, deliveries } = await one.notifications.status();
      return { read: inbox.waiting === 0, deliveries: deliveries.due + deliveries.later };
    };
    /** Pushes news, and waits until nothing of it is left to be said. */
    const pushed = async (name: string) => {
      await push(name);
      await bed.until(async () => {
        const { read, deliveries } = await waiting();
        return read && deliveries === 0;
      }, 10 * minuteMs);
    };
    const told = (conversation: string) => [...bed.visible(conversation).keys()];

    it('are told in a server while it is let in; what comes while it is not is never told', async () => {
      await watch(guildId, channelId);
      await pushed('before');
      await rules.admission.admit(server, boss);
      await pushed('inside');
      await rules.admission.dismiss(server, boss);
      await pushed('outside');
      await rules.admission.admit(server, boss);
      await pushed('inside again');
      expect(told(channelId)).toEqual(['inside', 'inside again']);
    });

    describe('for a direct message', () => {
      const direct = '645027906669519999';
      beforeEach(async () => {
        await rules.admission.admit(server, boss);
        await watch(`dm:${person}`, direct);
      });

      it('are told as long as the person is in a server that is let in', async () => {
        const { members } = discord.discord;
        members.add(guildId, person);
        await pushed('member');
        members.remove(guildId, person);
        clock.skip(5 * minuteMs);
        await pushed('left');
        members.add(guildId, person);
        clock.skip(minuteMs);
        await pushed('back');
        await rules.admission.dismiss(server, boss);
        await pushed('dismissed');
        expect(told(direct)).toEqual(['member', 'back']);
      });

      it('wait while Discord does not say whether the person is in one', async () => {
        discord.discord.members.add(guildId, person);
        const effect = { kind: 'answer', status: 503, body: '' } as const;
        discord.discord.addFault({ path: /^\/guilds\//, times: Number.POSITIVE_INFINITY, effect });
        await push('late');
        const asked = () => discord.discord.requests.filter(({ path }) => path.startsWith('/guilds/')).length;
        await bed.until(() => asked() > 0, 10 * minuteMs);
        clock.skip(minuteMs);
        await bed.until(() => asked() > 1, 10 * minuteMs);
        expect(await waiting()).toEqual({ read: true, deliveries: 1 });
        expect(told(direct)).toEqual([]);
        discord.discord.clearFaults();
        clock.skip(minuteMs);
        await bed.until(() => bed.visible(direct).size > 0, 10 * minuteMs);
        expect(told(direct)).toEqual(['late']);
      });
    });
  });
}
