import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DirectoryAdapter } from '../../../src/domain/access/people.ts';
import { type AccessRules, openAccessRules } from '../../../src/wiring/access-rules.ts';
import { type Bed as DiscordBed, openBed as openDiscord } from '../../adapters/discord/bed.ts';
import { openBed as openSlack, type Bed as SlackBed } from '../../adapters/slack/bed.ts';
import { people as discordians } from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import { createHurriedClock, type HurriedClock } from '../../fakes/hurried-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { people as slackers, places as slackPlaces } from '../../fakes/slack/workspace.ts';
import { scriptedCore } from '../../harness/scripted-core.ts';
import { account, makeNewsBed, type NewsBed, type OpenProcess } from '../../notifications/bed.ts';
import { allKinds } from '../../notifications/numbered-news.ts';
import { stores } from './table/stores.ts';

const { guildId, channelId } = places;
const server = `discord:${guildId}`;
const person = discordians.asker;
const direct = '645027906669519999';
const boss = 'discord:80351110224678000';
const minuteMs = 60_000;
const core = scriptedCore(async () => {});

/** Order news on a store, for conversations that the real rules serve by what the real adapters say of people. */
for (const store of stores) {
  store.describe(`order news, kept in ${store.name},`, () => {
    /** Of the adapters alone, whose look-ups take their time. */
    let clock: HurriedClock;
    let adapters: DirectoryAdapter[];
    let bed: NewsBed;
    let one: OpenProcess;
    let rules: AccessRules;

    beforeEach(async () => {
      clock = createHurriedClock();
      adapters = [];
      bed = await makeNewsBed({}, store.makeBed);
      const { outlet } = bed.chat;
      one = await bed.open({
        outlets: new Map(['discord', 'slack'].map((platform) => [platform, outlet])),
        isServed: (where) => rules.roles.isServed(where),
      });
      rules = openAccessRules({
        store: one.handle,
        access: { admins: [], operators: [], workspaces: [], defaultRole: 'buyer' },
        adapters,
        clock: bed.clock,
        log: silentLog,
      });
    });
    afterEach(() => bed.dispose());

    const watch = (platform: string, workspace: string, conversation: string, setBy: string) =>
      one.handle.watches.set({
        organization: `${platform}:${workspace}`,
        conversation: `${platform}:${conversation}`,
        workspace,
        account,
        subject: 'all',
        rule: JSON.stringify({ kinds: allKinds }),
        setBy: `${platform}:${setBy}`,
        setAt: bed.clock.now(),
      });
    const push = (name: string) => bed.push(one, { orderIds: [name], name, kind: 'paid' });
    const waiting = async () => {
      const { inbox, deliveries } = await one.notifications.status();
      return { read: inbox.waiting === 0, deliveries: deliveries.due + deliveries.later };
    };
    /** Pushes news, and waits until so much of it is left to be said. */
    const pushed = async (name: string, left = 0) => {
      await push(name);
      await bed.until(async () => {
        const { read, deliveries } = await waiting();
        return read && deliveries === left;
      }, 10 * minuteMs);
    };
    const told = (conversation: string) => [...bed.visible(conversation).keys()];

    describe('on Discord', () => {
      let discord: DiscordBed;
      beforeEach(async () => {
        discord = await openDiscord(core, 'http', { clock });
        adapters.push(discord.adapter);
      });
      afterEach(() => discord.close());

      it('are told in a server while it is let in; what comes while it is not is never told', async () => {
        await watch('discord', guildId, channelId, person);
        await pushed('before');
        await rules.admission.admit(server, boss);
        await pushed('inside');
        await rules.admission.dismiss(server, boss);
        await pushed('outside');
        await rules.admission.admit(server, boss);
        await pushed('inside again');
        expect(told(channelId)).toEqual(['inside', 'inside again']);
      });

      it('are told in a direct message as long as the person is in a server that is let in', async () => {
        const { members } = discord.discord;
        await rules.admission.admit(server, boss);
        await watch('discord', `dm:${person}`, direct, person);
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

      it('wait for a direct message while Discord does not say whether the person is in one', async () => {
        await rules.admission.admit(server, boss);
        await watch('discord', `dm:${person}`, direct, person);
        discord.discord.members.add(guildId, person);
        const effect = { kind: 'answer', status: 503, body: '' } as const;
        discord.discord.addFault({ path: /^\/guilds\//, times: Number.POSITIVE_INFINITY, effect });
        const asked = () => discord.discord.requests.filter(({ path }) => path.startsWith('/guilds/')).length;
        await pushed('late', 1);
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

    describe('on Slack', () => {
      let slack: SlackBed;
      beforeEach(async () => {
        slack = await openSlack(core, 'http', { clock });
        adapters.push(slack.adapter);
      });
      afterEach(() => slack.close());

      it('are told in a direct message of a member or a guest, and not of a person of another company', async () => {
        const { ann, guest, stranger } = slackers;
        for (const each of [ann, guest, stranger]) await watch('slack', 'T0TEAM0001', `D${each}`, each);
        await watch('slack', 'T0TEAM0001', slackPlaces.buying, stranger);
        await pushed('news');
        expect([ann, guest, stranger].map((each) => told(`D${each}`))).toEqual([['news'], ['news'], []]);
        // A channel is the workspace's, whoever set what it is told.
        expect(told(slackPlaces.buying)).toEqual(['news']);
      });

      it('wait for a direct message while Slack does not say whose it is', async () => {
        const { faults } = slack.slack;
        faults.always('users.info', { kind: 'error', error: 'internal_error' });
        await watch('slack', 'T0TEAM0001', `D${slackers.ann}`, slackers.ann);
        await pushed('late', 1);
        await bed.elapse(2 * minuteMs, 1000);
        expect(await waiting()).toEqual({ read: true, deliveries: 1 });
        faults.always('users.info', undefined);
        await bed.until(() => bed.visible(`D${slackers.ann}`).size > 0, 10 * minuteMs);
        expect(told(`D${slackers.ann}`)).toEqual(['late']);
      });
    });
  });
}
