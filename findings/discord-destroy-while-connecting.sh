#!/usr/bin/env bash
# A discord.js client that is destroyed before READY connects again, and destroy() does not come to an end.
#
# Who meets it: a bot that is told to stop while it starts, or that gives up a login() by a time-out of its own. The new
# connection identifies itself and costs one of the day's session starts; a process that waits for destroy() has to be killed.
# A bot should: wait for READY, or for login() to fail, before destroy(), and wait for destroy() only for so long.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  discord.js@14.28.1 @discordjs/ws@1.2.3 @discordjs/rest@2.6.3 ws@8.23.0 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'discord.js';
import { WebSocketServer } from 'ws';

const server = createServer((_, answer) => {
  const limit = { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 };
  answer.writeHead(200, { 'Content-Type': 'application/json' });
  answer.end(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}`, shards: 1, session_start_limit: limit }));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const sockets = new WebSocketServer({ server });
let destroyed = false;
let identified = 0;
sockets.on('connection', (socket) => {
  socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
  socket.on('message', (data) => {
    if (JSON.parse(data).op !== 2) return;
    identified += 1;
    if (!destroyed) identifiedFirst();
  });
});
let identifiedFirst;
const first = new Promise((resolve) => {
  identifiedFirst = resolve;
});

const client = new Client({ intents: [], rest: { api: `http://127.0.0.1:${server.address().port}/api` } });
client.login('none').catch(() => undefined);
await first;
destroyed = true;
identified = 0;
let ended = 'not ended';
client.destroy().then(() => {
  ended = 'ended';
});
// A second IDENTIFY may only come five seconds after the first.
await after(10_000);
console.log(`ten seconds after destroy(): destroy() has ${ended}, ${sockets.clients.size} connection open, ${identified} identified`);
process.exit();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: discord.js destroys a client that is connecting in another way.' >&2; exit 1; }
ten seconds after destroy(): destroy() has not ended, 1 connection open, 1 identified
STATED
