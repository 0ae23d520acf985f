import type { Platform, PlatformSetup } from '../../src/settings/platform.ts';
import type { SettingDefinition, SettingsReader } from '../../src/settings/reader.ts';
import { discordName } from './ids.ts';

const settings = {
  token: {
    name: 'DISCORD_TOKEN',
    kind: 'text',
    default: undefined,
    meaning: 'Bot token. Alone it means the gateway.',
    unset: 'Discord is off',
    secret: true,
  },
  publicKey: {
    name: 'DISCORD_PUBLIC_KEY',
    kind: 'text',
    default: undefined,
    meaning: 'Public key of the application. With it interactions come over HTTP, and there is no gateway.',
  },
  applicationId: {
    name: 'DISCORD_APPLICATION_ID',
    kind: 'text',
    default: undefined,
    meaning: 'Id of the application.',
    unset: 'the bot asks Discord',
  },
  apiUrl: {
    name: 'DISCORD_API_URL',
    kind: 'url',
    default: 'https://discord.com/api',
    meaning: 'Prefix of Discord’s REST API, without a version.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** Discord: over the gateway, or over HTTP with the application's public key. */
export const discordPlatform: Platform = {
  name: discordName,
  title: 'Discord',
  workspace: 'server',
  ids: {
    person: { pattern: /\d+/, example: '4567' },
    workspace: { pattern: /\d{15,20}/, example: '456789012345678901' },
  },
  hasHome: false,
  settings: Object.values(settings),
  configure(read): PlatformSetup {
    const connected = readConnection(read);
    if (connected === undefined) return {};
    return {
      connection: {
        secrets: [connected.token],
        async open(deps) {
          const { discordAdapter } = await import('./adapter.ts');
          const adapter = discordAdapter({ ...connected, ...deps });
          return { adapter, routes: adapter.routes };
        },
        async check({ menu, workspaces, now }) {
          const [{ checkDiscord }, { pendingRegistration }] = await Promise.all([
            import('./checks.ts'),
            import('./registration.ts'),
          ]);
          const pending = (applicationId: string) =>
            pendingRegistration({ ...connected, applicationId }, menu);
          return checkDiscord({ ...connected, workspaces, now, pending });
        },
        async register({ menu, workspace }) {
          const [{ registerCommands }, { DiscordError }] = await Promise.all([
            import('./registration.ts'),
            import('./errors.ts'),
          ]);
          const target = { ...connected, ...(workspace !== undefined && { guildId: workspace }) };
          const done = await registerCommands(target, menu).catch((error: unknown) => {
            if (error instanceof DiscordError) throw error;
            throw new Error('Discord gave no answer that could be understood.', { cause: error });
          });
          return Object.entries(done)
            .filter(([, names]) => names.length > 0)
            .map(([what, names]) => `${what}: ${names.join(', ')}`);
        },
      },
    };
  },
};

function readConnection(read: SettingsReader) {
  const token = read.matching(settings.token, /^\S+$/, 'the bot token, without spaces');
  const publicKey = read.matching(settings.publicKey, /^[0-9a-f]{64}$/i, '64 hex digits');
  const applicationId = read.matching(settings.applicationId, /^\d{15,22}$/, '15 to 22 digits');
  const apiUrl = read.url(settings.apiUrl);
  if (token === undefined) {
    if (publicKey !== undefined) {
      read.fault(settings.publicKey, 'set together with DISCORD_TOKEN, or not at all');
    }
    return undefined;
  }
  return {
    token,
    apiUrl,
    ...(publicKey !== undefined && { publicKey }),
    ...(applicationId !== undefined && { applicationId }),
  };
}
