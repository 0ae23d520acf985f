import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const treeNames = ['clone', 'sources', 'before'] as const;
/** What is run: a clone after `npm ci`, which made its bundle; the sources alone; or a clone of an earlier state. */
export type TreeName = (typeof treeNames)[number];

export interface Trees {
  /** The folder of a tree, made when it is first asked for. */
  of(name: TreeName): string;
  /** Takes away what Node compiled of a tree since it was made, so that its next start is the first one. */
  renew(name: TreeName): void;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** What a program is started from. */
const parts = ['src', 'adapters', 'package.json', 'package-lock.json'];
const compiled = 'node_modules/.shoptalk-modules';
/** What `npm ci` ends with, since there is a bundle. */
const preparing = 'src/prepare.js';

/**
 * Copies of the program in `home`, so that neither a bundle nor a cache that lies about in the checkout takes part. A clone is
 * left as `npm ci` leaves it: with a bundle, if that revision makes one. All of them have today's packages. `before` is a revision that git knows.
 */
export function openTrees(home: string, before: string): Trees {
  const made = new Set<TreeName>();
  const folderOf = (name: TreeName) => join(home, `tree-${name}`);

  function make(name: TreeName): void {
    const folder = folderOf(name);
    mkdirSync(folder);
    if (name === 'before') checkOut(before, folder);
    else for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
    const from = join(root, 'node_modules');
    const to = join(folder, 'node_modules');
    // Links take no time; between two disks there are none.
    if (spawnSync('cp', ['-al', from, to], { stdio: 'ignore' }).status !== 0) {
      rmSync(to, { recursive: true, force: true });
      execFileSync('cp', ['-a', from, to]);
    }
    rmSync(join(folder, compiled), { recursive: true, force: true });
    if (name !== 'sources' && existsSync(join(folder, preparing))) {
      execFileSync(process.execPath, [preparing], { cwd: folder, stdio: 'ignore' });
    }
  }

  function of(name: TreeName): string {
    if (!made.has(name)) {
      make(name);
      made.add(name);
    }
    return folderOf(name);
  }

  return {
    of,
    renew: (name) => rmSync(join(of(name), compiled), { recursive: true, force: true }),
  };
}

function checkOut(revision: string, folder: string): void {
  const archive = execFileSync('git', ['archive', revision], { cwd: root, maxBuffer: 1024 ** 3 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  const scale = 'test/bench/news';
  for (const name of ['scale-process.ts', 'scale-order.ts']) {
    cpSync(join(root, scale, name), join(folder, scale, name));
  }
  const build = existsSync(join(folder, 'src/news-sources.ts')) ? 'scale-build-v0.1.0.ts' : 'scale-build.ts';
  cpSync(join(root, scale, build), join(folder, scale, 'scale-build.ts'));
}

/** The part that measures the cost among many orders is run on an earlier state as it is today. */
export const scaleProcess = 'test/bench/news/scale-process.ts';
