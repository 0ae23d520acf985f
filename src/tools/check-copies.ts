import { access, constants, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import type { Clock } from '../runtime/clock.ts';
import { hourMs } from '../runtime/durations.ts';
import type { Random } from '../runtime/random.ts';
import { within } from '../runtime/time-limit.ts';
import { hasPgDump } from '../store/postgres/copy.ts';
import { lastCopyIn } from '../wiring/hourly-copies.ts';

/** How long a disk may take for one small file, ms: one of another machine may never answer. */
const withinMs = 5_000;

const mebibyte = 1024 * 1024;

/** Whether the bot can keep its hourly copies in BACKUP_FOLDER. Writes one small file there and takes it away. */
export async function checkCopies(
  folder: string | undefined,
  {
    databaseUrl,
    clock,
    random,
  }: { readonly databaseUrl: string; readonly clock: Clock; readonly random: Random },
): Promise<readonly Finding[]> {
  if (folder === undefined) return [];
  const found = await within(
    clock,
    withinMs,
    folderFindings(resolve(folder), { databaseUrl, clock, random }),
  );
  const findings = found ?? [notReached(folder, 'no answer within five seconds')];
  const isServer = !databaseUrl.startsWith('sqlite:');
  if (!isServer || (await hasPgDump())) return findings;
  return [
    ...findings,
    bad(
      'Hourly copies: pg_dump is not on the path, so that no copy can be made',
      'Install PostgreSQL’s client programs (Debian: postgresql-client), not older than the server.',
    ),
  ];
}

async function folderFindings(
  folder: string,
  {
    databaseUrl,
    clock,
    random,
  }: { readonly databaseUrl: string; readonly clock: Clock; readonly random: Random },
): Promise<readonly Finding[]> {
  try {
    const { dev } = await writeAndRead(folder, random.token(16));
    const { bavail, bsize } = await statfs(folder);
    const database = await databaseFile(databaseUrl);
    return [
      roomFor(folder, bavail * bsize, database?.size),
      ...(database?.dev === dev ? [sameDisk(folder)] : []),
      ...(await ageFindings(folder, clock.now())),
    ];
  } catch (thrown) {
    const code = codeOf(thrown);
    return [code === 'ENOENT' ? await notThere(folder) : trouble(folder, code)];
  }
}

/** Gives the disk that the folder is on. */
async function writeAndRead(folder: string, text: string): Promise<{ readonly dev: number }> {
  const { dev } = await stat(folder);
  const file = join(folder, `.doctor-${text}`);
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    if ((await readFile(file, 'utf8')) !== text)
      throw Object.assign(new Error('another text'), { code: 'EIO' });
  } finally {
    await rm(file, { force: true });
  }
  return { dev };
}

async function databaseFile(
  url: string,
): Promise<{ readonly dev: number; readonly size: number } | undefined> {
  const file = /^sqlite:(?!:memory:)(.+)$/s.exec(url)?.[1];
  // What is wrong with the database was told of the store.
  return file === undefined ? undefined : stat(resolve(file)).catch(() => undefined);
}

function roomFor(folder: string, free: number, size: number | undefined): Finding {
  const mib = (bytes: number) => `${Math.ceil(bytes / mebibyte).toLocaleString('en')} MiB`;
  if (size === undefined || free > size) {
    return good(`Hourly copies: a file was written and read back in ${folder}, ${mib(free)} free`);
  }
  return bad(
    `Hourly copies: ${mib(free)} free in ${folder}, and a copy takes ${mib(size)}`,
    'Free some room there, or set a lower BACKUPS_KEPT: the next copy fails.',
  );
}

function sameDisk(folder: string): Finding {
  return unsure(
    `Hourly copies: ${folder} is on the disk of the database`,
    'Name a folder on another disk or machine: what takes the database takes its copies along.',
  );
}

async function ageFindings(folder: string, now: number): Promise<readonly Finding[]> {
  const last = await lastCopyIn(folder);
  if (last === undefined || now - last < 2 * hourMs) return [];
  return [
    unsure(
      `Hourly copies: the last one is ${Math.floor((now - last) / hourMs)} hours old`,
      'Fine where the bot did not run since. Else its log says why, with event “not copied”.',
    ),
  ];
}

/** The bot makes the folder, where it may. */
async function notThere(folder: string): Promise<Finding> {
  for (let above = dirname(folder); ; above = dirname(above)) {
    try {
      await access(above, constants.W_OK);
      return unsure(
        `Hourly copies: ${folder} is not there yet`,
        'The bot makes it. Where it should be another disk, see that it is mounted first.',
      );
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code !== 'ENOENT' || dirname(above) === above) return trouble(above, code);
    }
  }
}

/** Whether it can't be reached, refuses, is full, or is another thing than it should be. */
function trouble(folder: string, code: string): Finding {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return bad(
        `Hourly copies: ${folder} refuses what is written (${code})`,
        'Let the bot’s user write there. With systemd name the folder in ReadWritePaths, too.',
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return bad(`Hourly copies: no room is left in ${folder} (${code})`, 'Free some room there.');
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return bad(`Hourly copies: BACKUP_FOLDER names no folder (${folder}, ${code})`, 'Name a folder.');
    default:
      return notReached(folder, code);
  }
}

function notReached(folder: string, why: string): Finding {
  return bad(
    `Hourly copies: ${folder} can’t be reached (${why})`,
    'See that its disk is mounted, and that the machine which has it answers.',
  );
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : 'unknown fault';
}
