#!/usr/bin/env bash
# node-taobao-topclient stamps its requests with the hour of the machine's own time zone: on a server in UTC, 8 hours too early.
#
# Taobao's open platform takes `timestamp` as Beijing time (GMT+8), without a zone in it, and allows 10 minutes of difference. The
# package has no option for it. A `timestamp` among a call's own parameters takes the place of the one that is made.
# Who meets it: what worked on a developer's machine in China and then runs in a container, which has UTC.
# A bot should: give each call its timestamp in Beijing time, or run with TZ=Asia/Shanghai.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact node-taobao-topclient@0.1.7 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { once } = require('node:events');
const { createServer } = require('node:http');
const TopClient = require('node-taobao-topclient').default;

let stamp;
const server = createServer(async (request, answer) => {
  let body = '';
  for await (const part of request) body += part;
  stamp = new URLSearchParams(body).get('timestamp');
  answer.setHeader('Content-Type', 'application/json').end('{"time_get_response":{}}');
}).listen(0, '127.0.0.1');

(async () => {
  await once(server, 'listening');
  const address = `http://127.0.0.1:${server.address().port}/router/rest`;
  const client = new TopClient({ appkey: '1', appsecret: 'none', REST_URL: address });
  const beijing = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const hoursOff = () => Math.round((Date.parse(`${stamp.replace(' ', 'T')}+08:00`) - Date.now()) / 3_600_000);
  await client.execute('taobao.time.get', {});
  console.log(`${process.env.TZ}: ${hoursOff()} hours from the real time`);
  await client.execute('taobao.time.get', { timestamp: beijing() });
  console.log(`${process.env.TZ}, with a timestamp of Beijing: ${hoursOff()} hours`);
  server.close();
})();
JS
for zone in Asia/Shanghai UTC America/Phoenix; do TZ=$zone node --no-deprecation try.cjs; done | tee seen
diff seen - <<'STATED' || { echo 'Changed: node-taobao-topclient stamps its requests in another way.' >&2; exit 1; }
Asia/Shanghai: 0 hours from the real time
Asia/Shanghai, with a timestamp of Beijing: 0 hours
UTC: -8 hours from the real time
UTC, with a timestamp of Beijing: 0 hours
America/Phoenix: -15 hours from the real time
America/Phoenix, with a timestamp of Beijing: 0 hours
STATED
