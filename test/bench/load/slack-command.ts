import { createHmac } from 'node:crypto';
import { slackApp } from '../scene.ts';
import type { SignedCommand } from './platform.ts';

/** A slash command as Slack sends it, signed `v0`. https://docs.slack.dev/interactivity/implementing-slash-commands */
export function slackCommand({
  command,
  text,
  channel,
  person,
  responseUrl,
  trigger,
}: {
  readonly command: string;
  readonly text: string;
  readonly channel: string;
  readonly person: number;
  readonly responseUrl: string;
  readonly trigger: string;
}): SignedCommand {
  const body = new URLSearchParams({
    token: 'legacy-verification-token',
    team_id: slackApp.teamId,
    team_domain: 'bench',
    channel_id: channel,
    channel_name: 'buying',
    user_id: `U${String(person).padStart(9, '0')}`,
    user_name: `buyer${person}`,
    command,
    text,
    api_app_id: slackApp.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: trigger,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', slackApp.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  };
}
