import type { Command, CommandFinder } from './command.ts';
import type { Word } from './line.ts';
import { nearest } from './nearest.ts';

/** Finds a command by what was typed. */
export interface Registry extends CommandFinder {
  readonly all: readonly Command[];
  /** The command that a line's first words name, and the words that are left for its arguments. */
  find(words: readonly Word[]): Found;
}

type Found =
  | { readonly command: Command; readonly rest: readonly Word[] }
  /** Nothing was typed but the bot's own name. */
  | { readonly nothing: true }
  | { readonly unknown: string; readonly nearest?: string };

/** The name under which every command can be called on every platform. */
export const umbrella = 'shoptalk';

/** Throws when two commands share a name. */
export function createRegistry(commands: readonly Command[]): Registry {
  const byName = new Map<string, Command>();
  for (const command of commands) {
    if (byName.has(command.menu.name)) throw new Error(`two commands are named ${command.menu.name}`);
    byName.set(command.menu.name, command);
  }
  return {
    all: commands,
    byName: (name) => byName.get(name),
    find(words) {
      const [first, second] = withoutUmbrella(words).map(({ text }) => text.toLowerCase());
      const rest = withoutUmbrella(words);
      if (first === undefined) return { nothing: true };
      const name = first.replace(/^[/／]/, '');
      const two = second === undefined ? undefined : byName.get(`${name} ${second}`);
      if (two !== undefined) return { command: two, rest: rest.slice(2) };
      const one = byName.get(name);
      if (one !== undefined) return { command: one, rest: rest.slice(1) };
      const alone = commands.find((each) => each.alone && each.menu.name.startsWith(`${name} `));
      if (alone !== undefined && second === undefined) return { command: alone, rest: [] };
      const close = nearest(name, [...byName.keys()]);
      return { unknown: name, ...(close !== undefined && { nearest: close }) };
    },
  };
}

function withoutUmbrella(words: readonly Word[]): readonly Word[] {
  const isUmbrella = words[0]?.text.toLowerCase().replace(/^[/／@]/, '') === umbrella;
  return isUmbrella ? words.slice(1) : words;
}
