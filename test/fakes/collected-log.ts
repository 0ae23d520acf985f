import type { Log } from '../../src/runtime/log.ts';
import { keepLine } from '../protection/logs/kept-lines.ts';
import { writtenLine } from '../protection/logs/written-line.ts';

/** A log that a test reads back: every line as one JSON text. */
export interface CollectedLog extends Log {
  readonly lines: readonly string[];
}

export function createCollectedLog(): CollectedLog {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message?: string) => {
    lines.push(JSON.stringify({ level, ...fields, message }));
    keepLine(writtenLine(level, fields, message));
  };
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
