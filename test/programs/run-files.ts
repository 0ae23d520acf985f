import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { settingDefinitions as all } from '../../src/settings/definitions.ts';
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

/** The user of the image, where this one may start a program as another: `nobody`, who owns nothing here. */
const imageUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/**
 * The Dockerfile's own steps, one after the other, in an empty folder for each stage. An instruction that is not carried out here
 * is a fault.
 */
export const containerSteps: Part = {
  name: 'Dockerfile',
  needs: [{ program: 'npm', version: ['--version'] }],
  async run() {
    await using folder = await temporaryFolder();
    // The image's user has to get there.
    await chmod(folder.path, 0o755);
    const bin = join(folder.path, 'bin');
    await mkdir(bin);
    // The image's user has another name here.
    await writeFile(join(bin, 'chown'), `#!/bin/sh\nshift\n${owning('"$@"').join(' ')}\n`);
    await chmod(join(bin, 'chown'), 0o755);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      LANG: 'en_US.UTF-8',
      PATH: [bin, dirname(process.execPath), process.env['PATH']].join(':'),
    };
    const stages = dockerStages();
    const facts: string[] = [];
    const image: { env: Record<string, string>; user?: string; volume?: string } = { env: {} };
    let workspace = '';
    for (const [index, { name, steps }] of stages.entries()) {
      workspace = join(folder.path, name ?? `stage-${index}`);
      await mkdir(workspace);
      for (const { instruction, rest } of steps) {
        if (instruction === 'RUN') await execute('sh', ['-c', rest], { cwd: workspace, env });
        else if (instruction === 'COPY') await copy(rest, folder.path, workspace);
        else if (instruction === 'WORKDIR') expectThat(rest === '/app', `each stage works in /app (${rest})`);
        else if (instruction === 'USER') image.user = rest;
        else if (instruction === 'VOLUME') image.volume = rest.replace(/^\/app\//, '');
        else if (instruction === 'ENV')
          image.env = { ...image.env, ...Object.fromEntries([rest.split('=')]) };
        else if (instruction === 'EXPOSE') expectThat(Number(rest) === all.port.default, `PORT is ${rest}`);
        // Both are started below.
        else expectThat(['CMD', 'HEALTHCHECK'].includes(instruction), `${instruction} can be tried here`);
      }
      facts.push(`stage ${name ?? index}: ${dockerSteps(stages.slice(index, index + 1), 'RUN').join('; ')}`);
    }
    expectThat(process.versions.node.startsWith('26.'), `Node 26 runs it (${process.versions.node})`);
    expectThat(image.user === 'node', `it runs as node (${image.user})`);
    const listen = String(await freePort());
    const [start = '[]'] = dockerSteps(stages, 'CMD');
    const [command = '', ...words] = JSON.parse(start);
    const options = {
      cwd: workspace,
      env: { ...env, ...image.env, HOME: '/nonexistent', PORT: listen, ADMIN_TOKEN: 'a'.repeat(40) },
      ...imageUser,
    };
    const bot = spawn(command, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const output of [bot.stdout, bot.stderr])
      output.on('data', (text: Buffer) => {
        said += text.toString();
      });
    const ended = once(bot, 'close');
    try {
      const [check = ''] = dockerSteps(stages, 'HEALTHCHECK');
      const [program = '', ...rest] = JSON.parse(check.replace(/^CMD /, ''));
      await eventually(() => execute(program, rest, options)).catch(() => {
        throw new Error(`not so: it starts, and the health check says that it lives: ${said.slice(-1000)}`);
      });
      facts.push('it starts, and the health check says that it lives');
      facts.push(expectThat(!said.includes('sources are run'), 'the bundle is what runs'));
      // Which who listens on 127.0.0.1 alone does not answer.
      const elsewhere = await fetch(`http://127.0.0.2:${listen}/healthz`).catch(() => undefined);
      facts.push(expectThat(elsewhere?.ok === true, 'it listens on every address, as ENV says'));
      const kept = await readdir(join(workspace, image.volume ?? '.'));
      facts.push(
        expectThat(kept.includes('shoptalk.db'), `it keeps its store in the volume ${image.volume}`),
      );
      if (imageUser !== undefined) facts.push('as a user who owns the volume alone');
    } finally {
      bot.kill('SIGTERM');
      await ended;
    }
    const [status] = await ended;
    facts.push(expectThat(status === 0, `SIGTERM ends it (${status})`));
    return facts;
  },
};

/** What gives `path` to the image's user. */
function owning(path: string): readonly [string, ...string[]] {
  return imageUser === undefined ? ['true'] : ['/bin/chown', '-R', `${imageUser.uid}:${imageUser.gid}`, path];
}

async function copy(rest: string, stages: string, into: string): Promise<void> {
  const words = rest.split(' ').filter((word) => !word.startsWith('--'));
  const [, stage] = /--from=(\S+)/.exec(rest) ?? [];
  const target = words.at(-1) ?? '.';
  for (const path of words.slice(0, -1)) {
    const source = stage === undefined ? join(root, path) : join(stages, stage, path.replace(/^\/app\//, ''));
    const copied = target === './' ? join(into, path) : join(into, target);
    await cp(source, copied, { recursive: true });
    const [program, ...given] = owning(copied);
    if (rest.includes('--chown=')) await execute(program, given);
  }
}
