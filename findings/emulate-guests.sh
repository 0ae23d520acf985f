#!/usr/bin/env bash
# emulate's Slack tells nothing of guests: users.info and users.list have no is_restricted and no is_ultra_restricted.
#
# Slack's own user object has both (api.slack.com/types/user; UsersInfoResponse of @slack/web-api). emulate leaves them out,
# also for a user whose seed has them.
# Who meets it: a bot that lets in full members only and takes what it is not told for unknown. Against emulate nobody is a
# full member, and a bot that takes what is absent for false can't be tested with a guest.
# A bot should: put the two fields in between itself and emulate in its tests, or have a Slack of its own for them.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact emulate@0.12.2 @slack/web-api@8.2.0 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { LogLevel, WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';

const users = [{ name: 'ann' }, { name: 'guest', is_restricted: true, is_ultra_restricted: false }];
const emulator = await createEmulator({ service: 'slack', port: 0, seed: { slack: { users } } });
const client = new WebClient('xoxp-none', { slackApiUrl: `${emulator.url}/api/`, logLevel: LogLevel.ERROR });
for (const { id, name } of (await client.users.list({})).members) {
  if (!users.some((user) => user.name === name)) continue;
  const { user } = await client.users.info({ user: id });
  console.log(`${name}: is_admin ${user.is_admin}, is_restricted ${user.is_restricted}, is_ultra_restricted ${user.is_ultra_restricted}`);
}
await emulator.close();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo "Changed: emulate's users are other ones." >&2; exit 1; }
ann: is_admin false, is_restricted undefined, is_ultra_restricted undefined
guest: is_admin false, is_restricted undefined, is_ultra_restricted undefined
STATED
