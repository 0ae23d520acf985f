/*
 * Which program npm start runs: the bundle in dist/ that npm run build made, where it was made of just these sources and is
 * whole; else the sources. JavaScript, since the launcher asks before anything can strip types.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

export const bundleFolder = join(root, 'dist');
export const bundleEntry = 'main.js';
export const bundleList = 'bundle.json';

/** What the program is made of. */
const sources = ['src', 'adapters', 'package-lock.json'];

/**
 * A digest of all sources by their paths and contents.
 *
 * @returns {string}
 */
export function digestOfSources() {
  const digest = createHash('sha256');
  for (const path of sources.flatMap(filesIn).sort()) {
    const content = readFileSync(root + path);
    digest.update(`${path}\n${content.length}\n`).update(content);
  }
  return digest.digest('base64url');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (!statSync(root + path).isDirectory()) return [path];
  // Put together by hand: a thousand calls of `join` would have V8 optimize it, which takes 2 MiB for good.
  return readdirSync(root + path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(root.length));
}

/**
 * The bundle's entry, as a path; or why the sources are run, `none` where no bundle was made. Never throws.
 *
 * @returns {{ readonly entry: string } | { readonly without: 'none' | 'other sources' | 'not whole' | 'unreadable' }}
 */
export function findBundle() {
  let text;
  try {
    text = readFileSync(join(bundleFolder, bundleList), 'utf8');
  } catch {
    return { without: 'none' };
  }
  try {
    const { digest, files } = JSON.parse(text);
    if (digest !== digestOfSources()) return { without: 'other sources' };
    const isWhole = Object.entries(files).every(
      ([name, bytes]) => statSync(join(bundleFolder, name), { throwIfNoEntry: false })?.size === bytes,
    );
    return isWhole ? { entry: join(bundleFolder, bundleEntry) } : { without: 'not whole' };
  } catch {
    return { without: 'unreadable' };
  }
}
