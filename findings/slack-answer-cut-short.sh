#!/usr/bin/env bash
# @slack/web-api wraps and repeats a request that fails before its answer's headers, but not one that fails after them.
#
# Who meets it: a bot whose connection breaks, or whose `timeout` runs out, while the answer's body is under way. It gets
# what fetch threw: no SlackError, no `code` of the package, no second try. Slack has done what was asked by then.
# A bot should: take each error that is no SlackError for "not known whether it was done", and look or use an idempotent
# call before it sends a message again. A bot that counts on the package's ErrorCode takes these for its own mistakes.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @slack/web-api@8.2.0 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { LogLevel, SlackError, WebClient } from '@slack/web-api';

const body = '{"ok":true,"ts":"1764403200.000100"}';
const ways = {
  'no answer': (answer) => answer.destroy(),
  'an answer cut off after its headers': (answer) => {
    answer.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    answer.write(body.slice(0, 10), () => setTimeout(() => answer.destroy(), 50));
  },
  'an answer that stops after its headers': (answer) => {
    answer.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    answer.write(body.slice(0, 10));
  },
};
let way;
let requests = 0;
const server = createServer((request, answer) => {
  requests += 1;
  request.resume().on('end', () => way(answer));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const client = new WebClient('xoxb-none', {
  slackApiUrl: `http://127.0.0.1:${server.address().port}/api/`,
  logLevel: LogLevel.ERROR,
  retryConfig: { retries: 2, minTimeout: 1 },
  timeout: 500,
});
for (const name of Object.keys(ways)) {
  way = ways[name];
  requests = 0;
  const error = await client.chat.postMessage({ channel: 'C1', text: 'ordered' }).catch((thrown) => thrown);
  const kind = error instanceof SlackError ? `SlackError ${error.code}` : `no SlackError but ${error.name}`;
  console.log(`${name}: ${kind}, requests ${requests}`);
}
server.close();
server.closeAllConnections();
JS
echo 'chat.postMessage with two retries and a timeout of half a second meets:'
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @slack/web-api treats an answer that is cut short in another way.' >&2; exit 1; }
no answer: SlackError slack_webapi_request_error, requests 3
an answer cut off after its headers: no SlackError but TypeError, requests 1
an answer that stops after its headers: no SlackError but TimeoutError, requests 1
STATED
