import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Anchor } from '../../domain/audit/anchors.ts';
import { jsonIn } from '../../runtime/json.ts';
import { type AnchorBook, AnchorFault } from '../engine.ts';

/** The first line: a file of anything else is not written over. */
const heading = JSON.stringify({ 'audit anchors': 1 });

const kept = z.object({
  organization: z.string().min(1),
  seq: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.int(),
  cutSeq: z.int().nonnegative(),
  frontAt: z.int().optional(),
});

/**
 * Anchors in a file of their own, a line of JSON each, that only this user may read. It is written whole beside the old one
 * and put in its place, so that a process which dies leaves one or the other. The database's write lock, which a transaction
 * of SQLite has from its beginning, keeps other processes from it meanwhile; so that they wait no longer than they must,
 * nothing else is done in this one either.
 */
export function createAnchorFile(path: string): AnchorBook {
  return {
    where: path,
    async read() {
      try {
        return parsed(path, readFileSync(path, 'utf8'));
      } catch (thrown) {
        if (thrown instanceof AnchorFault) throw thrown;
        if (codeOf(thrown) === 'ENOENT') return [];
        throw new AnchorFault(`${path} can’t be read (${codeOf(thrown)}): ${letTheBot}`, { cause: thrown });
      }
    },
    async write(_, { next }) {
      const text = [heading, ...next.map((anchor) => JSON.stringify(kept.parse(anchor)))].join('\n');
      try {
        replace(path, `${text}\n`);
      } catch (thrown) {
        throw new AnchorFault(`${path} can’t be written (${codeOf(thrown)}): ${letTheBot}`, {
          cause: thrown,
        });
      }
    },
    async writeObstacle() {
      try {
        accessSync(dirname(path), constants.W_OK);
        return undefined;
      } catch (thrown) {
        return `${path} can’t be written (${codeOf(thrown)}): ${letTheBot}`;
      }
    },
  };
}

const letTheBot = 'let the bot’s user read and write in its folder, and see that there is room.';

function parsed(path: string, text: string): readonly Anchor[] {
  const lines = text.split('\n');
  const damaged = (line: number) =>
    new AnchorFault(
      `${path} is damaged in line ${line}, so that nothing is anchored: find out by whom, keep it elsewhere, and take it ` +
        'away. The bot begins a new one within the hour.',
    );
  if (lines[0] !== heading) throw damaged(1);
  if (lines.at(-1) !== '') throw damaged(lines.length);
  return lines.slice(1, -1).map((line, at) => {
    const read = kept.safeParse(jsonIn(line));
    if (!read.success) throw damaged(at + 2);
    const { frontAt, ...anchor } = read.data;
    return { ...anchor, ...(frontAt !== undefined && { frontAt }) };
  });
}

function replace(path: string, text: string): void {
  const beside = `${path}.new`;
  withOpen(beside, 'w', (file) => {
    fchmodSync(file, 0o600);
    writeFileSync(file, text);
    fsyncSync(file);
  });
  renameSync(beside, path);
  withOpen(dirname(path), 'r', fsyncSync);
}

function withOpen(path: string, flags: 'r' | 'w', work: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    work(file);
  } finally {
    closeSync(file);
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : 'unknown';
}
