import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import type { Completions } from '../../src/chat/completion.ts';
import { terminalLimits } from './limits.ts';
import type { TerminalOutput } from './screen.ts';
import { harmless } from './text-lines.ts';

/**
 * The lines of `input` (UTF-8), without their line ends; the last one also when nothing ends it. Of a longer
 * line the first `limit` UTF-16 units are given and the rest is skipped, so that no input fills the memory.
 * An input that fails or is destroyed ends there.
 */
export async function* inputLines(input: Readable, limit: number): AsyncGenerator<string> {
  let line = '';
  for await (const text of decoded(input)) {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) {
        yield withoutReturn(line);
        line = '';
      }
      line += part.slice(0, limit - line.length);
    }
  }
  if (line !== '') yield withoutReturn(line);
}

async function* decoded(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of input) {
      yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    }
  } catch {
    // A terminal that is hung up, a pipe that breaks: nothing more will be asked.
  }
  yield decoder.decode();
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Where lines come from until they end. */
export interface LineSource {
  /** Resolves once the last line is dealt with. */
  readonly done: Promise<void>;
  /** Runs what writes on the screen, above a line that is half typed. */
  between(write: () => Promise<void>): Promise<void>;
  /** Takes no further line. */
  close(): void;
}

/**
 * Prompts for one line after the other, with editing, history and completion by Tab; `ask` deals with each in
 * turn. Ctrl-D ends, Ctrl-C clears the line and ends on an empty one.
 */
export function openPrompt(deps: {
  readonly input: Readable;
  readonly output: TerminalOutput;
  readonly prompt: string;
  ask(line: string): Promise<void>;
  complete(before: string): Promise<Completions>;
}): LineSource {
  const editor = createInterface({
    input: deps.input,
    output: deps.output,
    prompt: deps.prompt,
    terminal: true,
    historySize: terminalLimits.history,
    removeHistoryDuplicates: true,
    completer: async (before: string): Promise<[string[], string]> => {
      const { from, items } = await deps.complete(before);
      return [items.map(({ insert }) => harmless(insert).replaceAll('\n', ' ')), before.slice(from)];
    },
  });
  let waiting = 0;
  let closed = false;
  let dealtWith = Promise.resolve();
  editor.on('line', (line) => {
    if (closed) return;
    waiting += 1;
    dealtWith = dealtWith.then(async () => {
      await deps.ask(line);
      waiting -= 1;
      if (waiting === 0 && !closed) editor.prompt(true);
    });
  });
  editor.on('SIGINT', () => {
    if (editor.line === '') {
      editor.close();
      return;
    }
    editor.write(null, { ctrl: true, name: 'e' });
    editor.write(null, { ctrl: true, name: 'u' });
  });
  const done = new Promise<void>((resolve) => {
    editor.once('close', () => {
      closed = true;
      deps.output.write('\n');
      resolve(dealtWith);
    });
  });
  /** Writes where the prompt and what is half typed stand, if they do; both are drawn again below. */
  async function writeAside(write: () => Promise<void>): Promise<void> {
    if (closed || waiting > 0) return write();
    const { rows } = editor.getCursorPos();
    cursorTo(deps.output, 0);
    moveCursor(deps.output, 0, -rows);
    clearScreenDown(deps.output);
    await write();
    // A line may have been sent off meanwhile.
    if (closed || waiting > 0) return;
    deps.output.write('\n'.repeat(rowsAbove(editor)));
    editor.prompt(true);
  }

  /** One after the other, but never after a command: a command may wait for what it has said this way. */
  let aside = Promise.resolve();
  function between(write: () => Promise<void>): Promise<void> {
    const done = aside.then(() => writeAside(write));
    aside = done.catch(() => undefined);
    return done;
  }

  editor.prompt();
  return { done, between, close: () => editor.close() };
}

/** By how many rows an editor goes up before it draws anew: where it believes its cursor to be, which may be wrong. */
function rowsAbove(editor: object): number {
  const rows: unknown = 'prevRows' in editor ? editor.prevRows : 0;
  return typeof rows === 'number' ? rows : 0;
}
