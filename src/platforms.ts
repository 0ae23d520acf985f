import type { ChatAdapter } from './chat/adapter.ts';
import type { Finding } from './chat/finding.ts';
import type { CommandMenu } from './chat/menu.ts';
import type { Route } from './http/route.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import type { Settings } from './settings.ts';
import type { Exclusive } from './store/contract/processes.ts';

/** A chat platform that is configured, and its routes on the bot's HTTP server. */
export interface Platform {
  readonly adapter: ChatAdapter;
  readonly routes: readonly Route[];
}

interface PlatformParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What only one process on the store may hold. */
  readonly exclusive: Exclusive;
}

/** The adapters of the platforms that are configured. A library is loaded only where it is needed. */
export async function openPlatforms(settings: Settings, parts: PlatformParts): Promise<readonly Platform[]> {
  const open = async (load: (() => Promise<ChatAdapter & Pick<Platform, 'routes'>>) | undefined) => {
    const adapter = await load?.();
    return adapter === undefined ? [] : [{ adapter, routes: adapter.routes }];
  };
  const { slack, discord } = settings;
  const platforms = await Promise.all([
    open(
      slack &&
        (async () => {
          const { slackAdapter } = await import('../adapters/slack/adapter.ts');
          return slackAdapter({ ...slack, ...parts });
        }),
    ),
    open(
      discord &&
        (async () => {
          const { discordAdapter } = await import('../adapters/discord/adapter.ts');
          return discordAdapter({ ...discord, ...parts });
        }),
    ),
  ]);
  return platforms.flat();
}

/** What the doctor finds about the configured platforms. Asks them, changes nothing. */
export async function checkPlatforms(
  { slack, discord, access }: Settings,
  menu: readonly CommandMenu[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  if (slack !== undefined) {
    const [{ checkSlack }, { botScopes }] = await Promise.all([
      import('../adapters/slack/checks.ts'),
      import('../adapters/slack/manifest.ts'),
    ]);
    const workspaces = access.workspaces.flatMap((place) => /^slack:(.+)$/.exec(place)?.[1] ?? []);
    findings.push(...(await checkSlack({ ...slack, scopes: botScopes, workspaces })));
  }
  if (discord !== undefined) {
    const [{ checkDiscord }, { pendingRegistration }] = await Promise.all([
      import('../adapters/discord/checks.ts'),
      import('../adapters/discord/registration.ts'),
    ]);
    const pending = (applicationId: string) => pendingRegistration({ ...discord, applicationId }, menu);
    findings.push(...(await checkDiscord({ ...discord, pending })));
  }
  return findings;
}
