#!/usr/bin/env bash
# 多米尼加 is Dominica in world-countries, and the Dominican Republic in i18n-iso-countries.
#
# On the mainland Dominica is 多米尼克 and the Dominican Republic 多米尼加, as CLDR and the second package have it.
# Who meets it: a bot that shows names of the one and reads them with the other, or shows the first to people in China.
# A bot should: take Chinese names of countries from one source, and CLDR's for readers on the mainland.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact world-countries@5.1.0 i18n-iso-countries@7.14.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';

const require = createRequire(import.meta.url);
countries.registerLocale(require('i18n-iso-countries/langs/zh.json'));
const world = require('world-countries');
for (const code of ['DM', 'DO']) {
  const { translations } = world.find(({ cca2 }) => cca2 === code);
  console.log(`${code}: world-countries ${translations.zho.common}, i18n-iso-countries ${countries.getName(code, 'zh')}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the two packages name the two countries in another way.' >&2; exit 1; }
DM: world-countries 多米尼加, i18n-iso-countries 多米尼克
DO: world-countries 多明尼加, i18n-iso-countries 多米尼加
STATED
