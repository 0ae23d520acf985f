import { type DestinationStream, pino } from 'pino';
import type { Log } from './log.ts';

/**
 * Standard output or error for a log. A line is on its way once it is logged, but does not keep the process waiting;
 * what is left at the end is written then.
 */
export function standardStream(stream: 'output' | 'error'): DestinationStream {
  return pino.destination({ dest: stream === 'output' ? 1 : 2, sync: false });
}

/** What stands in a log line where a secret would. */
const hidden = '[hidden]';

/**
 * JSON lines through pino. Whatever a line was made of, no value of `secrets` is ever written: the finished
 * line is searched for each, as it is and as JSON and URLs spell it.
 */
export function createLog(options: {
  readonly level: string;
  readonly secrets: readonly string[];
  readonly destination: DestinationStream;
}): Log {
  const spellings = new Set(
    options.secrets
      // A shorter value would be found in harmless words; none of ours is.
      .filter((secret) => secret.length >= 6)
      .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]),
  );
  const hide = (line: string) => {
    let clean = line;
    for (const spelling of spellings) {
      if (clean.includes(spelling)) clean = clean.replaceAll(spelling, hidden);
    }
    return clean;
  };
  return pino({ level: options.level, base: null, hooks: { streamWrite: hide } }, options.destination);
}
