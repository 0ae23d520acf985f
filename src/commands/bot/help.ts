import { z } from 'zod';
import { rest } from '../../chat/argument.ts';
import { optional } from '../../chat/argument-kinds.ts';
import type { Action, Block, Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { type CommandMenu, examplesOf, typedArguments, usageOf } from '../../chat/menu.ts';
import { nearest } from '../../chat/nearest.ts';
import { mayRun, roles } from '../../chat/role.ts';
import type { HelpWords } from '../../languages/en/help.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import { jobsOf } from './help-jobs.ts';

/**
 * `/help [command]`: what the caller may do, by jobs; the commands of one job or of one group; or one command with its
 * arguments and examples.
 */
export const help = describeCommand({
  name: 'help',
  summary: localized((words) => words.help.summary),
  examples: ['help', 'help seller'],
  everyday: ['menu', 'commands', '帮助', '菜单'],
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

/** As many as one row of buttons holds on every platform. */
const mostBeginnings = 5;

/** `menu`: every command that there is, in the order in which it is shown, `/help` among them. */
export function helpCommand({ menu }: { readonly menu: readonly CommandMenu[] }): Command {
  return help.does({
    async run({ command: name }, run): Promise<Card> {
      const { language } = run;
      const offered = menu.filter((each) => mayRun(run, each));
      if (name === undefined) return allJobs(language, offered);
      const about = offered.find((each) => each.name === name);
      if (about !== undefined) return oneCommand(about, language);
      const job = jobsOf(offered).find(({ id }) => id === name);
      const words = allWords[language];
      if (job !== undefined) return listCard(words.help.jobs[job.id].name, job.commands, language);
      const group = inGroup(menu, name);
      if (group.length > 0) return groupCard(name, group, run);
      const close = nearest(
        name,
        offered.map((each) => each.name),
      );
      return {
        tone: 'warning',
        title: words.help.noSuchCommand(name),
        body: [
          { kind: 'text', text: [close === undefined ? words.core.seeHelp : words.core.didYouMean(close)] },
        ],
        actions: [toAllJobs(words.help)],
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

/** The commands whose first word is `name`. */
function inGroup(menu: readonly CommandMenu[], name: string): readonly CommandMenu[] {
  return menu.filter((each) => each.name.startsWith(`${name} `));
}

/** One screen: what people come for, each with a button. */
function allJobs(language: Language, offered: readonly CommandMenu[]): Card {
  const { help: words } = allWords[language];
  const jobs = jobsOf(offered).map(({ id }) => ({ id, ...words.jobs[id] }));
  return {
    tone: 'plain',
    title: words.title,
    body: [
      { kind: 'text', text: [words.intro] },
      { kind: 'list', items: jobs.map(({ name, about }) => [{ bold: name }, ` · ${about}`]) },
    ],
    actions: jobs.map(({ id, name }) => ({
      kind: 'run',
      label: name,
      run: help.call({ command: id }),
    })),
    footnote: [words.everywhere],
  };
}

/** The commands of a group, those that the caller may run; where there is none, which role it takes. */
function groupCard(name: string, group: readonly CommandMenu[], run: Run): Card {
  const { core, help: words } = allWords[run.language];
  const offered = group.filter((each) => mayRun(run, each));
  if (offered.length > 0) return listCard(`/${name}`, offered, run.language);
  const least = roles.find((role) => group.some(({ needs }) => needs === role)) ?? 'admin';
  return {
    tone: 'warning',
    title: core.notPermitted(name),
    body: [
      {
        kind: 'text',
        text: [core.sentences([core.roleNeeded(core.roles[least], core.roles[run.role]), core.askAdmin])],
      },
    ],
    actions: [toAllJobs(words)],
  };
}

/** Commands, each with an example and what it does. */
function listCard(title: string, commands: readonly CommandMenu[], language: Language): Card {
  const { help: words } = allWords[language];
  return {
    tone: 'plain',
    title,
    body: [
      {
        kind: 'list',
        items: commands.map((command) => [
          { code: examplesOf(command, language)[0] ?? `/${command.name}` },
          ` ${command.summary[language]}`,
        ]),
      },
    ],
    actions: [
      ...commands.flatMap(beginning(language)).slice(0, mostBeginnings),
      {
        kind: 'select',
        label: words.chooseCommand,
        options: commands
          .slice(0, 25)
          .map(({ name }) => ({ label: `/${name}`, run: help.call({ command: name }) })),
      },
      toAllJobs(words),
    ],
  };
}

/** The button that begins with a command, whose form asks what it needs. */
const beginning =
  (language: Language) =>
  ({ name, form, begins }: CommandMenu): readonly Action[] =>
    form === undefined || begins === undefined
      ? []
      : [{ kind: 'run', label: form.title[language], run: { command: name, arguments: {}, ask: begins } }];

/** Its everyday names in the language's own letters. */
function alsoCalled({ everyday = [] }: CommandMenu, language: Language): readonly Block[] {
  const { help: words } = allWords[language];
  const isOwn = (name: string) => /\p{Script=Han}/u.test(name) === (language === 'zh-CN');
  const names = everyday.filter(isOwn);
  return names.length === 0 ? [] : [{ kind: 'text', text: [words.alsoCalled(names)] }];
}

function toAllJobs(words: HelpWords): Action {
  return { kind: 'run', label: words.allJobs, run: help.call({ command: undefined }) };
}

function oneCommand(about: CommandMenu, language: Language): Card {
  const { help: words } = allWords[language];
  const argumentsBlock: readonly Block[] =
    typedArguments(about).length === 0
      ? []
      : [
          { kind: 'text', text: [{ bold: words.argumentsTitle }] },
          {
            kind: 'list',
            items: typedArguments(about).map(({ name, hint }) => [{ code: name }, ` ${hint[language]}`]),
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
      { kind: 'list', items: examplesOf(about, language).map((line) => [{ code: line }]) },
      ...alsoCalled(about, language),
    ],
    actions: [toAllJobs(words)],
    footnote: [words.everywhere],
  };
}
