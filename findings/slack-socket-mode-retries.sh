#!/usr/bin/env bash
# In Socket Mode, the client that @slack/bolt gives to a listener tries a failed call 101 times instead of 11.
#
# Bolt hands its clientOptions on to @slack/socket-mode, which writes its own retryConfig into that very object; the clients
# that Bolt makes for listeners afterwards read it there. app.client, made before, keeps the usual one.
# Who meets it: a bot that changes from HTTP to Socket Mode. While Slack can't be reached, a listener's call neither succeeds
# nor fails: the waits grow for weeks, and those too long for setTimeout (beyond 24.8 days) are none at all.
# A bot should: set retryConfig itself in clientOptions; then nothing is written into it.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @slack/bolt@5.1.0 @slack/socket-mode@3.1.0 @slack/web-api@8.2.0 undici@7.30.2 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import bolt from '@slack/bolt';

// Waits are noted and not waited for.
const inTime = globalThis.setTimeout;
let waits = [];
globalThis.setTimeout = (work, ms = 0, ...rest) => {
  waits.push(ms);
  return inTime(work, 0, ...rest);
};
const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent, setLevel: silent, setName: silent, getLevel: () => 'error' };
const longest = 2 ** 31 - 1;

async function attempts(client) {
  let made = 0;
  waits = [];
  attempt = () => {
    made += 1;
    throw new TypeError('fetch failed');
  };
  await client.chat.postMessage({ channel: 'C1', text: 'ordered' }).catch(silent);
  const days = Math.round(waits.filter((ms) => ms <= longest).reduce((sum, ms) => sum + ms, 0) / 86_400_000);
  const tooLong = waits.filter((ms) => ms > longest).length;
  return `${made} attempts in ${days === 0 ? 'less than half a day' : `${days} days`}, ${tooLong} without a wait`;
}

let attempt;
for (const [name, retryConfig] of [['HTTP'], ['Socket Mode'], ['Socket Mode, retryConfig set', { retries: 2 }]]) {
  const app = new bolt.App({
    token: 'xoxb-none',
    botId: 'B1',
    botUserId: 'U1',
    signingSecret: 'none',
    ...(name !== 'HTTP' && { socketMode: true, appToken: 'xapp-none' }),
    logger,
    clientOptions: { fetch: async () => attempt(), ...(retryConfig && { retryConfig }) },
  });
  let given;
  app.command('/order', async ({ client }) => {
    given = client;
  });
  const body = { command: '/order', text: '', team_id: 'T1', user_id: 'U2', channel_id: 'C1' };
  await app.processEvent({ body, ack: async () => undefined });
  console.log(`${name}: app.client ${(await attempts(app.client)).split(' in ')[0]}; a listener's client ${await attempts(given)}`);
}
JS
echo 'chat.postMessage while the network is away:'
node try.mjs | tee seen
diff seen - <<'STATED' || { echo "Changed: a listener's client retries in another way." >&2; exit 1; }
HTTP: app.client 11 attempts; a listener's client 11 attempts in less than half a day, 0 without a wait
Socket Mode: app.client 11 attempts; a listener's client 101 attempts in 93 days, 44 without a wait
Socket Mode, retryConfig set: app.client 3 attempts; a listener's client 3 attempts in less than half a day, 0 without a wait
STATED
