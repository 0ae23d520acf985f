import { ErrorCode, WebClient } from '@slack/web-api';
import { bad, type Finding, good, unsure } from '../../src/chat/finding.ts';
import { reasonFor } from './manifest.ts';

/** What `npm run doctor` asks Slack. */
export interface SlackChecks {
  readonly botToken: string;
  readonly via: { readonly appToken: string } | { readonly signingSecret: string };
  /** Ends in a slash. */
  readonly apiUrl: string;
  /** The scopes of the manifest. */
  readonly scopes: readonly string[];
}

/** Whether Slack takes the tokens, and whether the installed app has every scope of the manifest. */
export async function checkSlack({
  botToken,
  via,
  apiUrl,
  scopes,
}: SlackChecks): Promise<readonly Finding[]> {
  const client = new WebClient(botToken, { slackApiUrl: apiUrl, timeout: 5000, retryConfig: { retries: 0 } });
  const findings = [await checkBotToken(client, scopes)];
  return [
    ...findings.flat(),
    'appToken' in via
      ? await checkAppToken(client, via.appToken)
      : unsure(
          'Slack over HTTP: the signing secret can only be tried by Slack itself',
          'Save the request URL in the app’s settings: Slack then sends a signed request, and says whether it was answered.',
        ),
  ];
}

async function checkBotToken(client: WebClient, scopes: readonly string[]): Promise<readonly Finding[]> {
  try {
    const who = await client.auth.test();
    const granted = who.response_metadata?.scopes ?? [];
    const missing = scopes.filter((scope) => !granted.includes(scope));
    const found = good(`Slack: bot ${who.user ?? '?'} in workspace ${who.team ?? '?'}`);
    if (granted.length === 0)
      return [found, unsure('Slack scopes: Slack did not list them', 'Compare them with the manifest.')];
    return missing.length === 0
      ? [found, good('Slack scopes: all granted')]
      : [
          found,
          bad(
            `Slack scopes missing: ${missing.map((scope) => `${scope} (${reasonFor(scope)})`).join(', ')}`,
            'Update the app from npm run manifest and install it again.',
          ),
        ];
  } catch (error) {
    return [
      bad(
        `Slack refuses SLACK_BOT_TOKEN: ${reasonOf(error)}`,
        'Copy the Bot User OAuth Token of the installed app; install the app if it is not.',
      ),
    ];
  }
}

async function checkAppToken(client: WebClient, appToken: string): Promise<Finding> {
  try {
    await client.apps.connections.open({ token: appToken });
    return good('Slack: Socket Mode can connect');
  } catch (error) {
    return bad(
      `Slack refuses SLACK_APP_TOKEN: ${reasonOf(error)}`,
      'Make an app-level token with the scope connections:write, and switch Socket Mode on.',
    );
  }
}

/** Slack's own word for it, such as `invalid_auth`; never the token. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) {
    if (error.code === ErrorCode.PlatformError && 'data' in error) {
      const { data } = error;
      if (typeof data === 'object' && data !== null && 'error' in data) return String(data.error);
    }
    return String(error.code);
  }
  return 'no answer';
}
