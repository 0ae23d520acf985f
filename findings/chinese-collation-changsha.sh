#!/usr/bin/env bash
# Intl.Collator('zh') sorts 长沙 (Chángshā) under zh, after 漳州, and 厦门 (Xiàmén) under sh, before 上海, in Node 20 and Node 26.
#
# CLDR's order by pinyin has one reading of each character, and 长 is zhǎng there, 厦 shà. 重庆, 朝阳 and 成都 are where one
# looks for them, so names that were tried do not show it. 单县 (Shànxiàn) is under d, and 蔚县 (Yùxiàn) under w.
# Who meets it: a bot or a page that offers cities in the order of their pinyin. Changsha is not among the c.
# A bot should: sort by the code of the division (GB/T 2260), which keeps a province together, or by pinyin that it stores.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.old=true allowScripts.new=true allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact old@npm:node@20.20.2 new@npm:node@26.10.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'
cat >try.mjs <<'JS'
const cities = ['漳州市', '长沙市', '郑州市', '常州市', '重庆市', '成都市', '厦门市', '上海市', '西安市', '单县', '东莞市', '山西省', '蔚县', '温州市', '玉溪市'];
console.log(`Node ${process.versions.node.split('.')[0]}: ${cities.sort(new Intl.Collator('zh-CN').compare).join(' ')}`);
JS
for version in old new; do "node_modules/$version/bin/node" try.mjs; done | tee seen
diff seen - <<'STATED' || { echo 'Changed: the order of such names is another one.' >&2; exit 1; }
Node 20: 常州市 成都市 重庆市 单县 东莞市 厦门市 山西省 上海市 蔚县 温州市 西安市 玉溪市 漳州市 长沙市 郑州市
Node 26: 常州市 成都市 重庆市 单县 东莞市 厦门市 山西省 上海市 蔚县 温州市 西安市 玉溪市 漳州市 长沙市 郑州市
STATED
