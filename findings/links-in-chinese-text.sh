#!/usr/bin/env bash
# Of 看https://…/1.html linkify-it finds no link, of https://…/1.html多少钱 all of five link finders take 多少钱 into the link.
#
# Chinese has no blanks, so that a link stands right between words. linkify-it wants a blank or a sign before the scheme; what is
# behind is a link's own letters to all five, since a path may have them. linkifyjs and url-regex-safe also take ， and 、 for a
# part of it, and so make one link of two. A pasted link of Taobao or 1688 itself is ASCII, all but the words behind it.
# Who meets it: bots that look for links to goods in what people type. The link opens nothing, or no link is found.
# A bot should: end a link at the first character that is not ASCII, and begin one at the scheme, whatever stands before.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  linkify-it@6.1.0 linkifyjs@4.4.0 autolinker@4.1.5 anchorme@3.0.8 url-regex-safe@4.0.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import anchorme from 'anchorme';
import Autolinker from 'autolinker';
import { LinkifyIt } from 'linkify-it';
import { find } from 'linkifyjs';
import urlRegexSafe from 'url-regex-safe';

const linkify = new LinkifyIt();
const finders = {
  'linkify-it': (text) => (linkify.match(text) ?? []).map(({ raw }) => raw),
  linkifyjs: (text) => find(text).map(({ value }) => value),
  autolinker: (text) => Autolinker.parse(text).map((match) => match.getMatchedText()),
  anchorme: (text) => (anchorme.default ?? anchorme).list(text).map(({ string }) => string),
  'url-regex-safe': (text) => text.match(urlRegexSafe()) ?? [],
};
const offer = (id) => `https://detail.1688.com/offer/${id}.html`;
for (const text of [`看${offer(1)} 吧`, `${offer(1)}多少钱`, `${offer(1)}，红色10件`, `（${offer(1)}）`, `${offer(1)}、${offer(2)}`]) {
  console.log(text);
  for (const [name, found] of Object.entries(finders)) console.log(`  ${name}: ${found(text).join(' | ') || 'none'}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages ends or begins a link elsewhere.' >&2; exit 1; }
看https://detail.1688.com/offer/1.html 吧
  linkify-it: none
  linkifyjs: https://detail.1688.com/offer/1.html
  autolinker: https://detail.1688.com/offer/1.html
  anchorme: https://detail.1688.com/offer/1.html
  url-regex-safe: https://detail.1688.com/offer/1.html
https://detail.1688.com/offer/1.html多少钱
  linkify-it: https://detail.1688.com/offer/1.html多少钱
  linkifyjs: https://detail.1688.com/offer/1.html多少钱
  autolinker: https://detail.1688.com/offer/1.html多少钱
  anchorme: https://detail.1688.com/offer/1.html多少钱
  url-regex-safe: https://detail.1688.com/offer/1.html多少钱
https://detail.1688.com/offer/1.html，红色10件
  linkify-it: https://detail.1688.com/offer/1.html
  linkifyjs: https://detail.1688.com/offer/1.html，红色10件
  autolinker: https://detail.1688.com/offer/1.html
  anchorme: https://detail.1688.com/offer/1.html
  url-regex-safe: https://detail.1688.com/offer/1.html，红色10件
（https://detail.1688.com/offer/1.html）
  linkify-it: https://detail.1688.com/offer/1.html
  linkifyjs: https://detail.1688.com/offer/1.html
  autolinker: https://detail.1688.com/offer/1.html
  anchorme: https://detail.1688.com/offer/1.html
  url-regex-safe: https://detail.1688.com/offer/1.html）
https://detail.1688.com/offer/1.html、https://detail.1688.com/offer/2.html
  linkify-it: https://detail.1688.com/offer/1.html | https://detail.1688.com/offer/2.html
  linkifyjs: https://detail.1688.com/offer/1.html、https://detail.1688.com/offer/2.html
  autolinker: https://detail.1688.com/offer/1.html | https://detail.1688.com/offer/2.html
  anchorme: https://detail.1688.com/offer/1.html | https://detail.1688.com/offer/2.html
  url-regex-safe: https://detail.1688.com/offer/1.html、https://detail.1688.com/offer/2.html
STATED
