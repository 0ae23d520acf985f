import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** What a wrong setting, or a command line that can't be read, ends the process with. */
export const settingsExitStatus = 2;

/** The command line of a tool whose output is data for another program. */
interface ToolArguments {
  readonly positionals: readonly string[];
  /** Hands `text` on: to standard output, or with `--out FILE` to that file, which then holds nothing of what npm prints. */
  write(text: string): void;
}

/**
 * Ends the process where nobody reads what it prints any more, as behind `| head`, as quietly as other programs do. For the
 * first lines of a tool.
 */
export function endWhenUnread(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
}

/** Reads the command line; ends the process with the usage where it can't be read, or the file can't be written. */
export function toolArguments(
  usage: string,
  { mostPositionals }: { mostPositionals: number },
): ToolArguments {
  const refuse = (why: string): never => {
    process.stderr.write(`${why}\n${usage}\n`);
    process.exit(settingsExitStatus);
  };
  const { values, positionals } = attempt(() =>
    parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true }),
  );
  if (positionals.length > mostPositionals) refuse(`“${positionals[mostPositionals]}” is one word too many.`);
  const { out } = values;
  return {
    positionals,
    write(text) {
      if (out === undefined) process.stdout.write(text);
      else {
        attempt(() => writeFileSync(out, text));
        process.stderr.write(`written: ${out}\n`);
      }
    },
  };

  function attempt<T>(step: () => T): T {
    try {
      return step();
    } catch (thrown) {
      return refuse(thrown instanceof Error ? thrown.message : 'unreadable arguments');
    }
  }
}
