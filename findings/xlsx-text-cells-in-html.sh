#!/usr/bin/env bash
# @e965/xlsx reads 3141592653589793239 and 00123 in an .xls that is a page of HTML as numbers, though the page marks them as text.
#
# Many shops' and warehouses' "Excel files" are HTML with the name .xls, which Excel opens. It keeps a cell as text where the page
# says mso-number-format:"\@". The package takes neither that nor x:str; the value has another number, and only the formatted text
# (raw: false) has what the page has. A code such as 12E3 is 12000.
# Who meets it: bots that read an export which somebody drops into the chat: order ids, tracking numbers, phones, codes.
# A bot should: read with raw: true, or take the formatted text of each cell (sheet_to_json with raw: false).
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @e965/xlsx@0.20.3 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const xlsx = require('@e965/xlsx');

const cell = (text) => `<td style='mso-number-format:"\\@"'>${text}</td>`;
const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>
<tr><th>订单编号</th><th>货号</th></tr>
<tr>${cell('3141592653589793239')}${cell('00123')}</tr>
<tr><td x:str>3141592653589793239</td><td x:str>12E3</td></tr>
</table></body></html>`;
const rows = (reading, writing) => {
  const { SheetNames, Sheets } = xlsx.read(Buffer.from(page), reading);
  return JSON.stringify(xlsx.utils.sheet_to_json(Sheets[SheetNames[0]], { header: 1, ...writing }).slice(1));
};
console.log(`as it comes: ${rows({}, {})}`);
console.log(`formatted text: ${rows({}, { raw: false })}`);
console.log(`read with raw: ${rows({ raw: true }, {})}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the package keeps to what the page says of its cells.' >&2; exit 1; }
as it comes: [[3141592653589793300,123],[3141592653589793300,12000]]
formatted text: [["3141592653589793239","00123"],["3141592653589793239","12E3"]]
read with raw: [["3141592653589793239","00123"],["3141592653589793239","12E3"]]
STATED
