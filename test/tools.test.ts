import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { linkHosts } from '../src/domain/sellers/hosts.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { systemRandom } from '../src/runtime/random.ts';
import { openStore } from '../src/store/open.ts';
import { type FakeDiscord, startFakeDiscord } from './fakes/discord/fake-discord.ts';
import { places } from './fakes/discord/world.ts';
import { silentLog } from './fakes/silent-log.ts';
import { appToken, botToken, type FakeSlack, startFakeSlack } from './fakes/slack/slack.ts';
import { run, temporaryFolder } from './harness/process.ts';

describe('the command-line tools, against a Slack and a Discord', () => {
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let environment: Record<string, string>;

  beforeEach(async () => {
    slack = await startFakeSlack();
    discord = await startFakeDiscord();
    environment = {
      DATABASE_URL: 'sqlite::memory:',
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.identity.token,
      DISCORD_API_URL: discord.apiUrl,
      WORKSPACES: `discord:${places.guildId}`,
    };
  });
  afterEach(async () => {
    await slack.stop();
    await discord.close();
  });

  const tool = async (name: string, changes: Record<string, string> = {}, args: readonly string[] = []) => {
    const process = run(`src/tools/${name}.ts`, {
      input: 'none',
      args,
      environment: { ...environment, ...changes },
    });
    const status = await process.exited;
    return { status, said: process.stdout, complained: process.stderr };
  };

  it('register once, and then have nothing to do; the doctor sees the difference', async () => {
    const before = await tool('doctor');
    expect(before.said).toContain('Discord commands out of date');
    expect(before.status).toBe(1);
    const first = await tool('register');
    expect(first).toMatchObject({ status: 0, said: expect.stringContaining('added: ') });
    expect(await tool('register')).toMatchObject({ status: 0, said: 'nothing to change\n' });
    const after = await tool('doctor');
    expect(after.said).toContain('✓ Discord: commands registered');
    expect(after.said).toContain('✓ Slack: Socket Mode can connect');
    expect(after.said).toContain('a row was written and read back');
    expect(after.said).toContain('✓ Signed call: accepted');
    expect(after.said).toContain('✓ Query-signed call: accepted');
    expect(after.said).not.toContain('✗');
    expect(after.status).toBe(0);
  });

  it('say each thing once, of an account too', async () => {
    const { said } = await tool('doctor', {
      XPORT_ACCESS_KEY: 'a'.repeat(32),
      XPORT_ACCESS_SECRET: 'not-a-real-secret',
      XPORT_USER_ID: '1700000000000',
      // Nothing listens there.
      XPORT_BASE_URL: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      BACKUP_FOLDER: '/sys',
    });
    expect(said).toContain('✗ Traces: OTEL_EXPORTER_OTLP_ENDPOINT can’t be reached at 127.0.0.1:9');
    expect(said).toContain('✗ Hourly copies: /sys refuses what is written');
    const findings = said.split('\n').filter((line) => /^[✓✗?] /.test(line));
    expect(findings.filter((line) => line.startsWith('✓ Account:'))).toHaveLength(1);
    expect(new Set(findings).size).toBe(findings.length);
  });

  it('end quietly where nobody reads on', async () => {
    const process = run('src/tools/doctor.ts', { input: 'none', environment });
    process.process.stdout?.once('data', () => process.process.stdout?.destroy());
    expect(await process.exited).toBe(0);
    expect(process.stderr).toBe('');
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')));
    const tools = Object.values(scripts).flatMap((script) => /\btools\/\w+\.ts/.exec(script)?.[0] ?? []);
    expect(tools.length).toBeGreaterThan(4);
    for (const file of tools) {
      expect(await readFile(new URL(`../src/${file}`, import.meta.url), 'utf8')).toContain(
        '\nendWhenUnread();\n',
      );
    }
  });

  it('go through the audit log, and name the record that was changed', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'trail.db');
    const place = { DATABASE_URL: `sqlite:${file}` };
    const store = await openStore({
      url: place.DATABASE_URL,
      clock: systemClock,
      random: systemRandom,
      log: silentLog,
    });
    for (const trace of ['1', '2', '3']) {
      await store.audit.append({
        organization: 'x:T1',
        workspace: 'T1',
        conversation: 'x:C1',
        command: 'order pay',
        outcome: 'done',
        trace,
        facts: { fen: '100' },
      });
    }
    await store.close();
    expect((await tool('doctor', place)).said).toContain('✓ Audit log: 3 records, every chain whole');
    const database = new DatabaseSync(file);
    database.exec(`update audit set facts = '{"fen":"1"}' where seq = 2`);
    database.close();
    const { said, status } = await tool('doctor', place);
    expect(said).toContain('✗ Audit log of x:T1: broken at record 2 (changed)');
    expect(status).toBe(1);
  });

  it('say that Discord serves nobody while no server is let in, and what to set', async () => {
    const { said } = await tool('doctor', { WORKSPACES: '' });
    expect(said).toContain('✗ Discord serves nobody yet');
    expect(said).toContain('/admin admit');
    const withAdmin = await tool('doctor', { WORKSPACES: '', ADMINS: 'discord:456789012345678901' });
    expect(withAdmin.said).toContain('? Discord serves nobody yet');
    expect((await tool('doctor')).said).toContain('✓ Discord: one server is let in');
  });

  it('name a Slack workspace in WORKSPACES that the token does not belong to', async () => {
    const { said } = await tool('doctor', { WORKSPACES: `slack:T0ELSE0001,discord:${places.guildId}` });
    expect(said).toContain('T0ELSE0001');
  });

  it('compare the audit log with what was anchored, and with what was written down by hand', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'trail.db');
    const place = { DATABASE_URL: `sqlite:${file}` };
    const open = () =>
      openStore({ url: place.DATABASE_URL, clock: systemClock, random: systemRandom, log: silentLog });
    const record = (trace: string) => ({
      organization: 'x:dm:T1',
      workspace: 'T1',
      conversation: 'x:C1',
      command: 'order pay',
      outcome: 'done' as const,
      trace,
      facts: {},
    });
    const store = await open();
    for (const trace of ['1', '2', '3', '4']) await store.audit.append(record(trace));
    const unanchored = (await tool('doctor', place)).said;
    expect(unanchored).toContain(`? Audit log: there is no anchor in ${file}.anchors`);
    await store.anchors.renew();
    const [newest, , second] = await store.audit.list({ organization: 'x:dm:T1', limit: 4 });
    await store.close();
    const whole = await tool('doctor', place, ['--since', `x:dm:T1:2:${second?.hash}`]);
    expect(whole.said).toContain('✓ Audit log: nothing was cut off, by 1 anchors in');
    expect(whole.said).toContain('✓ Audit log of x:dm:T1: record 2 is the one that was given');

    const database = new DatabaseSync(file);
    database.exec('delete from audit where seq > 2');
    database.exec('update audit_heads set seq = 2, hash = (select hash from audit where seq = 2)');
    database.close();
    const cut = await tool('doctor', place);
    expect(cut.said).toContain('✓ Audit log: 2 records, every chain whole');
    expect(cut.said).toMatch(/✗ Audit log of x:dm:T1: its end was cut off; it had 4 records on 20.*Z\n/);
    expect(cut.status).toBe(1);

    const again = await open();
    for (const trace of ['5', '6', '7']) await again.audit.append(record(trace));
    await again.anchors.renew();
    await again.close();
    await rm(`${file}.anchors`);
    const since = ['--since', `x:dm:T1:4:${newest?.hash}`];
    const other = await tool('doctor', place, since);
    expect(other.said).toContain('✗ Audit log of x:dm:T1: record 4 is another than it was');
    expect(other.status).toBe(1);
    const wrong = await tool('doctor', place, ['--since', 'x:dm:T1:4']);
    expect(wrong).toMatchObject({ status: 2, said: '' });
    expect(wrong.complained).toContain('usage: npm run doctor -- [--since organization:seq:hash]');
  });

  it('say what is wrong with a token, and never the token', async () => {
    const wrong = { SLACK_BOT_TOKEN: 'xoxb-hush-hush', DISCORD_TOKEN: 'hush-hush' };
    const { said, complained, status } = await tool('doctor', wrong);
    expect(status).toBe(1);
    expect(said).toContain('✗ Slack refuses SLACK_BOT_TOKEN: invalid_auth');
    expect(said).toContain('✗ Discord refuses DISCORD_TOKEN');
    expect(said + complained).not.toContain('hush');
  });

  it('name each scope that is missing', async () => {
    slack.scopes.delete('files:write');
    expect((await tool('doctor')).said).toContain('✗ Slack scopes missing: files:write');
  });

  it('print a manifest for the way of connecting', async () => {
    const socket: unknown = JSON.parse((await tool('manifest')).said);
    expect(socket).toMatchObject({
      settings: { socket_mode_enabled: true },
      // Every host whose links are read.
      features: { unfurl_domains: [...linkHosts] },
    });
    const http: unknown = JSON.parse(
      (
        await tool('manifest', {
          SLACK_BOT_TOKEN: '',
          SLACK_APP_TOKEN: '',
          PUBLIC_URL: 'https://bot.example.com',
        })
      ).said,
    );
    expect(http).toMatchObject({
      settings: {
        socket_mode_enabled: false,
        interactivity: { request_url: 'https://bot.example.com/slack/events' },
      },
    });
  });

  it('leave a bot that connects to both, is ready, and stops at once', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'open',
      environment: { ...environment, DATABASE_URL: `sqlite:${folder.path}/x.db` },
    });
    const url = await bot.ready;
    const ready = await fetch(new URL('/readyz', url));
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      parts: [{ name: 'store' }, { name: 'slack', ok: true }, { name: 'discord', ok: true }],
    });
    expect((await fetch(url)).status).toBe(404);
    const metrics = await (await fetch(new URL('/metrics', url))).text();
    expect(metrics).toMatch(/platform_last_frame_age_seconds\{platform="slack"\} \d/);
    bot.process.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
    expect(bot.stdout + bot.stderr).not.toContain(botToken);
    expect(bot.stdout + bot.stderr).not.toContain(discord.identity.token);
  });

  it('leave a bot that serves the local page beside both, by the token that it prints', async () => {
    await using folder = await temporaryFolder();
    const bot = run('src/main.ts', {
      input: 'open',
      environment: { ...environment, LOCAL_CHAT: 'on', DATABASE_URL: `sqlite:${folder.path}/x.db` },
    });
    const [url = '', token = ''] = (await bot.page).split('/#');
    const menu = (headers: Record<string, string>) => fetch(`${url}/page/menu`, { headers });
    expect((await menu({})).status).toBe(401);
    expect((await menu({ authorization: `Bearer ${token}` })).status).toBe(200);
    bot.process.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
    expect(bot.stdout).not.toContain(token);
  });
});
