import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';

/** A file that holds what the sandbox must not forget. */
export interface KeptFile {
  /** Something is different now; it is written as soon as it can be. */
  changed(): void;
  /** Resolves once what was changed before the call is on the disk, or could not be written. */
  settled(): Promise<void>;
}

/**
 * What `path` holds, as `read` understands it; `undefined` where there is no such file. One that is damaged is set aside under
 * another name, said in the log, and counts as none: the sandbox's data are invented, and starting is worth more.
 */
export async function readKept<Value>(
  path: string,
  read: (text: string) => Value,
  { clock, log }: { readonly clock: Pick<Clock, 'now'>; readonly log: Log },
): Promise<Value | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') log.warn({ event: 'sandbox.unread', path, err: error }, letTheBot);
    return undefined;
  }
  try {
    return read(text);
  } catch {
    const aside = `${path}.damaged-${clock.now()}`;
    const moved = await rename(path, aside).then(
      () => true,
      () => false,
    );
    log.warn(
      { event: 'sandbox.damaged', path, ...(moved && { aside }) },
      'the file of the sandbox is damaged: it was set aside, and the sandbox begins anew',
    );
    return undefined;
  }
}

/** `text` gives all that is to be kept. It is written whole beside the old file and put in its place. */
export function createKeptFile(
  path: string,
  text: () => string,
  { random, log }: { readonly random: Pick<Random, 'token'>; readonly log: Log },
): KeptFile {
  let stale = false;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (stale) {
      stale = false;
      try {
        await replace(path, `${path}.${random.token(8)}.new`, text());
      } catch (error) {
        log.warn({ event: 'sandbox.not kept', path, err: error }, letTheBot);
      }
    }
    writing = undefined;
  }

  return {
    changed() {
      stale = true;
      writing ??= write();
    },
    settled: async () => writing,
  };
}

const letTheBot =
  'the sandbox can not keep its orders: let the bot’s user read and write in that folder, and see that there is room';

async function replace(path: string, beside: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(beside, 'w', 0o600);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
