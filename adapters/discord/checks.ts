import { z } from 'zod';
import { bad, type Finding, good, unsure } from '../../src/chat/finding.ts';
import { openConnections } from './connections.ts';

/** What `npm run doctor` needs to check Discord. */
interface DiscordChecks {
  readonly token: string;
  readonly publicKey?: string;
  readonly applicationId?: string;
  /** REST prefix without version. */
  readonly apiUrl: string;
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

/** Whether Discord takes the token, knows the same keys, and has the commands registered. */
export async function checkDiscord(checks: DiscordChecks): Promise<readonly Finding[]> {
  let app: z.infer<typeof application>;
  const connections = openConnections();
  try {
    const answer = await connections.send(`${checks.apiUrl}/v10/applications/@me`, {
      headers: {
        authorization: `Bot ${checks.token}`,
        'user-agent': 'DiscordBot (https://shoptalk.invalid, 0.1.0)',
      },
      signal: AbortSignal.timeout(5000),
    });
    if (answer.status === 401) {
      return [
        bad(
          'Discord refuses DISCORD_TOKEN',
          'Reset the token under Bot in the developer portal and copy it again.',
        ),
      ];
    }
    if (!answer.ok) return [bad(`Discord answers HTTP ${answer.status}`, 'Try again later.')];
    app = application.parse(await answer.json());
  } catch (error) {
    const isNonsense = error instanceof z.ZodError || error instanceof SyntaxError;
    const why = isNonsense ? 'its answer was not understood' : 'no answer came';
    return [bad(`Discord: ${why}`, 'Check DISCORD_API_URL, and whether this machine may reach it.')];
  } finally {
    await connections.close();
  }
  return [
    good(`Discord: application ${app.name}`),
    ...checkWhoMayAdd(app),
    ...checkKeys(checks, app),
    await checkCommands(checks, app.id),
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
