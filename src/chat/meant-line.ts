import type { Unbound } from './bind.ts';
import type { Caller } from './caller.ts';
import type { CommandCall } from './card.ts';
import type { Command } from './command.ts';
import type { Word } from './line.ts';
import { mayRun } from './role.ts';

/** A line that a person may have meant, without its slash, and the call that it is. It is asked, and not run. */
export interface MeantLine {
  readonly line: string;
  readonly run: CommandCall;
}

/**
 * What `words` behind a first word that several commands share are for one of those, where it was left out which
 * (`order 889512351602 2 white`): the first that reads all of them, that needs some, and that changes nothing or is one that
 * people begin with. `undefined` where there is none that the caller may run.
 */
export function meantInGroup(
  group: string | undefined,
  words: readonly Word[],
  commands: readonly Command[],
  caller: Caller,
): MeantLine | undefined {
  if (group === undefined) return undefined;
  for (const command of commands) {
    const { menu, effect } = command;
    if (!menu.name.startsWith(`${group} `) || !menu.arguments.some(({ required }) => required)) continue;
    if (effect === 'write' && menu.begins === undefined) continue;
    const run = mayRun(caller, menu) ? command.callOf({ words }) : undefined;
    if (run !== undefined) return { line: lineOf(menu.name, words), run };
  }
  return undefined;
}

const dashed = /^[-‐-―−﹣－]/;

/** In a longer line nothing is looked for. */
const mostWords = 20;

/**
 * `words` with one moved to where it can be read (`<offer> white 2` for `<offer> 2 white`), where one argument alone, which is
 * a single word, can't be read as it stands. The last that does it is moved: what names a variant may hold numbers.
 */
export function meantInOrder(
  command: Command,
  words: readonly Word[],
  { faults }: Unbound,
): MeantLine | undefined {
  const [fault, ...others] = faults;
  if (fault?.kind !== 'invalid' || others.length > 0 || words.length > mostWords) return undefined;
  const at = words.findIndex(({ text }) => text === fault.given);
  // A number in the wrong place may be a wrong number.
  if (at === -1 || !/\p{L}/u.test(fault.given)) return undefined;
  // What stands behind an option's name is its value.
  const option = words.findIndex(({ text, quoted }, place) => place > at && !quoted && dashed.test(text));
  for (let from = (option === -1 ? words.length : option) - 1; from > at; from -= 1) {
    const moved = words[from];
    if (moved === undefined) continue;
    const inOrder = [...words.slice(0, at), moved, ...words.slice(at).toSpliced(from - at, 1)];
    const run = command.callOf({ words: inOrder });
    if (run !== undefined) return { line: lineOf(command.menu.name, inOrder), run };
  }
  return undefined;
}

function lineOf(name: string, words: readonly Word[]): string {
  return [name, ...words.map(({ text }) => text)].join(' ');
}
