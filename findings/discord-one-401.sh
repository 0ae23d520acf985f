#!/usr/bin/env bash
# @discordjs/rest forgets its token at the first answer 401 and sends nothing any more.
#
# Who meets it: a bot for which something between it and Discord, or Discord on a bad day, once answers 401. Each later call
# throws a plain Error about a token that "was not present", without a status or code, and no request leaves the bot, though
# its gateway connection stays up and its interactions are still answered (they need no token). Only a restart helps.
# A bot should: count that sentence as a refused token, report itself as unwell, and call setToken() again or end.
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

let requests = 0;
const server = createServer((_, answer) => {
  requests += 1;
  const first = requests === 1;
  answer.writeHead(first ? 401 : 200, { 'Content-Type': 'application/json' });
  answer.end(first ? '{"message":"401: Unauthorized","code":0}' : '{"id":"1"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const rest = new REST({ api: `http://127.0.0.1:${server.address().port}/api` }).setToken('none');
for (const time of ['first', 'second', 'third']) {
  const outcome = await rest.get('/users/@me').then(
    () => 'answered',
    (error) => `${error.name}: ${error.message}, status ${error.status}`,
  );
  console.log(`${time} call: ${outcome}; requests so far: ${requests}`);
}
rest.setToken('none');
await rest.get('/users/@me');
console.log(`after setToken(): answered; requests so far: ${requests}`);
server.close();
server.closeAllConnections();
JS
echo 'A server that answers 401 once and 200 from then on:'
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @discordjs/rest takes an answer 401 in another way.' >&2; exit 1; }
first call: DiscordAPIError[0]: 401: Unauthorized, status 401; requests so far: 1
second call: Error: Expected token to be set for this request, but none was present, status undefined; requests so far: 1
third call: Error: Expected token to be set for this request, but none was present, status undefined; requests so far: 1
after setToken(): answered; requests so far: 2
STATED
