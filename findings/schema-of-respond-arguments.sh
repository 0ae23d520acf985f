#!/usr/bin/env bash
# ts-json-schema-generator makes of @slack/bolt's RespondArguments a schema that no usual answer fulfils.
#
# RespondArguments is an Omit that is distributed over the union of what chat.postMessage takes. The generator merges the
# union's members into one object and requires of it what each requires: attachments, blocks and markdown_text at once.
# Who meets it: a test that holds what a bot posts to a response_url against Slack's own types. Each answer is refused.
# A bot should: generate from Partial<RespondArguments>, or from types in which the union is written out.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @slack/bolt@5.1.0 undici@7.30.2 ts-json-schema-generator@2.10.0 ajv@8.20.0 typescript@7.0.2 @types/node@26.6.6 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mts <<'TS'
import type { RespondArguments } from '@slack/bolt';
export type { RespondArguments };
export type PartialArguments = Partial<RespondArguments>;
export const usual: RespondArguments = { text: 'ordered', response_type: 'ephemeral' };
TS
cat >try.mjs <<'JS'
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

for (const type of ['RespondArguments', 'PartialArguments']) {
  const schema = createGenerator({ path: 'try.mts', skipTypeCheck: true, jsDoc: 'none' }).createSchema(type);
  const takes = new Ajv({ strict: false }).compile(schema)({ text: 'ordered', response_type: 'ephemeral' });
  console.log(`${type}: requires ${schema.definitions[type].required?.join(', ') ?? 'nothing'}; the usual answer is ${takes ? 'taken' : 'refused'}`);
}
JS
{
  npx tsc --noEmit --strict --module nodenext --target es2023 --skipLibCheck --types node try.mts && echo 'tsc: the usual answer is taken'
  node try.mjs
} | tee seen
diff seen - <<'STATED' || { echo 'Changed: the schema of RespondArguments is another one.' >&2; exit 1; }
tsc: the usual answer is taken
RespondArguments: requires attachments, blocks, markdown_text; the usual answer is refused
PartialArguments: requires nothing; the usual answer is taken
STATED
