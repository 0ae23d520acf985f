#!/usr/bin/env bash
# A text such as _x0041_ that write-excel-file writes into a cell is another text when it is read: A.
#
# In a workbook `_xHHHH_` stands for one character (ECMA-376 part 1, 22.9.2.19, ST_Xstring), so that a text which holds such
# letters must write its first underscore as `_x005F_`. The package writes it as it is, and readers that keep to the standard
# give back a control character or a letter.
# Who meets it: bots that export what people typed, names of files and columns among it.
# A bot should: put `_x005F_` in the place of an underscore before `xHHHH_`.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact write-excel-file@4.1.1 @e965/xlsx@0.20.3 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { read } from '@e965/xlsx';
import writeExcelFile from 'write-excel-file/node';

for (const text of ['_x0041_', 'a_x0041_b', '_x005F_x0041_', 'plain_text']) {
  const book = read(await writeExcelFile([[{ type: String, value: text }]]).toBuffer());
  console.log(`${text} is read as ${book.Sheets[book.SheetNames[0]].A1.v}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: write-excel-file writes such a text in another way.' >&2; exit 1; }
_x0041_ is read as A
a_x0041_b is read as aAb
_x005F_x0041_ is read as _x0041_
plain_text is read as plain_text
STATED
