#!/usr/bin/env bash
# Microsoft's recognizers read 三块五 (3.50 yuan) as 3 yuan, ¥12.50 as yen, 3万5 as 30005 and 大年初一 as 1 January.
#
# In speech the last unit is left out: 三块五 is 3.5, 一米五 is 1.5, 3万5 is 35000. Written out (三元五角, 12块5毛, 3万5千) each is read well, and
# so is 三百五. ¥ is U+00A5, which a Chinese price has on a page as often as the wide ￥ (U+FFE5). 大年初一 is the first day of the lunar
# year, 6 February in 2027. All with the culture Chinese, and without a sign of doubt in the result.
# Who meets it: bots that take prices, budgets, sizes and dates out of what people type, in Chinese.
# A bot should: hold the length of what was recognized against the text that it is in, and show the amount before it counts.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @microsoft/recognizers-text-suite@1.3.1 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const recognizers = require('@microsoft/recognizers-text-suite');

const chinese = recognizers.Culture.Chinese;
const monday = new Date(2026, 10, 30);
const said = (found) =>
  found.map(({ text, resolution: { value, unit, values } }) =>
    `${text} = ${values === undefined ? [value, unit].filter(Boolean).join(' ') : values.map((one) => one.value).join(' or ')}`,
  );
for (const [kind, texts] of [
  ['Currency', ['三块五', '12块5毛', '三元五角', '¥12.50', '￥12.50']],
  ['Number', ['3万5', '3万5千', '三百五', '1.5万']],
  ['Dimension', ['一米五', '1.5米']],
  ['DateTime', ['大年初一', '国庆节']],
])
  for (const text of texts) console.log(`${kind}, ${text}: ${said(recognizers[`recognize${kind}`](text, chinese, 0, monday)).join('; ')}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the recognizers read these texts in another way.' >&2; exit 1; }
Currency, 三块五: 三块 = 3 Chinese yuan
Currency, 12块5毛: 12块5毛 = 12.5 Chinese yuan
Currency, 三元五角: 三元五角 = 3.5 Chinese yuan
Currency, ¥12.50: ¥12.50 = 12.5 Japanese yen
Currency, ￥12.50: ￥12.50 = 12.5 Chinese yuan
Number, 3万5: 3万5 = 30005
Number, 3万5千: 3万5千 = 35000
Number, 三百五: 三百五 = 350
Number, 1.5万: 1.5万 = 15000
Dimension, 一米五: 一米 = 1 Meter
Dimension, 1.5米: 1.5米 = 1.5 Meter
DateTime, 大年初一: 大年初一 = 2026-01-01 or 2027-01-01
DateTime, 国庆节: 国庆节 = 2026-10-01 or 2027-10-01
STATED
