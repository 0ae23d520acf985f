#!/usr/bin/env bash
# The Chat SDK posts the price in 100件 @12.50元 as a mention of somebody: 100件 <@12>.50元, on Slack and on Discord.
#
# An @ before an ASCII letter or digit, and not after one, begins a name for it: in strings, in `raw` and in `markdown` alike, and
# no backslash helps. Code, links and addresses of mail are let alone, and so is an @ before a Chinese character.
# Who meets it: bots that write quantities at a price, names of shops such as @1688 or sizes such as @2x.
# A bot should: write ¥12.50/件 or the wide sign ＠, and put what it did not write itself into code.
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
import { createDiscordAdapter } from '@chat-adapter/discord';
import { createSlackAdapter } from '@chat-adapter/slack';
import { ConsoleLogger } from 'chat';

let sent;
const server = createServer(async (request, answer) => {
  let body = '';
  for await (const part of request) body += part;
  sent = request.url.startsWith('/api/') ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
  answer.setHeader('Content-Type', 'application/json').end('{"ok":true,"id":"3","ts":"1.1","channel":"C1"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}`;
const logger = new ConsoleLogger('error');
const slack = createSlackAdapter({ apiUrl: `${address}/api/`, botToken: 'xoxb-none', signingSecret: 'none', logger });
const discord = createDiscordAdapter({ apiUrl: address, botToken: 'none', publicKey: '0'.repeat(64), applicationId: '1', logger });

for (const message of [
  '100件 @12.50元',
  { raw: '100件 @12.50元' },
  { markdown: '100件 @12.50元' },
  { markdown: '100件 \\@12.50元' },
  { markdown: '100件 `@12.50`元' },
  '100@12.50元',
  '店铺 @张三',
  '100件 ＠12.50元',
]) {
  await slack.postMessage('slack:C1:1.1', message);
  const onSlack = sent.text ?? sent.markdown_text;
  await discord.postMessage('discord:1:2', message);
  console.log(`${JSON.stringify(message)} | Slack: ${onSlack} | Discord: ${sent.content}`);
}
server.close();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the Chat SDK takes another @ for a mention.' >&2; exit 1; }
"100件 @12.50元" | Slack: 100件 <@12>.50元 | Discord: 100件 <@12>.50元
{"raw":"100件 @12.50元"} | Slack: 100件 <@12>.50元 | Discord: 100件 <@12>.50元
{"markdown":"100件 @12.50元"} | Slack: 100件 <@12>.50元 | Discord: 100件 <@12>.50元
{"markdown":"100件 \\@12.50元"} | Slack: 100件 \<@12>.50元 | Discord: 100件 <@12>.50元
{"markdown":"100件 `@12.50`元"} | Slack: 100件 `@12.50`元 | Discord: 100件 `@12.50`元
"100@12.50元" | Slack: 100@12.50元 | Discord: 100@12.50元
"店铺 @张三" | Slack: 店铺 @张三 | Discord: 店铺 @张三
"100件 ＠12.50元" | Slack: 100件 ＠12.50元 | Discord: 100件 ＠12.50元
STATED
