import type { ArgumentMenu, CommandMenu } from '../../src/chat/menu.ts';

/** The command that takes any other as text. */
export const umbrella = { name: 'shoptalk', option: 'command' } as const;

/** interactions/application-commands, Application Command Option Type: ATTACHMENT. */
export const fileType = 11;

/** An argument's name as Discord allows it: `openUid` is `open-uid`. The core reads both alike. */
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

/** The core's name of what {@link placeOf} placed. */
export function nameOf(command: string, subcommand: string | undefined): string {
  return subcommand === undefined || subcommand === command ? command : `${command} ${subcommand}`;
}
