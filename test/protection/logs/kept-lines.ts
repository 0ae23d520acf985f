import { appendFileSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Names the folder that keeps a whole run's log lines; unset where nobody looks at them. */
export const folderVariable = 'TEST_LOG_FOLDER';

const folder = process.env[folderVariable];
let file: number | undefined;

/** Keeps a log line until the run is over, when all of them are searched for secrets. */
export function keepLine(line: string): void {
  if (folder === undefined) return;
  file ??= openSync(join(folder, `lines-${process.pid}`), 'a');
  writeSync(file, `${line}\n`);
}

/** Notes a value, made up while tests ran, that no log line of the run may hold. Gives it back. */
export function secret(value: string): string {
  if (folder !== undefined)
    appendFileSync(join(folder, `secrets-${process.pid}`), `${JSON.stringify(value)}\n`);
  return value;
}
