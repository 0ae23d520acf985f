/*
 * Loaded before the entry point, by launch.js and at the head of the store's thread, so that even that one comes out of the
 * cache with its types stripped: from the second start on Node's TypeScript parser is not loaded at all, which saved 50 of
 * 350 ms to ready and 12 MiB when it was measured. JavaScript, since nothing can strip it yet.
 */

// Not imported, as in bundle.js.
const { lstatSync, mkdirSync } = process.getBuiltinModule('node:fs');
const { enableCompileCache } = process.getBuiltinModule('node:module');
const { fileURLToPath } = process.getBuiltinModule('node:url');

/*
 * What lies in the cache is run as this program. So it lies beside the packages, which are run as well: in a folder that
 * this user made and no other user can write to, never in the temporary folder that all users share. Where there can't
 * be such a folder, as in a checkout that this user may not write to, nothing is cached.
 */
const folder = fileURLToPath(new URL('../node_modules/.shoptalk-modules', import.meta.url));

if (isOurs(folder)) enableCompileCache(folder);

/**
 * Whether `path` is a folder of this user's alone, made now if it is not there: no link to one, and no other user's.
 *
 * @param {string} path
 */
function isOurs(path) {
  // Where users and modes can't be read, nothing is known of who else may write there.
  const user = process.getuid?.();
  if (user === undefined) return false;
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch {
    // It is there, or can't be made: what is found now says which.
  }
  try {
    const found = lstatSync(path);
    return found.isDirectory() && found.uid === user && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
