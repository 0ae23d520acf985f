import { open, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { en } from '../src/languages/en/index.ts';
import { zhCn } from '../src/languages/zh-cn/index.ts';
import { eventually } from './harness/eventually.ts';
import { run, temporaryFolder } from './harness/process.ts';
import { openSilentUpstream } from './harness/silent-upstream.ts';
import { secret } from './protection/logs/kept-lines.ts';

const adminToken = secret('admin-token-of-a-process');
const recordedLine = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';

describe('the process', () => {
  it('answers what comes through a pipe and ends with it', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: { text: `${recordedLine}\n/help\n/nonsense` },
      environment: { DATABASE_URL: `sqlite:${folder.path}/data/shoptalk.db` },
    });
    expect(await bot.exited).toBe(0);
    expect(bot.stdout).toContain('touid=cnalichn%E5%B1%B1%E4%B8%9C');
    expect(bot.stdout).toContain(en.help.title);
    expect(bot.stdout).toContain(en.core.unknownCommand('nonsense'));
    expect(bot.stdout).not.toContain('"level"');
  });

  it('answers what stands in a file and ends with it', async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/lines.txt`, '/help\n/nonsense\n');
    await using lines = await open(`${folder.path}/lines.txt`);
    const bot = run('src/main.ts', {
      input: { file: lines.fd },
      environment: { DATABASE_URL: `sqlite:${folder.path}/x.db` },
    });
    expect(await bot.exited).toBe(0);
    expect(bot.stdout).toContain(en.help.title);
    expect(bot.stdout).toContain(en.core.unknownCommand('nonsense'));
  });

  it('stops, says why and ends as failed where the thread of its store is over', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'none',
      environment: {
        DATABASE_URL: `sqlite:${folder.path}/x.db`,
        NODE_OPTIONS: `--import=${new URL('harness/ending-thread.mjs', import.meta.url).href}`,
      },
    });
    expect(await bot.exited).toBe(1);
    const said = bot.stdout.split('\n').filter((line) => line.includes('"event":"broken"'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('Start the bot again');
  });

  it('serves health and metrics, and stops on SIGTERM', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'none',
      environment: { DATABASE_URL: `sqlite:${folder.path}/x.db` },
    });
    const url = await bot.ready;
    for (const path of ['/healthz', '/readyz', '/metrics', '/']) {
      expect((await fetch(new URL(path, url))).status).toBe(200);
    }
    expect((await fetch(new URL('/nothing', url))).status).toBe(404);
    bot.process.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
    expect(`${bot.stdout}${bot.stderr}`.match(/"event":"ready"/g)).toHaveLength(1);
  });

  it('prints the address of the page with its token beside the log, in the language of the terminal', async () => {
    await using folder = await temporaryFolder();
    const addresses = new Set<string>();
    for (const [LANG, words] of [
      ['en_US.UTF-8', en.start.page('')],
      ['zh_CN.UTF-8', zhCn.start.page('')],
    ] as const) {
      const bot = run('src/main.ts', {
        input: 'none',
        environment: { DATABASE_URL: `sqlite:${folder.path}/x.db`, LANG, ADMIN_TOKEN: adminToken },
      });
      const address = await bot.page;
      addresses.add(address);
      const [url = '', token = ''] = address.split('/#');
      expect(url).toBe(await bot.ready);
      const menu = (headers: Record<string, string>) => fetch(`${url}/page/menu`, { headers });
      expect((await menu({})).status).toBe(401);
      expect((await menu({ authorization: `Bearer ${token}` })).status).toBe(200);
      bot.process.kill('SIGTERM');
      expect(await bot.exited).toBe(0);
      expect(bot.stderr.split('\n').filter((line) => line.includes(token))).toEqual([`${words}${address}`]);
      expect(bot.stdout).not.toContain(token);
      expect(bot.stdout).toContain(`"url":"${url}"`);
      expect(bot.stdout + bot.stderr).not.toContain(adminToken);
    }
    expect(addresses.size).toBe(2);
  });

  it('prints a token for the operator where no setting gives one, and lets a pipe have answers alone', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'open',
      environment: { DATABASE_URL: `sqlite:${folder.path}/x.db` },
    });
    const url = await bot.ready;
    await bot.page;
    const printed = () => /admin token of this start.*: (\w{43})$/m.exec(bot.stderr)?.[1];
    await expect.poll(printed).toBeDefined();
    const through = { 'x-forwarded-for': '203.0.113.7' };
    const figures = (headers: Record<string, string>) => fetch(new URL('/metrics', url), { headers });
    expect((await figures(through)).status).toBe(401);
    const authorization = `Bearer ${secret(printed() ?? '')}`;
    expect((await figures({ ...through, authorization })).status).toBe(200);
    expect(bot.stdout).toBe('');
    bot.process.stdin?.end('/help');
    expect(await bot.exited).toBe(0);
    expect(bot.stdout).toContain(en.help.title);
  });

  it('anchors the audit log at its end: in the log, in a file, and for the metrics', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'open',
      environment: { DATABASE_URL: `sqlite:${folder.path}/x.db`, LOG_LEVEL: 'info' },
    });
    const url = await bot.ready;
    bot.process.stdin?.write('/language en\n');
    await eventually(async () => {
      const metrics = await (await fetch(new URL('/metrics', url))).text();
      expect(metrics).toMatch(/^audit_records\{organization="terminal:[\w-]+"\} 1$/m);
    });
    bot.process.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
    const line = bot.stderr.split('\n').find((each) => each.includes('"event":"audit head"'));
    const { organization, seq, hash, anchor } = JSON.parse(line ?? '{}');
    expect(anchor).toBe(`${organization}:${seq}:${hash}`);
    const [, kept] = (await readFile(`${folder.path}/x.db.anchors`, 'utf8')).split('\n');
    expect(JSON.parse(kept ?? '')).toMatchObject({ organization, seq: 1, hash });
  });

  it('answers what is under way before it stops', async () => {
    await using folder = await temporaryFolder();
    await using upstream = await openSilentUpstream();
    const bot = run('src/main.ts', {
      input: 'open',
      environment: {
        DATABASE_URL: `sqlite:${folder.path}/x.db`,
        XPORT_BASE_URL: upstream.url,
        XPORT_ACCESS_KEY: 'key-of-the-test',
        XPORT_ACCESS_SECRET: 'secret-of-the-test',
        XPORT_USER_ID: '1700000000000',
      },
    });
    await bot.ready;
    bot.process.stdin?.write(`${recordedLine}\n`);
    await upstream.asked;
    bot.process.kill('SIGTERM');
    // A stop that takes longer than its ten seconds ends with 1.
    expect(await bot.exited).toBe(0);
    expect(bot.stdout).toMatch(
      new RegExp([en.xport.title({ kind: 'timed out', afterMs: 0 }), en.core.stopping].join('|')),
    );
    expect(`${bot.stdout}${bot.stderr}`).not.toContain('secret-of-the-test');
  });

  it('says which settings are wrong, a line each, and ends with 2', async () => {
    const bot = run('src/main.ts', {
      input: 'none',
      environment: { PORT: 'x', SLACK_BOT_TOKEN: 'xoxb-hush' },
    });
    expect(await bot.exited).toBe(2);
    expect(bot.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN: must be set together/),
      expect.stringMatching(/^PORT: must be a whole number/),
    ]);
    expect(bot.stderr).not.toContain('hush');
  });

  it('says beside the log with what it runs, and which name is no setting', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'none',
      environment: { DATABASE_URL: `sqlite:${folder.path}/x.db`, XPORT_ACCES_KEY: 'hush' },
    });
    await bot.ready;
    await bot.page;
    bot.process.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
    const { start } = en;
    expect(bot.stderr.split('\n')).toEqual(
      expect.arrayContaining([
        start.unknownSetting('XPORT_ACCES_KEY', 'XPORT_ACCESS_KEY'),
        start.runsWith(undefined, [start.localPage], `SQLite ${folder.path}/x.db`),
      ]),
    );
    expect(bot.stdout + bot.stderr).not.toContain('hush');
  });

  it('says that the port is taken, without a stack trace', async () => {
    await using folder = await temporaryFolder();
    const environment = { DATABASE_URL: `sqlite:${folder.path}/x.db` };
    const first = run('src/main.ts', { input: 'none', environment });
    const { port } = new URL(await first.ready);
    const second = run('src/main.ts', {
      input: 'none',
      environment: { DATABASE_URL: `sqlite:${folder.path}/y.db`, PORT: port },
    });
    expect(await second.exited).toBe(1);
    expect(second.stderr).toMatch(/^shoptalk could not start: .*PORT/m);
    first.process.kill('SIGTERM');
    await first.exited;
  });
});

describe('npm run call', () => {
  it('prints the answer as it came and judges its shape', async () => {
    const call = run('src/tools/call.ts', {
      args: ['im.openuid.decrypt', '{"openUid":"BBBJ82cNui3EUaxxMi_7Go73g","offerId":"951807530375"}'],
      input: 'none',
    });
    expect(await call.exited).toBe(0);
    expect(JSON.parse(call.stdout)).toMatchObject({
      code: 200,
      data: { wangwangUrl: expect.stringContaining('山东') },
    });
    expect(call.stderr).toContain('has the shape that im.openuid.decrypt expects');
  });

  it.each([
    [[], 'Usage:'],
    [['nonsense'], 'Usage:'],
    [['im.openuid.decrypt', '[1]'], 'must be a JSON object'],
    [['im.openuid.decrypt', '{"offerId":"951807530375"}'], 'Refused with code'],
  ])('%j ends with 1 and “%s”', async (args, words) => {
    const call = run('src/tools/call.ts', { args, input: 'none' });
    expect(await call.exited).toBe(1);
    expect(call.stderr).toContain(words);
  });
});
