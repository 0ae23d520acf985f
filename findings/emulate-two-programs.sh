#!/usr/bin/env bash
# The npm package emulate holds two programs: 0.x emulates Slack and other services, 1.0.2 is another author's, for a browser.
#
# Who meets it: a project that tests its Slack bot with emulate and takes the highest version, by hand, by a range such as
# >=0.12 or by a bot that updates dependencies. What it gets exports nothing, and its tests fail on createEmulator.
# A bot should: pin the exact 0.x version, and leave the package out of automatic updates of the major version.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact old@npm:emulate@0.12.2 new@npm:emulate@1.0.2 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { readFileSync } from 'node:fs';

for (const folder of ['old', 'new']) {
  const { version, description } = JSON.parse(readFileSync(`node_modules/${folder}/package.json`, 'utf8'));
  console.log(`${version}: ${description}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the two versions of emulate are something else.' >&2; exit 1; }
0.12.2: Local drop-in replacement services for CI and no-network sandboxes
1.0.2: Tiny JavaScript library to emulate :active styles on mobile
STATED
