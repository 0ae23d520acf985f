import { afterEach, describe, expect, it } from 'vitest';
import type { Core, Unfurled } from '../../../src/chat/adapter.ts';
import { en } from '../../../src/languages/en/index.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { blockActions, linkShared } from '../../fakes/slack/payloads.ts';
import { unpublished } from '../../fakes/slack/schemas.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { otherTeam, people, places } from '../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { type Bed, openBed } from './bed.ts';

const offer = '951807530375';
const link = `https://detail.1688.com/offer/${offer}.html?spm=a1.b2`;
const minuteMs = 60_000;

let bot: TestCore;
let bed: Bed;
const clock = createFakeClock();
const made: (readonly Unfurled[])[] = [];
afterEach(async () => {
  expect(unpublished(bed.slack)).toEqual([]);
  await bed.close();
  await bot.close();
  made.length = 0;
});

async function open(via: 'http' | 'socket', options: Parameters<typeof openTestCore>[0] = {}) {
  bot = await openTestCore({ clock, ...options });
  const { unfurl, ...rest } = bot.core;
  const core: Core = {
    ...rest,
    async unfurl(posted) {
      const cards = (await unfurl?.(posted)) ?? [];
      made.push(cards);
      return cards;
    },
  };
  bed = await openBed(core, via);
  return bed.slack;
}

/** Posts the links, and what came to stand beside them. */
async function posted(links: readonly string[], event: Readonly<Record<string, unknown>> = {}) {
  const { slack } = bed;
  const [asked, shown] = [made.length, slack.unfurled.length];
  const { outcome } = await slack.deliver(linkShared(links, event));
  expect(outcome).toBe('acknowledged');
  await expect.poll(() => made.length).toBe(asked + 1);
  const cards = made[asked]?.length ?? 0;
  await slack.waitFor(() => (slack.unfurled.length >= shown + cards ? true : undefined));
  return slack.unfurled.slice(shown);
}

describe.each(['http', 'socket'] as const)('links on Slack, over %s', (via) => {
  it('get a card only while the conversation wants cards', async () => {
    const slack = await open(via);
    expect(await posted([link])).toEqual([]);
    await slack.type('/unfurl on');
    const [shown, ...others] = await posted([link], { message_ts: '5.1' });
    expect(others).toEqual([]);
    expect(shown).toMatchObject({ channel: places.buying, ts: '5.1', url: link });
    expect(await posted([link], { channel: places.secret })).toEqual([]);
    await slack.type('/unfurl off');
    clock.advance(31 * minuteMs);
    expect(await posted([link])).toEqual([]);
    expect(slack.problems).toEqual([]);
  });

  it('get one card, however often Slack tells of them', async () => {
    const slack = await open(via);
    await slack.type('/unfurl on');
    const event = linkShared([link]);
    await Promise.all([slack.deliver(event), slack.deliver(event), slack.deliver(event)]);
    await expect.poll(() => made.length).toBe(3);
    await slack.waitFor(() => slack.unfurled[0]);
    expect(made.flat()).toHaveLength(1);
    expect(slack.unfurled).toHaveLength(1);
  });

  const theirs = { team_id: otherTeam, enterprise_id: null };
  const byOurs = { user: people.ann, user_team: 'T0TEAM0001', source_team: 'T0TEAM0001' };
  const byTheirs = { user: people.stranger, user_team: otherTeam, source_team: otherTeam };
  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ['in a channel of the other company', { team_id: otherTeam, is_ext_shared_channel: true }, byTheirs],
    ['posted there by one of our own', { team_id: otherTeam, is_ext_shared_channel: true }, byOurs],
    ['where only the authorization names ours', { team_id: otherTeam, context_team_id: null }, byTheirs],
    ['where no context is named', { team_id: otherTeam, context_team_id: undefined }, byOurs],
    ['where only the context names ours', { team_id: otherTeam, authorizations: [] }, byTheirs],
    ['where no authorization is named', { team_id: otherTeam, authorizations: undefined }, byOurs],
    [
      'in a channel of an organization of several workspaces',
      { team_id: otherTeam, enterprise_id: 'E0OTHER003', context_enterprise_id: 'E0OTHER003' },
      byTheirs,
    ],
    ['posted by somebody of the other company', { is_ext_shared_channel: true }, byTheirs],
  ])('get a card where somebody said /unfurl on, also %s', async (_where, outside, event) => {
    const slack = await open(via);
    await slack.type('/unfurl on');
    await slack.deliver({ ...linkShared([link], event), ...outside });
    expect(await slack.waitFor(() => slack.unfurled[0])).toMatchObject({ url: link });
    expect(slack.problems).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['the authorization', { authorizations: [theirs], context_team_id: otherTeam, team_id: otherTeam }],
    ['the authorization, though the outside is ours', { authorizations: [theirs] }],
    ['the context alone', { authorizations: undefined, context_team_id: otherTeam }],
  ])('get none where another workspace said it, by %s', async (_how, outside) => {
    const slack = await open(via);
    await slack.type('/unfurl on');
    await slack.deliver({ ...linkShared([link]), ...outside });
    await expect.poll(() => made.length).toBe(1);
    expect(made).toEqual([[]]);
  });
});

describe('links on Slack', () => {
  it('get the offer’s card for everybody, and no seller before somebody clicks', async () => {
    const slack = await open('http');
    await slack.type('/unfurl on');
    const [shown] = await posted([link]);
    const card = visible({ text: link, blocks: shown?.blocks ?? [] });
    expect(card.text).toContain(offer);
    const labels = card.buttons.map(({ label }) => label);
    expect(labels).toContain(en.products.chat);
    expect(
      card.buttons.every(({ url, value }) => url === undefined && value?.startsWith('!') === false),
    ).toBe(true);
    expect(bot.ended.map(({ command }) => command)).toEqual(['unfurl']);
    const button = card.buttons.find(({ label }) => label === en.products.chat);
    await slack.deliver(
      blockActions({
        container: {
          type: 'message_attachment',
          message_ts: shown?.ts,
          channel_id: places.buying,
          is_ephemeral: false,
          is_app_unfurl: true,
          app_unfurl_url: link,
        },
        trigger_id: slack.newTrigger(),
        response_url: slack.responseUrl(people.ann, places.buying),
        actions: [{ type: 'button', action_id: button?.actionId, value: button?.value, action_ts: '6.1' }],
      }),
    );
    const answered = () => slack.messages.find(({ via, seenBy }) => via !== 'ack' && seenBy === people.ann);
    const answer = await slack.waitFor(answered);
    expect(visible(answer).buttons.map(({ label }) => label)).toContain(en.seller.openChat);
    expect(slack.problems).toEqual([]);
  });

  it('get none in a workspace where it was not turned on, however the workspace is named', async () => {
    const slack = await open('http');
    await slack.type('/unfurl on');
    const theirs = { team_id: otherTeam, enterprise_id: null };
    const outside = { ...theirs, context_team_id: otherTeam, authorizations: [theirs] };
    await slack.deliver({ ...linkShared([link]), ...outside });
    await expect.poll(() => made.length).toBe(1);
    await slack.deliver({ ...linkShared([link]), team_id: 5 });
    expect(made).toEqual([[]]);
  });

  it('get none where there are three, and two where there are two', async () => {
    const slack = await open('http');
    await slack.type('/unfurl on');
    const [other, third] = [1, 2].map((at) => `https://detail.1688.com/offer/${600000000000 + at}.html`);
    expect(await posted([link, other ?? '', third ?? ''])).toEqual([]);
    const again = `https://m.1688.com/offer/${offer}.html`;
    expect((await posted([link, again])).map(({ url }) => url)).toEqual([link]);
  });

  it('get none again within half an hour, and one afterwards', async () => {
    const slack = await open('http');
    await slack.type('/unfurl on');
    expect(await posted([link])).toHaveLength(1);
    clock.advance(29 * minuteMs);
    expect(await posted([link], { message_ts: '5.2' })).toEqual([]);
    clock.advance(2 * minuteMs);
    expect(await posted([link], { message_ts: '5.3' })).toHaveLength(1);
  });

  it('get none while they are typed, nor for what is no offer', async () => {
    const slack = await open('http');
    await slack.type('/unfurl on');
    await slack.deliver(linkShared([link], { source: 'composer', channel: 'COMPOSER' }));
    expect(await posted(['https://www.1688.com/'])).toEqual([]);
    expect(made).toHaveLength(1);
    expect(slack.problems).toEqual([]);
  });

  it('get nothing where the partner says no', async () => {
    const log = createCollectedLog();
    const slack = await open('http', { log });
    await slack.type('/unfurl on');
    expect(await posted(['https://detail.1688.com/offer/410123456.html'])).toEqual([]);
    expect(log.lines.join()).toContain('a link got no card');
    expect(slack.calls.some(({ method }) => method === 'chat.unfurl')).toBe(false);
  });

  it('get one at the next time where Slack refused the first', async () => {
    const slack = await open('http');
    await slack.type('/unfurl on');
    slack.scopes.delete('links:write');
    await slack.deliver(linkShared([link]));
    await slack.waitFor(() => slack.calls.find(({ method }) => method === 'chat.unfurl'));
    slack.scopes.add('links:write');
    await expect.poll(async () => (await posted([link], { message_ts: '5.2' })).length).toBe(1);
  });

  it('get a plainer card where Slack does not take the drawn one', async () => {
    const slack = await open('http');
    await slack.type('/unfurl on');
    slack.faults.next('chat.unfurl', { kind: 'error', error: 'invalid_blocks' });
    const [shown] = await posted([link]);
    // Its variants have a button each, and then comes what else can be done.
    expect(shown?.blocks.map(({ type }) => type)).toEqual(['section', 'actions', 'actions', 'actions']);
  });
});
