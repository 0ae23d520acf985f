import type { Language } from '../runtime/language.ts';
import type { Core } from './adapter.ts';
import { plainName } from './argument-table.ts';
import type { Conversation, Person } from './invocation.ts';
import { printWord, readLine, type Word } from './line.ts';
import { type ArgumentMenu, type CommandMenu, typedArguments } from './menu.ts';
import { umbrella } from './registry.ts';

/** Where a person is typing, and what is typed before the cursor. */
export interface TypedSoFar {
  readonly platform: string;
  readonly workspace: string;
  readonly conversation: Conversation;
  readonly person: Person;
  readonly language: Language;
  readonly before: string;
}

/** What may come next in a line. */
export interface Completions {
  /** The index in the line at which every item's `insert` takes the place of what is typed. */
  readonly from: number;
  readonly items: readonly Completion[];
  /** The argument that is being typed, for surfaces that can say what it is. */
  readonly argument?: ArgumentMenu;
}

interface Completion {
  /** A word as the grammar reads it, and the space after it. */
  readonly insert: string;
  readonly label: string;
  /** A few words on it, possibly empty. */
  readonly hint: string;
}

/** What may follow `typed.before`: commands, names of options, values of the argument at the cursor. */
export async function completionsFor(
  core: Pick<Core, 'menu' | 'suggest'>,
  typed: TypedSoFar,
): Promise<Completions> {
  const { words, current, from } = lastWord(typed.before);
  const command = commandOf(core.menu, words);
  if (command === undefined) return { from: 0, items: commandsFor(core.menu, typed) };
  const given = words.slice(command.words);
  const spot = spotOf(command.menu, given, current);
  const options = spot.named ? [] : optionsFor(command.menu, given, current, typed.language);
  if (spot.argument === undefined) return { from, items: options };
  const values = await valuesFor(core, typed, command.menu, spot.argument, spot.typed);
  return { from: from + spot.offset, items: [...values, ...options], argument: spot.argument };
}

/** The whole words before the one at the cursor, and that one, free of an opening quote. */
function lastWord(before: string): { words: readonly Word[]; current: string; from: number } {
  let bare = before.length;
  while (bare > 0 && !/\s/.test(before.charAt(bare - 1))) bare -= 1;
  const read = readLine(before.slice(0, bare));
  if ('words' in read) {
    const current = before.slice(bare);
    return { words: read.words, current: current.replace(/^["“「]/, ''), from: bare };
  }
  if (read.fault.kind !== 'unclosed quote') return { words: [], current: '', from: before.length };
  const from = before.lastIndexOf(read.fault.quote);
  const whole = readLine(before.slice(0, from));
  return { words: 'words' in whole ? whole.words : [], current: before.slice(from + 1), from };
}

/** The command that `words` begin with, and how many of them name it. */
function commandOf(menu: readonly CommandMenu[], words: readonly Word[]) {
  const skipped = words[0] !== undefined && nameIn(words[0]) === umbrella ? 1 : 0;
  const [first, second] = words.slice(skipped).map(nameIn);
  if (first === undefined) return undefined;
  const two = menu.find(({ name }) => name === `${first} ${second}`);
  if (two !== undefined) return { menu: two, words: skipped + 2 };
  const one =
    menu.find(({ name }) => name === first) ??
    menu.find(({ everyday }) => everyday?.includes(first) === true);
  return one === undefined ? undefined : { menu: one, words: skipped + 1 };
}

function nameIn(word: Word): string {
  return word.text.toLowerCase().replace(/^[/／]/, '');
}

function commandsFor(menu: readonly CommandMenu[], { before, language }: TypedSoFar): readonly Completion[] {
  const [, slash = '', typed = ''] = /^\s*([/／]?)\s*(.*)$/s.exec(before) ?? [];
  const begun = typed.toLowerCase().replaceAll(/\s+/g, ' ');
  const named = menu.flatMap(({ name, everyday = [], summary }) => {
    const other = everyday.find((each) => begun !== '' && each.startsWith(begun));
    return name.startsWith(begun) || other === undefined ? [{ name, summary }] : [{ name: other, summary }];
  });
  return named
    .filter(({ name }) => name.startsWith(begun))
    .map(({ name, summary }) => ({
      insert: `${slash === '' ? '' : '/'}${name} `,
      label: `/${name}`,
      hint: summary[language],
    }));
}

/** Which argument the cursor stands in. `named`: its option's name stands before it. */
interface Spot {
  readonly argument: ArgumentMenu | undefined;
  readonly typed: string;
  /** Where in the current word the value begins. */
  readonly offset: number;
  readonly named: boolean;
}

function spotOf(menu: CommandMenu, given: readonly Word[], current: string): Spot {
  const inline = /^--([^=:：]+)[=:：]/.exec(current);
  if (inline !== null) {
    const offset = inline[0].length;
    return { argument: named(menu, inline[1]), typed: current.slice(offset), offset, named: true };
  }
  const last = given.at(-1);
  if (last !== undefined && isBareOption(last) && !current.startsWith('-')) {
    return { argument: named(menu, last.text.slice(2)), typed: current, offset: 0, named: true };
  }
  const argument = current.startsWith('-') ? undefined : nextByPosition(menu, given);
  return { argument, typed: current, offset: 0, named: false };
}

function nextByPosition(menu: CommandMenu, given: readonly Word[]): ArgumentMenu | undefined {
  const taken = argumentsGiven(menu, given);
  return menu.arguments.find(
    (argument) => argument.position === 'rest' || (argument.position === 'word' && !taken.has(argument)),
  );
}

function optionsFor(
  menu: CommandMenu,
  given: readonly Word[],
  current: string,
  language: Language,
): readonly Completion[] {
  if (current !== '' && !current.startsWith('-')) return [];
  const taken = argumentsGiven(menu, given);
  const begun = plainName(current);
  return typedArguments(menu)
    .filter((argument) => !taken.has(argument) && plainName(argument.name).startsWith(begun))
    .filter((argument) => argument.position === 'option' || current !== '')
    .map(({ name, hint }) => ({ insert: `--${name} `, label: `--${name}`, hint: hint[language] }));
}

async function valuesFor(
  core: Pick<Core, 'suggest'>,
  { before: _before, language: _language, ...where }: TypedSoFar,
  command: CommandMenu,
  argument: ArgumentMenu,
  typed: string,
): Promise<readonly Completion[]> {
  if (!argument.suggests && argument.choices === undefined) return [];
  const question = { ...where, command: command.name, argument: argument.name, typed };
  const suggestions = await core.suggest(question);
  return suggestions.map(({ value, label }) => ({
    insert: `${printWord(value)} `,
    label: value,
    hint: label === value ? '' : label,
  }));
}

/** The arguments that have a value already, by name or by position. */
function argumentsGiven(menu: CommandMenu, given: readonly Word[]): ReadonlySet<ArgumentMenu> {
  const names = given.filter(isOption).map(({ text }) => text.slice(2).split(/[=:：]/)[0]);
  const byName = names.map((name) => named(menu, name)).filter((argument) => argument !== undefined);
  const taken = new Set(byName);
  const count = given.filter((word, at) => !isOption(word) && !isValueOf(given[at - 1])).length;
  const open = menu.arguments.filter((argument) => argument.position !== 'option' && !taken.has(argument));
  for (const argument of open.slice(0, count)) taken.add(argument);
  return taken;
}

function named(menu: CommandMenu, name: string | undefined): ArgumentMenu | undefined {
  const wanted = plainName(name ?? '');
  return menu.arguments.find((argument) => plainName(argument.name) === wanted);
}

function isOption({ text, quoted }: Word): boolean {
  return !quoted && text.startsWith('--');
}

function isBareOption(word: Word): boolean {
  return isOption(word) && !/[=:：]/.test(word.text);
}

function isValueOf(word: Word | undefined): boolean {
  return word !== undefined && isBareOption(word);
}
