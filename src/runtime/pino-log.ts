import { type DestinationStream, pino } from 'pino';
import type { Log } from './log.ts';
import type { Secrets } from './secrets.ts';

/** So long lines wait for others, ms: to write one takes as long as to make three. */
const gatherMs = 10;
const mostGatheredBytes = 8192;

/**
 * Standard output or error for a log. A line is on its way within {@link gatherMs}, and does not keep the process waiting;
 * what is left at the end is written then.
 */
export function standardStream(stream: 'output' | 'error'): DestinationStream {
  const destination = pino.destination({
    dest: stream === 'output' ? 1 : 2,
    sync: false,
    minLength: mostGatheredBytes,
  });
  let gathering = false;
  let leftBytes = 0;
  destination.on('write', (written: number) => {
    leftBytes -= written;
  });
  // A flush does nothing while a write is under way, and that may take as long as who reads the log sleeps.
  destination.on('drain', () => {
    if (leftBytes > 0 && !gathering) destination.flush();
  });
  return {
    write(line) {
      leftBytes += Buffer.byteLength(line);
      destination.write(line);
      if (gathering) return;
      gathering = true;
      setTimeout(() => {
        gathering = false;
        destination.flush();
      }, gatherMs).unref();
    },
  };
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
