#!/usr/bin/env bash
# i18n-iso-countries gives CG for the name Congo, which it has for CD as well.
#
# A name may be one of several of a country; getAlpha2Code takes the first country that has it, and nothing tells of the other.
# Who meets it: a bot that reads a receiver's country from what people type: the parcel goes to the smaller Congo.
# A bot should: look for the name among those of all countries (getNames with select: 'all'), and ask where two have it.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact i18n-iso-countries@7.14.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';

countries.registerLocale(createRequire(import.meta.url)('i18n-iso-countries/langs/en.json'));
console.log(`Congo is ${countries.getAlpha2Code('Congo', 'en')}`);
for (const code of ['CD', 'CG']) {
  console.log(`${code} has ${countries.getName(code, 'en', { select: 'all' }).join(' and ')}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: i18n-iso-countries reads Congo in another way.' >&2; exit 1; }
Congo is CG
CD has Democratic Republic of the Congo and Congo
CG has Republic of the Congo and Congo
STATED
