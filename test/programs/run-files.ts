import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dockerStages, dockerSteps } from '../harness/dockerfile.ts';
import { run, temporaryFolder } from '../harness/process.ts';
import { root } from '../harness/sources.ts';
import { eventually, execute, expectThat, freePort, type Part } from './part.ts';

/** What a proxy of ours is asked for, and whether the bot answers it. */
const asked = [
  { method: 'POST', path: '/xport/messages', passed: true },
  { method: 'GET', path: '/metrics', passed: false },
  { method: 'GET', path: '/console', passed: false },
  { method: 'GET', path: '/readyz', passed: false },
  { method: 'GET', path: '/', passed: false },
] as const;

const port = '127.0.0.1:3000';

/** Starts the bot and the proxy that `program` makes of it; says what of {@link asked} comes through, over TLS. */
async function behind(
  program: (
    folder: string,
    bot: string,
    listen: number,
  ) => Promise<{ readonly command: string; readonly words: readonly string[] }>,
): Promise<readonly string[]> {
  await using folder = await temporaryFolder();
  const bot = run('src/main.ts', {
    input: 'none',
    environment: { DATABASE_URL: `sqlite:${folder.path}/x.db`, LOCAL_CHAT: 'on' },
  });
  const listen = await freePort();
  const { command, words } = await program(folder.path, new URL(await bot.ready).host, listen);
  const proxy = spawn(command, words, { stdio: 'ignore', env: { ...process.env, HOME: folder.path } });
  const status = async (method: string, path: string) => {
    const { stdout } = await execute('curl', [
      '--insecure',
      '--silent',
      ...['--output', '/dev/null', '--write-out', '%{http_code}', '--request', method, '--data', ''],
      ...['--resolve', `shoptalk.example.com:${listen}:127.0.0.1`],
      `https://shoptalk.example.com:${listen}${path}`,
    ]);
    return Number(stdout);
  };
  try {
    await eventually(async () => {
      if ((await status('GET', '/')) === 0) throw new Error('not there yet');
    });
    const facts: string[] = [];
    for (const { method, path, passed } of asked) {
      const got = await status(method, path);
      // The partner tries a callback out with an empty message.
      const holds = passed ? got === 200 : got === 404;
      facts.push(
        expectThat(holds, `${method} ${path} ${passed ? 'reaches the bot' : 'is refused'} (${got})`),
      );
    }
    return facts;
  } finally {
    proxy.kill();
    bot.process.kill('SIGTERM');
    await Promise.all([once(proxy, 'close'), bot.exited]);
  }
}

export const nginxFile: Part = {
  name: 'docs/run/nginx.conf',
  needs: [
    { program: 'nginx', version: ['-v'] },
    { program: 'openssl', version: ['version'] },
    { program: 'curl', version: ['--version'] },
  ],
  run: () =>
    behind(async (folder, bot, listen) => {
      await execute('openssl', [
        ...[
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '1',
          '-subj',
          '/CN=shoptalk.example.com',
        ],
        ...['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')],
      ]);
      const ours = (await readFile(join(root, 'docs/run/nginx.conf'), 'utf8'))
        .replaceAll('/etc/letsencrypt/live/shoptalk.example.com', folder)
        .replace('listen 80;', `listen 127.0.0.1:${await freePort()};`)
        .replace('listen 443 ssl;', `listen 127.0.0.1:${listen} ssl;`)
        .replace(port, bot);
      const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((each) => `${each}_temp_path ${folder}/${each};`)
        .join(' ');
      const file = join(folder, 'nginx.conf');
      const before = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;\nevents {}\n`;
      await writeFile(file, `${before}http { access_log off; ${places}\n${ours}\n}\n`);
      const words = ['-e', join(folder, 'error.log'), '-c', file];
      await execute('nginx', ['-t', ...words]);
      return { command: 'nginx', words };
    }),
};

export const caddyFile: Part = {
  name: 'docs/run/Caddyfile',
  needs: [
    { program: 'caddy', version: ['version'] },
    { program: 'curl', version: ['--version'] },
  ],
  run: () =>
    behind(async (folder, bot, listen) => {
      const text = await readFile(join(root, 'docs/run/Caddyfile'), 'utf8');
      const file = join(folder, 'Caddyfile');
      await execute(
        'caddy',
        ['validate', '--adapter', 'caddyfile', '--config', join(root, 'docs/run/Caddyfile')],
        {
          env: { ...process.env, HOME: folder },
        },
      );
      // A certificate of its own, since no authority can reach this machine.
      const global = '{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n';
      const ours = text
        .replace('shoptalk.example.com {', `https://shoptalk.example.com:${listen} {\n\ttls internal`)
        .replace(port, bot);
      await writeFile(file, global + ours);
      return { command: 'caddy', words: ['run', '--adapter', 'caddyfile', '--config', file] };
    }),
};

export const systemdUnit: Part = {
  name: 'docs/run/shoptalk.service',
  needs: [{ program: 'systemd-analyze', version: ['--version'] }],
  async run() {
    await using folder = await temporaryFolder();
    const text = await readFile(join(root, 'docs/run/shoptalk.service'), 'utf8');
    const file = join(folder.path, 'shoptalk.service');
    // Here npm may stand elsewhere, and there is no such user.
    await writeFile(
      file,
      text.replace('/usr/bin/npm', process.execPath).replace('User=shoptalk', 'User=root'),
    );
    const { stdout, stderr } = await execute('systemd-analyze', ['verify', '--man=no', file]).catch(
      (failed) => failed,
    );
    const said = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('shoptalk.service'));
    return [expectThat(said.length === 0, `systemd has nothing to say of it ${said.join(' ')}`.trim())];
  },
};

/** The Dockerfile's own steps, one after the other, in an empty folder for each stage. */
export const containerSteps: Part = {
  name: 'Dockerfile',
  needs: [{ program: 'npm', version: ['--version'] }],
  async run() {
    await using folder = await temporaryFolder();
    const bin = join(folder.path, 'bin');
    await mkdir(bin);
    // The image's user is not here.
    await writeFile(join(bin, 'chown'), '#!/bin/sh\n');
    await chmod(join(bin, 'chown'), 0o755);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      LANG: 'en_US.UTF-8',
      PATH: [bin, dirname(process.execPath), process.env['PATH']].join(':'),
    };
    const stages = dockerStages();
    const facts: string[] = [];
    let workspace = '';
    for (const [index, { name, steps }] of stages.entries()) {
      workspace = join(folder.path, name ?? `stage-${index}`);
      await mkdir(workspace);
      for (const { instruction, rest } of steps) {
        if (instruction === 'RUN') await execute('sh', ['-c', rest], { cwd: workspace, env });
        if (instruction === 'COPY') await copy(rest, folder.path, workspace);
      }
      facts.push(`stage ${name ?? index}: ${dockerSteps(stages.slice(index, index + 1), 'RUN').join('; ')}`);
    }
    expectThat(process.versions.node.startsWith('26.'), `Node 26 runs it (${process.versions.node})`);
    const listen = String(await freePort());
    const [start = '[]'] = dockerSteps(stages, 'CMD');
    const [command = '', ...words] = JSON.parse(start);
    const options = {
      cwd: workspace,
      env: { ...env, PORT: listen, ADMIN_TOKEN: 'a'.repeat(40), HOST: '0.0.0.0' },
    };
    const bot = spawn(command, words, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    bot.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    try {
      const [check = ''] = dockerSteps(stages, 'HEALTHCHECK');
      const [program = '', ...rest] = JSON.parse(check.replace(/^CMD /, ''));
      await eventually(() => execute(program, rest, options));
      facts.push('it starts, and the health check says that it lives');
      facts.push(expectThat(!said.includes('sources are run'), 'the bundle is what runs'));
    } finally {
      bot.kill('SIGTERM');
      await once(bot, 'close');
    }
    return facts;
  },
};

async function copy(rest: string, stages: string, into: string): Promise<void> {
  const words = rest.split(' ').filter((word) => !word.startsWith('--'));
  const [, stage] = /--from=(\S+)/.exec(rest) ?? [];
  const target = words.at(-1) ?? '.';
  for (const path of words.slice(0, -1)) {
    const source = stage === undefined ? join(root, path) : join(stages, stage, path.replace(/^\/app\//, ''));
    await cp(source, target === './' ? join(into, path) : join(into, target), { recursive: true });
  }
}
