#!/usr/bin/env bash
# A tab before an order's number keeps its 19 digits in Excel; @e965/xlsx, exceljs, csvtojson and csv-parse make a number of it.
#
# Shops export tables with a tab before each long number, since Excel would show 3.14159E+18. These readers ask Number(), which
# takes a tab for nothing, so that the number's end is lost: csvtojson with checkType, csv-parse with cast and trim, the others as
# they come. papaparse with dynamicTyping leaves numbers beyond 2^53 as text, and the tab with them. Of a code such as 12E3 all five
# make 12000, and @e965/xlsx makes days of the sizes 1-2 and 3/4.
# Who meets it: bots that take orders from a table which was exported by a shop. The ids belong to no order, or to another one.
# A bot should: read each cell as text (raw: true, or no casting), strip the tab by itself, and count only in columns of numbers.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @e965/xlsx@0.20.3 exceljs@4.4.0 csvtojson@2.0.14 csv-parse@7.0.3 papaparse@5.7.1 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { Readable } = require('node:stream');
const { parse } = require('csv-parse/sync');
const csvtojson = require('csvtojson');
const { Workbook } = require('exceljs');
const papaparse = require('papaparse');
const xlsx = require('@e965/xlsx');

const text = '订单编号,尺码,货号\n\t3141592653589793239,1-2,12E3\n\t3141592653589793239,3/4,00123\n';
const sheet = (options) => {
  const { SheetNames, Sheets } = xlsx.read(text, { type: 'string', ...options });
  return xlsx.utils.sheet_to_json(Sheets[SheetNames[0]], { header: 1 });
};
const readers = {
  '@e965/xlsx': () => sheet({}),
  '@e965/xlsx, raw': () => sheet({ raw: true }),
  exceljs: async () => {
    const rows = [];
    (await new Workbook().csv.read(Readable.from([text]))).eachRow((row) => rows.push(row.values.slice(1)));
    return rows;
  },
  'csvtojson, checkType': async () => [[], ...(await csvtojson({ checkType: true }).fromString(text)).map(Object.values)],
  'csv-parse, cast and trim': () => parse(text, { cast: true, trim: true }),
  'papaparse, dynamicTyping': () => papaparse.parse(text, { dynamicTyping: true, skipEmptyLines: true }).data,
};
(async () => {
  for (const [name, read] of Object.entries(readers)) console.log(`${name}: ${JSON.stringify((await read()).slice(1))}`);
})();
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages reads such cells in another way.' >&2; exit 1; }
@e965/xlsx: [[3141592653589793300,36893,12000],[3141592653589793300,36954,123]]
@e965/xlsx, raw: [["\t3141592653589793239","1-2","12E3"],["\t3141592653589793239","3/4","00123"]]
exceljs: [[3141592653589793300,"1-2",12000],[3141592653589793300,"3/4",123]]
csvtojson, checkType: [[3141592653589793300,"1-2",12000],[3141592653589793300,"3/4",123]]
csv-parse, cast and trim: [[3141592653589793300,"1-2",12000],[3141592653589793300,"3/4",123]]
papaparse, dynamicTyping: [["\t3141592653589793239","1-2",12000],["\t3141592653589793239","3/4",123]]
STATED
