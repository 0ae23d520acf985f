#!/usr/bin/env bash
# pangu puts blanks into a Taobao share link, after its ?tk, and between the stars of Slack's bold, so that neither works any more.
#
# It spaces a whole text as soon as there is a Chinese character anywhere in it: `=` and `&` get blanks within a link as well,
# and stars are taken for signs of multiplication. A text without Chinese and code between backticks are let alone.
# Who meets it: bots that tidy Chinese text before they post it. The link that is shown then ends before the blank.
# A bot should: take a text apart first, and space nothing but the parts that are neither link nor mark.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact pangu@7.2.1 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import pangu from 'pangu';

for (const text of [
  'https://m.tb.cn/h.example?tk=AbCdEfGh',
  'https://m.tb.cn/h.example?tk=AbCdEfGh 点击链接',
  'https://item.taobao.com/item.htm?id=123456&skuId=78 红色',
  '<https://item.taobao.com/item.htm?id=123456|玻璃杯>',
  'https://example.com/图片/cup.png',
  '*加急*订单',
  '**加急**订单',
  '_加急_订单',
  '`*加急*`订单',
])
  console.log(`${text} | ${pangu.spacingText(text)}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: pangu spaces links and marks in another way.' >&2; exit 1; }
https://m.tb.cn/h.example?tk=AbCdEfGh | https://m.tb.cn/h.example?tk=AbCdEfGh
https://m.tb.cn/h.example?tk=AbCdEfGh 点击链接 | https://m.tb.cn/h.example?tk = AbCdEfGh 点击链接
https://item.taobao.com/item.htm?id=123456&skuId=78 红色 | https://item.taobao.com/item.htm?id = 123456 & skuId = 78 红色
<https://item.taobao.com/item.htm?id=123456|玻璃杯> | <https://item.taobao.com/item.htm?id = 123456|玻璃杯>
https://example.com/图片/cup.png | https://example.com/图片/cup.png
*加急*订单 | * 加急 * 订单
**加急**订单 | ** 加急 ** 订单
_加急_订单 | _加急_订单
`*加急*`订单 | `*加急*` 订单
STATED
