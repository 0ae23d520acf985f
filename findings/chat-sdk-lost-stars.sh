#!/usr/bin/env bash
# The Chat SDK's message.text of 10*20*30cm is 102030cm, on Slack and on Discord, and 3~5天，7~9天 becomes 35天，79天.
#
# What a person typed is parsed as Markdown, and `text` is what is left without the marks: stars that multiply, tildes of ranges
# and a number with a full stop at the start of a line are gone, even where Slack's blocks in the same event say that it is plain.
# Who meets it: bots that read sizes, quantities, delivery times or dates out of what people write.
# A bot should: read what was typed from `message.raw` (Slack: raw.text, which is escaped; Discord: raw.content).
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact chat@4.41.1 @chat-adapter/slack@4.41.1 @chat-adapter/discord@4.41.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { createDiscordAdapter } from '@chat-adapter/discord';
import { createSlackAdapter } from '@chat-adapter/slack';
import { ConsoleLogger } from 'chat';

const logger = new ConsoleLogger('error');
const slack = createSlackAdapter({ botToken: 'xoxb-none', signingSecret: 'none', logger });
const discord = createDiscordAdapter({ botToken: 'none', publicKey: '0'.repeat(64), applicationId: '1', logger });
const author = { id: '9', username: 'buyer' };
for (const typed of [
  '箱子 10*20*30cm',
  '杯子*2，碗*3',
  '发货 3~5天，偏远 7~9天',
  '2026. 11',
  '5.',
  '颜色_红_大',
  '箱子 10x20x30cm',
]) {
  const plain = { type: 'rich_text_section', elements: [{ type: 'text', text: typed }] };
  const onSlack = slack.parseMessage({
    type: 'message', user: 'U9', channel: 'C1', team: 'T1', ts: '1.1', text: typed,
    blocks: [{ type: 'rich_text', block_id: 'b', elements: [plain] }],
  });
  const onDiscord = discord.parseMessage({
    id: '3', channel_id: '2', guild_id: '1', author, content: typed,
    timestamp: '2026-11-30T00:00:00Z', attachments: [], mentions: [], embeds: [],
  });
  console.log(`${typed} | Slack: ${onSlack.text || 'nothing'} | Discord: ${onDiscord.text || 'nothing'}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the Chat SDK takes other marks out of the text, or leaves them.' >&2; exit 1; }
箱子 10*20*30cm | Slack: 箱子 102030cm | Discord: 箱子 102030cm
杯子*2，碗*3 | Slack: 杯子2，碗3 | Discord: 杯子2，碗3
发货 3~5天，偏远 7~9天 | Slack: 发货 35天，偏远 79天 | Discord: 发货 35天，偏远 79天
2026. 11 | Slack: 11 | Discord: 11
5. | Slack: nothing | Discord: nothing
颜色_红_大 | Slack: 颜色_红_大 | Discord: 颜色_红_大
箱子 10x20x30cm | Slack: 箱子 10x20x30cm | Discord: 箱子 10x20x30cm
STATED
