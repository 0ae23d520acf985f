#!/usr/bin/env bash
# Three of four converters from Markdown to Slack leave the stars in **合计：**请付款, two the tildes in ~~15元（原价）~~特价12元.
#
# By CommonMark's rules marks that come right behind punctuation end nothing when a letter follows, and Chinese has no blank to put
# between. **注意**：, with the sign outside, and **合计：** with a blank behind are bold. ¥ counts as a sign, so that **合计：**¥12.50 is
# bold. @tryfabric/mack alone converts them all.
# Who meets it: bots that send a model's or a template's Chinese Markdown. A price that is struck out reads like one that holds.
# A bot should: put the sign behind the closing marks, or parse with remark-cjk-friendly, or send a block of the type markdown after
# it was looked at in a real workspace.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @tryfabric/mack@1.2.1 md-to-slack@1.1.7 markdown-to-slack-blocks@1.5.0 slackify-markdown@5.0.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { createRequire } from 'node:module';
import { markdownToSlack } from 'md-to-slack';
import { slackifyMarkdown } from 'slackify-markdown';

const require = createRequire(import.meta.url);
const mack = require('@tryfabric/mack');
const blocks = require('markdown-to-slack-blocks');
const converters = {
  '@tryfabric/mack': async (text) => (await mack.markdownToBlocks(text))[0].text.text,
  'md-to-slack': markdownToSlack,
  'markdown-to-slack-blocks': (text) => blocks.markdownToBlocks(text)[0].text.text,
  'slackify-markdown': (text) => slackifyMarkdown(text).replaceAll('\u200b', '').trim(),
};
for (const text of ['**合计：**请付款', '**红色（L）**10件', '~~15元（原价）~~特价12元', '**合计：**¥12.50', '**注意**：请付款', '**合计：** 请付款']) {
  console.log(text);
  for (const [name, convert] of Object.entries(converters)) console.log(`  ${name}: ${await convert(text)}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages ends such marks in another way.' >&2; exit 1; }
**合计：**请付款
  @tryfabric/mack: *合计：*请付款
  md-to-slack: **合计：**请付款
  markdown-to-slack-blocks: **合计：**请付款
  slackify-markdown: **合计：**请付款
**红色（L）**10件
  @tryfabric/mack: *红色（L）*10件
  md-to-slack: **红色（L）**10件
  markdown-to-slack-blocks: **红色（L）**10件
  slackify-markdown: **红色（L）**10件
~~15元（原价）~~特价12元
  @tryfabric/mack: ~15元（原价）~特价12元
  md-to-slack: ~15元（原价）~特价12元
  markdown-to-slack-blocks: ~~15元（原价）~~特价12元
  slackify-markdown: ~~15元（原价）~~特价12元
**合计：**¥12.50
  @tryfabric/mack: *合计：*¥12.50
  md-to-slack: *合计：*¥12.50
  markdown-to-slack-blocks: *合计：*¥12.50
  slackify-markdown: *合计：*¥12.50
**注意**：请付款
  @tryfabric/mack: *注意*：请付款
  md-to-slack: *注意*：请付款
  markdown-to-slack-blocks: *注意*：请付款
  slackify-markdown: *注意*：请付款
**合计：** 请付款
  @tryfabric/mack: *合计：* 请付款
  md-to-slack: *合计：* 请付款
  markdown-to-slack-blocks: *合计：* 请付款
  slackify-markdown: *合计：* 请付款
STATED
