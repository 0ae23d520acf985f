#!/usr/bin/env bash
# tracking-number-validation gives an EMS number of China's post to USPS, each number of 12 or 15 digits to FedEx, and none to SF Express.
#
# A number of two letters, nine digits and CN was given out by China's post, and one that begins with E is for EMS (UPU standard
# S10: the last two letters are the country of the post that gave it out). A registered packet's, LZ…CN, is not valid. Of Chinese couriers the package has none, so that a parcel of theirs is taken for FedEx's
# when its number is as long. ts-tracking-number names the standard S10, and of the others nothing, which is less but true.
# Who meets it: a shop or a bot that guesses a parcel's courier from its number, and makes a link of it.
# A bot should: take the courier that the order names, and of a guess say that it is one.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  tracking-number-validation@2.0.2 ts-tracking-number@1.0.17 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { getCourier, isValid } = require('tracking-number-validation');
const { getTracking } = require('ts-tracking-number');

for (const number of ['EA123456785CN', 'LZ123456785CN', '773123456789012', '221234567890', 'SF1234567890123']) {
  const other = getTracking(number)?.name ?? 'none';
  console.log(`${number}: ${getCourier(number).join() || 'none'}, valid ${isValid(number)}; ts-tracking-number: ${other}`);
}
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the packages take these numbers for others.' >&2; exit 1; }
EA123456785CN: usps, valid true; ts-tracking-number: S10
LZ123456785CN: none, valid false; ts-tracking-number: S10
773123456789012: fedex, valid true; ts-tracking-number: none
221234567890: fedex, valid true; ts-tracking-number: none
SF1234567890123: none, valid false; ts-tracking-number: none
STATED
