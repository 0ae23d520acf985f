#!/usr/bin/env bash
# slack-markdown makes https://item.taobao.com/item.htm?id=1&skuId=2 of a Slack message into a link to ?id=1&amp;skuId=2.
#
# Slack writes & < > in its messages as &amp; &lt; &gt;, in links as well. The package escapes that once more, so that a page shows
# A&amp;B, and in a link it does so even with escapeHTML false. A quote, which Slack sends as &gt;, stays a line of text.
# Who meets it: a page that shows what was written in Slack. The address opens, since the first parameter is whole, and the
# goods are shown without the colour and size that were meant.
# A bot should: turn the three back before it calls toHTML, and leave escapeHTML on.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact slack-markdown@0.3.0 parse5@8.0.0 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { parseFragment } from 'parse5';
import slackMarkdown from 'slack-markdown';

/** What a browser makes of it: the words that are shown, and where its link leads. */
function shown(html) {
  let words = '';
  let link;
  const walk = (node) => {
    words += node.value ?? '';
    link ??= node.attrs?.find(({ name }) => name === 'href')?.value;
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(parseFragment(html));
  return link === undefined ? words : `${words}, to ${link}`;
}
const back = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
for (const [typed, sent] of [
  ['H&M 5 < 6', 'H&amp;M 5 &lt; 6'],
  ['https://item.taobao.com/item.htm?id=1&skuId=2', '<https://item.taobao.com/item.htm?id=1&amp;skuId=2>'],
  ['> quoted', '&gt; quoted'],
]) {
  console.log(`typed: ${typed}`);
  console.log(`  escapeHTML true: ${shown(slackMarkdown.toHTML(sent))}`);
  console.log(`  escapeHTML false: ${shown(slackMarkdown.toHTML(sent, { escapeHTML: false }))}`);
  console.log(`  turned back first: ${shown(slackMarkdown.toHTML(back(sent)))}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: slack-markdown escapes in another way.' >&2; exit 1; }
typed: H&M 5 < 6
  escapeHTML true: H&amp;M 5 &lt; 6
  escapeHTML false: H&M 5 < 6
  turned back first: H&M 5 < 6
typed: https://item.taobao.com/item.htm?id=1&skuId=2
  escapeHTML true: https://item.taobao.com/item.htm?id=1&amp;skuId=2, to https://item.taobao.com/item.htm?id=1&amp;skuId=2
  escapeHTML false: https://item.taobao.com/item.htm?id=1&skuId=2, to https://item.taobao.com/item.htm?id=1&amp;skuId=2
  turned back first: https://item.taobao.com/item.htm?id=1&skuId=2, to https://item.taobao.com/item.htm?id=1&skuId=2
typed: > quoted
  escapeHTML true: &gt; quoted
  escapeHTML false: > quoted
  turned back first: quoted
STATED
