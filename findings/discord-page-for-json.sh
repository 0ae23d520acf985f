#!/usr/bin/env bash
# discord.js rejects login() with a TypeError about reset_after when a web page comes in place of the gateway's address.
#
# @discordjs/rest gives an ArrayBuffer, not an error, for each answer 200 whose type is not JSON, and @discordjs/ws reads
# session_start_limit of it. A page with status 403 becomes a DiscordAPIError whose code is undefined.
# Who meets it: a bot behind a proxy, a captive portal or a filter. The error looks like a mistake in the bot or its token.
# A bot should: look at /gateway/bot itself before login(), and say that what answers at that address is not Discord.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  discord.js@14.28.1 @discordjs/ws@1.2.3 @discordjs/rest@2.6.3 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Client, REST } from 'discord.js';

let status = 200;
const server = createServer((_, answer) => {
  answer.writeHead(status, { 'Content-Type': 'text/html' });
  answer.end('<!doctype html><title>Sign in to the network</title>');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const api = `http://127.0.0.1:${server.address().port}/api`;

const client = new Client({ intents: [], rest: { api } });
const error = await client.login('none').catch((thrown) => thrown);
console.log(`200, login(): ${error.name}: ${error.message}`);
await client.destroy();

const rest = new REST({ api }).setToken('none');
console.log(`200, rest.get(): ${(await rest.get('/users/@me')).constructor.name}`);
status = 403;
const refused = await rest.get('/users/@me').catch((thrown) => thrown);
console.log(`403, rest.get(): ${refused.name}: ${refused.message}, code ${refused.code}, status ${refused.status}`);
server.close();
server.closeAllConnections();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: discord.js takes a web page in another way.' >&2; exit 1; }
200, login(): TypeError: Cannot read properties of undefined (reading 'reset_after')
200, rest.get(): ArrayBuffer
403, rest.get(): DiscordAPIError[undefined]: No Description, code undefined, status 403
STATED
