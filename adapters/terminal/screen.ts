import type { Writable } from 'node:stream';
import { terminalLimits } from './limits.ts';
import { colouredInk, type Ink, plainInk } from './text-lines.ts';

/** A stream that may be a terminal's window. */
export type TerminalOutput = Writable & {
  readonly columns?: number;
  /** Heeds NO_COLOR and its kin where the stream is Node's own. */
  hasColors?(): boolean;
};

/** What is written on. */
export interface Screen {
  readonly ink: Ink;
  /** Columns at this moment: a window can be resized. */
  readonly width: number;
  /** Resolves once the lines are handed to the system; also when the reader is gone. */
  show(lines: readonly string[]): Promise<void>;
  /** As {@link Screen.show}, but what passes stays, below. */
  insert(lines: readonly string[]): Promise<void>;
  /** A line that the next {@link Screen.show} replaces; nothing where lines can't be taken back. */
  showPassing(text: string): void;
}

/** A screen on `output`. Only an `interactive` one has colours, and lines that pass. */
export function createScreen(output: TerminalOutput, interactive: boolean): Screen {
  const ink = interactive && output.hasColors?.() === true ? colouredInk : plainInk;
  let passing = '';
  const write = (lines: readonly string[], below: string): Promise<void> => {
    const erased = passing === '' ? '' : '\r\u001B[2K';
    passing = below;
    return new Promise((resolve) => {
      output.write(`${erased}${lines.join('\n')}\n${below}`, () => resolve());
    });
  };
  return {
    ink,
    get width() {
      // A terminal that does not know its size says 0.
      return output.columns || terminalLimits.usualWidth;
    },
    show: (lines) => write(lines, ''),
    insert: (lines) => write(lines, passing),
    showPassing(text) {
      if (!interactive) return;
      passing = ink('dim', text);
      output.write(passing);
    },
  };
}
