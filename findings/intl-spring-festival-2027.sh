#!/usr/bin/env bash
# Intl.DateTimeFormat puts the Spring Festival of 2027 on 7 February, in Node 20 and Node 26; it is on the 6th, as Temporal has it.
#
# The new moon is at 23:56 in Beijing on the 6th, and at 00:08 on 3 February 2030; ICU, which counts it out for Intl, is some
# minutes off, so that all of that month is one day late in 2027 and one day early in 2030. The Hong Kong Observatory has the 6th
# and the 3rd (hko.gov.hk, tables of calendar conversion), and so have Node 26's own Temporal and lunar-javascript. From 2024 to
# 2050 no other month differs.
# Who meets it: what says before the new year when factories close, or writes lunar dates with Intl.
# A bot should: ask Temporal's calendar `chinese`, or a table, and not Intl, which looks right in the years about.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.old=true allowScripts.new=true allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact \
  old@npm:node@20.20.2 new@npm:node@26.10.0 lunar-javascript@1.7.7 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { Solar } = require('lunar-javascript');

const intl = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' });
const readers = {
  intl: (day) => intl.format(new Date(`${day}T12:00:00+08:00`)).replace('/', '-'),
  'lunar-javascript': (day) => {
    const lunar = Solar.fromYmd(...day.split('-').map(Number)).getLunar();
    return `${lunar.getMonth()}-${lunar.getDay()}`;
  },
};
if (globalThis.Temporal !== undefined)
  readers.temporal = (day) => {
    const date = Temporal.PlainDate.from(day).withCalendar('chinese');
    return `${Number(date.monthCode.slice(1, 3))}-${date.day}`;
  };
console.log(`Node ${process.versions.node.split('.')[0]}`);
for (const day of ['2026-02-17', '2027-02-06', '2027-02-07', '2027-02-20', '2028-01-26', '2030-02-02', '2030-02-03'])
  console.log(`${day}: ${Object.entries(readers).map(([name, read]) => `${name} ${read(day)}`).join(', ')}`);
JS
for version in old new; do "node_modules/$version/bin/node" try.cjs; done | tee seen
diff seen - <<'STATED' || { echo 'Changed: the calendars of Intl and Temporal have other months.' >&2; exit 1; }
Node 20
2026-02-17: intl 1-1, lunar-javascript 1-1
2027-02-06: intl 12-30, lunar-javascript 1-1
2027-02-07: intl 1-1, lunar-javascript 1-2
2027-02-20: intl 1-14, lunar-javascript 1-15
2028-01-26: intl 1-1, lunar-javascript 1-1
2030-02-02: intl 1-1, lunar-javascript 12-30
2030-02-03: intl 1-2, lunar-javascript 1-1
Node 26
2026-02-17: intl 1-1, lunar-javascript 1-1, temporal 1-1
2027-02-06: intl 12-30, lunar-javascript 1-1, temporal 1-1
2027-02-07: intl 1-1, lunar-javascript 1-2, temporal 1-2
2027-02-20: intl 1-14, lunar-javascript 1-15, temporal 1-15
2028-01-26: intl 1-1, lunar-javascript 1-1, temporal 1-1
2030-02-02: intl 1-1, lunar-javascript 12-30, temporal 12-30
2030-02-03: intl 1-2, lunar-javascript 1-1, temporal 1-1
STATED
