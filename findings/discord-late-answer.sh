#!/usr/bin/env bash
# @discordjs/rest sends a new message four times when the answer to it is late or is 502, and adds no nonce.
#
# Who meets it: each bot that posts with rest.post() or channel.send() on a slow day. Discord may have taken the first request
# already, and each of the others makes a message more. After 502 the four leave without a wait between.
# A bot should: give each message a nonce of its own with enforce_nonce: true, by which Discord gives back the first message
# instead of making another (docs.discord.com/developers/resources/message), or set retries: 0.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @discordjs/rest@2.6.3 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { REST } from '@discordjs/rest';

const ways = {
  'an answer later than the timeout': (answer) => setTimeout(() => answer.destroy(), 1_000).unref(),
  'answers 502': (answer) => answer.writeHead(502).end(),
};
let way;
let bodies = [];
const server = createServer(async (request, answer) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  bodies.push(body);
  way(answer);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
// All is as it is by default, but for the timeout, which is 15 s.
const rest = new REST({ api: `http://127.0.0.1:${server.address().port}/api`, timeout: 300 }).setToken('none');
for (const name of Object.keys(ways)) {
  way = ways[name];
  bodies = [];
  const error = await rest
    .post('/channels/123456789012345678/messages', { body: { content: 'ordered' } })
    .catch((thrown) => thrown);
  console.log(`${name}: ${error.name} after ${bodies.length} requests, each ${[...new Set(bodies)].join(' or ')}`);
}
server.close();
server.closeAllConnections();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @discordjs/rest repeats a message in another way.' >&2; exit 1; }
an answer later than the timeout: AbortError after 4 requests, each {"content":"ordered"}
answers 502: HTTPError after 4 requests, each {"content":"ordered"}
STATED
