import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { bad, type Finding, good, unsure } from '../chat/finding.ts';

const mebibyte = 1024 * 1024;

/** Free bytes below which the disk is nearly full, and below which that may be soon. */
const room = { least: 100 * mebibyte, ample: 1024 * mebibyte } as const;

/** How much room is left beside the file of a SQLite database. The disk of a database server can't be seen from here. */
export async function checkDisk(databaseUrl: string): Promise<readonly Finding[]> {
  const file = /^sqlite:(?!:memory:)(.+)$/s.exec(databaseUrl)?.[1];
  if (file === undefined) return [];
  const folder = dirname(resolve(file));
  try {
    const { bavail, bsize } = await statfs(folder);
    return [roomFinding(folder, bavail * bsize)];
  } catch {
    // What keeps the folder from being read was told of the store.
    return [];
  }
}

/** What is to be said of so many free bytes. */
export function roomFinding(folder: string, free: number): Finding {
  const said = `Disk: ${Math.floor(free / mebibyte).toLocaleString('en')} MiB free in ${folder}`;
  if (free >= room.ample) return good(said);
  const advice = 'Free some room: a full disk stops every command and all order news.';
  return free >= room.least ? unsure(said, advice) : bad(said, advice);
}
