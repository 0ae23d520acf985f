import { describe, expect, it } from 'vitest';
import { misspeltSettings, readSettings } from '../../src/settings/read-settings.ts';
import { databaseName, secretsOf } from '../../src/settings/secrets.ts';
import { platforms } from '../../src/wiring/platforms.ts';

const faultsOf = (environment: Record<string, string>) => {
  const read = readSettings(platforms, environment);
  return 'faults' in read ? read.faults.map(({ name }) => name) : [];
};
const settingsOf = (environment: Record<string, string>) => {
  const read = readSettings(platforms, environment);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.settings;
};

const account = { XPORT_ACCESS_KEY: 'key', XPORT_ACCESS_SECRET: 'hush', XPORT_USER_ID: '1700000000000' };

describe('the settings', () => {
  it('need nothing: the sandbox, the local page, a file', () => {
    expect(settingsOf({})).toMatchObject({
      databaseUrl: 'sqlite:data/shoptalk.db',
      http: { host: '127.0.0.1', port: 3000 },
      local: new Set(['page', 'terminal']),
      defaultLanguage: 'en',
      xport: { baseUrl: 'https://www.xportcn.com/api', timestampUnit: 'seconds' },
    });
    expect(settingsOf({})).not.toHaveProperty('xport.account');
  });

  it('count an empty value as none', () => {
    expect(settingsOf({ SLACK_BOT_TOKEN: '', PORT: ' ', XPORT_ACCESS_KEY: '' }).http.port).toBe(3000);
  });

  it('take an account whole or not at all', () => {
    expect(settingsOf(account).xport.account).toEqual({
      accessKey: 'key',
      accessSecret: 'hush',
      userId: '1700000000000',
    });
    for (const missing of Object.keys(account)) {
      const { [missing as keyof typeof account]: _, ...part } = account;
      expect(faultsOf(part)).toEqual([missing]);
    }
  });

  it('choose Socket Mode, HTTP, or neither for Slack', () => {
    const token = { SLACK_BOT_TOKEN: 'xoxb-1' };
    const hidden = (more: Record<string, string>) =>
      settingsOf({ ...token, ...more }).platforms.flatMap(({ secrets }) => secrets);
    expect(hidden({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual(['xoxb-1', 'xapp-1']);
    expect(hidden({ SLACK_SIGNING_SECRET: '0123456789abcdef' })).toEqual(['xoxb-1', '0123456789abcdef']);
    expect(hidden({ SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: '0123456789abcdef' })).toEqual([
      'xoxb-1',
      'xapp-1',
    ]);
    expect(faultsOf(token)).toEqual(['SLACK_BOT_TOKEN']);
    expect(faultsOf({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual(['SLACK_APP_TOKEN']);
    expect(faultsOf({ ...token, SLACK_APP_TOKEN: 'wrong' })).toContain('SLACK_APP_TOKEN');
  });

  it('guard seller links only where people can reach the bot over https, and keep the trail two years', () => {
    expect(settingsOf({})).toMatchObject({ auditKeptMs: 730 * 86_400_000 });
    expect(settingsOf({}).sellers).not.toHaveProperty('guard');
    const guarded = { SELLER_LINKS: 'guarded' };
    expect(faultsOf(guarded)).toEqual(['PUBLIC_URL']);
    expect(faultsOf({ ...guarded, PUBLIC_URL: 'http://127.0.0.1:3000' })).toEqual(['PUBLIC_URL']);
    expect(faultsOf({ ...guarded, PUBLIC_URL: 'https://bot.example.com:8443' })).toEqual(['PUBLIC_URL']);
    const { sellers } = settingsOf({ ...guarded, PUBLIC_URL: 'https://bot.example.com' });
    expect(sellers.guard).toEqual({ publicUrl: 'https://bot.example.com', opensForMs: 8 * 3_600_000 });
    expect(faultsOf({ SELLER_LINK_OPENS_HOURS: '0', AUDIT_KEPT_DAYS: '29' })).toEqual([
      'SELLER_LINK_OPENS_HOURS',
      'AUDIT_KEPT_DAYS',
    ]);
    expect(faultsOf({ SELLER_LINKS: 'maybe' })).toEqual(['SELLER_LINKS']);
  });

  it('switch the local page off beside a platform, unless asked for', () => {
    const discord = { DISCORD_TOKEN: 'token' };
    expect(settingsOf(discord).local.has('page')).toBe(false);
    expect(settingsOf({ ...discord, LOCAL_CHAT: 'on' }).local.has('page')).toBe(true);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'x'],
    ['XPORT_BASE_URL', 'http://www.xportcn.com/api'],
    ['XPORT_BASE_URL', 'https://user:pass@www.xportcn.com'],
    ['XPORT_SIGNATURE_TEMPLATE', '{nonsense}'],
    ['XPORT_TIMESTAMP_UNIT', 'hours'],
    ['DATABASE_URL', 'mysql://x'],
    ['LOG_LEVEL', 'loud'],
    ['LANG_DEFAULT', 'fr'],
    ['DISCORD_PUBLIC_KEY', 'abc'],
    ['ADMIN_TOKEN', 'short'],
    ['LOCAL_CHAT', 'maybe'],
    ['DEFAULT_ROLE', 'king'],
    ['ADMINS', 'U0123'],
    // A name, or an id that Slack writes otherwise, would be nobody's, and nobody an admin.
    ['ADMINS', 'slack:u0123'],
    ['ADMINS', 'slack:ann'],
    ['ADMINS', 'discord:ann'],
    ['XPORT_CALLBACK_AUTH', 'none'],
  ])('refuse %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })).toContain(name);
  });

  it('refuse to listen to the world without an admin token', () => {
    expect(faultsOf({ HOST: '0.0.0.0' })).toEqual(['ADMIN_TOKEN']);
    expect(settingsOf({ HOST: '0.0.0.0', ADMIN_TOKEN: '0123456789abcdef' }).local.has('page')).toBe(false);
    expect(faultsOf({ HOST: '0.0.0.0', ADMIN_TOKEN: '0123456789abcdef', LOCAL_CHAT: 'on' })).toEqual([
      'LOCAL_CHAT',
    ]);
  });

  it('keep the admin token, and take one that a header can hold', () => {
    expect(settingsOf({}).http).not.toHaveProperty('adminToken');
    expect(settingsOf({ ADMIN_TOKEN: '0123456789abcdef' }).http.adminToken).toBe('0123456789abcdef');
    expect(faultsOf({ ADMIN_TOKEN: '0123456789 abcdef' })).toEqual(['ADMIN_TOKEN']);
    expect(faultsOf({ ADMIN_TOKEN: '令牌'.repeat(20) })).toEqual(['ADMIN_TOKEN']);
  });

  it('say which of them are secrets', () => {
    const secrets = {
      XPORT_ACCESS_KEY: 'the-access-key',
      XPORT_ACCESS_SECRET: 'the-access-secret',
      XPORT_PREVIOUS_ACCESS_SECRET: 'the-secret-before',
      XPORT_CALLBACK_TOKEN: 'the-token-of-the-path',
      SLACK_BOT_TOKEN: 'xoxb-the-bot',
      SLACK_SIGNING_SECRET: 'the-signing-secret',
      DISCORD_TOKEN: 'the-token-of-discord',
      ADMIN_TOKEN: 'the-admin-token-of-all',
    };
    const others = { XPORT_USER_ID: '1700000000000', XPORT_CALLBACK_AUTH: 'token' };
    const databases = ['postgres://u:p%40ssword@h/d', 'postgres://h/d?user=u&password=p%40ssword'];
    for (const DATABASE_URL of databases) {
      const found = secretsOf(settingsOf({ ...secrets, ...others, DATABASE_URL }));
      expect(found).toEqual(expect.arrayContaining([...Object.values(secrets), 'p@ssword']));
    }
    const overSockets = { SLACK_BOT_TOKEN: 'xoxb-the-bot', SLACK_APP_TOKEN: 'xapp-the-app' };
    expect(secretsOf(settingsOf(overSockets))).toContain('xapp-the-app');
  });

  it('name all that is wrong at once and no value', () => {
    const read = readSettings(platforms, {
      PORT: 'x',
      XPORT_ACCESS_SECRET: 'hush-hush',
      SLACK_BOT_TOKEN: 'hush-token',
    });
    if (!('faults' in read)) throw new Error('accepted');
    expect(read.faults.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['PORT', 'XPORT_ACCESS_KEY', 'XPORT_USER_ID', 'SLACK_BOT_TOKEN']),
    );
    expect(JSON.stringify(read.faults)).not.toContain('hush');
  });
});

describe('names that are no setting', () => {
  it.each([
    ['XPORT_ACCES_KEY', 'XPORT_ACCESS_KEY'],
    ['XPORT_ACCESSKEY', 'XPORT_ACCESS_KEY'],
    ['XPORT_USERID', 'XPORT_USER_ID'],
    ['xport_access_key', 'XPORT_ACCESS_KEY'],
    ['SLACK_BOT_TOKN', 'SLACK_BOT_TOKEN'],
    ['SLACK_SINGING_SECRET', 'SLACK_SIGNING_SECRET'],
    ['DISCORD_TOKENS', 'DISCORD_TOKEN'],
    ['DISCORD_PUBLICKEY', 'DISCORD_PUBLIC_KEY'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['PUBLIC_URLS', 'PUBLIC_URL'],
    ['ADMIN_TOKN', 'ADMIN_TOKEN'],
  ])('%s is told with the setting that is meant', (name, meant) => {
    expect(misspeltSettings(platforms, { [name]: 'hush' })).toEqual([{ name, meant }]);
    expect(faultsOf({ [name]: 'hush' })).toEqual([]);
  });

  it('are told without one where they only begin like ours', () => {
    expect(misspeltSettings(platforms, { SLACK_CLI_TEAM: 'T1', XPORT_COLOUR: 'red' })).toEqual([
      { name: 'SLACK_CLI_TEAM' },
      { name: 'XPORT_COLOUR' },
    ]);
  });

  it('are not told where they are other programs’, set to nothing, or right', () => {
    const others = [
      'PATH',
      'HOME',
      'LANG',
      'LC_ALL',
      'HOSTNAME',
      'host',
      'Port',
      'PORTS',
      'NODE_ENV',
      'LOG_DIR',
    ];
    const more = [
      'NODE_OPTIONS',
      'npm_config_cache',
      'TEST_DATABASE_URL',
      'PGHOST',
      'ADMIN_EMAIL',
      'LANGUAGE',
      'SSH_TTY',
    ];
    const environment = Object.fromEntries([...others, ...more].map((name) => [name, 'x']));
    expect(misspeltSettings(platforms, { ...environment, ...account, SLACK_BOT_TOKN: ' ' })).toEqual([]);
  });
});

describe('the name of a database', () => {
  it.each([
    ['sqlite:data/shoptalk.db', 'SQLite data/shoptalk.db'],
    ['sqlite::memory:', undefined],
    ['postgres://bot:hunter2@db.example:6432/bot?password=hunter2', 'PostgreSQL db.example:6432/bot'],
    ['postgres://bot:hun%ter2@[/bot', 'PostgreSQL'],
  ])('of %s holds no password', (url, name) => {
    expect(databaseName(url)).toBe(name);
  });
});
