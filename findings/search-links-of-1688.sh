#!/usr/bin/env bash
# normalize-url makes a link to 1688's search that finds nothing: its words are in GBK, and come out as U+FFFD.
#
# 1688's own pages write `keywords` in GBK (%B1%A3%CE%C2%B1%AD is 保温杯). WHATWG's URLSearchParams, by which the package sorts and
# cleans parameters, knows UTF-8 alone, and writes the whole query anew once any one of them is set, sorted or deleted. A link that
# is only parsed stays as it was. Different words come out as the same, 袜子 as 裤子.
# Who meets it: bots that clean links of spm and other marks, or compare them, before they store or show them.
# A bot should: take parameters out of the text of the query, and leave the others byte for byte.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact normalize-url@9.0.1 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import normalizeUrl from 'normalize-url';

const search = (words) => `https://s.1688.com/selloffer/offer_search.htm?keywords=${words}&spm=a26352.1`;
const query = (link) => link.slice(link.indexOf('?'));
const links = { 保温杯: search('%B1%A3%CE%C2%B1%AD'), 袜子: search('%CD%E0%D7%D3'), 裤子: search('%BF%E3%D7%D3') };
for (const [words, link] of Object.entries(links)) {
  const url = new URL(link);
  const parsed = query(url.href);
  url.searchParams.delete('spm');
  console.log(`${words}: ${query(link)}`);
  console.log(`  parsed: ${parsed === query(link) ? 'the same' : parsed}`);
  console.log(`  one parameter deleted: ${query(url.href)}`);
  console.log(`  normalize-url: ${query(normalizeUrl(link, { removeQueryParameters: ['spm'] }))}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: normalize-url leaves such words as they are.' >&2; exit 1; }
保温杯: ?keywords=%B1%A3%CE%C2%B1%AD&spm=a26352.1
  parsed: the same
  one parameter deleted: ?keywords=%EF%BF%BD%EF%BF%BD%EF%BF%BD%C2%B1%EF%BF%BD
  normalize-url: ?keywords=%EF%BF%BD%EF%BF%BD%EF%BF%BD%C2%B1%EF%BF%BD
袜子: ?keywords=%CD%E0%D7%D3&spm=a26352.1
  parsed: the same
  one parameter deleted: ?keywords=%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD
  normalize-url: ?keywords=%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD
裤子: ?keywords=%BF%E3%D7%D3&spm=a26352.1
  parsed: the same
  one parameter deleted: ?keywords=%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD
  normalize-url: ?keywords=%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD
STATED
