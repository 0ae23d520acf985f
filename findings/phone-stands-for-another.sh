#!/usr/bin/env bash
# libphonenumber makes one number of 15 digits of 18412345678-1234, and none at all of 18412345678转1234.
#
# So a receiver's phone looks in orders of Taobao and others: a number that stands for the real one, and behind a hyphen the
# extension that says for whom. On a landline, too, an extension comes behind a hyphen or 转, and is dialled after the other answers.
# Behind a comma or `ext.` the libraries find it; their list of words has no 转 and no 分机. The 15 digits come out as `number` in
# E.164, with isValid() false.
# Who meets it: bots that store phones in E.164, dial them, mask all but the last four digits, or compare two of them.
# A bot should: take the extension off by itself first, keep it in a field of its own, and never drop it: no one answers without.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  libphonenumber-js@1.13.16 google-libphonenumber@3.2.47 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { PhoneNumberFormat, PhoneNumberUtil } = require('google-libphonenumber');
const { parsePhoneNumberFromString } = require('libphonenumber-js/max');

const google = PhoneNumberUtil.getInstance();
const said = (number, extension, valid) => `${number}, extension ${extension || 'none'}, valid ${valid}`;
const readers = {
  'libphonenumber-js': (text) => {
    const found = parsePhoneNumberFromString(text, 'CN');
    return found === undefined ? 'none' : said(found.number, found.ext, found.isValid());
  },
  'google-libphonenumber': (text) => {
    try {
      const found = google.parse(text, 'CN');
      return said(google.format(found, PhoneNumberFormat.E164), found.getExtension(), google.isValidNumber(found));
    } catch (error) {
      return error.message;
    }
  },
};
for (const text of ['18412345678', '18412345678-1234', '18412345678转1234', '021-12345678-801', '021-12345678转801', '18412345678,1234'])
  for (const [name, read] of Object.entries(readers)) console.log(`${text}: ${name}: ${read(text)}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages knows such extensions.' >&2; exit 1; }
18412345678: libphonenumber-js: +8618412345678, extension none, valid true
18412345678: google-libphonenumber: +8618412345678, extension none, valid true
18412345678-1234: libphonenumber-js: +86184123456781234, extension none, valid false
18412345678-1234: google-libphonenumber: +86184123456781234, extension none, valid false
18412345678转1234: libphonenumber-js: none
18412345678转1234: google-libphonenumber: The string supplied did not seem to be a phone number
021-12345678-801: libphonenumber-js: +862112345678801, extension none, valid false
021-12345678-801: google-libphonenumber: +862112345678801, extension none, valid false
021-12345678转801: libphonenumber-js: none
021-12345678转801: google-libphonenumber: The string supplied did not seem to be a phone number
18412345678,1234: libphonenumber-js: +8618412345678, extension 1234, valid true
18412345678,1234: google-libphonenumber: +8618412345678, extension 1234, valid true
STATED
