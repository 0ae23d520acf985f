#!/usr/bin/env bash
# postal-codes-js refuses 106409, a postal code of Taipei, and postcode-validator throws for Hong Kong, which has none.
#
# Taiwan has codes of six digits since March 2020 (3+3); those of three and of five go on. postcode-validator takes all three, and
# throws for HK and MO, where postal-codes-js wants a code, and takes any: what people put there, such as 999077, is no code.
# Who meets it: forms and imports that check a receiver's address before an order leaves for Taiwan or Hong Kong.
# A bot should: ask postcodeValidatorExistsForCountry first, ask for no code in Hong Kong and Macau, and take six digits for Taiwan.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact postal-codes-js@2.5.2 postcode-validator@3.10.22 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const codes = require('postal-codes-js');
const { postcodeValidator } = require('postcode-validator');

const answer = (check) => {
  try {
    return String(check());
  } catch (error) {
    return `throws ${error.message}`;
  }
};
for (const [country, code] of [['TW', '106'], ['TW', '10617'], ['TW', '106409'], ['CN', '518000'], ['HK', ''], ['HK', '999077'], ['MO', '']]) {
  const [one, other] = [answer(() => codes.validate(country, code)), answer(() => postcodeValidator(code, country))];
  console.log(`${country} ${code || 'no code'}: postal-codes-js: ${one}; postcode-validator: ${other}`);
}
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages takes other codes.' >&2; exit 1; }
TW 106: postal-codes-js: true; postcode-validator: true
TW 10617: postal-codes-js: true; postcode-validator: true
TW 106409: postal-codes-js: Postal code 106409 is not valid for country TW; postcode-validator: true
CN 518000: postal-codes-js: true; postcode-validator: true
HK no code: postal-codes-js: Missing postal code.; postcode-validator: throws Invalid country code: HK
HK 999077: postal-codes-js: true; postcode-validator: throws Invalid country code: HK
MO no code: postal-codes-js: Missing postal code.; postcode-validator: throws Invalid country code: MO
STATED
