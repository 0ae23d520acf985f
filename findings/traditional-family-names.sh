#!/usr/bin/env bash
# switch-chinese writes 余先生 in traditional characters as 餘先生, 游 as 遊, 郁 as 鬱, and the district 松江区 as 鬆江區.
#
# One simplified character stands for two or three traditional ones. The names 余, 游 and 郁 and 松江 are the same in both scripts.
# chinese-conv keeps these, and has others wrong: 于 as 於, which both do, 钟 as 鐘 (the name is 鍾), 公里 as 公裡, and 余姚 unchanged
# (餘姚). Turned back, each is what it was, so that a test of both ways is green.
# Who meets it: whoever writes labels for receivers in Hong Kong or Taiwan from an order that was typed in simplified characters.
# A bot should: send names and addresses on as they were typed, and convert nothing but its own words.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact switch-chinese@1.0.16 chinese-conv@4.0.0 >/dev/null
npm ls --depth=0 | sed 1d

cat >try.mjs <<'JS'
import { sify, tify } from 'chinese-conv';
import stcasc from 'switch-chinese';

const converter = stcasc();
for (const [typed, right] of [
  ['余先生', '余先生'],
  ['游先生', '游先生'],
  ['郁先生', '郁先生'],
  ['于先生', '于先生'],
  ['钟小姐', '鍾小姐'],
  ['上海市松江区', '上海市松江區'],
  ['余姚市', '餘姚市'],
  ['5公里', '5公里'],
]) {
  const made = { 'switch-chinese': converter.traditionalized(typed), 'chinese-conv': tify(typed) };
  const back = converter.simplized(made['switch-chinese']) === typed && sify(made['chinese-conv']) === typed;
  const told = Object.entries(made).map(([name, text]) => `${name} ${text}${text === right ? '' : ' (wrong)'}`);
  console.log(`${typed}, which is ${right}: ${told.join(', ')}; back the same: ${back}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages writes such names in another way.' >&2; exit 1; }
余先生, which is 余先生: switch-chinese 餘先生 (wrong), chinese-conv 余先生; back the same: true
游先生, which is 游先生: switch-chinese 遊先生 (wrong), chinese-conv 游先生; back the same: true
郁先生, which is 郁先生: switch-chinese 鬱先生 (wrong), chinese-conv 郁先生; back the same: true
于先生, which is 于先生: switch-chinese 於先生 (wrong), chinese-conv 於先生 (wrong); back the same: true
钟小姐, which is 鍾小姐: switch-chinese 鍾小姐, chinese-conv 鐘小姐 (wrong); back the same: true
上海市松江区, which is 上海市松江區: switch-chinese 上海市鬆江區 (wrong), chinese-conv 上海市松江區; back the same: true
余姚市, which is 餘姚市: switch-chinese 餘姚市, chinese-conv 余姚市 (wrong); back the same: true
5公里, which is 5公里: switch-chinese 5公里, chinese-conv 5公裡 (wrong); back the same: true
STATED
