#!/usr/bin/env bash
# @discordjs/proxy sends a message again without its body when Discord's first answer is 502 or 429.
#
# It hands the incoming request itself to @discordjs/rest as the body. That tries again by itself, and what was read for the first
# try is gone. Each new try is a request with the same address and type, and nothing in it.
# Who meets it: bots of several processes that share one proxy for Discord's limits, on a busy or a bad day. Discord refuses
# the empty second try, so that the bot is told its message is wrong, or a change of nothing succeeds, and the text is lost.
# A bot should: give the proxy's REST retries 0 and rejectOnRateLimit, so that whoever has the body tries again, or read the
# whole body first and call queueRequest() by itself.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @discordjs/proxy@2.1.1 @discordjs/rest@2.6.3 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { proxyRequests } from '@discordjs/proxy';
import { REST } from '@discordjs/rest';

const json = { 'Content-Type': 'application/json' };
const listen = async (answer) => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}/api`;
};
let first;
let got;
const discord = await listen(async (request, answer) => {
  let body = '';
  for await (const part of request) body += part;
  got.push(body === '' ? 'nothing' : body);
  if (got.length === 1 && first !== 200) answer.writeHead(first, { ...json, 'Retry-After': '0.1' }).end('{"message":"x","retry_after":0.1,"global":false}');
  else answer.writeHead(200, json).end('{"id":"1"}');
});
const handle = proxyRequests(new REST({ api: discord }).setToken('none'));
const proxy = await listen(handle);
const bot = new REST({ api: proxy, retries: 0 }).setToken('none');
for (first of [200, 502, 429]) {
  got = [];
  const { id } = await bot.post('/channels/2/messages', { body: { content: '下单' } });
  console.log(`first answer ${first}: the bot is told of message ${id}; Discord got ${got.join(', then ')}`);
}
process.exit();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @discordjs/proxy tries again in another way.' >&2; exit 1; }
first answer 200: the bot is told of message 1; Discord got {"content":"下单"}
first answer 502: the bot is told of message 1; Discord got {"content":"下单"}, then nothing
first answer 429: the bot is told of message 1; Discord got {"content":"下单"}, then nothing
STATED
