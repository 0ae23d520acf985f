#!/usr/bin/env bash
# escapeMarkdown() of discord.js spoils a link in angle brackets, <https://a.example/c_d>, and lets one without them alone.
#
# A link between < and > is how a message has one without its preview. The function looks for addresses after a blank or at the
# start of a line, and what it puts before an underscore or a star is a part of the address inside brackets. Quotes (> and >>>)
# and small print (-#) at the start of a line are not escaped at all.
# Who meets it: bots that quote what somebody wrote with links to goods, of which Taobao's have underscores.
# A bot should: take the links out first, and escape what is between them.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact discord.js@14.28.1 @discordjs/formatters@0.6.2 discord-markdown-parser@1.3.1 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { escapeMarkdown } from 'discord.js';
import { parse } from 'discord-markdown-parser';

const all = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };
for (const text of ['https://a.example/c_d*e', '<https://a.example/c_d*e>', 'c_d', '> 订单', '>>> 订单', '-# 订单', '# 订单']) {
  const escaped = escapeMarkdown(text, all);
  const [{ type, target }] = parse(escaped, 'normal');
  console.log(`${text}: ${escaped}, read as ${type}${target === undefined ? '' : ` to ${target}`}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: discord.js escapes in another way.' >&2; exit 1; }
https://a.example/c_d*e: https://a.example/c_d*e, read as url to https://a.example/c_d*e
<https://a.example/c_d*e>: <https://a.example/c\_d*e>, read as autolink to https://a.example/c\_d*e
c_d: c\_d, read as text
> 订单: > 订单, read as blockQuote
>>> 订单: >>> 订单, read as blockQuote
-# 订单: -# 订单, read as subtext
# 订单: \# 订单, read as text
STATED
