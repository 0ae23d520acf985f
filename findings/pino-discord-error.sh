#!/usr/bin/env bash
# pino writes the message and the interaction's token into the log when it is given an error of @discordjs/rest.
#
# A DiscordAPIError carries its request: `requestBody` is the message that was to be sent, and `url` of an answer to an
# interaction holds the token that lets anyone answer in its place for 15 minutes. pino's serializer for `err` copies both.
# Who meets it: each bot that logs `{ err }`, as pino's documentation shows.
# A bot should: log the name, code and status of such an error alone, or redact err.url and err.requestBody.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @discordjs/rest@2.6.3 pino@10.4.0 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { REST } from '@discordjs/rest';
import { pino } from 'pino';

const server = createServer((request, answer) => {
  answer.writeHead(404, { 'Content-Type': 'application/json' });
  request.resume().on('end', () => answer.end('{"message":"Unknown Webhook","code":10015}'));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const rest = new REST({ api: `http://127.0.0.1:${server.address().port}/api` });
const err = await rest
  .patch('/webhooks/123456789012345678/an-interactions-token/messages/@original', {
    auth: false,
    body: { content: 'To: a name, a street' },
  })
  .catch((thrown) => thrown);
server.close();
server.closeAllConnections();

for (const redact of [undefined, ['err.url', 'err.requestBody']]) {
  let line = '';
  pino({ redact }, { write: (text) => (line += text) }).error({ err }, 'not answered');
  const has = (words) => (line.includes(words) ? 'is' : 'is not');
  console.log(`${redact ? 'with redact' : 'by default'}: the token ${has('an-interactions-token')} in the line, the message ${has('a street')}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: pino writes something else of such an error.' >&2; exit 1; }
by default: the token is in the line, the message is
with redact: the token is not in the line, the message is not
STATED
