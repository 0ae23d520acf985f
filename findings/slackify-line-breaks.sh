#!/usr/bin/env bash
# slackify-markdown writes a backslash at the end of each line that Markdown breaks with two blanks; Slack shows it.
#
# A hard line break comes out as it would be written in Markdown again. In Slack's mrkdwn a line break is one, and there is no
# escape by backslash. It is the same within the items of a list and within a quote.
# Who meets it: bots that send a model's or a template's Markdown: addresses, prices, whatever stands line under line.
# A bot should: take the blanks away before lines are converted, or send the text as it is in a block of the type markdown.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact slackify-markdown@5.0.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { slackifyMarkdown } from 'slackify-markdown';

for (const markdown of [
  '收件人：李先生  \n地址：解放路1号  \n备注：易碎',
  '收件人：李先生\n地址：解放路1号',
  '- 红色  \n  10件',
  '> 红色  \n> 10件',
])
  console.log(`${JSON.stringify(markdown)} becomes ${JSON.stringify(slackifyMarkdown(markdown))}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: slackify-markdown breaks lines in another way.' >&2; exit 1; }
"收件人：李先生  \n地址：解放路1号  \n备注：易碎" becomes "收件人：李先生\\\n地址：解放路1号\\\n备注：易碎\n"
"收件人：李先生\n地址：解放路1号" becomes "收件人：李先生\n地址：解放路1号\n"
"- 红色  \n  10件" becomes "•   红色\\\n    10件\n"
"> 红色  \n> 10件" becomes "> 红色\\\n> 10件\n"
STATED
