#!/usr/bin/env bash
# zh-address-parse makes the city Haimen and a street 区解放路 of Nantong's district Haimen (南通市海门区), and knows no 临平区.
#
# Haimen is a district since 2020, Linping and Qiantang of Hangzhou are since 2021. The package looks for a division by ever fewer
# of its characters, so that 海门 finds the city that was there before, and 区 is left to the street. It knows 龙南市, of 2020 too.
# Who meets it: a form that takes a pasted address apart. Where it finds no district, one sees so; of Haimen, it looks well.
# A bot should: put what was read together again and compare it with what was pasted, or show it before anything is sent there.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact zh-address-parse@1.3.16 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import imported from 'zh-address-parse';

const parse = imported.default ?? imported;
for (const address of [
  '江苏省南通市海门区解放路1号',
  '浙江省杭州市临平区世纪大道1号',
  '浙江省杭州市钱塘区学源街1号',
  '浙江省杭州市滨江区网商路1号',
  '江西省赣州市龙南市金水大道1号',
]) {
  const { province, city, area, detail } = parse(address);
  console.log([province, city, area || 'no district', detail].join(' | '));
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: zh-address-parse knows other divisions, or reads them in another way.' >&2; exit 1; }
江苏省 | 南通市 | 海门市 | 区解放路1号
浙江省 | 杭州市 | no district | 临平区世纪大道1号
浙江省 | 杭州市 | no district | 钱塘区学源街1号
浙江省 | 杭州市 | 滨江区 | 网商路1号
江西省 | 赣州市 | 龙南市 | 金水大道1号
STATED
