import { close, fdatasync, open } from 'node:fs';
import { promisify } from 'node:util';

const openFile = promisify(open);
const closeFile = promisify(close);

/** Brings the write-ahead log of a SQLite file to the disk, beside the event loop. */
export interface LogSync {
  /**
   * Resolves once all that was committed before is on the disk. Where that failed once it rejects from then on, with what the
   * system said: a system may forget what it could not write, so that a later success says nothing of it.
   */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * {@link LogSync} of the database at `file`, which is open in write-ahead mode as long as this is. `syncFile` brings what was
 * written to an open file to the disk.
 */
export function createLogSync(
  file: string,
  syncFile: (descriptor: number) => Promise<void> = promisify(fdatasync),
): LogSync {
  let opened: Promise<number> | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let failed: { readonly thrown: unknown } | undefined;

  async function syncNow(): Promise<void> {
    if (failed !== undefined) throw failed.thrown;
    try {
      opened ??= openFile(`${file}-wal`, 'r+');
      await syncFile(await opened);
    } catch (thrown) {
      failed = { thrown };
      throw thrown;
    }
  }

  function begin(): Promise<void> {
    const mine = syncNow().finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  }

  return {
    sync() {
      if (running === undefined) return begin();
      // What is under way may have begun before the last commit: the next one is for all that come meanwhile.
      const start = () => {
        next = undefined;
        return begin();
      };
      next ??= running.then(start, start);
      return next;
    },
    async close() {
      await next?.catch(() => undefined);
      await running?.catch(() => undefined);
      const descriptor = await opened?.catch(() => undefined);
      opened = undefined;
      if (descriptor !== undefined) await closeFile(descriptor);
    },
  };
}
