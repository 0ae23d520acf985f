import { bad, good, unsure } from '../../src/chat/finding.ts';
import type { Platform, PlatformSetup } from '../../src/settings/platform.ts';
import type { SettingDefinition } from '../../src/settings/reader.ts';

const settings = {
  token: {
    name: 'PARLOUR_TOKEN',
    kind: 'text',
    default: undefined,
    meaning: 'What Parlour and the bot prove by, in both directions.',
    unset: 'Parlour is off',
    secret: true,
  },
  apiUrl: {
    name: 'PARLOUR_API_URL',
    kind: 'url',
    default: 'https://api.parlour.example/v1',
    meaning: 'Prefix of Parlour’s API.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** An invented chat platform: JSON over HTTP in both directions. It shows all that a platform has to bring. */
export const parlourPlatform: Platform = {
  name: 'parlour',
  title: 'Parlour',
  workspace: 'hall',
  ids: {
    person: { pattern: /P\d+/, example: 'P17' },
    workspace: { pattern: /H\d+/, example: 'H3' },
  },
  hasHome: false,
  settings: Object.values(settings),
  configure(read): PlatformSetup {
    const token = read.matching(settings.token, /^\S{8,}$/, '8 or more characters without spaces');
    const apiUrl = read.url(settings.apiUrl);
    if (token === undefined) return {};
    const account = { token, apiUrl };
    return {
      connection: {
        secrets: [token],
        async open(deps) {
          const { parlourAdapter } = await import('./adapter.ts');
          const adapter = parlourAdapter({ ...account, ...deps });
          return { adapter, routes: adapter.routes };
        },
        async check() {
          const { parlourApi } = await import('./api.ts');
          const asked = await parlourApi(account).ask('GET', '/me');
          if ('data' in asked) return [good('Parlour: the token works')];
          return 'refused' in asked
            ? [bad(`Parlour: it refuses the token (${asked.detail})`, 'Set PARLOUR_TOKEN anew.')]
            : [unsure('Parlour: no answer', 'Check PARLOUR_API_URL and the network.')];
        },
      },
    };
  },
};
