import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './harness/process.ts';
import { root } from './harness/sources.ts';

const launcher = join(root, 'src/launch.js');

/** What the launcher says on `node`, with the folder `cwd` for its .env. */
function launch(
  entry: string,
  {
    cwd = root,
    node = process.execPath,
    options = [],
    environment = {},
  }: {
    readonly cwd?: string;
    readonly node?: string;
    readonly options?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
) {
  const env = { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', ...environment };
  return spawnSync(node, [...options, launcher, entry, 'a', '--b'], { cwd, env, encoding: 'utf8' });
}

/** An entry that tells what it was given. */
const telling = `data:text/javascript,process.stdout.write(JSON.stringify([process.argv.slice(2),process.env.FIRST,process.env.SECOND]))`;

/** A Node on this machine that can't run the program, if there is one. */
function oldNode(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((node) => {
      try {
        return (
          execFileSync(node, ['-p', 'process.features.typescript || "no"'], {
            env: {},
            encoding: 'utf8',
          }).trim() === 'no'
        );
      } catch {
        return false;
      }
    });
}

const old = oldNode();
if (old === undefined) {
  process.stdout.write('The launcher on an old Node: skipped, since this machine has none.\n');
}

describe('what npm start begins with', () => {
  it('goes on with the entry and its arguments, and says nothing about a missing .env', async () => {
    await using folder = await temporaryFolder();
    const { stdout, stderr, status } = launch(telling, { cwd: folder.path });
    expect(JSON.parse(stdout)).toEqual([['a', '--b'], null, null]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('reads .env, before which the environment goes', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, '.env'), 'FIRST=file\nSECOND=file\n');
    const { stdout } = launch(telling, { cwd: folder.path, environment: { FIRST: 'given' } });
    expect(JSON.parse(stdout)).toEqual([['a', '--b'], 'given', 'file']);
  });

  it('says that .env can’t be read, and what of it comes too late', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, '.env'), 'NODE_USE_ENV_PROXY=1\n');
    const late = launch(telling, { cwd: folder.path });
    expect(late.stderr).toMatch(/^NODE_USE_ENV_PROXY: .* environment instead\.\n$/);
    expect(late.status).toBe(0);
    const inside = join(folder.path, 'inside');
    await mkdir(join(inside, '.env'), { recursive: true });
    const unreadable = launch(telling, { cwd: inside });
    expect(unreadable).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The file \.env can’t be read/),
    });
  });

  const needed = /^shoptalk needs Node 26, and this is Node [\d.]+: .*npm ci.*\n$/;

  it('says which Node is needed, in the language of the terminal, in place of a SyntaxError', () => {
    const withoutTypes = ['--no-strip-types'];
    const { stdout, stderr, status } = launch('main.ts', { options: withoutTypes });
    expect(stderr).toMatch(needed);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    const chinese = launch('main.ts', { options: withoutTypes, environment: { LANG: 'zh_CN.UTF-8' } });
    expect(chinese.stderr).toMatch(/^shoptalk 需要 Node 26/);
  });

  it.skipIf(old === undefined)('can be read by an old Node', () => {
    const { stdout, stderr, status } = launch('main.ts', { node: old ?? '' });
    expect(stderr).toMatch(needed);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });
});
