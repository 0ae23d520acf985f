import { z } from 'zod';
import { optional, rest } from '../chat/argument.ts';
import type { Block, Card } from '../chat/card.ts';
import { type Command, describeCommand } from '../chat/command.ts';
import { type CommandMenu, usageOf } from '../chat/menu.ts';
import { nearest } from '../chat/nearest.ts';
import { mayRun } from '../chat/role.ts';
import { aboutArgument, allWords, localized } from '../languages/index.ts';
import type { Language } from '../runtime/language.ts';

/** `/help [command]`: all commands that the caller may run, or one with its arguments and examples. */
export const help = describeCommand({
  name: 'help',
  summary: localized((words) => words.help.summary),
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
          ...aboutArgument((words) => words.help.command),
          example: 'seller',
          maxLength: 40,
          suggests: true,
        },
      ),
    ),
  },
  needs: 'viewer',
  effect: 'read',
});

/** `menu`: every command that there is, in the order in which it is shown, `/help` among them. */
export function helpCommand({ menu }: { readonly menu: readonly CommandMenu[] }): Command {
  return help.does({
    async run({ command: name }, run): Promise<Card> {
      const { language } = run;
      const offered = menu.filter((each) => mayRun(run, each));
      if (name === undefined) return allCommands(language, offered);
      const about = offered.find((each) => each.name === name);
      if (about !== undefined) return oneCommand(about, language);
      const close = nearest(
        name,
        offered.map((each) => each.name),
      );
      const { core, help: words } = allWords[language];
      return {
        tone: 'warning',
        title: words.noSuchCommand(name),
        body: [{ kind: 'text', text: [close === undefined ? core.seeHelp : core.didYouMean(close)] }],
        actions: [{ kind: 'run', label: words.allCommands, run: help.call({ command: undefined }) }],
      };
    },
    suggest: {
      async command(typed, caller) {
        const begun = typed.toLowerCase().replace(/^\//, '');
        return menu
          .filter((each) => each.name.startsWith(begun) && mayRun(caller, each))
          .map(({ name, summary }) => ({ value: name, label: `${name}: ${summary[caller.language]}` }));
      },
    },
  });
}

function allCommands(language: Language, offered: readonly CommandMenu[]): Card {
  const { help: words } = allWords[language];
  const items = offered.map((each) => [
    { code: `/${each.name} ${usageOf(each)}`.trim() },
    ` ${each.summary[language]}`,
  ]);
  return {
    tone: 'plain',
    title: words.title,
    body: [
      { kind: 'text', text: [words.intro] },
      { kind: 'list', items },
    ],
    actions: [
      {
        kind: 'select',
        label: words.chooseCommand,
        options: offered
          .slice(0, 25)
          .map(({ name }) => ({ label: `/${name}`, run: help.call({ command: name }) })),
      },
    ],
    footnote: [words.everywhere],
  };
}

function oneCommand(about: CommandMenu, language: Language): Card {
  const { help: words } = allWords[language];
  const argumentsBlock: readonly Block[] =
    about.arguments.length === 0
      ? []
      : [
          { kind: 'text', text: [{ bold: words.argumentsTitle }] },
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
        fields: [{ label: words.usage, value: [{ code: `/${about.name} ${usageOf(about)}`.trim() }] }],
      },
      ...argumentsBlock,
      { kind: 'text', text: [{ bold: words.examples }] },
      { kind: 'list', items: about.examples.map((line) => [{ code: line }]) },
    ],
    actions: [{ kind: 'run', label: words.allCommands, run: help.call({ command: undefined }) }],
    footnote: [words.everywhere],
  };
}
