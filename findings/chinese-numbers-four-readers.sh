#!/usr/bin/env bash
# Of four packages that read Chinese numbers nzh takes 两百五十 for 50 and 两千 for 0, and 1.5万 is 0, 1, 1.50 and 15000.
#
# 两 is how 2 is said before 百, 千 and 万; nzh passes over what it does not know. In speech 三百五 is 350, which two of them read as
# 305. Digits before 万 are what people type: chinese-parseint2 stops there, and zh2num puts other digits into the text.
# None of them raises an error, and numbers that are written out in full are read alike by all four.
# Who meets it: bots that take a quantity or a price from what people type.
# A bot should: take nothing but digits, or hold what was read against the same number written again, and show it before it counts.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact nzh@1.0.14 chinese-parseint2@2.0.6 @lazy-cjk/zh2num@1.0.2 \
  chinese-numbers-converter@2.3.1 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { zh2num } from '@lazy-cjk/zh2num';
import ChineseNumber from 'chinese-numbers-converter';
import { chinese_parseInt as parseChinese } from 'chinese-parseint2';
import nzh from 'nzh';

for (const typed of ['三百五十', '一千零五', '两百五十', '两千', '三百五', '一万二', '1.5万', '3千5百'])
  console.log(
    [`${typed}: nzh ${nzh.cn.decodeS(typed)}`, `chinese-parseint2 ${parseChinese(typed)}`, `zh2num ${zh2num(typed)}`]
      .concat(`chinese-numbers-converter ${new ChineseNumber(typed).toInteger()}`)
      .join(', '),
  );
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of them reads such a number in another way.' >&2; exit 1; }
三百五十: nzh 350, chinese-parseint2 350, zh2num 350, chinese-numbers-converter 350
一千零五: nzh 1005, chinese-parseint2 1005, zh2num 1005, chinese-numbers-converter 1005
两百五十: nzh 50, chinese-parseint2 250, zh2num 250, chinese-numbers-converter 250
两千: nzh 0, chinese-parseint2 2000, zh2num 2000, chinese-numbers-converter 2000
三百五: nzh 305, chinese-parseint2 350, zh2num 305, chinese-numbers-converter 350
一万二: nzh 10002, chinese-parseint2 12000, zh2num 12000, chinese-numbers-converter 12000
1.5万: nzh 0, chinese-parseint2 1, zh2num 1.50, chinese-numbers-converter 15000
3千5百: nzh 0, chinese-parseint2 3, zh2num 310005百, chinese-numbers-converter 3500
STATED
