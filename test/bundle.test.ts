import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from './harness/process.ts';
import { root } from './harness/sources.ts';

describe('what npm ci ends with', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeEach(async () => {
    folder = await temporaryFolder();
    await mkdir(join(folder.path, 'src/tools'), { recursive: true });
    await cp(join(root, 'src/prepare.js'), join(folder.path, 'src/prepare.js'));
    await writeFile(join(folder.path, 'package.json'), '{"type":"module"}');
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  async function prepare(build: string, { options = [], language = 'en_US.UTF-8' }: Prepared = {}) {
    await writeFile(join(folder.path, 'src/tools/build.ts'), build);
    const env = { PATH: process.env['PATH'], LANG: language };
    const words = [...options, 'src/prepare.js'];
    const { stdout, stderr, status } = spawnSync(process.execPath, words, {
      cwd: folder.path,
      env,
      encoding: 'utf8',
    });
    return { stdout, stderr, status };
  }

  it('makes the bundle', async () => {
    const build = "process.stdout.write('made' satisfies string);";
    expect(await prepare(build)).toEqual({ stdout: 'made', stderr: '', status: 0 });
  });

  it('makes none, and says nothing, without the bundler or the Node that it takes', async () => {
    const nothing = { stdout: '', stderr: '', status: 0 };
    expect(await prepare("import { rolldown } from 'rolldown'; rolldown();")).toEqual(nothing);
    const tells = "process.stdout.write('made');";
    expect(await prepare(tells, { options: ['--no-strip-types'] })).toEqual(nothing);
  });

  it('fails no install, and says what does instead, where the bundle can’t be made', async () => {
    const full = "throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });";
    const { stderr, status } = await prepare(full);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^dist\/ can’t be made \(ENOSPC\), so npm start runs the sources.*npm run build.*\n$/,
    );
    const chinese = await prepare(full, { language: 'zh_CN.UTF-8' });
    expect(chinese.stderr).toMatch(/^无法生成 dist\/（ENOSPC）/);
  });
});

interface Prepared {
  readonly options?: readonly string[];
  readonly language?: string;
}

/** A checkout of a program that says whether it was run from the bundle or from the sources. */
describe('npm start, where there is a bundle', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const at = (path: string) => join(folder.path, path);

  beforeEach(async () => {
    folder = await temporaryFolder();
    for (const each of ['src', 'adapters', 'dist', 'node_modules']) await mkdir(at(each));
    for (const each of ['launch.js', 'bundle.js', 'run-bundle.js', 'compile-cache.js']) {
      await cp(join(root, 'src', each), at(`src/${each}`));
    }
    await writeFile(at('package.json'), '{"type":"module"}');
    await writeFile(at('package-lock.json'), '{}');
    await writeFile(at('adapters/one.ts'), 'export const one = 1;');
    await writeFile(at('src/main.ts'), "process.stdout.write('the sources');");
    const files = {
      'main.cjs': "process.stdout.write(require('./part.cjs').said);",
      'part.cjs': "exports.said = 'the bundle';",
      'part.cjs.compiled': 'no code of any V8',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(at(`dist/${name}`), text);
    // A time that a test can set again to the last digit.
    await utimes(at('adapters/one.ts'), 1, 1);
    const sizes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.length]));
    await writeFile(at('dist/bundle.json'), JSON.stringify({ ...told(), files: sizes }));
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  /** What npm run build says of the sources. */
  function told(): object {
    const ask = '{ digest: all.digestOfSources(), stamps: all.stampsOfSources() }';
    const program = `import(${JSON.stringify(pathToFileURL(at('src/bundle.js')).href)}).then((all) => process.stdout.write(JSON.stringify(${ask})))`;
    return z.record(z.string(), z.unknown()).parse(JSON.parse(node('--eval', program).stdout));
  }

  function node(...words: readonly string[]) {
    const env = { PATH: process.env['PATH'], LANG: 'en_US.UTF-8' };
    return spawnSync(process.execPath, words, { cwd: folder.path, env, encoding: 'utf8' });
  }

  function start() {
    const { stdout, stderr, status } = node('src/launch.js', 'main.ts');
    expect(status).toBe(0);
    return { stdout, stderr };
  }

  it('runs it as long as the sources are the ones that it was made of, and then says so and runs them', async () => {
    expect(start()).toEqual({ stdout: 'the bundle', stderr: '' });
    await writeFile(at('adapters/one.ts'), 'export const one = 2;');
    const { stdout, stderr } = start();
    expect(stdout).toBe('the sources');
    expect(stderr).toMatch(/made of other sources.*npm run build/);
    await writeFile(at('adapters/one.ts'), 'export const one = 1;');
    expect(start().stdout).toBe('the bundle');
    // What was touched only is what it was.
    await utimes(at('adapters/one.ts'), 2, 2);
    expect(start().stdout).toBe('the bundle');
    await writeFile(at('adapters/two.ts'), '');
    expect(start().stdout).toBe('the sources');
  });

  it('is not misled by a source of the same length and time', async () => {
    await writeFile(at('adapters/one.ts'), 'export const one = 2;');
    await utimes(at('adapters/one.ts'), 1, 1);
    expect(start().stdout).toBe('the sources');
  });

  it('runs the sources, and says so, where a file of it is missing, cut or no list', async () => {
    const kept = await readFile(at('dist/part.cjs'));
    await rm(at('dist/part.cjs'));
    expect(start()).toEqual({ stdout: 'the sources', stderr: expect.stringMatching(/missing or damaged/) });
    await writeFile(at('dist/part.cjs'), kept.subarray(0, 4));
    expect(start().stdout).toBe('the sources');
    await writeFile(at('dist/part.cjs'), kept);
    expect(start().stdout).toBe('the bundle');
    await writeFile(at('dist/bundle.json'), '{');
    expect(start()).toEqual({ stdout: 'the sources', stderr: expect.stringMatching(/missing or damaged/) });
    await rm(at('dist'), { recursive: true });
    expect(start()).toEqual({ stdout: 'the sources', stderr: '' });
  });
});
