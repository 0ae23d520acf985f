#!/usr/bin/env bash
# discord-api-spec, made of Discord's own OpenAPI description, and discord-api-types disagree on what a message may be.
#
# Of Create Message the description takes contents of 4000 characters, and ids of new attachments as strings only. The
# documents (docs.discord.com/developers/resources/message) and discord-api-types say up to 2000, and show numbers as ids.
# Who meets it: a test that holds a bot's messages against the description. It lets pass what Discord refuses to bots with
# 50035, and refuses what Discord's own examples send.
# A bot should: keep 2000 as a limit of its own beside the description, and send the ids of attachments as strings.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  discord-api-spec@10.0.266135 zod@4.6.7 discord-api-types@0.38.50 typescript@7.0.2 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mts <<'TS'
import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
export const numbered: RESTPostAPIChannelMessageJSONBody = { attachments: [{ id: 0, filename: 'chart.png' }] };
TS
cat >try.mjs <<'JS'
import { MessageCreateRequestSchema } from 'discord-api-spec/zod';

const taken = (body) => (MessageCreateRequestSchema.safeParse(body).success ? 'taken' : 'refused');
for (const length of [2000, 2001, 4000, 4001]) console.log(`spec: ${length} characters are ${taken({ content: 'a'.repeat(length) })}`);
for (const id of [0, '0']) console.log(`spec: the attachment ${JSON.stringify(id)} is ${taken({ attachments: [{ id, filename: 'chart.png' }] })}`);
JS
{
  node try.mjs
  npx tsc --noEmit --strict --module nodenext --target es2023 --skipLibCheck --pretty false try.mts && echo 'types: the attachment 0 is taken'
  grep -B2 'content?: string' node_modules/discord-api-types/rest/v10/channel.d.ts | grep -o 'message contents.*' | head -n 1 | sed 's/^/types: /'
} | tee seen
diff seen - <<'STATED' || { echo 'Changed: the description and the types say something else of a message.' >&2; exit 1; }
spec: 2000 characters are taken
spec: 2001 characters are taken
spec: 4000 characters are taken
spec: 4001 characters are refused
spec: the attachment 0 is refused
spec: the attachment "0" is taken
types: the attachment 0 is taken
types: message contents (up to 2000 characters)
STATED
