import { readFileSync } from 'node:fs';

/**
 * A table of places as text: each line ends in the names under which it is read, as `folded` folds them, each between two
 * semicolons. It is searched as it stands, so that no second form of it is held.
 */
export interface PlaceTable {
  /** The lines, without comments and names, and the names. */
  rows(): readonly PlaceRow[];
  /** The fields of the line that has `name`, folded; `undefined` where none has. */
  lineNamed(name: string): string | undefined;
}

interface PlaceRow {
  readonly line: string;
  readonly names: readonly string[];
}

/** The table in `file`. */
export function readPlaceTable(file: URL): PlaceTable {
  const text = readFileSync(file, 'utf8').replaceAll(/^#.*\n/gm, '');
  return {
    rows: () =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => ({ line: fieldsOf(line), names: namesIn(line) })),
    lineNamed(name) {
      const at = name === '' ? -1 : text.indexOf(`;${name};`);
      if (at === -1) return undefined;
      return fieldsOf(text.slice(text.lastIndexOf('\n', at) + 1, at + 1));
    },
  };
}

/** How near what is typed comes to a name, the nearer the smaller; `undefined` where it does not. */
export function nearness(typed: string, names: readonly string[]): number | undefined {
  const ranks = names
    .filter((name) => name.includes(typed))
    .map((name) => {
      if (name === typed) return 0;
      const begins = name.startsWith(typed) ? 1 : name.includes(` ${typed}`) ? 2 : 3;
      // Of two names that begin alike the shorter one is meant more often.
      return begins * longestName + name.length;
    });
  return ranks.length === 0 ? undefined : Math.min(...ranks);
}

const longestName = 1000;

function fieldsOf(line: string): string {
  return line.slice(0, line.indexOf('|;'));
}

function namesIn(line: string): readonly string[] {
  return line
    .slice(line.indexOf('|;') + 2)
    .split(';')
    .filter((name) => name !== '');
}
