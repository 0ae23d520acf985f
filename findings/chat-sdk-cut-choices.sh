#!/usr/bin/env bash
# Of 12 choices in a RadioSelect the Chat SDK sends ten to Slack, of 30 in a Select 25 to Discord, and doesn't say that it does.
#
# The others are cut off, without an error or a line in the log. Beyond other limits it does not cut: twelve Fields go to Slack
# as one section, which takes ten (docs.slack.dev/reference/block-kit/blocks/section-block), so that the message is refused, and
# more than 40 parts are an error that it raises itself on Discord. Its own entry @chat-adapter/slack/blocks knows of the ten.
# Who meets it: bots that let one choose among the variants, addresses or warehouses of a shop. The last ones can't be chosen.
# A bot should: count before it makes a card: 10 in a RadioSelect, 25 in a Select, 10 Fields, and offer more as a second step.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact chat@4.41.1 @chat-adapter/slack@4.41.1 @chat-adapter/discord@4.41.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createDiscordAdapter, DiscordContentFormat } from '@chat-adapter/discord';
import { createSlackAdapter } from '@chat-adapter/slack';
import { Actions, Card, Field, Fields, RadioSelect, Select, SelectOption } from 'chat';

let sent;
const server = createServer(async (request, answer) => {
  sent = '';
  for await (const part of request) sent += part;
  if (request.url.startsWith('/api/')) sent = new URLSearchParams(sent).get('blocks');
  answer.setHeader('Content-Type', 'application/json').end('{"ok":true,"id":"3","ts":"1.1","channel":"C1"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}`;
let lines = 0;
const note = () => { lines += 1; };
const logger = { debug: () => undefined, info: () => undefined, warn: note, error: note, child: () => logger };
const contentFormat = DiscordContentFormat.ComponentsV2;
const places = {
  Slack: [createSlackAdapter({ apiUrl: `${address}/api/`, botToken: 'xoxb-none', signingSecret: 'none', logger }), 'slack:C1:1.1'],
  Discord: [createDiscordAdapter({ apiUrl: address, botToken: 'none', publicKey: '0'.repeat(64), applicationId: '1', contentFormat, logger }), 'discord:1:2'],
};
const upTo = (count) => Array.from({ length: count }, (_, index) => `No. ${index + 1}`);
const options = (count) => upTo(count).map((label) => SelectOption({ label, value: label }));
for (const [name, count, child] of [
  ['RadioSelect', 12, Actions([RadioSelect({ id: 'colour', label: '颜色', options: options(12) })])],
  ['Select', 30, Actions([Select({ id: 'size', label: '尺码', options: options(30) })])],
  ['Fields', 12, Fields(upTo(12).map((label) => Field({ label, value: 'x' })))],
]) {
  for (const [place, [adapter, thread]] of Object.entries(places)) {
    await adapter.postMessage(thread, Card({ title: '商品', children: [child] }));
    const arrived = upTo(count).filter((label) => new RegExp(`${label}\\b`).test(sent)).length;
    console.log(`${name} of ${count}, ${place}: ${arrived} sent, ${lines} warnings`);
  }
}
server.close();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the Chat SDK cuts in another way, or says so.' >&2; exit 1; }
RadioSelect of 12, Slack: 10 sent, 0 warnings
RadioSelect of 12, Discord: 12 sent, 0 warnings
Select of 30, Slack: 30 sent, 0 warnings
Select of 30, Discord: 25 sent, 0 warnings
Fields of 12, Slack: 12 sent, 0 warnings
Fields of 12, Discord: 12 sent, 0 warnings
STATED
