#!/usr/bin/env bash
# discord-api-spec names a JavaScript file as the types of its entry ./zod, so that TypeScript knows none of its schemas.
#
# Who meets it: a strict TypeScript project that imports discord-api-spec/zod as the package's README shows (TS7016). Without
# noImplicitAny there is no error, and each schema is `any` in silence.
# A bot should: declare the module itself, with each schema that it uses as a z.core.$ZodType.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  discord-api-spec@10.0.266135 zod@4.6.7 typescript@7.0.2 >/dev/null
npm ls --depth=0 | sed 1d

echo "export { MessageCreateRequestSchema } from 'discord-api-spec/zod';" >try.mts
{
  node -p '`types of ./zod: ${JSON.parse(require("fs").readFileSync("node_modules/discord-api-spec/package.json")).exports["./zod"].types}`'
  { npx tsc --noEmit --strict --module nodenext --target es2023 --skipLibCheck --pretty false try.mts || true; } |
    { grep -o 'error TS[0-9]*' || echo 'no error'; }
} | tee seen
diff seen - <<'STATED' || { echo 'Changed: discord-api-spec/zod has other types.' >&2; exit 1; }
types of ./zod: ./build/discord-api-spec.zod.js
error TS7016
STATED
