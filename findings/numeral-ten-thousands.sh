#!/usr/bin/env bash
# numeral with its locale chs writes 12000 as 12.0千 and 320000000 as 320.0百万, and reads 1.5万 and 1.5亿 as 1.5.
#
# In Chinese large numbers go by 万 and 亿, four digits each: 1.2万 and 3.2亿. The locale has Chinese words for thousand and million,
# and a reader takes 12.0千 for a slip. A word that it does not know it passes over in reading. Intl's compact notation is right.
# Who meets it: bots that show what was sold or is in stock in short, or read such numbers from a page.
# A bot should: write them with Intl.NumberFormat('zh-CN', { notation: 'compact' }), and read 万 and 亿 by itself.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact numeral@2.0.6 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const numeral = require('numeral');
require('numeral/locales/chs');

numeral.locale('chs');
const compact = new Intl.NumberFormat('zh-CN', { notation: 'compact' });
for (const amount of [1200, 12_000, 1_200_000, 320_000_000])
  console.log(`${amount}: ${numeral(amount).format('0.0a')}; Intl ${compact.format(amount)}`);
for (const text of ['1.5千', '1.5万', '3百万', '1.5亿']) console.log(`${text}: ${numeral(text).value()}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: numeral has other words for large numbers in Chinese.' >&2; exit 1; }
1200: 1.2千; Intl 1200
12000: 12.0千; Intl 1.2万
1200000: 1.2百万; Intl 120万
320000000: 320.0百万; Intl 3.2亿
1.5千: 1500
1.5万: 1.5
3百万: 3000000
1.5亿: 1.5
STATED
