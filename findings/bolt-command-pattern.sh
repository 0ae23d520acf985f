#!/usr/bin/env bash
# app.command(/^\/order/g) of @slack/bolt takes every other command; the ones between are not acknowledged.
#
# Bolt asks a command's pattern with test(), which for a pattern with the flag g (or y) goes on where the last one ended. Actions,
# messages, events and views are asked with match(), so that the same flag does no harm there.
# Who meets it: a bot that reuses a pattern which it also replaces with, or that matches commands of several surroundings, such
# as /order and /order-test. For Slack the app did not answer in 3 s, and the next try works.
# A bot should: give app.command() a name, or a pattern without g and y.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @slack/bolt@5.1.0 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import bolt from '@slack/bolt';

for (const flags of ['', 'g']) {
  const receiver = { init: (app) => { receiver.app = app; }, start: () => undefined, stop: () => undefined };
  const app = new bolt.App({ receiver, logLevel: 'error', authorize: async () => ({ botToken: 'xoxb-none', botId: 'B1', botUserId: 'U1' }) });
  app.command(new RegExp('^/order', flags), ({ ack }) => ack());
  app.action(new RegExp('^approve', flags), ({ ack }) => ack());
  const acknowledged = async (body) => {
    let count = 0;
    await receiver.app.processEvent({ body: { ...body, team_id: 'T1' }, ack: async () => { count += 1; } });
    return count === 1 ? 'yes' : 'no';
  };
  const said = { command: [], action: [] };
  for (let nth = 0; nth < 4; nth += 1) {
    said.command.push(await acknowledged({ command: '/order', text: '', user_id: 'U2', channel_id: 'C1' }));
    const action = { type: 'button', action_id: 'approve', block_id: 'b' };
    said.action.push(await acknowledged({ type: 'block_actions', user: { id: 'U2' }, actions: [action] }));
  }
  for (const [kind, answers] of Object.entries(said)) console.log(`flags '${flags}', four times the same ${kind}, acknowledged: ${answers.join(', ')}`);
}
JS
node try.mjs 2>/dev/null | tee seen
diff seen - <<'STATED' || { echo 'Changed: @slack/bolt asks the pattern of a command in another way.' >&2; exit 1; }
flags '', four times the same command, acknowledged: yes, yes, yes, yes
flags '', four times the same action, acknowledged: yes, yes, yes, yes
flags 'g', four times the same command, acknowledged: yes, no, yes, no
flags 'g', four times the same action, acknowledged: yes, yes, yes, yes
STATED
