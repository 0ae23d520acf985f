#!/usr/bin/env bash
# currency-codes knows ANG, BGN and CUC, which are withdrawn, and not XCG, which took the place of ANG in March 2025.
#
# Its newest version has ISO 4217 as of 2024-06-25 (publishDate), and code() gives undefined for what came later.
# Who meets it: a bot that reads amounts with it: the guilder of today is no currency, the one that is gone is.
# A bot should: look at publishDate, or keep a table of ISO 4217's lists one and three with its date.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact currency-codes@2.2.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import currencies from 'currency-codes';

console.log(`state of ${currencies.publishDate}`);
for (const code of ['ANG', 'BGN', 'CUC', 'XCG', 'XAD']) {
  console.log(`${code}: ${currencies.code(code)?.currency ?? 'not known'}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: currency-codes has another state of ISO 4217.' >&2; exit 1; }
state of 2024-06-25
ANG: Netherlands Antillean Guilder
BGN: Bulgarian Lev
CUC: Peso Convertible
XCG: not known
XAD: not known
STATED
