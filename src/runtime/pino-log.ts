import { type DestinationStream, pino } from 'pino';
import type { Log } from './log.ts';
import type { Secrets } from './secrets.ts';

/**
 * Standard output or error for a log. A line is on its way once it is logged, but does not keep the process waiting;
 * what is left at the end is written then.
 */
export function standardStream(stream: 'output' | 'error'): DestinationStream {
  return pino.destination({ dest: stream === 'output' ? 1 : 2, sync: false });
}

/** JSON lines through pino. The finished line is searched for each of `secrets`, and none is ever written. */
export function createLog(options: {
  readonly level: string;
  readonly secrets: Pick<Secrets, 'hide'>;
  readonly destination: DestinationStream;
}): Log {
  const { level, secrets, destination } = options;
  return pino({ level, base: null, hooks: { streamWrite: secrets.hide } }, destination);
}
