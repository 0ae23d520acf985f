import { z } from 'zod';
import { bad, clockFindings, type Finding, good, unsure } from '../../src/chat/finding.ts';
import { networkFault } from '../../src/runtime/network-fault.ts';
import { openConnections } from './connections.ts';
import { installUrl, missingOf } from './permissions.ts';

/** What `npm run doctor` needs to check Discord. */
interface DiscordChecks {
  readonly token: string;
  readonly publicKey?: string;
  readonly applicationId?: string;
  /** REST prefix without version. */
  readonly apiUrl: string;
  /** Ids of the servers that the settings let in. */
  readonly workspaces: readonly string[];
  /** Ms since 1970 UTC, by this machine. */
  now(): number;
  /** How the registered commands differ from ours: names to add or change, and to remove. */
  pending(
    applicationId: string,
  ): Promise<{ readonly changed: readonly string[]; readonly removed: readonly string[] }>;
}

const application = z.object({
  id: z.string(),
  name: z.string(),
  verify_key: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  /** resources/application: others besides its owner can add it to servers. */
  bot_public: z.boolean().optional(),
});

const guilds = z.array(
  z.object({ id: z.string(), name: z.string(), permissions: z.string().regex(/^\d+$/) }),
);

/** How many servers without a permission are told one by one. */
const mostTold = 10;

/**
 * Whether Discord takes the token, knows the same keys, has the commands registered, and lets the bot do in its servers what it
 * is there for.
 */
export async function checkDiscord(checks: DiscordChecks): Promise<readonly Finding[]> {
  const connections = openConnections();
  try {
    const asked = await ask(checks, connections, '/applications/@me', application);
    if ('finding' in asked) return [asked.finding];
    const { data: app, date } = asked;
    return [
      good(`Discord: application ${app.name}`),
      ...clockFindings('Discord', date, checks.now()),
      ...checkWhoMayAdd(app),
      ...checkKeys(checks, app),
      await checkCommands(checks, app.id),
      ...(await checkServers(checks, connections, app.id)),
    ];
  } finally {
    await connections.close();
  }
}

/** What Discord answers, or what stands in the way: no answer, a refusal, or something that is not Discord. */
async function ask<T>(
  { apiUrl, token }: DiscordChecks,
  connections: ReturnType<typeof openConnections>,
  path: string,
  shape: z.ZodType<T>,
): Promise<{ readonly data: T; readonly date: string | null } | { readonly finding: Finding }> {
  const { host } = new URL(apiUrl);
  const untried = 'so DISCORD_TOKEN was not tried';
  try {
    const answer = await connections.send(`${apiUrl}/v10${path}`, {
      headers: {
        authorization: `Bot ${token}`,
        'user-agent': 'DiscordBot (https://shoptalk.invalid, 0.1.0)',
      },
      signal: AbortSignal.timeout(5000),
    });
    const { status } = answer;
    const finding = findingOfStatus(status, host, untried);
    if (finding !== undefined) return { finding };
    return { data: shape.parse(await answer.json()), date: answer.headers.get('date') };
  } catch (error) {
    const finding =
      error instanceof z.ZodError || error instanceof SyntaxError
        ? notDiscord(host, untried)
        : bad(
            `Discord can’t be reached at ${host} (${networkFault(error).code}), ${untried}`,
            'See that this machine reaches that host, through a proxy or firewall too. The token may be right.',
          );
    return { finding };
  }
}

function findingOfStatus(status: number, host: string, untried: string): Finding | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) {
    return bad(
      'Discord refuses DISCORD_TOKEN',
      'Reset the token under Bot in the developer portal and copy it again.',
    );
  }
  if (status === 429) {
    return unsure(`Discord asks for a pause, ${untried}`, 'Run doctor again in a minute.');
  }
  if (status === 403 || status === 407) {
    return bad(
      `Refused on the way to Discord at ${host} (HTTP ${status}), ${untried}`,
      'See to the proxy or firewall on the way; Discord’s own may refuse this address too. The token may be right.',
    );
  }
  if (status >= 500) {
    return bad(
      `Discord can’t be reached at ${host} (HTTP ${status}), ${untried}`,
      'Look at discordstatus.com, and try again later. The token may be right.',
    );
  }
  return notDiscord(host, untried);
}

function notDiscord(host: string, untried: string): Finding {
  return bad(
    `What answers at ${host} is not Discord, ${untried}`,
    'Check DISCORD_API_URL, and for a proxy or a sign-in page on the way.',
  );
}

/** Channels may take away more: what a server's own roles lack is missing everywhere in it. */
async function checkServers(
  checks: DiscordChecks,
  connections: ReturnType<typeof openConnections>,
  applicationId: string,
): Promise<readonly Finding[]> {
  const asked = await ask(checks, connections, '/users/@me/guilds', guilds);
  if ('finding' in asked) return [unsure('Discord: the bot’s servers could not be read', 'Try again later.')];
  const add = `Add it there again: ${installUrl(applicationId)}`;
  const joined = new Set(asked.data.map(({ id }) => id));
  const absent = checks.workspaces.filter((id) => !joined.has(id));
  const lacking = asked.data
    .map((guild) => ({ ...guild, missing: missingOf(guild.permissions) }))
    .filter(({ missing }) => missing.length > 0);
  return [
    ...absent.map((id) => bad(`Discord server ${id} is let in, but the bot is not in it`, add)),
    ...lacking
      .slice(0, mostTold)
      .map(({ id, name, missing }) =>
        bad(
          `Discord server ${name} (${id}) lacks permissions: ${missing
            .map((each) => `${each.name} (lost without it: ${each.why})`)
            .join(', ')}`,
          `Give them to the bot’s role. ${add}`,
        ),
      ),
    ...(lacking.length > mostTold
      ? [bad(`Discord: ${lacking.length - mostTold} more servers lack permissions`, add)]
      : []),
  ];
}

/** A stranger can add a public application to their own server: the bot is in it, though no command runs there. */
function checkWhoMayAdd({ bot_public }: z.infer<typeof application>): readonly Finding[] {
  if (bot_public === false) return [good('Discord: only its owner can add the application to a server')];
  if (bot_public === undefined) return [];
  return [
    unsure(
      'Discord: the application is public, so that strangers can add it to servers of theirs',
      'Switch off Public Bot under Bot in the developer portal. In a server that was not let in with /admin admit, the bot runs no command.',
    ),
  ];
}

function checkKeys(
  { publicKey, applicationId }: DiscordChecks,
  app: z.infer<typeof application>,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (applicationId !== undefined && applicationId !== app.id) {
    findings.push(
      bad('Discord: DISCORD_APPLICATION_ID is another application’s', 'Leave it unset, or copy it again.'),
    );
  }
  const endpoint = app.interactions_endpoint_url ?? '';
  if (publicKey === undefined) {
    findings.push(
      endpoint === ''
        ? good('Discord: interactions come over the gateway')
        : bad(
            'Discord sends interactions to a URL, but no DISCORD_PUBLIC_KEY is set',
            'Set it, or clear Interactions Endpoint URL in the portal.',
          ),
    );
    return findings;
  }
  if (publicKey.toLowerCase() !== app.verify_key.toLowerCase()) {
    findings.push(
      bad(
        'Discord: DISCORD_PUBLIC_KEY is another application’s',
        'Copy Public Key from General Information.',
      ),
    );
  }
  findings.push(
    endpoint === ''
      ? bad(
          'Discord has no URL to send interactions to',
          'Start the bot, then set Interactions Endpoint URL to https://your.host/discord/interactions.',
        )
      : good(`Discord: interactions go to ${new URL(endpoint).host}`),
  );
  return findings;
}

async function checkCommands({ pending }: DiscordChecks, applicationId: string): Promise<Finding> {
  try {
    const { changed, removed } = await pending(applicationId);
    return changed.length + removed.length === 0
      ? good('Discord: commands registered')
      : bad(`Discord commands out of date: ${[...changed, ...removed].join(', ')}`, 'Run npm run register.');
  } catch {
    return unsure('Discord: the registered commands could not be read', 'Try again later.');
  }
}
