#!/usr/bin/env bash
# In an autocomplete, options.getInteger() and getNumber() of discord.js give a string, such as 12a, and their types say number.
#
# While somebody types, Discord sends what was typed so far, for options of numbers as well; discord-api-types has `string` there
# for an interaction of the kind autocomplete. discord.js hands it on as it is.
# Who meets it: bots whose suggestions depend on a quantity or a price. '5' + 1 is 51 in them, and 5 items for 1 are more than 10.
# A bot should: read such options as text, and parse them before it counts with them.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  discord.js@14.28.1 discord-api-types@0.38.50 typescript@5.9.3 @types/node@24.10.1 >/dev/null
npm ls --depth=0 | sed 1d

cat >types.ts <<'TS'
import type { APIApplicationCommandInteractionDataIntegerOption as Sent, InteractionType } from 'discord-api-types/v10';
import type { AutocompleteInteraction } from 'discord.js';

export const sent = (option: Sent<InteractionType.ApplicationCommandAutocomplete>): string => option.value;
export const given = (interaction: AutocompleteInteraction): number => interaction.options.getInteger('quantity', true);
TS
node_modules/.bin/tsc --noEmit --strict --skipLibCheck --module nodenext --target esnext types.ts && echo 'types: sent a string, given a number' | tee seen

cat >try.mjs <<'JS'
import { AutocompleteInteraction, Client } from 'discord.js';

const options = [{ name: 'quantity', type: 4, value: '5' }, { name: 'price', type: 10, value: '12a', focused: true }];
const interaction = new AutocompleteInteraction(new Client({ intents: [] }), {
  id: '1', application_id: '2', type: 4, version: 1, token: 'none', channel_id: '3', channel: { id: '3', type: 1 },
  user: { id: '4', username: 'buyer', discriminator: '0', avatar: null }, entitlements: [], locale: 'zh-CN',
  authorizing_integration_owners: {}, data: { id: '5', name: 'order', type: 1, options },
});
const quantity = interaction.options.getInteger('quantity');
console.log(`getInteger: ${JSON.stringify(quantity)}, and one more: ${JSON.stringify(quantity + 1)}`);
console.log(`getNumber: ${JSON.stringify(interaction.options.getNumber('price'))}`);
process.exit();
JS
node try.mjs | tee -a seen
diff seen - <<'STATED' || { echo 'Changed: discord.js gives such options in another way.' >&2; exit 1; }
types: sent a string, given a number
getInteger: "5", and one more: "51"
getNumber: "12a"
STATED
