#!/usr/bin/env bash
# chrono-node reads 今天晚上12点, midnight, as noon of today; 下午三点一刻 (15:15) is 15:01, and 晚8点 eight in the morning.
#
# With 晚上 it adds twelve hours to each hour but 12, as with p.m. in English, where 12 is noon. 一刻 is a quarter of an hour, of which
# 一 is taken for a minute; 半 is understood. Of 晚8点 it takes 8点 alone. No result says that something was left out.
# Who meets it: bots that read until when to ship, to pay or to remind from what people type in Chinese.
# A bot should: compare the text that a result covers with the text that was typed, refuse 晚上12点, and show the moment in full.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact chrono-node@2.10.3 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { zh } from 'chrono-node';

const monday = new Date(2026, 10, 30, 10);
const two = (number) => String(number).padStart(2, '0');
const shown = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
console.log(`now: ${shown(monday)}`);
for (const text of ['今天晚上12点', '12月5日晚上12点前付款', '晚上8点', '晚8点', '凌晨12点', '中午12点半', '下午三点一刻', '下午三点半']) {
  const [found] = zh.hans.parse(text, monday);
  console.log(`${text}: ${shown(found.start.date())}, of ${found.text}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: chrono-node reads these times in another way.' >&2; exit 1; }
now: 2026-11-30 10:00
今天晚上12点: 2026-11-30 12:00, of 今天晚上12点
12月5日晚上12点前付款: 2026-12-05 12:00, of 12月5日晚上12点
晚上8点: 2026-11-30 20:00, of 晚上8点
晚8点: 2026-11-30 08:00, of 8点
凌晨12点: 2026-11-30 00:00, of 凌晨12点
中午12点半: 2026-11-30 12:30, of 中午12点半
下午三点一刻: 2026-11-30 15:01, of 下午三点一
下午三点半: 2026-11-30 15:30, of 下午三点半
STATED
