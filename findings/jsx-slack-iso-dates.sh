#!/usr/bin/env bash
# jsx-slack shows <time dateTime="2026-11-30T16:00:00Z"> as 1 January 1970, 00:33: it takes the year for seconds.
#
# Its types promise any string that can be parsed as a date. A string is read as a whole number first, and 2026 is what one that
# begins with the year gives; `Mon, 30 Nov 2026 ...` and a Date are right. Its DateTimePicker reads the same ISO string well.
# Who meets it: bots that show a time as an API gave it, such as when an order was placed. A bot of 2026 shows 33 minutes past.
# A bot should: give <time> a Date, new Date(text), or whole seconds, and never the text.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact jsx-slack@6.1.2 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { Actions, Blocks, DateTimePicker, JSXSlack, Section } from 'jsx-slack';

const { createElement } = JSXSlack;
const only = (element) => JSXSlack(createElement(Blocks, null, element))[0];
const shown = (dateTime) =>
  only(createElement(Section, null, createElement('time', { dateTime }, '{date_num} {time}'))).text.text;
const picked = (initialDateTime) =>
  only(createElement(Actions, null, createElement(DateTimePicker, { actionId: 'when', initialDateTime }))).elements[0];

for (const text of ['2026-11-30T16:00:00Z', '2026-11-30', 'Mon, 30 Nov 2026 16:00:00 GMT']) console.log(`${text}: ${shown(text)}`);
console.log(`new Date: ${shown(new Date('2026-11-30T16:00:00Z'))}`);
console.log(`seconds: ${shown('1796054400')}`);
console.log(`DateTimePicker, 2026-11-30T16:00:00Z: ${picked('2026-11-30T16:00:00Z').initial_date_time}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: jsx-slack reads dates in another way.' >&2; exit 1; }
2026-11-30T16:00:00Z: <!date^2026^{date_num} {time}|1970-01-01 00:33 AM>
2026-11-30: <!date^2026^{date_num} {time}|1970-01-01 00:33 AM>
Mon, 30 Nov 2026 16:00:00 GMT: <!date^1796054400^{date_num} {time}|2026-11-30 16:00 PM>
new Date: <!date^1796054400^{date_num} {time}|2026-11-30 16:00 PM>
seconds: <!date^1796054400^{date_num} {time}|2026-11-30 16:00 PM>
DateTimePicker, 2026-11-30T16:00:00Z: 1796054400
STATED
