#!/usr/bin/env bash
# Three of four converters from Markdown to Slack make "数量 12", a line break and "5 元" into 数量 125 元.
#
# A line that ends in two blanks or a backslash is broken there, by Markdown's rules; the blanks or the backslash are taken away
# and so is the break. A paragraph's plain end of line stays one. The fourth, slackify-markdown, keeps the break and writes a
# backslash before it, which Slack shows (slackify-line-breaks.sh).
# Who meets it: bots that send a model's or a template's Markdown. Two numbers become one, and nothing looks wrong.
# A bot should: make each such break an empty line before it converts, or send a block of the type markdown as it is.
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
  'slackify-markdown': (text) => slackifyMarkdown(text).trim(),
};
for (const [name, convert] of Object.entries(converters))
  for (const [how, end] of [['two blanks', '  '], ['a backslash', '\\'], ['nothing', '']])
    console.log(`${name}, ${how} at the end: ${JSON.stringify(await convert(`数量 12${end}\n5 元`))}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages breaks such lines in another way.' >&2; exit 1; }
@tryfabric/mack, two blanks at the end: "数量 125 元"
@tryfabric/mack, a backslash at the end: "数量 125 元"
@tryfabric/mack, nothing at the end: "数量 12\n5 元"
md-to-slack, two blanks at the end: "数量 125 元"
md-to-slack, a backslash at the end: "数量 125 元"
md-to-slack, nothing at the end: "数量 12\n5 元"
markdown-to-slack-blocks, two blanks at the end: "数量 125 元"
markdown-to-slack-blocks, a backslash at the end: "数量 125 元"
markdown-to-slack-blocks, nothing at the end: "数量 12\n5 元"
slackify-markdown, two blanks at the end: "数量 12\\\n5 元"
slackify-markdown, a backslash at the end: "数量 12\\\n5 元"
slackify-markdown, nothing at the end: "数量 12\n5 元"
STATED
