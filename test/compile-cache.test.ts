import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './harness/process.ts';
import { root } from './harness/sources.ts';

const execute = promisify(execFile);

/** A checkout of nothing but the cache's own file and a program. */
let checkout: string;
let cache: string;
/** A temporary folder as all users share it. */
let shared: string;
beforeEach(async () => {
  const folder = await temporaryFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  checkout = join(folder.path, 'a checkout');
  shared = join(folder.path, 'shared');
  cache = join(checkout, 'node_modules', '.shoptalk-modules');
  await mkdir(join(checkout, 'src'), { recursive: true });
  await mkdir(join(checkout, 'node_modules'));
  await mkdir(shared);
  await copyFile(join(root, 'src/compile-cache.js'), join(checkout, 'src/compile-cache.js'));
  await writeFile(join(checkout, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(checkout, 'src/main.ts'),
    "import { getCompileCacheDir } from 'node:module';\nconst where: string = getCompileCacheDir() ?? 'none';\nconsole.log(where);\n",
  );
});

/** Where the program's modules are cached. */
async function start(environment: Record<string, string> = {}): Promise<string> {
  const { stdout } = await execute(process.execPath, ['--import', './src/compile-cache.js', 'src/main.ts'], {
    cwd: checkout,
    env: { TMPDIR: shared, ...environment },
  });
  return stdout.trim();
}

/** Nothing is cached, and nothing lies in the temporary folder. */
async function expectOff(): Promise<void> {
  expect(await start()).toBe('none');
  expect(await readdir(shared)).toEqual([]);
}

describe('the cache of modules', () => {
  it('lies beside the packages, for this user alone, and is used', async () => {
    expect(await start()).toContain(cache);
    const made = await lstat(cache);
    expect(made.mode & 0o777).toBe(0o700);
    expect(made.uid).toBe(process.getuid?.());
    expect((await readdir(cache)).length).toBeGreaterThan(0);
    expect(await readdir(shared)).toEqual([]);
    // A second start takes what the first has left.
    expect(await start()).toContain(cache);
  });

  it('is made anew after its folder is gone', async () => {
    await start();
    await rm(cache, { recursive: true });
    expect(await start()).toContain(cache);
  });

  it('is off where others could write to the folder', async () => {
    await mkdir(cache);
    for (const mode of [0o777, 0o770, 0o702, 0o720, 0o750]) {
      await chmod(cache, mode);
      await expectOff();
      expect(await readdir(cache)).toEqual([]);
    }
    await chmod(cache, 0o700);
    expect(await start()).toContain(cache);
  });

  it('is off where the folder is a link, even to a good one', async () => {
    const elsewhere = join(shared, '..', 'elsewhere');
    await mkdir(elsewhere, { mode: 0o700 });
    await symlink(elsewhere, cache);
    await expectOff();
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('is off where a file has its name, and without packages', async () => {
    await writeFile(cache, '');
    await expectOff();
    await rm(join(checkout, 'node_modules'), { recursive: true });
    await expectOff();
  });

  const isRoot = process.getuid?.() === 0;

  it.skipIf(!isRoot)('is off where the folder is another user’s', async () => {
    await start();
    await rm(cache, { recursive: true });
    await mkdir(cache, { mode: 0o700 });
    await chown(cache, 65_534, 65_534);
    await expectOff();
    expect(await readdir(cache)).toEqual([]);
  });

  // Modes do not hold root back.
  it.skipIf(isRoot)('is off in a checkout that this user may not write to', async () => {
    await chmod(join(checkout, 'node_modules'), 0o555);
    await expectOff();
    await chmod(join(checkout, 'node_modules'), 0o755);
  });

  it('is left to the setting of Node itself where there is one', async () => {
    const chosen = join(shared, 'chosen');
    expect(await start({ NODE_COMPILE_CACHE: chosen })).toContain(chosen);
  });
});
