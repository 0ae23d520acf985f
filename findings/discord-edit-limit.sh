#!/usr/bin/env bash
# @discordjs/rest keeps nothing of Discord's code 30046, which says that a message is too old for another edit.
#
# Discord sends it with status 429 (github.com/discord/discord-api-docs/issues/4413), and discord-api-types has a name for it.
# The library takes each 429 for a rate limit: it waits and tries again, as often as it takes, and its RateLimitError has
# neither code nor message nor body.
# Who meets it: a bot with cards that live for hours, such as an order's. Its edit waits, and all else in that channel's
# bucket behind it, where a new message would have been the answer.
# A bot should: give the library a makeRequest that shows it such an answer as status 400, and post a new card on 30046.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @discordjs/rest@2.6.3 discord-api-types@0.38.50 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { REST } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';

const code = RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached;
const refusal = JSON.stringify({ message: 'Maximum number of edits to messages older than 1 hour reached.', code });
let requests = 0;
const server = createServer((request, answer) => {
  requests += 1;
  const status = requests % 4 === 0 ? 200 : 429;
  answer.writeHead(status, { 'Content-Type': 'application/json', ...(status === 429 && { 'Retry-After': '1' }) });
  request.resume().on('end', () => answer.end(status === 200 ? '{"id":"1"}' : refusal));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const api = `http://127.0.0.1:${server.address().port}/api`;
const edit = (options) =>
  new REST({ api, ...options })
    .setToken('none')
    .patch('/channels/123456789012345678/messages/123456789012345679', { body: { content: 'shipped' } });

await edit({ retries: 0 });
console.log(`code ${code} three times, then 200; retries 0: resolved after ${requests} requests`);
const error = await edit({ rejectOnRateLimit: () => true }).catch((thrown) => thrown);
const told = ['code', 'message', 'rawError'].map((name) => `${name} ${JSON.stringify(error[name])}`).join(', ');
console.log(`with rejectOnRateLimit: ${error.constructor.name}, ${told}`);
server.close();
server.closeAllConnections();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @discordjs/rest takes code 30046 in another way.' >&2; exit 1; }
code 30046 three times, then 200; retries 0: resolved after 4 requests
with rejectOnRateLimit: RateLimitError, code undefined, message "", rawError undefined
STATED
