#!/usr/bin/env bash
# @slack/web-api makes a web page that comes in place of an answer into a platform error whose code is the whole page.
#
# Who meets it: a bot behind a proxy, a captive portal or a gateway that answers with its own page and status 200. The error
# says slack_webapi_platform_error, as if Slack had refused, and `data.error`, elsewhere a short word such as
# channel_not_found, holds the page. It reaches logs, metric labels and sentences made of the code; nothing is tried again.
# A bot should: believe `data.error` only where it looks like a code (/^[a-z0-9_]+$/), and say "no sense" otherwise.
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
import { LogLevel, WebClient } from '@slack/web-api';

const bodies = {
  refusal: ['application/json', '{"ok":false,"error":"channel_not_found"}'],
  page: ['text/html', '<!doctype html><title>Sign in to the network</title>'],
  nothing: ['application/json', ''],
};
let sent;
let requests = 0;
const server = createServer((_, answer) => {
  requests += 1;
  answer.writeHead(200, { 'Content-Type': sent[0] });
  answer.end(sent[1]);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const client = new WebClient('xoxb-none', {
  slackApiUrl: `http://127.0.0.1:${server.address().port}/api/`,
  logLevel: LogLevel.ERROR,
});
for (const name of Object.keys(bodies)) {
  sent = bodies[name];
  requests = 0;
  const error = await client.auth.test().catch((thrown) => thrown);
  console.log(`${name}: ${error.code}, data.error ${JSON.stringify(error.data.error)}, requests ${requests}`);
}
server.close();
JS
echo 'Answers with status 200:'
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @slack/web-api reads an answer that is not JSON in another way.' >&2; exit 1; }
refusal: slack_webapi_platform_error, data.error "channel_not_found", requests 1
page: slack_webapi_platform_error, data.error "<!doctype html><title>Sign in to the network</title>", requests 1
nothing: slack_webapi_platform_error, data.error "", requests 1
STATED
