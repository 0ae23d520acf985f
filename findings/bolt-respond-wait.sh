#!/usr/bin/env bash
# The errors of respond() of @slack/bolt and of @slack/webhook don't say how long to wait after 429: Retry-After is lost.
#
# Slack limits messages to an address of the kind hooks.slack.com and says in that header when to go on
# (docs.slack.dev/apis/web-api/rate-limits). The webhook's retryConfig tries no 429 again. A RespondError has no more than the
# status: what Slack writes into the body of a refusal, such as no_text, is lost as well; the webhook's error has it.
# Who meets it: a bot that answers a command in several messages, or posts news by a webhook. It can only guess the wait.
# A bot should: give both a `fetch` of its own that keeps Retry-After and the body of an answer that is not ok.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @slack/bolt@5.1.0 @slack/webhook@8.0.2 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import bolt from '@slack/bolt';
import { IncomingWebhook } from '@slack/webhook';

let answer;
let asked = 0;
const server = createServer((_, response) => {
  asked += 1;
  response.writeHead(answer.status, { 'Content-Type': 'text/plain', ...answer.headers }).end(answer.body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/commands/T1/1/none`;

const receiver = { init: (app) => { receiver.app = app; }, start: () => undefined, stop: () => undefined };
const app = new bolt.App({ receiver, logLevel: 'error', authorize: async () => ({ botToken: 'xoxb-none', botId: 'B1', botUserId: 'U1' }) });
let thrown;
app.command('/order', async ({ ack, respond }) => {
  await ack();
  thrown = await respond('Ordered.').catch((error) => error);
});
const webhook = new IncomingWebhook(url, { retryConfig: { retries: 2, minTimeout: 1, maxTimeout: 1 } });

/** All that an error says, but where it was thrown. */
const told = (error) => JSON.stringify(Object.getOwnPropertyNames(error).filter((name) => name !== 'stack').map((name) => error[name]));
for (answer of [
  { status: 400, body: 'no_text' },
  { status: 429, body: 'rate_limited', headers: { 'Retry-After': '31' } },
]) {
  const { status, body: reason } = answer;
  await receiver.app.processEvent({ body: { command: '/order', text: '', team_id: 'T1', user_id: 'U2', channel_id: 'C1', response_url: url }, ack: async () => undefined });
  asked = 0;
  const hook = await webhook.send('Ordered.').catch((refused) => refused);
  const has = (from, word) => (told(from).includes(word) ? 'yes' : 'no');
  for (const [name, error] of [['respond()', thrown], ['webhook', hook]])
    console.log(`${status} ${reason}, ${name}: ${error.code} with the reason ${has(error, reason)}, with 31 s ${has(error, '31')}`);
  console.log(`the webhook tried ${asked} time(s)`);
}
server.close();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: what is told of a refused answer is other than it was.' >&2; exit 1; }
400 no_text, respond(): slack_bolt_respond_error with the reason no, with 31 s no
400 no_text, webhook: slack_webhook_http_error with the reason yes, with 31 s no
the webhook tried 1 time(s)
429 rate_limited, respond(): slack_bolt_respond_error with the reason no, with 31 s no
429 rate_limited, webhook: slack_webhook_http_error with the reason yes, with 31 s no
the webhook tried 1 time(s)
STATED
