import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import { en } from '../../../src/languages/en/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { type Bed as DiscordBed, openBed as openDiscord } from '../../adapters/discord/bed.ts';
import { openBed as openSlack, type Bed as SlackBed } from '../../adapters/slack/bed.ts';
import {
  buttonInteraction,
  commandInteraction,
  people as discordians,
} from '../../fakes/discord/payloads.ts';
import { visible as seenOnDiscord } from '../../fakes/discord/visible.ts';
import { places as discordPlaces } from '../../fakes/discord/world.ts';
import { visible as seenOnSlack } from '../../fakes/slack/visible.ts';
import { people as slackers, places as slackPlaces } from '../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { openRequestOutbox } from '../../harness/request-outbox.ts';
import { makeSqliteBed, type SqliteBed } from '../../store/bed.ts';

const offer = '951807530375';
const chatHost = 'https://air.1688.com/';

let files: SqliteBed;
let bot: TestCore;
let slack: SlackBed;
let discord: DiscordBed;
let outbox: ReturnType<typeof openRequestOutbox>;

beforeEach(async () => {
  files = await makeSqliteBed();
  const store = await files.open(systemClock);
  bot = await openTestCore({
    store,
    access: { admins: [`slack:${slackers.bob}`, `discord:${discordians.other}`], defaultRole: 'viewer' },
  });
  slack = await openSlack(bot.core, 'http');
  discord = await openDiscord(bot.core, 'http');
  const adapters: readonly ChatAdapter[] = [slack.adapter, discord.adapter];
  outbox = openRequestOutbox({
    ...bot,
    adapters,
    isServed: bot.rules.roles.isServed,
  });
  outbox.start();
});
afterEach(async () => {
  await outbox.stop();
  await slack.close();
  await discord.close();
  await bot.close();
  await bot.store.close();
  await files.dispose();
});

const onDiscord = (
  line: { command: string; options: readonly (readonly [string, string])[] },
  userId: string,
) =>
  discord.ask(
    commandInteraction(
      line.command,
      line.options.map(([name, value]) => ({ name, type: 3, value })),
      { userId, locale: 'en-US' },
    ),
  );
const inGuild = () =>
  discord.discord.messagesIn(discordPlaces.channelId).filter(({ onlyFor }) => onlyFor === undefined);
const directly = () => discord.discord.messagesIn(discord.discord.channels.directChannel(discordians.asker));
const press = async (label: string, userId: string) => {
  const message = inGuild().at(-1);
  const button = message && seenOnDiscord(message).buttons.find((each) => each.label === label);
  if (message === undefined || button === undefined) throw new Error(`no button ${label}`);
  await discord.ask(
    buttonInteraction(button.customId, { id: message.id, flags: 0 }, { userId, locale: 'en-US' }),
  );
};

describe('a request on Slack', () => {
  it('is approved on its card, which is edited, and answered in a direct message', async () => {
    await slack.slack.type(`/seller-request ${offer} for spring`);
    const card = await slack.slack.waitFor(() =>
      slack.slack.messages.find(({ seenBy }) => seenBy === 'everyone'),
    );
    expect(card).toMatchObject({ channel: slackPlaces.buying, via: 'chat.postMessage' });
    expect(seenOnSlack(card).text).toContain('for spring');
    await slack.slack.click(card, en.requests.approve, slackers.bob);
    const { id: direct } = slack.slack.direct(slackers.ann);
    const answer = await slack.slack.waitFor(() =>
      slack.slack.messages.find(({ channel }) => channel === direct),
    );
    expect(seenOnSlack(answer).buttons.some(({ url }) => url?.startsWith(chatHost))).toBe(true);
    await slack.slack.waitFor(() =>
      slack.slack.messages.find((each) => each.ts === card.ts && seenOnSlack(each).buttons.length === 0),
    );
    const edited = slack.slack.messages.find(({ ts }) => ts === card.ts);
    expect(edited && seenOnSlack(edited).text).toContain('approved');
    // The bot's own edit, not the answer URL.
    expect(slack.slack.calls.some(({ method }) => method === 'chat.update')).toBe(true);
    expect(slack.slack.problems).toEqual([]);
  });

  it('is answered for the asker alone in the channel where a direct message is refused', async () => {
    slack.slack.faults.always('conversations.open', { kind: 'error', error: 'missing_scope' });
    await slack.slack.type(`/seller-request ${offer} a sample`);
    const card = await slack.slack.waitFor(() =>
      slack.slack.messages.find(({ seenBy }) => seenBy === 'everyone'),
    );
    slack.slack.faults.always('chat.postMessage', { kind: 'error', error: 'channel_not_found' });
    await slack.slack.click(card, en.requests.approve, slackers.bob);
    const whispered = await slack.slack.waitFor(() =>
      slack.slack.messages.find(({ seenBy, via }) => seenBy === slackers.ann && via === 'chat.postEphemeral'),
    );
    expect(whispered.channel).toBe(slackPlaces.buying);
    expect(seenOnSlack(whispered).buttons.some(({ url }) => url?.startsWith(chatHost))).toBe(true);
  });
});

describe('a request on Discord', () => {
  const ask = () =>
    onDiscord(
      {
        command: 'seller-request',
        options: [
          ['offer', offer],
          ['reason', 'a sample'],
        ],
      },
      discordians.asker,
    );

  it('is approved on its card, which is edited, and answered in a direct message', async () => {
    await ask();
    await discord.discord.until(() => inGuild().length === 1, 'the card');
    await press(en.requests.approve, discordians.other);
    await discord.discord.until(() => directly().length === 1, 'the answer');
    const [answer] = directly();
    expect(answer && seenOnDiscord(answer).links.some(({ url }) => url.startsWith(chatHost))).toBe(true);
    await discord.discord.until(() => {
      const [card] = inGuild();
      return card !== undefined && seenOnDiscord(card).buttons.length === 0;
    }, 'the edit');
    const [card] = inGuild();
    expect(card && seenOnDiscord(card).text).toContain('approved');
  });

  it('waits behind a button in the channel where direct messages are closed, pinging nobody else', async () => {
    discord.discord.channels.closeDirectMessages(discordians.asker);
    await ask();
    await discord.discord.until(() => inGuild().length === 1, 'the card');
    await press(en.requests.approve, discordians.other);
    await discord.discord.until(() => inGuild().length === 2, 'the hint');
    const waits = inGuild()[1];
    if (waits === undefined) throw new Error('no hint');
    expect(seenOnDiscord(waits).pings.filter((each) => each !== discordians.asker)).toEqual([]);
    expect(seenOnDiscord(waits).links).toEqual([]);
    await press(en.requests.see, discordians.asker);
    const alone = () =>
      discord.discord
        .messagesIn(discordPlaces.channelId)
        .filter((message) => message.onlyFor === discordians.asker)
        .flatMap((message) => seenOnDiscord(message).links);
    await discord.discord.until(() => alone().some(({ url }) => url.startsWith(chatHost)), 'the link');
    expect(directly()).toEqual([]);
  });
});

describe('a workspace and a server of one organization', () => {
  it('decide each other’s requests', async () => {
    await slack.slack.type('/admin join', { user: slackers.bob });
    const told = await slack.slack.waitFor(() =>
      slack.slack.messages.find(({ seenBy }) => seenBy === slackers.bob),
    );
    const [, code = ''] = /\/admin join (\w{20})/.exec(seenOnSlack(told).text) ?? [];
    const join = [
      ['code', code],
      ['confirm', 'yes'],
    ] as const;
    await onDiscord({ command: 'admin join', options: join }, discordians.other);
    const together = 'slack:T0TEAM0001';
    await expect
      .poll(() => bot.store.organizations.of({ workspace: `discord:${discordPlaces.guildId}` }))
      .toBe(together);
    await onDiscord({ command: 'admin approvers', options: [['where', 'here']] }, discordians.other);
    await expect
      .poll(() => bot.store.settings.get({ organization: together, name: 'approvers' }))
      .toContain(discordPlaces.channelId);
    const before = inGuild().length;
    await slack.slack.type(`/seller-request ${offer} a sample`);
    await discord.discord.until(() => inGuild().length > before, 'the card on the other platform');
    const card = inGuild().at(-1);
    expect(card && seenOnDiscord(card).text).toContain(`slack:${slackers.ann}`);
    await press(en.requests.approve, discordians.other);
    const { id: direct } = slack.slack.direct(slackers.ann);
    const answer = await slack.slack.waitFor(() =>
      slack.slack.messages.find(({ channel }) => channel === direct),
    );
    expect(seenOnSlack(answer).buttons.some(({ url }) => url?.startsWith(chatHost))).toBe(true);
  });
});
