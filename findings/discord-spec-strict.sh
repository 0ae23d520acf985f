#!/usr/bin/env bash
# setStrictObject(true) of discord-api-spec changes none of the schemas that the package exports.
#
# The schemas are made while the module loads, before anyone can call it, and the setting is looked at only then.
# Who meets it: a test that wants to see a misspelt field in what a bot sends to Discord. It is dropped in silence, and the
# test stays green.
# A bot should: close the schemas itself (each object with a catchall of never, also behind z.lazy), and have a test that
# sends a field too many and must fail.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact discord-api-spec@10.0.266135 zod@4.6.7 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { MessageCreateRequestSchema, setStrictObject } from 'discord-api-spec/zod';

const bodies = [
  { content: 'ordered', colour: 1 },
  { embeds: [{ title: 'ordered', colour: 1 }] },
];
for (const strict of [false, true]) {
  setStrictObject(strict);
  for (const body of bodies) {
    const { success, data } = MessageCreateRequestSchema.safeParse(body);
    console.log(`setStrictObject(${strict}): ${JSON.stringify(body)} is ${success ? `taken as ${JSON.stringify(data)}` : 'refused'}`);
  }
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: setStrictObject of discord-api-spec has an effect, or fields are kept.' >&2; exit 1; }
setStrictObject(false): {"content":"ordered","colour":1} is taken as {"content":"ordered"}
setStrictObject(false): {"embeds":[{"title":"ordered","colour":1}]} is taken as {"embeds":[{"title":"ordered"}]}
setStrictObject(true): {"content":"ordered","colour":1} is taken as {"content":"ordered"}
setStrictObject(true): {"embeds":[{"title":"ordered","colour":1}]} is taken as {"embeds":[{"title":"ordered"}]}
STATED
