#!/usr/bin/env bash
# With redact ['*.phone'] pino logs a URL as "[unable to serialize, circular reference ...]"; with ['*.*.phone'] log.info() throws.
#
# @pinojs/redact copies each object that a path may lead through, key by key onto the same prototype. What such an object keeps
# in private fields isn't copied, so that its toJSON() fails: a URL, a Buffer, a value of Temporal, an own class with #fields.
# A wildcard leads through all of them, and none has a phone. A Date is let alone.
# Who meets it: a bot that hides phones and tokens in its log by wildcards. Orders, times and addresses are missing from the log
# just then, behind a sentence about a circle which is not there, and a line of the log ends what the bot was doing.
# A bot should: give pino strings and plain objects only, or hide by paths without wildcards that lead through nothing else.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact pino@10.4.0 @pinojs/redact@0.4.0 node@26.10.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import pino from 'pino';

class Order {
  id = 'A-1';
  #placedAt = '2026-11-30';
  toJSON() {
    return { id: this.id, placedAt: this.#placedAt };
  }
}
const values = {
  url: new URL('https://detail.1688.com/offer/1.html'),
  day: Temporal.PlainDate.from('2026-11-30'),
  order: new Order(),
  date: new Date(0),
};
for (const redact of [['order.buyer.phone'], ['*.phone'], ['*.*.phone']]) {
  let line;
  const log = pino({ base: null, timestamp: false, redact }, { write: (text) => { line = JSON.parse(text); } });
  for (const [name, value] of Object.entries(values)) {
    try {
      log.info({ [name]: value });
      console.log(`${redact}, ${name}: ${JSON.stringify(line[name])}`);
    } catch (error) {
      console.log(`${redact}, ${name}: info() throws ${error.name}: ${error.message}`);
    }
  }
}
JS
node_modules/.bin/node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: pino takes such objects in another way.' >&2; exit 1; }
order.buyer.phone, url: "https://detail.1688.com/offer/1.html"
order.buyer.phone, day: "2026-11-30"
order.buyer.phone, order: "[unable to serialize, circular reference is too complex to analyze]"
order.buyer.phone, date: "1970-01-01T00:00:00.000Z"
*.phone, url: "[unable to serialize, circular reference is too complex to analyze]"
*.phone, day: "[unable to serialize, circular reference is too complex to analyze]"
*.phone, order: "[unable to serialize, circular reference is too complex to analyze]"
*.phone, date: "1970-01-01T00:00:00.000Z"
*.*.phone, url: info() throws TypeError: Receiver must be an instance of class URL
*.*.phone, day: "[unable to serialize, circular reference is too complex to analyze]"
*.*.phone, order: "[unable to serialize, circular reference is too complex to analyze]"
*.*.phone, date: "1970-01-01T00:00:00.000Z"
STATED
