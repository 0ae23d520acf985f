#!/usr/bin/env bash
# The types of @slack/web-api take a header block without its text, and refuse a block that Slack documents.
#
# `blocks` is (KnownBlock | Block)[], and Block is no more than a type and a block_id: a known block that lacks what it must
# have passes as a Block, and so does a misspelt one that comes from a variable. data_visualization, out since 2026-06-16
# (docs.slack.dev/reference/block-kit/blocks/data-visualization-block), is no KnownBlock, so that written in place it is an error.
# Who meets it: a bot whose tests rely on the compiler. Slack answers invalid_blocks at run time.
# A bot should: type its own blocks as KnownBlock, which is checked, and name the newer ones in a type of its own.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @slack/web-api@8.2.0 @slack/types@3.2.0 typescript@7.0.2 @types/node@26.6.6 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mts <<'TS'
import type { KnownBlock } from '@slack/types';
import type { ChatPostMessageArguments } from '@slack/web-api';

const to = { channel: 'C1', text: 'ordered' };
const misspelt = { type: 'header', txt: { type: 'plain_text', text: 'Order 1' } };
const chart = { type: 'pie', segments: [{ label: 'a', value: 1 }] };

export const takenWithoutText: ChatPostMessageArguments = { ...to, blocks: [{ type: 'header' }] };
export const takenMisspelt: ChatPostMessageArguments = { ...to, blocks: [misspelt] };
export const refused: ChatPostMessageArguments = { ...to, blocks: [{ type: 'data_visualization', title: 'a', chart }] };
export const refusedWithoutText: KnownBlock = { type: 'header' };
TS
echo 'The lines 8 to 11 of try.mts, of which the compiler refuses the last two:'
sed -n 8,11p try.mts
{
  npx tsc --noEmit --strict --module nodenext --target es2023 --skipLibCheck --types node --pretty false try.mts || true
} | tee seen
diff seen - <<'STATED' || { echo 'Changed: the types of blocks take or refuse something else.' >&2; exit 1; }
try.mts(10,98): error TS2353: Object literal may only specify known properties, and 'title' does not exist in type 'Block'.
try.mts(11,14): error TS2322: Type '{ type: "header"; }' is not assignable to type 'KnownBlock'.
  Property 'text' is missing in type '{ type: "header"; }' but required in type 'HeaderBlock'.
STATED
