import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../listen.ts';
import { offerOf, slackApp } from '../scene.ts';
import { readBody } from './body.ts';
import type { Platform, TakeAnswer } from './platform.ts';

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
      const userId = `U${String(person).padStart(9, '0')}`;
      const body = new URLSearchParams({
        token: 'legacy-verification-token',
        team_id: slackApp.teamId,
        team_domain: 'bench',
        channel_id: slackApp.channelId,
        channel_name: 'buying',
        user_id: userId,
        user_name: `buyer${person}`,
        command: '/seller',
        text: `${offerId} ${openUid}`,
        api_app_id: slackApp.appId,
        is_enterprise_install: 'false',
        response_url: `${origin}/commands/${slackApp.teamId}/${number}/bench`,
        trigger_id: `${number}.1234567890.${offerId}bench`,
      }).toString();
      const timestamp = String(Math.floor(Date.now() / 1000));
      const digest = createHmac('sha256', slackApp.signingSecret)
        .update(`v0:${timestamp}:${body}`)
        .digest('hex');
      return {
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${digest}`,
        },
        body,
      };
    },
    answerIn: (acknowledgement) => (acknowledgement.length > 0 ? acknowledgement : undefined),
  };
}

function webApiAnswer(method: string, user: string): object {
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
          locale: 'en-US',
          profile: {
            display_name: `Buyer ${user}`,
            real_name: `Buyer ${user}`,
            email: 'buyer@bench.example',
          },
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
