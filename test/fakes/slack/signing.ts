import { createHmac } from 'node:crypto';

/**
 * The headers by which Slack proves that `body` is its own.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signedHeaders(secret: string, body: string, timestampS: number): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${timestampS}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${hash}`, 'x-slack-request-timestamp': String(timestampS) };
}
