#!/usr/bin/env bash
# app.options({ action_id: 'offer' }) of slack-edge is never asked: a select that looks things up stays empty.
#
# Its types have block_id as optional. Each block_suggestion that Slack sends has a block_id, made up by Slack where the app gave
# none, and the package holds it against the one of the listener, which is undefined here. 'offer' alone works, and so do a pattern
# and the object with a block_id. app.action takes such an object without block_id as well.
# Who meets it: bots that look up offers, orders or addresses while somebody types, and name the select by its action.
# A bot should: give app.options() the action_id as text or as a pattern.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact slack-edge@1.3.17 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { createHmac } from 'node:crypto';
import { SlackApp } from 'slack-edge';

const secret = 'of this test alone';
const app = new SlackApp({
  env: { SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN: 'xoxb-none', SLACK_LOGGING_LEVEL: 'ERROR' },
  authorize: async () => ({ botToken: 'xoxb-none', teamId: 'T1', botId: 'B1', botUserId: 'U0', botScopes: ['commands'] }),
});
const answer = async () => ({ options: [{ text: { type: 'plain_text', text: '保温杯' }, value: '1' }] });
app.options({ action_id: 'by-object' }, answer);
app.options({ action_id: 'with-block', block_id: 'goods' }, answer);
app.options('by-text', answer);
app.options(/^by-pattern$/, answer);
app.action({ type: 'button', action_id: 'by-object' }, async () => undefined);

const log = console.log;
console.log = () => undefined;
const send = async (payload) => {
  const body = `payload=${encodeURIComponent(JSON.stringify({ team: { id: 'T1' }, user: { id: 'U1' }, ...payload }))}`;
  const at = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
  };
  const response = await app.run(new Request('http://bot.example/', { method: 'POST', headers, body }), { waitUntil: () => undefined });
  return `${response.status} ${await response.text()}`.trim();
};
for (const action_id of ['by-object', 'with-block', 'by-text', 'by-pattern'])
  log(`options, ${action_id}: ${await send({ type: 'block_suggestion', action_id, block_id: 'goods', value: '保' })}`);
log(`action, by-object: ${await send({ type: 'block_actions', actions: [{ type: 'button', action_id: 'by-object', block_id: 'goods' }] })}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: slack-edge asks such a listener.' >&2; exit 1; }
options, by-object: 404 No listener found
options, with-block: 200 {"options":[{"text":{"type":"plain_text","text":"保温杯"},"value":"1"}]}
options, by-text: 200 {"options":[{"text":{"type":"plain_text","text":"保温杯"},"value":"1"}]}
options, by-pattern: 200 {"options":[{"text":{"type":"plain_text","text":"保温杯"},"value":"1"}]}
action, by-object: 200
STATED
