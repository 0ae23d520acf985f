import { z } from 'zod';
import { optional, rest } from '../chat/argument.ts';
import type { Block, Card } from '../chat/card.ts';
import { defineCommand } from '../chat/command.ts';
import type { Language, Localized } from '../chat/language.ts';
import { type CommandMenu, usageOf } from '../chat/menu.ts';
import { nearest } from '../chat/nearest.ts';
import { mayRun } from '../chat/role.ts';
import { inEach, type Words } from '../languages/index.ts';

/** `/help [command]`: all commands that the asker may run, or one with its arguments and examples. Help itself stands between those `before` and those `after` it. */
export function helpCommand(deps: {
  readonly words: Localized<Words>;
  readonly before: readonly CommandMenu[];
  readonly after: readonly CommandMenu[];
}) {
  const { words } = deps;
  const menu = (): readonly CommandMenu[] => [...deps.before, command.menu, ...deps.after];
  const command = defineCommand({
    name: 'help',
    summary: inEach(words, ({ help }) => help.summary),
    examples: ['help', 'help seller'],
    arguments: {
      command: optional(
        rest(
          z
            .string()
            .trim()
            .min(1)
            .transform((name) => name.toLowerCase().replace(/^\//, '').replace(/\s+/g, ' ')),
          {
            hint: inEach(words, ({ help }) => help.command.hint),
            expected: inEach(words, ({ help }) => help.command.expected),
            example: 'seller',
            maxLength: 40,
            suggest: async (typed, asking) => {
              const { language } = asking;
              const begun = typed.toLowerCase().replace(/^\//, '');
              return menu()
                .filter((each) => each.name.startsWith(begun) && mayRun(asking, each))
                .map(({ name, summary }) => ({ value: name, label: `${name}: ${summary[language]}` }));
            },
          },
        ),
      ),
    },
    needs: 'viewer',
    effect: 'read',
    async run({ command: name }, run): Promise<Card> {
      const { language } = run;
      const offered = menu().filter((each) => mayRun(run, each));
      if (name === undefined) return allCommands(language, offered);
      const about = offered.find((each) => each.name === name);
      if (about !== undefined) return oneCommand(about, language);
      const close = nearest(
        name,
        offered.map((each) => each.name),
      );
      const { core, help } = words[language];
      return {
        tone: 'warning',
        title: help.noSuchCommand(name),
        body: [{ kind: 'text', text: [close === undefined ? core.seeHelp : core.didYouMean(close)] }],
        actions: [{ kind: 'run', label: help.allCommands, run: command.call({ command: undefined }) }],
      };
    },
  });

  function allCommands(language: Language, offered: readonly CommandMenu[]): Card {
    const { help } = words[language];
    const items = offered.map((each) => [
      { code: `/${each.name} ${usageOf(each)}`.trim() },
      ` ${each.summary[language]}`,
    ]);
    return {
      tone: 'plain',
      title: help.title,
      body: [
        { kind: 'text', text: [help.intro] },
        { kind: 'list', items },
      ],
      actions: [
        {
          kind: 'select',
          label: help.chooseCommand,
          options: offered
            .slice(0, 25)
            .map(({ name }) => ({ label: `/${name}`, run: command.call({ command: name }) })),
        },
      ],
      footnote: [help.everywhere],
    };
  }

  function oneCommand(about: CommandMenu, language: Language): Card {
    const { help } = words[language];
    const argumentsBlock: readonly Block[] =
      about.arguments.length === 0
        ? []
        : [
            { kind: 'text', text: [{ bold: help.argumentsTitle }] },
            {
              kind: 'list',
              items: about.arguments.map(({ name, hint }) => [{ code: name }, ` ${hint[language]}`]),
            },
          ];
    return {
      tone: 'plain',
      title: `/${about.name}`,
      body: [
        { kind: 'text', text: [about.summary[language]] },
        {
          kind: 'fields',
          fields: [{ label: help.usage, value: [{ code: `/${about.name} ${usageOf(about)}`.trim() }] }],
        },
        ...argumentsBlock,
        { kind: 'text', text: [{ bold: help.examples }] },
        { kind: 'list', items: about.examples.map((line) => [{ code: line }]) },
      ],
      actions: [{ kind: 'run', label: help.allCommands, run: command.call({ command: undefined }) }],
      footnote: [help.everywhere],
    };
  }

  return command;
}
