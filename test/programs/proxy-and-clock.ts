import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPublicUrl } from '../../src/tools/check-public-url.ts';
import { startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import { places } from '../fakes/discord/world.ts';
import { run, temporaryFolder } from '../harness/process.ts';
import { root } from '../harness/sources.ts';
import { eventually, execute, expectThat, freePort, type Part } from './part.ts';

export const nginx: Part = {
  name: 'nginx',
  needs: [{ program: 'nginx', version: ['-v'] }],
  async run() {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'none',
      environment: { DATABASE_URL: `sqlite:${folder.path}/x.db`, LOCAL_CHAT: 'off' },
    });
    const port = await freePort();
    const file = join(folder.path, 'nginx.conf');
    await writeFile(
      file,
      `daemon off; pid ${folder.path}/pid; error_log ${folder.path}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder.path}/body; proxy_temp_path ${folder.path}/proxy; fastcgi_temp_path ${folder.path}/f;
  uwsgi_temp_path ${folder.path}/u; scgi_temp_path ${folder.path}/s;
  upstream bot { server ${new URL(await bot.ready).host}; keepalive 4; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://bot; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
`,
    );
    const proxy = spawn('nginx', ['-e', join(folder.path, 'error.log'), '-c', file], { stdio: 'ignore' });
    const url = `http://127.0.0.1:${port}`;
    try {
      await eventually(() => fetch(`${url}/healthz`));
      const [found] = await checkPublicUrl(url);
      const ready = await (await fetch(`${url}/readyz`)).json();
      const metrics = (await fetch(`${url}/metrics`)).status;
      bot.process.kill('SIGTERM');
      await bot.exited;
      const [gone] = await checkPublicUrl(url);
      return [
        expectThat(found?.verdict === 'good', `doctor: ${found?.what}`),
        expectThat(JSON.stringify(ready) === '{"ready":true}', '/readyz tells no details through it'),
        expectThat(metrics === 401, '/metrics wants the token through it'),
        expectThat(gone?.what.includes('502') === true, `doctor, without the bot: ${gone?.what}`),
      ];
    } finally {
      proxy.kill();
      await once(proxy, 'close');
    }
  },
};

export const faketime: Part = {
  name: 'faketime',
  needs: [{ program: 'faketime', version: ['--version'] }],
  async run() {
    const discord = await startFakeDiscord();
    const facts: string[] = [];
    try {
      for (const [shift, words] of [
        ['+1h', /✗ Clock: 3[56]\d\d s ahead of Discord/],
        ['-1h', /✗ Clock: 3[56]\d\d s behind Discord/],
      ] as const) {
        const env = {
          PATH: process.env['PATH'],
          DATABASE_URL: 'sqlite::memory:',
          DISCORD_TOKEN: discord.identity.token,
          DISCORD_API_URL: discord.apiUrl,
          WORKSPACES: `discord:${places.guildId}`,
          PORT: '0',
        };
        const doctor = ['-f', shift, process.execPath, join(root, 'src/tools/doctor.ts')];
        const { stdout } = await execute('faketime', doctor, { env }).catch((failed) => failed);
        const [line] = String(stdout)
          .split('\n')
          .filter((each) => words.test(each));
        facts.push(expectThat(line !== undefined, `${shift}: doctor says ${line ?? stdout}`));
      }
    } finally {
      await discord.close();
    }
    return facts;
  },
};
