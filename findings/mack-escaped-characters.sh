#!/usr/bin/env bash
# @tryfabric/mack drops each character that Markdown escapes: 价格 12\.50 is 价格 1250, and 10\*20\*30cm is 102030cm.
#
# A backslash before a sign is how Markdown, and whatever writes it, says that the sign itself is meant. It goes with its
# backslash here. Of a list within a list nothing is left, and a list that begins at 3 begins at 1. No error is raised.
# Who meets it: bots that send a model's Markdown or escape what people typed: sizes, names of files, variants under their goods.
# A bot should: turn such text into blocks with another package, or hold the digits that went in against those that came out.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact @tryfabric/mack@1.2.1 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import mack from '@tryfabric/mack';

for (const text of ['箱子 10\\*20\\*30cm', '文件 order\\_2026\\_11.xlsx', '价格 12\\.50', '- 杯子\n  - 红 12 件\n  - 蓝 5 件\n- 碗', '3. 付款\n4. 发货']) {
  const blocks = await mack.markdownToBlocks(text);
  console.log(`${JSON.stringify(text)}: ${JSON.stringify(blocks.map((block) => block.text.text).join('\n'))}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: @tryfabric/mack keeps other characters.' >&2; exit 1; }
"箱子 10\\*20\\*30cm": "箱子 102030cm"
"文件 order\\_2026\\_11.xlsx": "文件 order202611.xlsx"
"价格 12\\.50": "价格 1250"
"- 杯子\n  - 红 12 件\n  - 蓝 5 件\n- 碗": "• 杯子\n• 碗"
"3. 付款\n4. 发货": "1. 付款\n2. 发货"
STATED
