import { afterAll, describe, expect, it } from 'vitest';
import { drawCommands } from '../../adapters/discord/application-commands.ts';
import { drawDiscordCard } from '../../adapters/discord/cards.ts';
import { drawSlackCard } from '../../adapters/slack/cards.ts';
import { slackManifest } from '../../adapters/slack/manifest.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import { completionsFor } from '../../src/chat/completion.ts';
import { usageOf } from '../../src/chat/menu.ts';
import type { Role } from '../../src/chat/role.ts';
import { menuWords } from '../../src/commands/index.ts';
import { allWords } from '../../src/languages/index.ts';
import { languages } from '../../src/runtime/language.ts';
import { seen } from '../adapters/discord/drawn.ts';
import { readContent } from '../fakes/slack/message.ts';
import { visible } from '../fakes/slack/visible.ts';
import { answerTo, clicked, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore } from '../harness/core.ts';

/** What only buttons say. */
const inner = /--(?:key|total|receiver|lines|confirm|before|resume)\b/;

const rolesToTry: readonly Role[] = ['viewer', 'buyer', 'admin'];

/** The words and labels of a card as Slack's and Discord's clients show it. */
function shownBy(card: ReadyCard): Readonly<Record<'slack' | 'discord', string>> {
  const content = readContent(drawSlackCard(card));
  if ('error' in content) throw new Error(content.error);
  const slack = visible(content);
  const drawn = drawDiscordCard(card, 'behind a button');
  expect(drawn.files, 'the card is whole in the message').toEqual([]);
  const discord = seen(drawn);
  const flat = (view: Pick<typeof slack, 'text'>, labels: readonly string[]) =>
    [view.text, ...labels].join('\n').replaceAll(/\s+/g, ' ');
  const labelsOf = (buttons: readonly { readonly label: string }[]) => buttons.map(({ label }) => label);
  return {
    slack: flat(slack, labelsOf(slack.buttons)),
    discord: flat(discord, labelsOf(discord.buttons)),
  };
}

describe.each(rolesToTry)('help for a %s', async (role) => {
  const bot = await openTestCore({
    access: {
      admins: role === 'admin' ? ['test:U1'] : [],
      defaultRole: role === 'viewer' ? 'viewer' : 'buyer',
    },
  });
  afterAll(() => bot.close());
  const mine = bot.core.menu.filter(
    ({ needs }) => role === 'admin' || needs === 'viewer' || (role === 'buyer' && needs === 'buyer'),
  );

  it.each(languages)('is one screen of jobs, whole on every platform, in %s', async (language) => {
    const { help } = allWords[language];
    const person = { id: 'U1', locale: language };
    const { card } = await answerTo(bot.core, typed('/help', { person }));
    const shown = shownBy(card);
    const listed: string[] = [];
    for (const action of card.actions) {
      if (action.kind !== 'run') throw new Error('a job is a button');
      const job = Object.values(help.jobs).find(({ name }) => name === action.label);
      for (const platform of [shown.slack, shown.discord]) {
        expect(platform).toContain(action.label);
        expect(platform).toContain(job?.about);
        expect(platform).not.toMatch(/… \+\d/);
      }
      const opened = (await answerTo(bot.core, clicked(action.run, { person }))).card;
      const commands = opened.actions.flatMap((each) => (each.kind === 'select' ? each.options : []));
      listed.push(...commands.map(({ label }) => label));
      const whole = shownBy(opened);
      for (const { label } of commands) {
        const about = bot.core.menu.find(({ name }) => `/${name}` === label);
        for (const platform of [whole.slack, whole.discord]) {
          expect(platform).toContain(about?.summary[language]);
        }
      }
      expect(wordsOf(opened)).not.toMatch(inner);
    }
    expect(listed.toSorted()).toEqual(mine.map(({ name }) => `/${name}`).toSorted());
  });
});

describe('a command’s own help', async () => {
  const bot = await openTestCore({ access: { admins: ['test:U1'], defaultRole: 'buyer' } });
  afterAll(() => bot.close());
  const about = async (command: string, locale: string) =>
    wordsOf((await answerTo(bot.core, typed(`/help ${command}`, { person: { id: 'U1', locale } }))).card);

  it('has examples and everyday names in the reader’s language', async () => {
    const english = await about('search', 'en');
    expect(english).toContain('/search cotton t-shirt');
    expect(english).toContain(allWords.en.help.alsoCalled(['find']));
    const chinese = await about('search', 'zh-CN');
    expect(chinese).toContain('/search 纯棉T恤');
    expect(chinese).toContain(allWords['zh-CN'].help.alsoCalled(['搜索', '搜', '找']));
  });

  it('shows a person who was picked as one who is mentioned', async () => {
    expect(await about('admin grant', 'en')).toContain('/admin grant approver @ann');
  });
});

describe('a command that stands for several', async () => {
  const bot = await openTestCore({ access: { admins: [], defaultRole: 'viewer' } });
  const buyer = await openTestCore();
  afterAll(async () => {
    await bot.close();
    await buyer.close();
  });

  it.each(['/refund', 'ship', '/ship', '/shoptalk ship'])('opens its commands: %s', async (line) => {
    const { card } = await answerTo(buyer.core, typed(line));
    const group = line.split(/[ /]/).at(-1) ?? '';
    expect(card.title).toBe(`/${group}`);
    const options = card.actions.flatMap((each) => (each.kind === 'select' ? each.options : []));
    expect(options.length).toBeGreaterThan(0);
    for (const { label } of options) expect(label).toMatch(new RegExp(`^/${group} `));
  });

  it('names the role that it takes where it holds nothing for the asker', async () => {
    const { card } = await answerTo(bot.core, typed('/refund'));
    const { core } = allWords.en;
    expect(card.title).toBe(core.notPermitted('refund'));
    expect(wordsOf(card)).toContain(core.roleNeeded('buyer', 'viewer'));
  });

  it('is named with the word that it does not know', async () => {
    const { card } = await answerTo(bot.core, typed('/order shwo 1'));
    expect(card.title).toBe(allWords.en.core.unknownCommand('order shwo'));
    expect(wordsOf(card)).toContain(allWords.en.core.didYouMean('order show'));
  });
});

describe('what only buttons say', async () => {
  const bot = await openTestCore();
  afterAll(() => bot.close());

  it('is named nowhere that people look', async () => {
    const { menu } = bot.core;
    for (const about of menu) expect(`${usageOf(about)} ${about.examples.join(' ')}`).not.toMatch(inner);
    expect(
      JSON.stringify(slackManifest(menu, { via: 'socket', commands: 'each', linkHosts: [] })),
    ).not.toMatch(inner);
    const options = /"type":3,"name":"(?:key|total|receiver|lines|confirm|before|resume)"/;
    expect(JSON.stringify(drawCommands({ commands: menu, words: menuWords }, 'global'))).not.toMatch(options);
    for (const { name } of menu) {
      const { items } = await completionsFor(bot.core, {
        platform: 'test',
        workspace: 'T1',
        conversation: { id: 'C1', direct: false },
        person: { id: 'U1' },
        language: 'en',
        before: `/${name} --`,
      });
      expect(items.map(({ insert }) => insert).join(' ')).not.toMatch(inner);
    }
  });

  it('is not what a misspelt option is taken for', async () => {
    const { card } = await answerTo(bot.core, typed('/order pay 3305075341149134260 --totl 5'));
    expect(wordsOf(card)).not.toMatch(inner);
  });

  it('is read all the same', async () => {
    const { card } = await answerTo(bot.core, typed('/order cancel 3305075341149134260 --confirm maybe'));
    const { expected } = allWords.en.buying.confirm;
    expect(wordsOf(card)).toContain(
      allWords.en.core.argumentFault({ kind: 'invalid', name: 'confirm', given: 'maybe' }, expected),
    );
  });
});
