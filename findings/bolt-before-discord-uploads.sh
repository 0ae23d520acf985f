#!/usr/bin/env bash
# On Node 20, discord.js can't upload a file once @slack/bolt has been loaded; its messages without files still go out.
#
# Bolt brings undici 7, discord.js undici 6. The one that is loaded first sets the dispatcher that all versions of undici in a
# process share, and that of undici 7 can't send the form in which Discord takes files. On Node 22 and 26 it can.
# Who meets it: one bot for Slack and Discord, with `engines` node >=20 as either package has, that posts a picture.
# A bot should: give @discordjs/rest an agent or a makeRequest of its own, or run on Node 22 or later.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @slack/bolt@5.1.0 undici@7.30.2 discord.js@14.28.1 @discordjs/rest@2.6.3 node@20.20.2 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';

const order = process.argv.slice(2);
for (const name of order) await import(name);
const { REST } = await import('discord.js');

const server = createServer((request, answer) => {
  request.resume().on('end', () => {
    answer.writeHead(200, { 'Content-Type': 'application/json' });
    answer.end('{"id":"1"}');
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const rest = new REST({ api: `http://127.0.0.1:${server.address().port}/api`, retries: 0 }).setToken('none');
const post = (message) =>
  rest.post('/channels/123456789012345678/messages', message).then(
    () => 'sent',
    (error) => `${error.name}: ${error.message}`,
  );
const body = { content: 'Price by quantity' };
console.log(`${order.join(' before ')}: a text is ${await post({ body })}`);
console.log(`${order.join(' before ')}: a file is ${await post({ body, files: [{ name: 'chart.png', data: Buffer.from('a') }] })}`);
process.exit();
JS
node_modules/.bin/node -p '`Node ${process.version}`'
{
  node_modules/.bin/node try.mjs @slack/bolt discord.js
  node_modules/.bin/node try.mjs discord.js @slack/bolt
} | tee seen
diff seen - <<'STATED' || { echo 'Changed: the two libraries go together in another way.' >&2; exit 1; }
@slack/bolt before discord.js: a text is sent
@slack/bolt before discord.js: a file is TypeError: action is not a function
discord.js before @slack/bolt: a text is sent
discord.js before @slack/bolt: a file is sent
STATED
