import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInvocation } from '../../adapters/page/inbound.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import { newsKinds } from '../../src/domain/orders/news.ts';
import { en } from '../../src/languages/en/index.ts';
import { readRule } from '../../src/notifications/rule.ts';
import { openBed as openDiscordBed } from '../adapters/discord/bed.ts';
import { openBed as openSlackBed } from '../adapters/slack/bed.ts';
import { atTerminal } from '../adapters/terminal/person.ts';
import { fillModal } from '../fakes/discord/modal-rules.ts';
import { buttonInteraction, commandInteraction, modalAfterClick } from '../fakes/discord/payloads.ts';
import { visible as visibleOnDiscord } from '../fakes/discord/visible.ts';
import { places as discordPlaces } from '../fakes/discord/world.ts';
import { places as slackPlaces } from '../fakes/slack/workspace.ts';
import { answerTo, payloadOf, submitted, typed } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const options = { 'min-amount': '500', quiet: '22:00-08:00', mention: 'me' };
const line = '/watch --min-amount 500 --quiet 22:00-08:00 --mention me';

let bot: TestCore;
let closing: (() => Promise<void>)[];
beforeEach(async () => {
  bot = await openTestCore();
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  await bot.close();
});

/** What is set where the form was filled in. */
async function setIn(organization: string, conversation: string) {
  const [watch] = await bot.store.watches.of({ organization, conversation });
  const { notifications } = await bot.store.conversations.settings({ organization, conversation });
  const rule = watch && readRule(watch.rule);
  if (rule === undefined) throw new Error('nothing is watched');
  const { minFen, mention, ...rest } = rule;
  return { minFen, mention: mention?.person, quiet: notifications?.quiet, ...rest };
}

/** Fills in *Choose…* of a watch with a minimum, quiet hours and a mention; a field that is not named stays as it is. */
type Fill = (fields: Readonly<Record<string, string>>) => Promise<Awaited<ReturnType<typeof setIn>>>;

const onSlack =
  (via: 'http' | 'socket'): Fill =>
  async (fields) => {
    const { slack, close } = await openSlackBed(bot.core, via);
    closing.push(close);
    await slack.type(line);
    const message = await slack.waitFor(() => slack.messages.find(({ seenBy }) => seenBy !== 'everyone'));
    await slack.click(message, en.watch.choose);
    const opened = await slack.waitFor(() => slack.views[0]);
    const labels = new Map(
      opened.view.blocks.flatMap((block) =>
        block.type === 'input' ? [[block.block_id, block.label.text]] : [],
      ),
    );
    const filled = Object.entries(fields).map(([name, value]) => [labels.get(name) ?? name, value]);
    await slack.submit(opened, Object.fromEntries(filled));
    await slack.waitFor(() => slack.messages[1]);
    return setIn(`slack:${slack.teamId}`, `slack:${slackPlaces.buying}`);
  };

const onDiscord =
  (via: 'http' | 'gateway'): Fill =>
  async (fields) => {
    const { discord, ask, close } = await openDiscordBed(bot.core, via);
    closing.push(close);
    const given = Object.entries(options).map(([name, value]) => ({ name, value }));
    const command = commandInteraction('watch', given);
    await ask(command);
    const message = await discord.answerTo(command.id);
    const choose = visibleOnDiscord(message).buttons.find(({ label }) => label === en.watch.choose);
    if (choose === undefined) throw new Error('nothing to choose');
    const click = buttonInteraction(choose.customId, message);
    await ask(click);
    await discord.until(() => discord.interaction(click.id).answeredWith === 9, 'a form');
    const submit = modalAfterClick(fillModal(discord.modalOf(click.id), fields), message);
    await ask(submit);
    await discord.answerTo(submit.id);
    return setIn(`discord:${discordPlaces.guildId}`, `discord:${discordPlaces.channelId}`);
  };

/** As the page's script sends what stands in the fields. */
const onPage: Fill = async (fields) => {
  const workspace = {
    platform: 'page',
    workspace: 'local',
    conversation: { id: 'page', direct: true },
  } as const;
  const { card } = await answerTo(bot.core, typed(line, { ...workspace, person: { id: 'operator' } }));
  const values = { ...options, mention: '<@operator|operator>', events: 'all', daily: 'no', ...fields };
  const input = { kind: 'form', payload: payloadOf(card, en.watch.choose), values };
  const asked = readInvocation(
    {
      method: 'POST',
      path: '/page/invocations',
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ id: crypto.randomUUID(), input })),
      remoteAddress: '127.0.0.1',
      signal: new AbortController().signal,
    },
    'operator',
    0,
  );
  if (asked === undefined) throw new Error('not what the page sends');
  await answerTo(bot.core, asked.invocation);
  return setIn('page:local', 'page:page');
};

/** A line for each field, in their order: empty keeps what stands there, a dash empties it. */
const onTerminal: Fill = async (fields) => {
  const person = await atTerminal(bot.core, { interactive: false });
  closing.push(() => person.adapter.stop());
  const names = ['events', 'min-amount', 'mention', 'quiet', 'daily'];
  const answers = names
    .map((name) => fields[name])
    .map((value) => (value?.trim() === '' ? '-' : (value ?? '')));
  for (const each of [line, '3', ...answers]) person.type(`${each}\n`);
  person.end();
  await person.adapter.finished;
  return setIn('terminal:local', 'terminal:terminal');
};

const platforms: readonly (readonly [string, Fill, string])[] = [
  ['Slack over HTTP', onSlack('http'), 'person'],
  ['Slack over a socket', onSlack('socket'), 'person'],
  ['Discord over HTTP', onDiscord('http'), 'person'],
  ['Discord over the gateway', onDiscord('gateway'), 'person'],
  ['the page', onPage, 'operator'],
  ['the terminal', onTerminal, 'operator'],
];

describe.each(platforms)('a watch’s form on %s', (name, fill) => {
  const before = {
    kinds: [...newsKinds],
    daily: false,
    minFen: 50_000,
    mention: expect.stringMatching(/\w/),
    quiet: { from: 1320, to: 480 },
  };

  it('leaves everything as it was where nothing is changed', async () => {
    expect(await fill({})).toEqual(before);
  });

  it('has no minimum where that is emptied, and leaves the rest', async () => {
    expect(await fill({ 'min-amount': '' })).toEqual({ ...before, minFen: undefined });
  });

  it('has no minimum where two blanks stand there', async () => {
    expect(await fill({ 'min-amount': '  ' })).toEqual({ ...before, minFen: undefined });
  });

  it('has no quiet hours and no person to mention where those are emptied', async () => {
    const { quiet, mention, minFen } = await fill({ quiet: '', mention: '' });
    expect({ quiet, mention, minFen }).toEqual({ quiet: undefined, mention: undefined, minFen: 50_000 });
  });

  it('does not let a watch of no news be set', async () => {
    const emptied = fill({ events: '' }).then(({ kinds }) => kinds);
    if (name === 'the page' || name === 'the terminal') expect(await emptied).toEqual(before.kinds);
    else await expect(emptied).rejects.toThrow();
  });
});

describe('a form of a watch', () => {
  const say = async (text: string, overrides: Partial<Invocation> = {}) =>
    (await answerTo(bot.core, typed(text, overrides))).card;

  it.each([
    [
      'nothing is set and nothing is filled in',
      '/watch',
      { events: 'all' },
      { minFen: undefined, daily: false },
    ],
    ['a minimum is given at last', '/watch', { events: 'all', 'min-amount': '50' }, { minFen: 5000 }],
    [
      'all is emptied',
      line,
      { events: 'needs' },
      { minFen: undefined, mention: undefined, quiet: undefined, daily: false },
    ],
    ['the digest is emptied', '/watch --daily', { events: 'all', daily: ' ' }, { daily: false }],
    ['a minimum is nought', line, { events: 'all', 'min-amount': '0' }, { minFen: undefined }],
    [
      'full-width blanks stand there',
      line,
      { events: 'all', 'min-amount': '\u3000\u3000' },
      { minFen: undefined },
    ],
    [
      'names are written as a platform writes them',
      line,
      { EVENTS: 'all', min_amount: '70' },
      { minFen: 7000 },
    ],
  ])('says so where %s', async (_what, before, values, expected) => {
    const payload = payloadOf(await say(before), en.watch.choose);
    const { card } = await answerTo(bot.core, submitted(payload, values));
    expect(card.title).toBe(en.watch.changed);
    expect(await setIn('test:T1', 'test:C1')).toMatchObject(expected);
  });

  it('leaves alone what it does not ask', async () => {
    const payload = payloadOf(await say('/watch --aloud paid --summary yes --at 8:30'), en.watch.choose);
    await answerTo(bot.core, submitted(payload, { events: 'all' }));
    const { notifications } = await bot.store.conversations.settings({
      organization: 'test:T1',
      conversation: 'test:C1',
    });
    expect(notifications).toMatchObject({ broadcast: ['paid'], summary: true, dailyAt: 510 });
  });
});
