#!/usr/bin/env bash
# money-math makes 33 % of -0.50 into -0.15, and of 0.50 into 0.17; half a per cent of -1.00 is plus 0.01.
#
# Its README has amounts such as -42.10. What is less than a cent it cuts off, and where that was half a cent or more it adds a cent,
# below zero as well: a share, a product or a quotient of a negative amount is up to two cents too high, and a small one changes its
# sign. No error is raised. Sums, differences and what comes out in whole cents are right.
# Who meets it: bots that count shares of a refund, a discount or a correction, as negative amounts.
# A bot should: count with whole fen, or with the amount's absolute value, and put the sign before the result.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact money-math@2.6.3 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const money = require('money-math');

for (const [what, amount, by] of [
  ['percent', '0.50', '33.00'],
  ['percent', '1.00', '0.50'],
  ['mul', '1.05', '0.50'],
  ['div', '0.05', '2.00'],
  ['div', '20.00', '3.00'],
  ['mul', '24.00', '0.25'],
])
  console.log(`${what} ${amount} ${by}: ${money[what](amount, by)}; of -${amount}: ${money[what](`-${amount}`, by)}`);
console.log(`add -0.05 -0.05: ${money.add('-0.05', '-0.05')}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: money-math rounds negative amounts in another way.' >&2; exit 1; }
percent 0.50 33.00: 0.17; of -0.50: -0.15
percent 1.00 0.50: 0.01; of -1.00: 0.01
mul 1.05 0.50: 0.53; of -1.05: -0.51
div 0.05 2.00: 0.03; of -0.05: -0.01
div 20.00 3.00: 6.67; of -20.00: -6.65
mul 24.00 0.25: 6.00; of -24.00: -6.00
add -0.05 -0.05: -0.10
STATED
