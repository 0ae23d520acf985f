import { z } from 'zod';
import {
  type ArgumentMenu,
  type CommandMenu,
  type Menu,
  type MenuWords,
  typedArguments,
} from '../../src/chat/menu.ts';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import { shorten } from '../../src/chat/text.ts';
import { inEveryLanguage, type Language, type Localized, languageOf } from '../../src/runtime/language.ts';
import { discordLimits } from './limits.ts';
import { readDiscordContent, textOfMessage } from './message-content.ts';

/** The command that takes any other as its text. */
export const umbrellaCommand = { name: 'shoptalk', option: 'command' } as const;

/** interactions/application-commands, Application Command Option Type: ATTACHMENT. */
export const fileType = 11;

/** An argument's name in the form that Discord allows: `openUid` as `open-uid`. The core reads both alike. */
export function optionName(argument: Pick<ArgumentMenu, 'name'>): string {
  return argument.name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

/**
 * Where Discord puts a command: under its own name, or as a subcommand under the first of its two words. A
 * one-word command stands under its own name twice (`/watch watch`) when others begin with that word, since
 * Discord runs no command that has subcommands.
 */
export function placeOf(
  name: string,
  menu: readonly CommandMenu[],
): { command: string; subcommand?: string } {
  const [command = '', subcommand] = name.split(' ');
  if (subcommand !== undefined) return { command, subcommand };
  const shared = menu.some((other) => other.name.startsWith(`${command} `));
  return shared ? { command, subcommand: command } : { command };
}

/** The core's name of a command that stands where {@link placeOf} says. */
export function commandNameOf(command: string, subcommand: string | undefined): string {
  return subcommand === undefined || subcommand === command ? command : `${command} ${subcommand}`;
}

/** Words by Discord's locales, without the default one. */
type Localizations = Readonly<Record<string, string>>;

/** Every locale of Discord's (reference, Locales). */
const locales =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko';

/** Those whose people read another language than the default one, and which. */
const otherLocales = locales
  .split(' ')
  .map((locale) => ({ locale, language: languageOf(locale) ?? 'en' }))
  .filter(({ language }) => language !== 'en');

function localizations(text: (language: Language) => string): Localizations {
  return Object.fromEntries(otherLocales.map(({ locale, language }) => [locale, text(language)]));
}

/** An application command as Discord registers it (interactions/application-commands). */
export type ApplicationCommand = TypedCommand | MessageCommand;

/** A command that people type. */
interface TypedCommand {
  readonly name: string;
  readonly type: 1;
  readonly description: string;
  readonly description_localizations: Localizations;
  readonly options: readonly (Subcommand | Parameter)[];
  /** Servers, and direct messages with the bot; only on global commands. */
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
}

interface Subcommand {
  readonly type: 1;
  readonly name: string;
  readonly description: string;
  readonly description_localizations: Localizations;
  readonly options: readonly Parameter[];
}

interface Parameter {
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

/**
 * `menu` as Discord's commands: `/shoptalk` first, entries of the message menu last. Two-word names become subcommands;
 * everyday names are commands of their own, where there is room. What exceeds Discord's limits is left out, and still works through `/shoptalk`.
 */
export function drawCommands(
  { commands: menu, words }: Menu,
  scope: 'global' | 'guild',
): ApplicationCommand[] {
  const places = menu.map((command) => ({ menu: command, ...placeOf(command.name, menu) }));
  const names = [...new Set(places.map(({ command }) => command))].filter(
    (name) => name !== umbrellaCommand.name,
  );
  const drawn = names.map((name) =>
    drawCommand(
      name,
      places.filter(({ command }) => command === name),
      words,
    ),
  );
  const everyday = menu.flatMap((command) =>
    (command.everyday ?? []).map((name) => drawEveryday(name, command, words)),
  );
  return [
    ...[drawUmbrellaCommand(words), ...drawn, ...everyday].slice(0, discordLimits.commands),
    ...drawMessageCommands(menu),
  ].map((command) =>
    scope === 'guild' ? command : { ...command, contexts: [0, 1], integration_types: [0] },
  );
}

interface Placed {
  readonly menu: CommandMenu;
  readonly subcommand?: string;
}

function drawCommand(name: string, placed: readonly Placed[], words: MenuWords): TypedCommand {
  const [first] = placed;
  if (first !== undefined && first.subcommand === undefined) {
    return {
      name,
      type: 1,
      ...described(first.menu.summary),
      options: drawParameters(typedArguments(first.menu), words),
    };
  }
  const summaries = (language: Language) => placed.map(({ menu }) => menu.summary[language]).join(' · ');
  return {
    name,
    type: 1,
    // Discord requires this description, though it shows only those of the subcommands.
    ...described(inEveryLanguage(summaries)),
    options: placed.slice(0, discordLimits.commandOptions).map(({ menu, subcommand = name }) => ({
      type: 1,
      name: subcommand,
      ...described(menu.summary),
      options: drawParameters(typedArguments(menu), words),
    })),
  };
}

/** A command by another name. Alone it may stand for another one, so that nothing of it is required. */
function drawEveryday(
  name: string,
  { summary, arguments: list }: CommandMenu,
  words: MenuWords,
): TypedCommand {
  const options = drawParameters(list, words).map((parameter) => ({ ...parameter, required: false }));
  return { name, type: 1, ...described(summary), options };
}

function drawUmbrellaCommand({ anyCommand }: MenuWords): TypedCommand {
  const parameter = {
    type: 3,
    name: umbrellaCommand.option,
    ...described(anyCommand.hint),
    required: true,
  } as const;
  return {
    name: umbrellaCommand.name,
    type: 1,
    ...described(anyCommand.summary),
    options: [{ ...parameter, max_length: discordLimits.optionMaxLength }],
  };
}

/** Required options first, as Discord demands; otherwise in the order of `list`. */
function drawParameters(list: readonly ArgumentMenu[], words: MenuWords): Parameter[] {
  const ordered = [...list.filter(({ required }) => required), ...list.filter(({ required }) => !required)];
  const drawn = ordered.flatMap((argument) =>
    argument.picture === true
      ? [drawParameter(argument), drawFile(argument, words)]
      : [drawParameter(argument)],
  );
  return drawn.slice(0, discordLimits.commandOptions);
}

function drawParameter(argument: ArgumentMenu): Parameter {
  // Discord takes one of the choices and nothing else: an argument of several values gets suggestions instead.
  const offered = argument.several === true ? [] : (argument.choices ?? []);
  const choices = offered.filter(({ value }) => value.length <= discordLimits.choiceValue);
  return {
    type: 3,
    name: optionName(argument),
    ...described(argument.hint),
    required: argument.required,
    ...(choices.length > 0
      ? { choices: choices.slice(0, discordLimits.commandChoices).map(drawChoice) }
      : { max_length: Math.min(argument.maxLength, discordLimits.optionMaxLength) }),
    ...(choices.length === 0 && argument.suggests && { autocomplete: true as const }),
  };
}

/** A file in the argument's workspace. An option of its own, since Discord's options take either words or files. */
function drawFile(argument: ArgumentMenu, { pictureFile }: MenuWords): Parameter {
  return {
    type: fileType,
    name: `${optionName(argument)}-file`,
    ...described(pictureFile),
    required: false,
  };
}

function drawChoice({ value, label }: NonNullable<ArgumentMenu['choices']>[number]): Choice {
  const name = (language: Language) =>
    shorten(label[language].trim() || value.trim() || '…', discordLimits.choiceName);
  return { name: name('en'), name_localizations: localizations(name), value };
}

function described(words: Localized): Pick<Parameter, 'description' | 'description_localizations'> {
  const text = (language: Language) =>
    shorten(words[language].trim() || '…', discordLimits.commandDescription);
  return { description: text('en'), description_localizations: localizations(text) };
}

/** An entry in the menu of every message (interactions/application-commands, Message Commands). */
interface MessageCommand {
  readonly name: string;
  readonly name_localizations: Localizations;
  readonly type: 3;
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
}

/** interactions/application-commands, Application Command Types: MESSAGE. */
export const messageType = 3;

/** Entries for the commands that run from a message, as many as Discord takes. */
function drawMessageCommands(menu: readonly CommandMenu[]): MessageCommand[] {
  return entriesOf(menu).map(({ drawn }) => drawn);
}

function entriesOf(menu: readonly CommandMenu[]) {
  const found = menu.flatMap((entry) => {
    const { name: command, fromMessage } = entry;
    if (fromMessage === undefined) return [];
    const text = (language: Language) =>
      shorten(fromMessage.label[language].trim() || command, discordLimits.commandName);
    const drawn: MessageCommand = {
      name: text('en'),
      name_localizations: localizations(text),
      type: messageType,
    };
    return [{ menu: entry, drawn }];
  });
  return found.slice(0, discordLimits.messageCommands);
}

const data = z.object({
  type: z.literal(messageType),
  name: z.string(),
  target_id: z.string(),
  resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
});

/** The command that a person chose in the menu of a message, and what the message holds. */
interface ChosenMessage {
  readonly command: string;
  readonly text: string;
  readonly pictures: readonly AttachedPicture[];
}

/** interactions/receiving-and-responding, Application Command Data Structure. `undefined` unless `menu` has the command. */
export function readMessageCommand(raw: unknown, menu: readonly CommandMenu[]): ChosenMessage | undefined {
  const parsed = data.safeParse(raw);
  if (!parsed.success) return undefined;
  const { name, target_id, resolved } = parsed.data;
  // Discord gives the name without its translations.
  const chosen = entriesOf(menu).find(({ drawn }) => drawn.name === name)?.menu;
  const target = resolved.messages[target_id];
  if (chosen === undefined || target === undefined) return undefined;
  const content = readDiscordContent(target);
  return { command: chosen.name, text: textOfMessage(content, chosen), pictures: content.pictures };
}
