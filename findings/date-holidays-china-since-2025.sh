#!/usr/bin/env bash
# date-holidays has 1 June as a public holiday of China, as 8 March, 4 May and 1 August, but not 19 February or 2 May of 2026.
#
# Since 2025 the Spring Festival is four days, from the eve on, and Labour Day two (State Council, decree 795 of 2024). The package
# has the eve and two days more, as it was until 2013, and 1 May alone. 8 March, 4 May, 1 June and 1 August are days of women, of
# the young, of children and of soldiers; it calls them public like the others. Days that are moved (调休) it has none of. In 2033 the
# leap month is the 11th; date-chinese, which counts its months, makes it the 7th, so that the Mid-Autumn Festival is a month late.
# Who meets it: what counts the days until a seller ships or a bank pays.
# A bot should: take the days off from a table of what the State Council gives out each year, and say where that ends.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact date-holidays@3.37.0 lunar-javascript@1.7.7 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const Holidays = require('date-holidays');
const { Lunar } = require('lunar-javascript');

const china = new Holidays('CN');
const days = china.getHolidays(2026);
console.log(`in 2026: ${days.map(({ date, name }) => `${date.slice(5, 10)} ${name.split(' ')[0]}`).join(', ')}`);
console.log(`kinds: ${[...new Set(days.map(({ type }) => type))].join(' ')}`);
for (const day of ['2026-02-19', '2026-05-02', '2026-06-01'])
  console.log(`${day}: ${china.isHoliday(new Date(`${day}T12:00:00+08:00`)) ? 'a holiday' : 'no holiday'}`);
for (const year of [2026, 2033]) {
  const has = china.getHolidays(year).find(({ name }) => name === '中秋节').date.slice(0, 10);
  console.log(`the 15th of the 8th month of ${year}: ${has}; lunar-javascript: ${Lunar.fromYmd(year, 8, 15).getSolar().toYmd()}`);
}
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo "Changed: date-holidays has other days of China's." >&2; exit 1; }
in 2026: 01-01 元旦, 02-16 春节, 02-17 春节, 02-18 春节, 03-08 国际妇女节, 04-05 清明节, 05-01 劳动节, 05-04 青年节, 06-01 六一儿童节, 06-19 端午节, 08-01 建军节, 09-25 中秋节, 10-01 国庆节, 10-02 国庆节, 10-03 国庆节
kinds: public
2026-02-19: no holiday
2026-05-02: no holiday
2026-06-01: a holiday
the 15th of the 8th month of 2026: 2026-09-25; lunar-javascript: 2026-09-25
the 15th of the 8th month of 2033: 2033-10-07; lunar-javascript: 2033-09-08
STATED
