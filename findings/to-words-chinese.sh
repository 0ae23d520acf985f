#!/usr/bin/env bash
# to-words writes 105 in Chinese as 百 五, which is read as 150, and half a yuan as 五十 分 in place of 五角.
#
# The locales zh-CN and zh-TW leave out the 一 before 百, 千, 万 and 亿 and the 零 for a place without a digit, and count cents up to
# 99, as in English. In Chinese a digit right after 百 or 千 is one of the next place: 一百五 is 150, 105 is 一百零五.
# Who meets it: bots that write an amount in words on a quote, a contract or a receipt.
# A bot should: write such amounts with nzh, of which toMoney('105.50') is 人民币壹佰零伍元伍角, and give it cents already rounded.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact to-words@5.7.0 nzh@1.0.14 chinese-parseint2@2.0.6 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { chinese_parseInt as read } from 'chinese-parseint2';
import nzh from 'nzh';
import { ToWords } from 'to-words';

const china = new ToWords({ localeCode: 'zh-CN' });
const taiwan = new ToWords({ localeCode: 'zh-TW' });
for (const amount of [105, 250, 1005, 10010, 1000001]) {
  const words = china.convert(amount);
  console.log(`${amount}: ${words}; zh-TW ${taiwan.convert(amount)}; nzh ${nzh.cn.encodeS(amount)}`);
}
console.log(`百五 is read as ${read('百五')}, 一百零五 as ${read('一百零五')}`);
for (const amount of [0.5, 12.05, 105.5])
  console.log(`${amount} yuan: ${china.convert(amount, { currency: true })}; nzh ${nzh.cn.toMoney(amount)}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: to-words writes Chinese numbers in another way.' >&2; exit 1; }
105: 百 五; zh-TW 百 五; nzh 一百零五
250: 二 百 五十; zh-TW 二 百 五十; nzh 二百五十
1005: 千 五; zh-TW 千 五; nzh 一千零五
10010: 万 十; zh-TW 萬 十; nzh 一万零一十
1000001: 百万 一; zh-TW 百萬 一; nzh 一百万零一
百五 is read as 150, 一百零五 as 105
0.5 yuan: 零 元  五十 分 整; nzh 人民币伍角
12.05 yuan: 十 二 元  五 分 整; nzh 人民币壹拾贰元零伍分
105.5 yuan: 百 五 元  五十 分 整; nzh 人民币壹佰零伍元伍角
STATED
