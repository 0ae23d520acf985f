#!/usr/bin/env bash
# @js-temporal/polyfill raises an error for each day in the Chinese calendar; temporal-polyfill has the 2027 Spring Festival a day late on Node 20.
#
# Both ask Intl for the months. The first reads `10` as `Mo10` and calls that an unexpected leap month. The second goes by what Intl
# has, 7 February (intl-spring-festival-2027.sh), and on Node 26 by the Temporal that is built in, the 6th, so that one program has
# two dates. Without /full it knows no calendar but the usual one, and says so.
# Who meets it: bots that say when factories close or reopen, on Node 20 to 24, or with tests on one and servers on another.
# A bot should: keep the lunar dates that it needs in a table, or run on Node 26 with its own Temporal alone.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.old=true allowScripts.new=true allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact \
  old@npm:node@20.20.2 new@npm:node@26.10.0 @js-temporal/polyfill@0.5.1 temporal-polyfill@1.0.8 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { Temporal as first } from '@js-temporal/polyfill';
import { Temporal as second } from 'temporal-polyfill/full';

const polyfills = { '@js-temporal/polyfill': first, 'temporal-polyfill/full': second };
console.log(`Node ${process.versions.node.split('.')[0]}`);
for (const [name, { PlainDate }] of Object.entries(polyfills))
  for (const day of ['2026-11-30', '2027-02-06'])
    try {
      const { monthCode, day: inMonth } = PlainDate.from(day).withCalendar('chinese');
      console.log(`${name}, ${day}: ${monthCode}-${inMonth}`);
    } catch (error) {
      console.log(`${name}, ${day}: ${error.name}: ${error.message}`);
    }
const festival = second.PlainDate.from({ year: 2027, monthCode: 'M01', day: 1, calendar: 'chinese' });
console.log(`temporal-polyfill/full, the first day of 2027: ${festival.withCalendar('iso8601')}`);
JS
for version in old new; do "node_modules/$version/bin/node" try.mjs; done | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages reads the Chinese calendar in another way.' >&2; exit 1; }
Node 20
@js-temporal/polyfill, 2026-11-30: RangeError: Unexpected leap month suffix: Mo10
@js-temporal/polyfill, 2027-02-06: RangeError: Unexpected leap month suffix: Mo12
temporal-polyfill/full, 2026-11-30: M10-22
temporal-polyfill/full, 2027-02-06: M12-30
temporal-polyfill/full, the first day of 2027: 2027-02-07
Node 26
@js-temporal/polyfill, 2026-11-30: RangeError: Unexpected leap month suffix: Mo10
@js-temporal/polyfill, 2027-02-06: RangeError: Unexpected leap month suffix: Mo12
temporal-polyfill/full, 2026-11-30: M10-22
temporal-polyfill/full, 2027-02-06: M01-1
temporal-polyfill/full, the first day of 2027: 2027-02-06
STATED
