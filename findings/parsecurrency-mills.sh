#!/usr/bin/env bash
# parsecurrency takes ¥0.085 for 85: a point with three digits behind it parts thousands for it, even behind a zero.
#
# Small goods cost fractions of a fen on 1688: screws, bags and labels have prices such as ¥0.085. 0.85 and ¥1,234.50 are read well;
# four decimals give null. The result names its separator and is no error. currency.js rounds 0.085 to 0.09, which is 6 % more,
# unless it is given a precision.
# Who meets it: bots that read prices per piece from text, from a page or from a table.
# A bot should: say which sign is the decimal one and read the text by that alone, with four decimals for a price per piece.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact parsecurrency@1.1.1 currency.js@2.0.4 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const currency = require('currency.js');
const parse = require('parsecurrency');

for (const price of ['¥0.085', '¥0.85', '¥0.0855', 'CNY 1.234', '¥1,234.50']) {
  const read = parse(price);
  const said = read === null ? 'null' : `${read.value}, groups by ${read.groupSeparator || 'nothing'}, decimals ${read.decimals || 'none'}`;
  console.log(`${price}: ${said}; currency.js ${currency(price)}`);
}
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the packages read such prices in another way.' >&2; exit 1; }
¥0.085: 85, groups by ., decimals none; currency.js 0.09
¥0.85: 0.85, groups by nothing, decimals .85; currency.js 0.85
¥0.0855: null; currency.js 0.09
CNY 1.234: 1234, groups by ., decimals none; currency.js 1.23
¥1,234.50: 1234.5, groups by ,, decimals .50; currency.js 1234.50
STATED
