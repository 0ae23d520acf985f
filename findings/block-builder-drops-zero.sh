#!/usr/bin/env bash
# slack-block-builder leaves out minValue: 0 and initialValue: 0 of a NumberInput, so that the form has no lower bound.
#
# A value is set only when it is truthy: maxValue: 0 is left out as well, 1 and -1 stay. It is the same in `.minValue(0)`. Slack's
# element has min_value, max_value and initial_value as text, in which '0' is a value
# (docs.slack.dev/reference/block-kit/block-elements/number-input-element). No error is raised. minLength(0) of a TextInput stays.
# Who meets it: bots that ask for a quantity, a discount or an amount which must not be negative.
# A bot should: add min_value to the built form by itself, and check the number that arrives in any case.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact slack-block-builder@2.8.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { Blocks, Elements, Modal } = require('slack-block-builder');

const built = (element) => JSON.stringify(Modal({ title: '订单' }).blocks(Blocks.Input({ label: '数量' }).element(element)).buildToObject().blocks[0].element);
for (const least of [0, 1, -1])
  console.log(`from ${least}: ${built(Elements.NumberInput({ actionId: 'quantity', minValue: least, initialValue: least, maxValue: 100 }))}`);
console.log(`by calls: ${built(Elements.NumberInput({ actionId: 'quantity' }).minValue(0).initialValue(0).maxValue(0))}`);
console.log(`text: ${built(Elements.TextInput({ actionId: 'note', minLength: 0, maxLength: 100 }))}`);
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: slack-block-builder keeps a zero.' >&2; exit 1; }
from 0: {"action_id":"quantity","max_value":"100","type":"number_input"}
from 1: {"action_id":"quantity","min_value":"1","initial_value":"1","max_value":"100","type":"number_input"}
from -1: {"action_id":"quantity","min_value":"-1","initial_value":"-1","max_value":"100","type":"number_input"}
by calls: {"action_id":"quantity","type":"number_input"}
text: {"action_id":"note","min_length":0,"max_length":100,"type":"plain_text_input"}
STATED
