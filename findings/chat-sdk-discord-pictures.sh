#!/usr/bin/env bash
# A picture in a card of the Chat SDK is there on Slack and missing on Discord, though its adapter names pictures as supported.
#
# In the embeds that are the default an Image among a card's children and a Select among its actions are passed over without an
# error or a line in the log; only the card's own imageUrl is shown. A card of nothing else goes out empty. Components v2 has both.
# Who meets it: bots for both platforms that show goods with pictures and let one choose a variant.
# A bot should: create the adapter with contentFormat DiscordContentFormat.ComponentsV2, or give the card's picture as imageUrl.
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
import { Actions, Card, CardText, ConsoleLogger, Image, Select, SelectOption } from 'chat';

let sent;
const server = createServer(async (request, answer) => {
  sent = '';
  for await (const part of request) sent += part;
  if (request.url.startsWith('/api/')) sent = new URLSearchParams(sent).get('blocks');
  answer.setHeader('Content-Type', 'application/json').end('{"ok":true,"id":"3","ts":"1.1","channel":"C1"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}`;
const logger = new ConsoleLogger('warn');
const known = { apiUrl: address, botToken: 'none', publicKey: '0'.repeat(64), applicationId: '1', logger };
const places = {
  Slack: [createSlackAdapter({ apiUrl: `${address}/api/`, botToken: 'xoxb-none', signingSecret: 'none', logger }), 'slack:C1:1.1'],
  Discord: [createDiscordAdapter(known), 'discord:1:2'],
  'Discord, v2': [createDiscordAdapter({ ...known, contentFormat: DiscordContentFormat.ComponentsV2 }), 'discord:1:2'],
};

const options = [SelectOption({ label: '红', value: 'red' }), SelectOption({ label: '蓝', value: 'blue' })];
const children = [
  CardText('玻璃杯'),
  Image({ url: 'https://example.com/cup.png', alt: '杯子' }),
  Actions([Select({ id: 'colour', label: '颜色', options })]),
];
for (const [name, [adapter, thread]] of Object.entries(places)) {
  await adapter.postMessage(thread, Card({ title: '商品', children }));
  console.log(`${name}: text ${sent.includes('玻璃杯')}, picture ${sent.includes('cup.png')}, choice ${sent.includes('blue')}`);
}
const [embeds, thread] = places.Discord;
await embeds.postMessage(thread, Card({ title: '商品', imageUrl: 'https://example.com/cup.png' }));
console.log(`Discord, imageUrl: picture ${sent.includes('cup.png')}`);
await embeds.postMessage(thread, Card({ children: children.slice(1) }));
console.log(`Discord, only a picture and a choice: ${sent}`);
server.close();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the Chat SDK sends other parts of a card to Discord.' >&2; exit 1; }
Slack: text true, picture true, choice true
Discord: text true, picture false, choice false
Discord, v2: text true, picture true, choice true
Discord, imageUrl: picture true
Discord, only a picture and a choice: {"embeds":[{"color":5793266}]}
STATED
