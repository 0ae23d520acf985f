#!/usr/bin/env bash
# node-taobao-topclient changes the ids of Taobao's orders: 3141592653589793239 arrives as 3141592653589793300.
#
# Taobao's open platform gives `tid` and `oid` as JSON numbers of 19 digits, and the package takes its answers as parsed by
# request, in which a number keeps about 16. Nothing is raised; the next call asks for an order that is another one or none.
# Who meets it: bots that list orders and then fetch, ship or refund one of them.
# A bot should: ask for tid_str and oid_str among the fields and use nothing else, or read the answer's text by itself.
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

const order = '{"tid":3141592653589793239,"tid_str":"3141592653589793239","num_iid":675123456789}';
const asked = [];
const server = createServer(async (request, answer) => {
  let body = '';
  for await (const part of request) body += part;
  asked.push(new URLSearchParams(body).get('tid'));
  answer.setHeader('Content-Type', 'application/json').end(`{"trade_fullinfo_get_response":{"trade":${order}}}`);
}).listen(0, '127.0.0.1');

(async () => {
  await once(server, 'listening');
  const address = `http://127.0.0.1:${server.address().port}/router/rest`;
  const client = new TopClient({ appkey: '1', appsecret: 'none', REST_URL: address });
  const get = (tid) => client.execute('taobao.trade.fullinfo.get', { tid, fields: 'tid,tid_str,num_iid' });
  const { trade } = await get('3141592653589793239');
  console.log(`sent: ${order}`);
  for (const [name, value] of Object.entries(trade)) console.log(`${name}: ${value}, a ${typeof value}`);
  await get(trade.tid);
  console.log(`asked for: ${asked.join(', then ')}`);
  server.close();
})();
JS
node --no-deprecation try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: node-taobao-topclient reads such a number in another way.' >&2; exit 1; }
sent: {"tid":3141592653589793239,"tid_str":"3141592653589793239","num_iid":675123456789}
tid: 3141592653589793300, a number
tid_str: 3141592653589793239, a string
num_iid: 675123456789, a number
asked for: 3141592653589793239, then 3141592653589793300
STATED
