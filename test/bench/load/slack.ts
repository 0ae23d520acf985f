import { createServer } from 'node:http';
import { listen } from '../listen.ts';
import { offerOf, slackApp } from '../scene.ts';
import { readBody } from './body.ts';
import type { Platform, TakeAnswer } from './platform.ts';
import { slackCommand } from './slack-command.ts';

/** A Slack of its own: sends slash commands with `v0` signatures, takes answers over response_url and Web API. */
export async function startSlack(take: TakeAnswer): Promise<Platform> {
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const path = request.url ?? '';
    let answer: object = { ok: true };
    if (path.startsWith('/commands/')) {
      take(body);
    } else {
      const fields = request.headers['content-type']?.includes('json')
        ? new Map(Object.entries(JSON.parse(body)).map(([name, value]) => [name, String(value)]))
        : new URLSearchParams(body);
      const method = path.replace('/api/', '');
      if (method.startsWith('chat.post')) take(`{"blocks":${fields.get('blocks') ?? '[]'}}`);
      answer = webApiAnswer(method, fields.get('user') ?? '');
    }
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'x-oauth-scopes': 'commands,chat:write',
    });
    response.end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000;
  const origin = await listen(server);

  return {
    path: '/slack/events',
    environment: {
      SLACK_BOT_TOKEN: slackApp.botToken,
      SLACK_SIGNING_SECRET: slackApp.signingSecret,
      SLACK_API_URL: `${origin}/api/`,
    },
    command(number, person) {
      const { offerId, openUid } = offerOf(number);
      return slackCommand({
        command: '/seller',
        text: `${offerId} ${openUid}`,
        channel: slackApp.channelId,
        person,
        responseUrl: `${origin}/commands/${slackApp.teamId}/${number}/bench`,
        trigger: `${number}.1234567890.${offerId}bench`,
      });
    },
    answerIn: (acknowledgement) => (acknowledgement.length > 0 ? acknowledgement : undefined),
  };
}

/** What Slack's Web API answers to `method`, where nothing is kept of what it is told. */
export function webApiAnswer(method: string, user: string): object {
  switch (method) {
    case 'auth.test':
      return {
        ok: true,
        url: 'https://bench.slack.com/',
        team: 'Bench',
        user: 'shoptalk',
        team_id: slackApp.teamId,
        user_id: slackApp.botUserId,
        bot_id: slackApp.botId,
        is_enterprise_install: false,
      };
    case 'users.info':
      return {
        ok: true,
        user: {
          id: user,
          team_id: slackApp.teamId,
          name: `buyer-${user}`,
          real_name: `Buyer ${user}`,
          is_bot: false,
          deleted: false,
          is_restricted: false,
          is_ultra_restricted: false,
          locale: 'en-US',
          profile: {
            display_name: `Buyer ${user}`,
            real_name: `Buyer ${user}`,
            email: 'buyer@bench.example',
          },
        },
      };
    case 'conversations.info':
      return {
        ok: true,
        channel: {
          id: slackApp.channelId,
          is_channel: true,
          is_im: false,
          is_mpim: false,
          is_private: false,
          is_shared: false,
          is_ext_shared: false,
          is_org_shared: false,
          is_pending_ext_shared: false,
        },
      };
    default:
      return {
        ok: true,
        channel: slackApp.channelId,
        ts: '1779263269.000100',
        message_ts: '1779263269.000100',
      };
  }
}
