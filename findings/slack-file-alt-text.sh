#!/usr/bin/env bash
# @slack/web-api sends a picture's description under a name that the Slack method does not have.
#
# docs.slack.dev/reference/methods/files.getUploadURLExternal calls the argument `alt_txt` (read on 2026-11-29; its error
# alt_txt_too_large agrees). The package's type knows only `alt_text`, and its uploadV2 sends that.
# Who meets it: a bot that uploads charts or pictures and describes them for screen readers. The compiler refuses the name
# that works, and takes the one that is not documented.
# A bot should: call the method by apiCall with `alt_txt`, and look at the uploaded file once with a real workspace.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @slack/web-api@8.2.0 typescript@7.0.2 @types/node@26.6.6 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:http';
import { LogLevel, WebClient } from '@slack/web-api';

const server = createServer(async (request, answer) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  if (path === '/api/files.getUploadURLExternal') {
    const names = [...new URLSearchParams(body).keys()].filter((name) => name.startsWith('alt'));
    console.log(`on the wire: ${names.join(', ')}`);
  }
  answer.writeHead(200, { 'Content-Type': 'application/json' });
  answer.end(JSON.stringify({ ok: true, upload_url: `http://${request.headers.host}/upload`, file_id: 'F1', files: [] }));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const slackApiUrl = `http://127.0.0.1:${server.address().port}/api/`;
const client = new WebClient('xoxb-none', { slackApiUrl, logLevel: LogLevel.ERROR });
await client.files.uploadV2({ filename: 'chart.png', file: Buffer.from('a'), alt_text: 'Price by quantity' });
server.close();
JS
cat >try.mts <<'TS'
import type { FilesGetUploadURLExternalArguments } from '@slack/web-api';
export const documented: FilesGetUploadURLExternalArguments = { filename: 'a.png', length: 1, alt_txt: 'a' };
export const typed: FilesGetUploadURLExternalArguments = { filename: 'a.png', length: 1, alt_text: 'a' };
TS
{
  node try.mjs
  npx tsc --noEmit --strict --module nodenext --target es2023 --skipLibCheck --types node try.mts || true
} | tee seen
diff seen - <<'STATED' || { echo 'Changed: @slack/web-api names the description of an uploaded file in another way.' >&2; exit 1; }
on the wire: alt_text
try.mts(2,95): error TS2561: Object literal may only specify known properties, but 'alt_txt' does not exist in type 'FilesGetUploadURLExternalArguments'. Did you mean to write 'alt_text'?
STATED
