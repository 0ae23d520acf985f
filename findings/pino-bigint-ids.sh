#!/usr/bin/env bash
# An order's id that is logged as a bigint stands in pino's line as a number, and pino-pretty shows 3141592653589793300 for …239.
#
# JSON has no limit for a number's digits, and JSON.parse has one. What reads the line with it, as pino-pretty does, rounds the id;
# the line itself is right. JSON.stringify would have raised an error for a bigint.
# Who meets it: bots that keep ids beyond 2^53 as bigints, in the hour in which somebody looks for an order in the log.
# A bot should: log ids as strings, by a formatter or a serializer of its own.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact pino@10.4.0 pino-pretty@13.2.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const pino = require('pino');

const log = pino({ base: undefined, timestamp: false });
log.info({ order: 3141592653589793239n }, 'paid, bigint');
log.info({ order: String(3141592653589793239n) }, 'paid, string');
JS
{ node try.cjs; node try.cjs | node_modules/.bin/pino-pretty --colorize false; } | tee seen
diff seen - <<'STATED' || { echo 'Changed: pino or pino-pretty keeps such an id.' >&2; exit 1; }
{"level":30,"order":3141592653589793239,"msg":"paid, bigint"}
{"level":30,"order":"3141592653589793239","msg":"paid, string"}
INFO: paid, bigint
    order: 3141592653589793300
INFO: paid, string
    order: "3141592653589793239"
STATED
