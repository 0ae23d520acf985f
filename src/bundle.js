/*
 * Which program npm start runs: the bundle in dist/ that npm run build made, where it was made of just these sources and is
 * whole; else the sources. JavaScript, since the launcher asks before anything can strip types.
 */

// Imported, each would get a wrapper that reads all of its exports, and Node loads more of itself for some.
const { readdirSync, readFileSync, statSync } = process.getBuiltinModule('node:fs');
const { join } = process.getBuiltinModule('node:path');
const { fileURLToPath } = process.getBuiltinModule('node:url');

const root = fileURLToPath(new URL('../', import.meta.url));

export const bundleFolder = join(root, 'dist');
export const bundleEntry = 'main.cjs';
export const bundleList = 'bundle.json';

/** What the program is made of. */
const sources = ['src', 'adapters', 'package-lock.json'];

/**
 * A digest of all sources by their paths and contents.
 *
 * @returns {string}
 */
export function digestOfSources() {
  const digest = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const path of sources.flatMap(filesIn).sort()) {
    const content = readFileSync(root + path);
    digest.update(`${path}\n${content.length}\n`).update(content);
  }
  return digest.digest('base64url');
}

/**
 * Of each source by its path, how many bytes it has and when it was changed. Sources that are found so again are the same,
 * and need not be read: reading all took 15 ms of a start. The time is the one that nobody can set (ctime): copies and archives
 * give files the time of others.
 *
 * @returns {Record<string, string>}
 */
export function stampsOfSources() {
  return Object.fromEntries(
    sources.flatMap(filesIn).map((path) => {
      const { size, ctimeMs } = statSync(root + path);
      return [path, `${size} ${ctimeMs}`];
    }),
  );
}

/** @param {Record<string, string>} stamps */
function isUntouchedSince(stamps) {
  const now = Object.entries(stampsOfSources());
  return now.length === Object.keys(stamps).length && now.every(([path, stamp]) => stamps[path] === stamp);
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
    const { digest, stamps = {}, files } = JSON.parse(text);
    if (!isUntouchedSince(stamps) && digest !== digestOfSources()) return { without: 'other sources' };
    const isWhole = Object.entries(files).every(
      ([name, bytes]) => statSync(join(bundleFolder, name), { throwIfNoEntry: false })?.size === bytes,
    );
    return isWhole ? { entry: join(bundleFolder, bundleEntry) } : { without: 'not whole' };
  } catch {
    return { without: 'unreadable' };
  }
}
