import type { Language, Localized } from '../../src/chat/language.ts';
import type { ArgumentMenu, CommandMenu } from '../../src/chat/menu.ts';
import { shorten } from '../../src/chat/text.ts';
import { limits } from './limits.ts';
import { type Localizations, localizations } from './localizations.ts';
import { drawMessageCommands, type MessageCommand } from './message-commands.ts';
import { fileType, optionName, placeOf, umbrella } from './option-names.ts';

/** An application command as Discord registers it (interactions/application-commands). */
export type ApplicationCommand = TypedCommand | MessageCommand;

/** One that is typed. */
export interface TypedCommand {
  readonly name: string;
  readonly type: 1;
  readonly description: string;
  readonly description_localizations: Localizations;
  readonly options: readonly (Subcommand | Parameter)[];
  /** Servers and direct messages with the bot; only global commands may say so. */
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
}

export interface Subcommand {
  readonly type: 1;
  readonly name: string;
  readonly description: string;
  readonly description_localizations: Localizations;
  readonly options: readonly Parameter[];
}

export interface Parameter {
  /** 3: text; 11: a file. */
  readonly type: 3 | 11;
  readonly name: string;
  readonly description: string;
  readonly description_localizations: Localizations;
  readonly required: boolean;
  readonly max_length?: number;
  readonly autocomplete?: true;
  readonly choices?: readonly Choice[];
}

interface Choice {
  readonly name: string;
  readonly name_localizations: Localizations;
  readonly value: string;
}

const umbrellaWords = {
  summary: { en: 'Any command, as you would type it', 'zh-CN': '任何命令，照平常的写法输入' },
  hint: {
    en: 'A command with what it needs, such as: seller 951807530375',
    'zh-CN': '命令及其参数，例如：seller 951807530375',
  },
} as const satisfies Record<string, Localized>;

const pictureWords: Localized = { en: 'The picture as a file', 'zh-CN': '图片文件' };

/**
 * `menu` as Discord's commands, `/shoptalk` first, those of messages last. Two-word names become subcommands; whatever is more than
 * Discord takes is left out there and still works through `/shoptalk`.
 */
export function drawCommands(menu: readonly CommandMenu[], scope: 'global' | 'guild'): ApplicationCommand[] {
  const places = menu.map((command) => ({ menu: command, ...placeOf(command.name, menu) }));
  const names = [...new Set(places.map(({ command }) => command))].filter((name) => name !== umbrella.name);
  const drawn = names.map((name) =>
    drawCommand(
      name,
      places.filter(({ command }) => command === name),
    ),
  );
  return [...[drawUmbrella(), ...drawn].slice(0, limits.commands), ...drawMessageCommands(menu)].map(
    (command) => (scope === 'guild' ? command : { ...command, contexts: [0, 1], integration_types: [0] }),
  );
}

interface Placed {
  readonly menu: CommandMenu;
  readonly subcommand?: string;
}

function drawCommand(name: string, placed: readonly Placed[]): TypedCommand {
  const [first] = placed;
  if (first !== undefined && first.subcommand === undefined) {
    return { name, type: 1, ...described(first.menu.summary), options: drawParameters(first.menu.arguments) };
  }
  const summaries = (language: Language) => placed.map(({ menu }) => menu.summary[language]).join(' · ');
  return {
    name,
    type: 1,
    // Nobody is shown the description of a command with subcommands, but there has to be one.
    ...described({ en: summaries('en'), 'zh-CN': summaries('zh-CN') }),
    options: placed.slice(0, limits.commandOptions).map(({ menu, subcommand = name }) => ({
      type: 1,
      name: subcommand,
      ...described(menu.summary),
      options: drawParameters(menu.arguments),
    })),
  };
}

function drawUmbrella(): TypedCommand {
  const parameter = {
    type: 3,
    name: umbrella.option,
    ...described(umbrellaWords.hint),
    required: true,
  } as const;
  return {
    name: umbrella.name,
    type: 1,
    ...described(umbrellaWords.summary),
    options: [{ ...parameter, max_length: limits.optionMaxLength }],
  };
}

/** Discord wants the required ones first; their order is kept otherwise. */
function drawParameters(list: readonly ArgumentMenu[]): Parameter[] {
  const ordered = [...list.filter(({ required }) => required), ...list.filter(({ required }) => !required)];
  const drawn = ordered.flatMap((argument) =>
    argument.picture === true ? [drawParameter(argument), drawFile(argument)] : [drawParameter(argument)],
  );
  return drawn.slice(0, limits.commandOptions);
}

function drawParameter(argument: ArgumentMenu): Parameter {
  // Discord takes one of the choices and nothing else: where several may be given, they are suggested instead.
  const offered = argument.several === true ? [] : (argument.choices ?? []);
  const choices = offered.filter(({ value }) => value.length <= limits.choiceValue);
  return {
    type: 3,
    name: optionName(argument),
    ...described(argument.hint),
    required: argument.required,
    ...(choices.length > 0
      ? { choices: choices.slice(0, limits.commandChoices).map(drawChoice) }
      : { max_length: Math.min(argument.maxLength, limits.optionMaxLength) }),
    ...(choices.length === 0 && argument.suggests && { autocomplete: true as const }),
  };
}

/** A file in the argument's place; an option of its own, since Discord's take either words or files. */
function drawFile(argument: ArgumentMenu): Parameter {
  return {
    type: fileType,
    name: `${optionName(argument)}-file`,
    ...described(pictureWords),
    required: false,
  };
}

function drawChoice({ value, label }: NonNullable<ArgumentMenu['choices']>[number]): Choice {
  const name = (language: Language) =>
    shorten(label[language].trim() || value.trim() || '…', limits.choiceName);
  return { name: name('en'), name_localizations: localizations(name), value };
}

function described(words: Localized): Pick<Parameter, 'description' | 'description_localizations'> {
  const text = (language: Language) => shorten(words[language].trim() || '…', limits.commandDescription);
  return { description: text('en'), description_localizations: localizations(text) };
}
