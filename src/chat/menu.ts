import type { Language, Localized } from '../runtime/language.ts';
import type { FieldType } from './form.ts';
import type { Role } from './role.ts';

/** A command as a platform has to know it: plain data, made from the command's own definition. */
export interface CommandMenu {
  /** One word, or two for a subcommand (`order preview`), lower case. */
  readonly name: string;
  readonly summary: Localized;
  /** The least role that may run it. */
  readonly needs: Role;
  /** It is about the whole organization: a role of one conversation won't do. */
  readonly organizationWide?: boolean;
  /** It is there only where the partner's API is the sandbox. */
  readonly sandboxOnly?: boolean;
  readonly arguments: readonly ArgumentMenu[];
  /** Other names under which people look for it, one word each; a platform with room for them has them, too. */
  readonly everyday?: readonly string[];
  /** What its form is called, and what the button says that sends it off: each at most 24 characters. */
  readonly form?: { readonly title: Localized; readonly submit: Localized };
  /** Names of the arguments, one to five, that a form asks for where a person begins with the command, knowing nothing yet. */
  readonly begins?: readonly string[];
  /** Whole lines with the slash, the first one the best. */
  readonly examples: readonly string[];
  /** The same for people of a language, where lines hold words of one. */
  readonly examplesIn?: { readonly [L in Language]?: readonly string[] };
  /** Its card is what a platform shows a person on a page of their own, where it has one: at most one command's. */
  readonly isHome?: boolean;
  /** It can be run from a message that a person points at, in the platform's own menu of a message. */
  readonly fromMessage?: FromMessage;
}

/** What a platform has to know to list the commands. */
export interface Menu {
  readonly commands: readonly CommandMenu[];
  readonly words: MenuWords;
}

/** What stands in a platform's list beside the commands' own words. */
export interface MenuWords {
  /** Of the command that takes any other as its text. */
  readonly anyCommand: { readonly summary: Localized; readonly hint: Localized };
  /** The hint of an argument that takes a picture as a file. */
  readonly pictureFile: Localized;
}

/** What a command takes of a message, and what it is called there: at most 24 characters. */
export type FromMessage =
  /** Its pictures, which the command is given as if they came with it. */
  | { readonly label: Localized; readonly takes: 'picture' }
  /** Its words, as the argument of that name. */
  | { readonly label: Localized; readonly takes: 'text'; readonly argument: string };

export interface ArgumentMenu {
  /** As shown in usage lines (`openUid`); compared without case, `-` and `_`. */
  readonly name: string;
  /** `word`: by position or by name. `rest`: all remaining words. `option`: by name only. */
  readonly position: 'word' | 'rest' | 'option';
  readonly required: boolean;
  /** A form has to be filled in here, although a line may leave it out. */
  readonly requiredInForm?: boolean;
  /** Only forms ask for it: it can be typed, but is named nowhere that people look up what to type. */
  readonly formOnly?: boolean;
  /** What it is, in a few words, at most 100 characters. */
  readonly hint: Localized;
  /** What a form's field is called; the hint when left out. */
  readonly label?: Localized;
  readonly example: string;
  /** The same in words of each language, where it is words of one. */
  readonly exampleIn?: Localized;
  /** Longest accepted text in characters. */
  readonly maxLength: number;
  /** What a form's field takes, where that is more than words. */
  readonly takes?: FieldType;
  /** The only values accepted, where there are at most 25. */
  readonly choices?: readonly { readonly value: string; readonly label: Localized }[];
  /** A form asks for it only where it has choices for it, unless it asks for nothing else. */
  readonly chosen?: boolean;
  /** Several of the choices at once are accepted, joined by commas. */
  readonly several?: boolean;
  /** A picture may be handed over in its place, where a platform can do that. */
  readonly picture?: boolean;
  /** Whether the core can suggest values while a person types. */
  readonly suggests: boolean;
}

/** Whole lines with the slash, in words of `language`, as a person sees them: with `@ann` for a person who was picked. */
export function examplesOf(
  { examples, examplesIn }: Pick<CommandMenu, 'examples' | 'examplesIn'>,
  language: Language,
): readonly string[] {
  const lines = examplesIn?.[language] ?? examples;
  return lines.map((line) => line.replaceAll(/<@&?[^|<>]+\|([^<>]+)>/g, '@$1'));
}

/** The arguments that a person is told of who types the command. */
export function typedArguments(command: Pick<CommandMenu, 'arguments'>): readonly ArgumentMenu[] {
  return command.arguments.filter(({ formOnly }) => formOnly !== true);
}

/** `<offer> [openUid] [--share yes|no]`: how a command's arguments are written down. */
export function usageOf(command: Pick<CommandMenu, 'arguments'>): string {
  return typedArguments(command).map(usageOfArgument).join(' ');
}

function usageOfArgument(argument: ArgumentMenu): string {
  const values = argument.choices?.map((choice) => choice.value).join('|');
  const inner =
    argument.position === 'option'
      ? `--${argument.name} ${values ?? `<${argument.name}>`}`
      : `${values ?? argument.name}${argument.position === 'rest' ? '…' : ''}`;
  if (!argument.required) return `[${inner}]`;
  return argument.position === 'option' || values !== undefined ? inner : `<${inner}>`;
}
