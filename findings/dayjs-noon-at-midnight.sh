#!/usr/bin/env bash
# dayjs writes half past twelve at noon as 中午 12:30, and reads that as half past midnight.
#
# In the locale zh-cn the word for the part of the day goes by the hour: 中午 from eleven to one. Reading, customParseFormat takes
# the first hour that has the word, eleven for 中午, and as that one is before noon 12 becomes 0. All other hours come back as they
# were. moment, with the same words and the same format, reads noon as noon.
# Who meets it: bots that show a time in Chinese and read it again out of a form, a message or a table.
# A bot should: write hours from 0 to 23 (HH:mm), in each text that is read again.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact dayjs@1.11.23 moment@2.31.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const dayjs = require('dayjs');
const moment = require('moment');
require('dayjs/locale/zh-cn');
require('moment/locale/zh-cn');
dayjs.extend(require('dayjs/plugin/customParseFormat'));
dayjs.locale('zh-cn');
moment.locale('zh-cn');

const format = 'YYYY-MM-DD A h:mm';
const wrong = [];
for (let hour = 0; hour < 24; hour += 1) {
  const date = new Date(2026, 10, 30, hour, 30);
  const text = dayjs(date).format(format);
  if (dayjs(text, format).valueOf() !== date.valueOf()) wrong.push(hour);
}
console.log(`hours that dayjs reads as others than it wrote: ${wrong.join(' ')}`);
for (const text of ['2026-11-30 中午 11:30', '2026-11-30 中午 12:30', '2026-11-30 下午 12:30'])
  console.log(`${text}: dayjs ${dayjs(text, format).format('HH:mm')}, moment ${moment(text, format).format('HH:mm')}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: dayjs reads noon in another way.' >&2; exit 1; }
hours that dayjs reads as others than it wrote: 12
2026-11-30 中午 11:30: dayjs 11:30, moment 11:30
2026-11-30 中午 12:30: dayjs 00:30, moment 12:30
2026-11-30 下午 12:30: dayjs 12:30, moment 12:30
STATED
