import { spawn } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../runtime/clock.ts';
import { hourMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import { dayAndTime } from '../store/copies.ts';

const ours = /^shoptalk-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.copy$/;
/** A copy that is not whole yet, and what belongs to it. */
const half = /^shoptalk-\d{8}T\d{6}Z\.copy\.partial(-\w+)?$/;

export interface HourlyCopies {
  readonly folder: string;
  /** How many stay; the oldest go. */
  readonly kept: number;
  /** Copies the store to a new file; rejects with what went wrong, in words for the operator. `signal` cuts it off. */
  copy(file: string, signal: AbortSignal): Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Makes a copy an hour after the last one in the folder, at once where that is longer ago, and takes away those too many. A
 * copy that fails is logged and made again an hour later; it takes none of the others away. The function ends it and cuts off a
 * copy under way.
 */
export function keepHourlyCopies({ folder, kept, copy, clock, log }: HourlyCopies): () => Promise<void> {
  const ending = new AbortController();
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();

  async function begin(): Promise<void> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await clear(() => true);
      const last = await lastCopyIn(folder);
      const agoMs = last === undefined ? hourMs : clock.now() - last;
      // A clock that was set back makes the last copy one of the future.
      later(agoMs < 0 ? hourMs : Math.max(0, hourMs - agoMs));
    } catch (thrown) {
      failed(thrown);
      later(hourMs);
    }
  }

  async function turn(): Promise<void> {
    const file = join(folder, `shoptalk-${dayAndTime(clock.now())}.copy`);
    try {
      await copy(file, ending.signal);
      log.info({ event: 'copied', file }, 'the store was copied');
      const all = await namesIn(folder);
      // What bears a time to come is of a clock that was ahead, and older than this copy: it goes first.
      const toCome = all.filter((name) => madeAt(name) > clock.now());
      const inOrder = [...toCome, ...all.filter((name) => !toCome.includes(name))];
      for (const name of inOrder.slice(0, Math.max(0, all.length - kept)))
        await rm(join(folder, name), { force: true });
    } catch (thrown) {
      failed(thrown);
      // Who made it may have been killed, and so left each hour as much as the store is.
      if (!ending.signal.aborted) await clear((name) => name.startsWith(basename(file))).catch(failed);
    }
    later(hourMs);
  }

  /** Takes away what copies left that were cut off. */
  async function clear(which: (name: string) => boolean): Promise<void> {
    for (const name of await readdir(folder))
      if (half.test(name) && which(name)) await rm(join(folder, name), { force: true });
  }

  function failed(thrown: unknown): void {
    const detail = thrown instanceof Error ? thrown.message : 'unknown fault';
    log.error({ event: 'not copied', folder, detail }, 'the store could not be copied');
  }

  function later(ms: number): void {
    if (ending.signal.aborted) return;
    cancel = clock.after(ms, () => {
      running = turn();
    });
  }

  running = begin();
  return () => {
    ending.abort();
    cancel();
    return running;
  };
}

/** When the last copy in `folder` was made, by its name, ms since 1970 UTC; `undefined` where there is none. */
export async function lastCopyIn(folder: string): Promise<number | undefined> {
  const last = (await namesIn(folder)).at(-1);
  return last === undefined ? undefined : madeAt(last);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => ours.test(name)).sort();
}

function madeAt(name: string): number {
  return Date.parse(name.replace(ours, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * Copies the store in a process of its own, by `npm run backup`'s program: checking a large copy would hold up everything
 * else in this one.
 */
export function copyBeside(file: string, signal: AbortSignal): Promise<void> {
  // As npm does it: out of the compile cache, so that it takes a third of the time on the processor until it copies.
  const launcher = fileURLToPath(new URL('../launch.js', import.meta.url));
  const words = [launcher, 'tools/backup.ts', file];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'], signal });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, killedBy) => {
      const why = said.trim().split('\n').at(-1);
      if (status === 0) resolve();
      else
        reject(new Error(why || `npm run backup ended without a word (${killedBy ?? `status ${status}`})`));
    });
  });
}
