#!/usr/bin/env bash
# Hubot hears shoptalk: 订单 12, and does not hear shoptalk：订单 12 or shoptalk，订单 12, with the signs of a Chinese keyboard.
#
# respond() looks for the bot's name, then for `:` or `,` or nothing. The wide signs are neither, and what follows must stand right
# behind the name; nothing is answered or logged. A blank of full width is a blank. Behind an alias of letters nothing at all has to
# stand: with the alias shop, shoporder 12 is order 12.
# Who meets it: bots for people who write Chinese, whose colon and comma are wide as long as the keyboard is.
# A bot should: turn such signs into the narrow ones in a receive middleware, before a listener is asked.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact hubot@14.1.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { Adapter, Robot, TextMessage, User } from 'hubot';

const robot = new Robot(null, false, 'shoptalk', 'shop');
robot.adapter = new Adapter(robot);
let heard;
robot.respond(/(订单|order) *(\d+)/, ({ match }) => { heard = `${match[1]} ${match[2]}`; });
const buyer = new User('U1', { name: 'buyer', room: 'C1' });
for (const text of ['shoptalk: 订单 12', 'shoptalk：订单 12', 'shoptalk, 订单 12', 'shoptalk，订单 12', 'shoptalk\u3000订单 12', 'shop：订单 12', 'shoporder 12']) {
  heard = 'nothing';
  await robot.receive(new TextMessage(buyer, text, '1'));
  console.log(`${JSON.stringify(text)}: ${heard}`);
}
process.exit();
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: Hubot knows other signs behind its name.' >&2; exit 1; }
"shoptalk: 订单 12": 订单 12
"shoptalk：订单 12": nothing
"shoptalk, 订单 12": 订单 12
"shoptalk，订单 12": nothing
"shoptalk　订单 12": 订单 12
"shop：订单 12": nothing
"shoporder 12": order 12
STATED
