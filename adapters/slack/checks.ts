import { LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import { z } from 'zod';
import { bad, clockFindings, type Finding, good, unsure } from '../../src/chat/finding.ts';
import { checkBlocks } from './block-checks.ts';
import { failureOf } from './errors.ts';
import { reasonFor } from './manifest.ts';
import { clientOptions } from './web-api.ts';

/** What `npm run doctor` asks Slack. */
export interface SlackChecks {
  readonly botToken: string;
  readonly via: { readonly appToken: string } | { readonly signingSecret: string };
  /** Ends in a slash. */
  readonly apiUrl: string;
  /** The scopes of the manifest. */
  readonly scopes: readonly string[];
  /** Slack's ids of the workspaces that the settings let in. */
  readonly workspaces?: readonly string[];
  /** Ms since 1970 UTC, by this machine. */
  now(): number;
}

/** https://docs.slack.dev/reference/methods/auth.test; the scopes come as a header of the answer. */
const owner = z.object({
  user: z.string().default('?'),
  team: z.string().default('?'),
  team_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }).optional(),
});

type Owner = z.infer<typeof owner>;

/**
 * Whether Slack takes the tokens, whether the installed app has every scope of the manifest, whether the token is that of the
 * workspaces that are let in, and whether Slack takes the blocks that cards are drawn with.
 */
export async function checkSlack(checks: SlackChecks): Promise<readonly Finding[]> {
  const { botToken, via, apiUrl } = checks;
  const client = new WebClient(botToken, { ...clientOptions(apiUrl), logLevel: LogLevel.ERROR });
  return [
    ...(await checkBotToken(client, checks)),
    'appToken' in via
      ? await checkAppToken(client, checks, via.appToken)
      : unsure(
          'Slack over HTTP: the signing secret can only be tried by Slack itself',
          'Save the request URL in the app’s settings: Slack then sends a signed request, and says whether it was answered.',
        ),
  ];
}

async function checkBotToken(client: WebClient, checks: SlackChecks): Promise<readonly Finding[]> {
  try {
    const who = owner.parse(await client.auth.test());
    return [
      good(`Slack: bot ${who.user} in workspace ${who.team}${who.team_id ? ` (${who.team_id})` : ''}`),
      ...(await checkClock(checks)),
      checkScopes(who, checks.scopes),
      ...(checks.workspaces ?? []).flatMap((workspace) => checkWorkspace(who, workspace)),
      ...(await checkBlocks(client)),
    ];
  } catch (error) {
    return [
      whyNot(
        error,
        checks,
        'SLACK_BOT_TOKEN',
        'Copy the Bot User OAuth Token of the installed app; install the app if it is not.',
      ),
    ];
  }
}

/** Slack refuses nothing for a clock that is off: the bot refuses what Slack signs. */
async function checkClock({ apiUrl, now }: SlackChecks): Promise<readonly Finding[]> {
  try {
    const { headers } = await fetch(new URL('api.test', apiUrl), {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    });
    return clockFindings('Slack', headers.get('date'), now());
  } catch {
    // What keeps it from being asked was told of the tokens.
    return [];
  }
}

function checkScopes({ response_metadata }: Owner, scopes: readonly string[]): Finding {
  const granted = response_metadata?.scopes ?? [];
  const missing = scopes.filter((scope) => !granted.includes(scope));
  if (granted.length === 0)
    return unsure('Slack scopes: Slack did not list them', 'Compare them with the manifest.');
  if (missing.length === 0) return good('Slack scopes: all granted');
  return bad(
    `Slack scopes missing: ${missing.map((scope) => `${scope} (lost without it: ${reasonFor(scope)})`).join(', ')}`,
    'Update the app from npm run manifest and install it again.',
  );
}

function checkWorkspace({ team, team_id: own, is_enterprise_install: isWide }: Owner, workspace: string) {
  if (isWide !== true && workspace === own) return [];
  if (isWide === true) {
    return unsure(
      `Slack workspace ${workspace} is let in: SLACK_BOT_TOKEN is an organization’s, which names no workspace`,
      'See in the organization’s settings that the app is installed there.',
    );
  }
  return bad(
    `Slack workspace ${workspace} is let in, but SLACK_BOT_TOKEN belongs to ${team} (${own ?? '?'})`,
    'Take it out of WORKSPACES: the token’s own workspace needs no entry, and the bot reaches no other.',
  );
}

async function checkAppToken(client: WebClient, checks: SlackChecks, appToken: string): Promise<Finding> {
  try {
    await client.apps.connections.open({ token: appToken });
    return good('Slack: Socket Mode can connect');
  } catch (error) {
    return whyNot(
      error,
      checks,
      'SLACK_APP_TOKEN',
      'Make an app-level token with the scope connections:write, and switch Socket Mode on.',
    );
  }
}

/** JSON that is no object ends in the library as a TypeError of its own; one of the network has a cause. */
function isNoObject(error: unknown): boolean {
  return error instanceof TypeError && error.cause === undefined;
}

/** Only what Slack itself says of a token is said of it; `advice` is for a token that it refuses. */
function whyNot(error: unknown, { apiUrl }: SlackChecks, setting: string, advice: string): Finding {
  const { host } = new URL(apiUrl);
  if (error instanceof z.ZodError) {
    return bad(
      `Slack’s answer about ${setting} can’t be read`,
      `See that ${host} is Slack: SLACK_API_URL may name another.`,
    );
  }
  const { error: name, unclear, retryAfterMs } = failureOf(error);
  if (name === 'unreadable answer' || isNoObject(error)) {
    return bad(
      `What answers at ${host} is not Slack, so ${setting} was not tried`,
      'Check SLACK_API_URL, and for a proxy or a sign-in page on the way.',
    );
  }
  if (retryAfterMs !== undefined)
    return unsure(`Slack asks for a pause, so ${setting} was not tried`, 'Run doctor again in a minute.');
  if (error instanceof WebAPIPlatformError && !unclear)
    return bad(`Slack refuses ${setting}: ${name}`, advice);
  return bad(
    `Slack can’t be reached at ${host} (${name}), so ${setting} was not tried`,
    'See that this machine reaches that host, through a proxy or firewall too. The token may be right.',
  );
}
