import type { Platform, PlatformSetup } from '../../src/settings/platform.ts';
import type { SettingDefinition, SettingsReader } from '../../src/settings/reader.ts';
import { slackName } from './identity.ts';

const settings = {
  botToken: {
    name: 'SLACK_BOT_TOKEN',
    kind: 'text',
    default: undefined,
    meaning:
      'Bot token (`xoxb-…`). It goes with `SLACK_APP_TOKEN` for Socket Mode, or with `SLACK_SIGNING_SECRET` for HTTP.',
    unset: 'Slack is off',
    secret: true,
  },
  appToken: {
    name: 'SLACK_APP_TOKEN',
    kind: 'text',
    default: undefined,
    meaning: 'App-level token (`xapp-…`) for Socket Mode. With a signing secret too, Socket Mode is used.',
    secret: true,
  },
  signingSecret: {
    name: 'SLACK_SIGNING_SECRET',
    kind: 'text',
    default: undefined,
    meaning: 'Signing secret of the app, for HTTP.',
    secret: true,
  },
  commands: {
    name: 'SLACK_COMMANDS',
    kind: 'choice',
    values: ['each', 'umbrella'],
    default: 'each',
    meaning: 'Whether the manifest registers each command, or `/shoptalk` alone.',
  },
  apiUrl: {
    name: 'SLACK_API_URL',
    kind: 'url',
    default: 'https://slack.com/api/',
    meaning: 'Prefix of Slack’s Web API.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** Slack: over Socket Mode with an app token, over HTTP with a signing secret; with both it is Socket Mode. */
export const slackPlatform: Platform = {
  name: slackName,
  title: 'Slack',
  workspace: 'workspace',
  ids: {
    person: { pattern: /[UW][A-Z0-9]+/, example: 'U0123' },
    workspace: { pattern: /[TE][A-Z0-9]{2,20}/, example: 'T0123ABCD' },
  },
  hasHome: true,
  settings: Object.values(settings),
  configure(read): PlatformSetup {
    const connected = readConnection(read);
    const commands = read.oneOf(settings.commands);
    return {
      connection: connected && {
        secrets: [connected.botToken, ...Object.values(connected.via)],
        async open(deps) {
          const { slackAdapter } = await import('./adapter.ts');
          const adapter = slackAdapter({ ...connected, ...deps });
          return { adapter, routes: adapter.routes };
        },
        async check({ workspaces, now }) {
          const [{ checkSlack }, { botScopes }] = await Promise.all([
            import('./checks.ts'),
            import('./manifest.ts'),
          ]);
          return checkSlack({ ...connected, scopes: botScopes, workspaces, now });
        },
      },
      async manifest({ menu, publicUrl, linkHosts }) {
        const { slackManifest } = await import('./manifest.ts');
        const overSocket =
          publicUrl === undefined || (connected !== undefined && 'appToken' in connected.via);
        return slackManifest(menu, { via: overSocket ? 'socket' : { publicUrl }, commands, linkHosts });
      },
    };
  },
};

function readConnection(read: SettingsReader) {
  const botToken = read.matching(settings.botToken, /^xoxb-\S+$/, 'a bot token (xoxb-…)');
  const appToken = read.matching(settings.appToken, /^xapp-\S+$/, 'an app-level token (xapp-…)');
  const signingSecret = read.matching(settings.signingSecret, /^\S{8,}$/, "the app's signing secret");
  const apiUrl = read.url(settings.apiUrl);
  if (!read.isSet(settings.botToken)) {
    for (const setting of [settings.appToken, settings.signingSecret].filter(read.isSet)) {
      read.fault(setting, 'set together with SLACK_BOT_TOKEN, or not at all');
    }
    return undefined;
  }
  if (!read.isSet(settings.appToken) && !read.isSet(settings.signingSecret)) {
    read.fault(
      settings.botToken,
      'set together with SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
    );
  }
  const via =
    appToken !== undefined ? { appToken } : signingSecret !== undefined ? { signingSecret } : undefined;
  if (botToken === undefined || via === undefined) return undefined;
  return { botToken, via, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` };
}
