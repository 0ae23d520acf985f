#!/usr/bin/env bash
# chinese-days takes China's National Day of 2027 for a workday, and every other holiday of a year that it has no table for.
#
# The State Council gives out the days off of a year late in the year before. The package has them up to 2026; beyond that each
# weekday is a workday, isHoliday() is false, no error is raised, and nothing that it exports says how far its tables go. The
# first three days of October are holidays in every year by the regulation itself.
# Who meets it: what counts workdays into the next year, such as when a seller ships what is ordered in December.
# A bot should: ask for the holidays of that year first (getHolidaysInRange), and call a date without any of them uncertain.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact chinese-days@1.5.7 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { isWorkday, isHoliday, findWorkday, getHolidaysInRange } = require('chinese-days').default;

for (const year of [2026, 2027]) {
  const day = `${year}-10-01`;
  const off = getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length;
  console.log(`${day}: workday ${isWorkday(day)}, holiday ${isHoliday(day)}; days of holidays in ${year}: ${off}`);
}
console.log(`five workdays after 2026-09-30: ${findWorkday(5, '2026-09-30')}; after 2027-09-30: ${findWorkday(5, '2027-09-30')}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: chinese-days has other tables, or says what it does not know.' >&2; exit 1; }
2026-10-01: workday false, holiday true; days of holidays in 2026: 33
2027-10-01: workday true, holiday false; days of holidays in 2027: 0
five workdays after 2026-09-30: 2026-10-13; after 2027-09-30: 2027-10-07
STATED
