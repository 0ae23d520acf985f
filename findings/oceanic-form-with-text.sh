#!/usr/bin/env bash
# oceanic.js raises a TypeError for a form that has a text in it, once somebody sends it off; it sends such forms itself.
#
# A text display (type 10) may stand in a modal, and comes back in what is submitted with its type and id (discord-api-types, and
# docs.discord.com/developers/components/reference). The package's types and its conversion for sending have it, its reading has not.
# The error is raised before interactionCreate, so that no listener sees the interaction and nothing answers it.
# Who meets it: bots that put a price, a total or a warning above the fields of a form.
# A bot should: put such words into the descriptions of labels, or into the message that opens the form.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact oceanic.js@1.15.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.cjs <<'JS'
const { Client, Interaction } = require('oceanic.js');

const client = new Client({ auth: 'Bot none' });
const text = { type: 10, content: '合计 ¥55.96' };
const field = { type: 18, label: '数量', component: { type: 4, customID: 'quantity', style: 1 } };
console.log(`sent: ${JSON.stringify(client.util.componentsToRaw([text, field]))}`);

const submitted = (components) => ({
  id: '1', application_id: '2', type: 5, token: 'none', version: 1, channel_id: '3', channel: { id: '3', type: 1 }, entitlements: [],
  authorizing_integration_owners: {}, locale: 'zh-CN', user: { id: '4', username: 'buyer', discriminator: '0', avatar: null },
  data: { custom_id: 'order', components },
});
const quantity = { type: 18, id: 2, component: { type: 4, id: 3, custom_id: 'quantity', value: '12' } };
for (const [name, components] of [['a field', [quantity]], ['a text and a field', [{ type: 10, id: 1 }, quantity]]])
  try {
    console.log(`${name}: quantity ${Interaction.from(submitted(components), client).data.components.getTextInput('quantity')}`);
  } catch (error) {
    console.log(`${name}: ${error.name}: ${error.message}`);
  }
JS
node try.cjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: oceanic.js reads forms with a text in them.' >&2; exit 1; }
sent: [{"content":"合计 ¥55.96","type":10},{"type":18,"label":"数量","component":{"custom_id":"quantity","style":1,"type":4}}]
a field: quantity 12
a text and a field: TypeError: FROM_RAW[component.type] is not a function
STATED
