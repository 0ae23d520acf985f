import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'vitest';
import { terminalAdapter } from '../../../adapters/terminal/adapter.ts';
import type { Core } from '../../../src/chat/adapter.ts';
import type { Person } from '../../../src/chat/invocation.ts';
import { localized } from '../../../src/languages/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { eventually } from '../../harness/eventually.ts';

export const terminalWords = localized(({ terminal }) => terminal);
const parts = { words: terminalWords, clock: systemClock, random: systemRandom, log: silentLog };
const operator: Person = { id: 'operator', locale: 'en_US.UTF-8' };

/** Somebody at the terminal, or a pipe, with all that was written so far. */
export async function atTerminal(
  core: Core,
  options: { interactive?: boolean; columns?: number; hasColors?: boolean } = {},
) {
  const { interactive = true, columns = 100, hasColors = false } = options;
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns, hasColors: () => hasColors });
  let raw = '';
  output.on('data', (chunk: Buffer) => {
    raw += chunk.toString();
  });
  const adapter = terminalAdapter({ input, output, interactive, person: operator, ...parts });
  await adapter.start(core);
  const plain = () => stripVTControlCharacters(raw);
  return {
    adapter,
    outlet: adapter.outlet,
    type: (keys: string) => input.write(keys),
    end: () => input.end(),
    raw: () => raw,
    plain,
    /** What the window shows, rows from the top, blank ones at the end left out. */
    window: () => windowOf(raw, columns),
    sees: (what: string | RegExp) => eventually(() => expect(plain()).toMatch(what)),
    hidden: (what: string | RegExp) => expect(plain()).not.toMatch(what),
  };
}

/**
 * What a window of `columns` shows after `written`: as much of a terminal as a line editor uses (line feed, carriage
 * return, cursor moves, clearing). Characters of one column only.
 */
function windowOf(written: string, columns: number): readonly string[] {
  const rows: string[][] = [[]];
  let [row, column] = [0, 0];
  const rowAt = (at: number): string[] => {
    while (rows.length <= at) rows.push([]);
    return rows[at] ?? [];
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal obeys
  const pieces = written.matchAll(/\u001B\[([\d;?]*)([A-Za-z])|([\s\S])/g);
  for (const [, given = '', command, character] of pieces) {
    const count = Number(given.split(';')[0]) || 1;
    if (command === 'A') row = Math.max(0, row - count);
    else if (command === 'B') row += count;
    else if (command === 'C') column += count;
    else if (command === 'D') column = Math.max(0, column - count);
    else if (command === 'G') column = count - 1;
    else if (command === 'J') {
      rowAt(row).length = Math.min(rowAt(row).length, column);
      rows.length = row + 1;
    } else if (command === 'K') rowAt(row).length = given === '2' ? 0 : Math.min(rowAt(row).length, column);
    else if (character === '\n') [row, column] = [row + 1, 0];
    else if (character === '\r') column = 0;
    else if (character !== undefined) {
      if (column === columns) [row, column] = [row + 1, 0];
      const cells = rowAt(row);
      while (cells.length < column) cells.push(' ');
      cells[column] = character;
      column += 1;
    }
  }
  const shown = rows.map((cells) => cells.join('').trimEnd());
  return shown.slice(0, shown.findLastIndex((line) => line !== '') + 1);
}
