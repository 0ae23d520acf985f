#!/usr/bin/env bash
# ts-json-schema-generator can't describe chat.postMessage and conversations.open of @slack/web-api in one schema.
#
# Either's arguments lead to a type that is called Channel, each in a file of its own; the generator names definitions by the
# type's name alone and gives up on the second.
# Who meets it: a test that holds all of a bot's calls against Slack's own types. Each method alone works.
# A bot should: make several schemas, with methods whose types don't meet in each.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @slack/web-api@8.2.0 ts-json-schema-generator@2.10.0 @types/node@26.6.6 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mts <<'TS'
import type { ChatPostMessageArguments, ConversationsOpenArguments } from '@slack/web-api';
export interface Post { post: ChatPostMessageArguments }
export interface Open { open: ConversationsOpenArguments }
export interface Both extends Post, Open {}
TS
cat >try.mjs <<'JS'
import { createGenerator } from 'ts-json-schema-generator';

for (const type of ['Post', 'Open', 'Both']) {
  try {
    createGenerator({ path: 'try.mts', skipTypeCheck: true, jsDoc: 'none' }).createSchema(type);
    console.log(`${type}: a schema`);
  } catch (error) {
    console.log(`${type}: ${error.message}`);
  }
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the generator treats the two methods in another way.' >&2; exit 1; }
Post: a schema
Open: a schema
Both: Type "Channel" has multiple definitions.
STATED
