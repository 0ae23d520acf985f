import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { en } from '../../src/languages/en/index.ts';
import { temporaryFolder } from '../harness/process.ts';
import { root } from '../harness/sources.ts';
import { execute, expectThat, type Part } from './part.ts';

/** What an installation starts from. */
const parts = ['package.json', 'package-lock.json', '.npmrc', 'src', 'adapters'];

/** The programs of other releases, installed from the registry by npm. */
const others = { pnpm: 'pnpm@12.21.0', node: 'node@20.20.2' } as const;

async function checkout(folder: string): Promise<string> {
  const path = await mkdirIn(folder, 'checkout');
  for (const part of parts) await cp(join(root, part), join(path, part), { recursive: true });
  return path;
}

async function mkdirIn(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await rm(path, { recursive: true, force: true });
  await mkdir(path);
  return path;
}

/** Node of this process before all others. */
const withOurs = (more: readonly string[] = []) => ({
  ...process.env,
  PATH: [...more, dirname(process.execPath), process.env['PATH']].join(':'),
  DATABASE_URL: 'sqlite::memory:',
  PORT: '0',
  LANG: 'en_US.UTF-8',
});

/** What the bot answers to a line through `command`. */
async function started(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout, stderr } = await execute('sh', ['-c', `echo /help | ${command}`], { cwd, env }).catch(
    (failed) => failed,
  );
  return `${stdout}${stderr}`;
}

const answers = (said: string) => said.includes(en.help.title) && !said.includes('Error');

export const installers: Part = {
  name: 'npm and pnpm',
  needs: [{ program: 'npm', version: ['--version'] }],
  async run() {
    await using folder = await temporaryFolder();
    const facts: string[] = [];
    const npm = await checkout(folder.path);
    await execute('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: npm,
      env: withOurs(),
    });
    facts.push(
      expectThat(
        answers(await started('npm start --silent', npm, withOurs())),
        `npm ci --omit=dev --ignore-scripts, Node ${process.versions.node}: starts and answers`,
      ),
    );

    const tools = await mkdirIn(folder.path, 'tools');
    await execute('npm', ['install', '--no-audit', '--no-fund', others.pnpm], { cwd: tools });
    const bin = join(tools, 'node_modules', '.bin');
    await rm(join(npm, 'node_modules'), { recursive: true });
    await execute('pnpm', ['import'], { cwd: npm, env: withOurs([bin]) });
    await execute('pnpm', ['install', '--prod', '--ignore-scripts'], { cwd: npm, env: withOurs([bin]) });
    const packages = await readdir(join(npm, 'node_modules'));
    facts.push(
      expectThat(
        answers(await started('pnpm start', npm, withOurs([bin]))) && packages.includes('.pnpm'),
        `${others.pnpm} install --prod --ignore-scripts, Node ${process.versions.node}: starts and answers`,
      ),
    );

    const old = await mkdirIn(folder.path, 'old');
    await execute('npm', ['init', '-y'], { cwd: old });
    await execute('npm', ['pkg', 'set', 'allowScripts.node=true', '--json'], { cwd: old });
    await execute('npm', ['install', '--no-audit', '--no-fund', others.node], { cwd: old });
    const said = await started(
      `${join(old, 'node_modules/.bin/node')} src/launch.js main.ts`,
      npm,
      withOurs(),
    );
    facts.push(expectThat(said.startsWith('shoptalk needs Node 26'), `${others.node}: ${said.trim()}`));
    return facts;
  },
};
