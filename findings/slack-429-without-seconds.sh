#!/usr/bin/env bash
# @slack/web-api takes an answer 429 for a rate limit only when its Retry-After begins with a number.
#
# Who meets it: a bot behind a proxy or gateway that limits by itself, with an HTTP date, with fractions of a second or with
# no Retry-After at all (RFC 9110, 10.2.3 allows a date). Such an answer is an Error without a code, which looks like a
# fault of the bot's own; it is not tried again. A fraction is cut off, so that the next call comes too early.
# A bot should: give the client a `fetch` that puts whole seconds, rounded up, into each 429.
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

let header;
let requests = 0;
const server = createServer((_, answer) => {
  requests += 1;
  answer.writeHead(429, header === undefined ? {} : { 'Retry-After': header });
  answer.end('{"ok":false,"error":"ratelimited"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const slackApiUrl = `http://127.0.0.1:${server.address().port}/api/`;

async function ask(options) {
  requests = 0;
  const client = new WebClient('xoxb-none', { slackApiUrl, logLevel: LogLevel.ERROR, ...options });
  const error = await client.auth.test().catch((thrown) => thrown);
  return `${error.constructor.name}, code ${error.code}, retryAfter ${error.retryAfter}, requests ${requests}`;
}

for (header of ['30', '1.5', '0.5', '-5', 'Wed, 25 Nov 2026 08:00:00 GMT', undefined])
  console.log(`${header ?? 'no header'}: ${await ask({ rejectRateLimitedCalls: true })}`);
console.log(`no header, by default: ${await ask({})}`);
server.close();
JS
echo 'Answers 429 with these Retry-After:'
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @slack/web-api reads these answers 429 in another way.' >&2; exit 1; }
30: WebAPIRateLimitedError, code slack_webapi_rate_limited_error, retryAfter 30, requests 1
1.5: WebAPIRateLimitedError, code slack_webapi_rate_limited_error, retryAfter 1, requests 1
0.5: WebAPIRateLimitedError, code slack_webapi_rate_limited_error, retryAfter 0, requests 1
-5: WebAPIRateLimitedError, code slack_webapi_rate_limited_error, retryAfter -5, requests 1
Wed, 25 Nov 2026 08:00:00 GMT: Error, code undefined, retryAfter undefined, requests 1
no header: Error, code undefined, retryAfter undefined, requests 1
no header, by default: Error, code undefined, retryAfter undefined, requests 1
STATED
