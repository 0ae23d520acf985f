#!/usr/bin/env bash
# pinyin-pro reads 喀什 as ka shen, 乐清 as le qing, and 昌都市 as chang du but 昌都 as chang dou.
#
# The names are Kāshí, Yuèqīng and Chāngdū. Its words know 成都, 重庆, 厦门, 六安 and 蚌埠, so names that were tried do not show it.
# Who meets it: a bot that makes Latin names of divisions, or lets people find a city by its pinyin.
# A bot should: look through what it makes against a list of names with more than one reading, or add words of its own
# (customPinyin).
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact pinyin-pro@3.29.4 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { pinyin } from 'pinyin-pro';

for (const name of ['成都', '重庆', '厦门', '六安', '蚌埠', '喀什', '喀什地区', '乐清', '乐清市', '昌都', '昌都市']) {
  console.log(`${name}: ${pinyin(name, { toneType: 'none' })}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: pinyin-pro reads the names of places in another way.' >&2; exit 1; }
成都: cheng du
重庆: chong qing
厦门: xia men
六安: lu an
蚌埠: beng bu
喀什: ka shen
喀什地区: ka shen di qu
乐清: le qing
乐清市: le qing shi
昌都: chang dou
昌都市: chang du shi
STATED
