import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { LifeLocks } from '../engine.ts';
import { isBusy } from './error.ts';

const nameLength = 16;

/** How often a name is tried that another process took for a stale file's just as its own process made it. */
const tries = 5;

/**
 * {@link LifeLocks} as files in `folder`, beside the database: each an empty SQLite file that its process keeps in an
 * exclusive transaction, whose lock the system frees with the process, however it ends.
 *
 * A life's name ends in a digest of the system's boot and of where its file lies. So the file of another machine, or one
 * that was copied with its folder, says nothing of a life; locks are only known on the system they are taken on.
 */
export function createLifeFiles({
  folder,
  random,
  log,
}: {
  readonly folder: string;
  readonly random: Pick<Random, 'token'>;
  readonly log: Log;
}): LifeLocks {
  let own: { readonly life: string; readonly path: string; readonly file: DatabaseSync } | undefined;
  let state: 'unused' | 'used' | 'closed' = 'unused';
  const boot = bootId();

  function begin() {
    for (let left = tries; ; left -= 1) {
      const path = join(folder, random.token(nameLength));
      let file: DatabaseSync | undefined;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        closeSync(openSync(path, 'wx', 0o600));
        file = openLocked(path);
        // Between making and locking it another process may have removed it as stale.
        const life = lifeAt(path, boot);
        if (life === undefined) throw new Error('the file was removed');
        return { life, path, file };
      } catch (thrown) {
        file?.close();
        if (left > 1 && (isBusy(thrown) || file !== undefined)) continue;
        log.warn(
          { err: thrown, folder },
          'no file can be kept there that says that this process lives: after its death others wait until its holds run out',
        );
        return undefined;
      }
    }
  }

  return {
    async own() {
      if (state === 'unused') {
        state = 'used';
        own = begin();
      }
      return own?.life;
    },
    isLived: (life) => own?.life === life,
    async over(lives) {
      return lives.filter((life) => life !== own?.life && isFree(join(folder, fileOf(life)), life, boot));
    },
    async left() {
      return namesIn(folder).flatMap((name) => {
        const path = join(folder, name);
        return path === own?.path ? [] : (lifeAt(path, boot) ?? []);
      });
    },
    async forget(lives) {
      for (const life of lives) remove(join(folder, fileOf(life)));
    },
    async close() {
      const closing = own;
      state = 'closed';
      own = undefined;
      // The file stays: it says that the life is over, should anything still be held by it. The next process clears it away.
      closing?.file.close();
    },
  };
}

/** Opens the file at `path`, which is there, with the lock on it. @throws what `node:sqlite` throws, busy where it is locked */
function openLocked(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  url.search = '?mode=rw';
  const file = new DatabaseSync(url);
  try {
    // Nothing is ever written, so no journal need lie beside it.
    file.exec('pragma journal_mode = memory; begin exclusive');
    return file;
  } catch (thrown) {
    file.close();
    throw thrown;
  }
}

/** Whether the file of `life` is there, is the one that its process made, and no process has its lock. */
function isFree(path: string, life: string, boot: string): boolean {
  if (!existsSync(path) || lifeAt(path, boot) !== life) return false;
  try {
    openLocked(path).close();
    return true;
  } catch {
    // It is locked, or can't be opened: then nothing is known of it.
    return false;
  }
}

function fileOf(life: string): string {
  return life.slice(0, nameLength);
}

/** The name of the life whose process made the file at `path`, by where it lies. */
function lifeAt(path: string, boot: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const where = createHash('sha256').update(`${boot} ${stat.dev} ${stat.ino}`).digest('hex');
  return path.slice(-nameLength) + where.slice(0, nameLength);
}

/** Tells one boot of a system from every other; processes in containers of one system share it, as they share locks. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return hostname();
  }
}

const fileName = new RegExp(`^[A-Za-z0-9]{${nameLength}}$`);

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => fileName.test(name));
  } catch {
    return [];
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Another process did, or may not: a file that stays is looked at again.
  }
}
