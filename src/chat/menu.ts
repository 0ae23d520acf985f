import type { Localized } from '../runtime/language.ts';
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
  /** Whole lines with the slash, the first one the best. */
  readonly examples: readonly string[];
  /** It can be run from a message that a person points at, in the platform's own menu of a message. */
  readonly fromMessage?: FromMessage;
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
  readonly place: 'word' | 'rest' | 'option';
  readonly required: boolean;
  /** A form has to be filled in here, although a line may leave it out. */
  readonly requiredInForm?: boolean;
  /** What it is, in a few words, at most 100 characters. */
  readonly hint: Localized;
  readonly example: string;
  /** Longest accepted text in characters. */
  readonly maxLength: number;
  /** The only values accepted, where there are at most 25. */
  readonly choices?: readonly { readonly value: string; readonly label: Localized }[];
  /** Several of the choices at once are accepted, joined by commas. */
  readonly several?: boolean;
  /** A picture may be handed over in its place, where a platform can do that. */
  readonly picture?: boolean;
  /** Whether the core can suggest values while a person types. */
  readonly suggests: boolean;
}

/** `<offer> [openUid] [--share yes|no]`: how a command's arguments are written down. */
export function usageOf(command: CommandMenu): string {
  return command.arguments.map(usageOfArgument).join(' ');
}

function usageOfArgument(argument: ArgumentMenu): string {
  const values = argument.choices?.map((choice) => choice.value).join('|');
  const inner =
    argument.place === 'option'
      ? `--${argument.name} ${values ?? `<${argument.name}>`}`
      : `${values ?? argument.name}${argument.place === 'rest' ? '…' : ''}`;
  if (!argument.required) return `[${inner}]`;
  return argument.place === 'option' || values !== undefined ? inner : `<${inner}>`;
}
