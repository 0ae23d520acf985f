import type { Command, CommandFinder } from './command.ts';
import type { Word } from './line.ts';
import { editDistance, nearest } from './nearest.ts';

/** Finds a command by what was typed. */
export interface Registry extends CommandFinder {
  readonly all: readonly Command[];
  /** The command that a line's first words name, and the words that are left for its arguments. */
  find(words: readonly Word[]): Found;
  /** The command that people call `name` in everyday words. */
  byEverydayName(name: string): Command | undefined;
}

type Found =
  | NamedCommand
  /** Nothing was typed but the bot's own name. */
  | { readonly nothing: true }
  | {
      readonly unknown: string;
      readonly nearest?: string;
      /** Its first word, where several commands share that. */
      readonly shared?: string;
      /**
       * What is named with one letter changed, added, left out or swapped with its neighbour; `line`: so mended. Absent where
       * that line, too, names a command only by what stands in it (`order 3305075341149134260`).
       */
      readonly slip?: { readonly line: string; readonly meant?: NamedCommand };
    };

export type NamedCommand =
  /** `everyday`: by a name that is not its own. */
  | { readonly command: Command; readonly rest: readonly Word[]; readonly everyday?: true }
  /** A first word that several commands share, and nothing after it. */
  | { readonly group: string };

/** The name under which every command can be called on every platform. */
export const umbrella = 'shoptalk';

/** Shorter names are a letter away from too many words. */
const shortestSlip = 4;

/** Throws when two commands share a name, or one that changes something takes plain words. */
export function createRegistry(commands: readonly Command[]): Registry {
  const byName = new Map<string, Command>();
  const byEveryday = new Map<string, Command>();
  for (const command of commands) {
    const { name } = command.menu;
    if (byName.has(name)) throw new Error(`two commands are named ${name}`);
    byName.set(name, command);
    if (command.takes.length > 0 && command.effect === 'write')
      throw new Error(`${name} changes something and takes plain words`);
  }
  const firstWords = new Set([...byName.keys()].map((name) => name.split(' ')[0] ?? ''));
  for (const command of commands) {
    for (const name of command.menu.everyday ?? []) {
      if (firstWords.has(name) || byEveryday.has(name)) throw new Error(`two commands are called ${name}`);
      byEveryday.set(name, command);
    }
  }

  function named(words: readonly Word[]): NamedCommand | undefined {
    const [name = '', second] = words.map(({ text }) => asNamed(text));
    const two = second === undefined ? undefined : byName.get(`${name} ${second}`);
    if (two !== undefined) return { command: two, rest: words.slice(2) };
    const one = byName.get(name);
    if (one !== undefined) return { command: one, rest: words.slice(1) };
    const alone = commands.find((each) => each.alone && each.menu.name.startsWith(`${name} `));
    if (alone !== undefined && second === undefined) return { command: alone, rest: [] };
    const everyday = byEveryday.get(name);
    if (everyday !== undefined) return { command: everyday, rest: words.slice(1), everyday: true };
    return isGroup(name) && second === undefined ? { group: name } : undefined;
  }

  function isGroup(name: string): boolean {
    return commands.some((each) => each.menu.name.startsWith(`${name} `));
  }

  function slipIn(words: readonly Word[]) {
    const [first, second] = words;
    if (first === undefined) return undefined;
    const name = asNamed(first.text);
    const isSecond = isGroup(name);
    const typed = isSecond ? second && asNamed(second.text) : name;
    const names = isSecond
      ? [...byName.keys()]
          .filter((each) => each.startsWith(`${name} `))
          .map((each) => each.slice(name.length + 1))
      : [...firstWords, ...byEveryday.keys()];
    const mended = names.find(
      (each) => typed !== undefined && each.length >= shortestSlip && editDistance(typed, each) === 1,
    );
    if (mended === undefined) return undefined;
    const word: Word = { text: mended, quoted: false };
    const line = isSecond ? [first, word, ...words.slice(2)] : [word, ...words.slice(1)];
    const meant = named(line);
    return { line: line.map(({ text }) => text).join(' '), ...(meant !== undefined && { meant }) };
  }

  return {
    all: commands,
    byName: (name) => byName.get(name),
    byEverydayName: (name) => byEveryday.get(name),
    find(typed) {
      const words = bareWords(typed);
      const [first, second] = words;
      if (first === undefined) return { nothing: true };
      const found = named(words);
      if (found !== undefined) return found;
      const name = asNamed(first.text);
      const unknown = isGroup(name) && second !== undefined ? `${name} ${asNamed(second.text)}` : name;
      const close = nearest(unknown, [...byName.keys(), ...byEveryday.keys()]);
      const slip = slipIn(words);
      return {
        unknown,
        ...(close !== undefined && { nearest: close }),
        ...(isGroup(name) && { shared: name }),
        ...(slip !== undefined && { slip }),
      };
    },
  };
}

/** A word as names are written: a Chinese keyboard may type it in full-width letters. */
function asNamed(word: string): string {
  return word.normalize('NFKC').toLowerCase();
}

/** A line's words without the bot's own name, and without the slash of a command. */
function bareWords(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = withoutUmbrella(words);
  return first === undefined ? [] : [{ ...first, text: first.text.replace(/^[/／]/, '') }, ...rest];
}

/** A line's words without the bot's own name before them. */
export function withoutUmbrella(words: readonly Word[]): readonly Word[] {
  const isUmbrella = words[0]?.text.toLowerCase().replace(/^[/／@]/, '') === umbrella;
  return isUmbrella ? words.slice(1) : words;
}
