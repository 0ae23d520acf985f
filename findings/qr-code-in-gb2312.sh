#!/usr/bin/env bash
# jsQR finds a QR code whose words are in GB 2312, as the code itself says, and gives an empty text; zbar-wasm gives U+FFFD.
#
# An ECI segment names the encoding of what follows: 29 is GB 2312, 26 UTF-8 (AIM ITS/04-023). jsQR takes each for UTF-8, and when
# that fails the text is '' while binaryData has the bytes and chunks the 29. zbar-wasm's decode() has UTF-8 as well, unless it is
# told otherwise. @zxing/library keeps to the 29. Without the ECI, as many printers of labels make it, it too guesses wrong.
# Who meets it: bots that read a waybill's or a label's code from a picture. A text of '' looks like a code without words.
# A bot should: look at jsQR's chunks and binaryData, and decode by the ECI; without one, by GB 18030, which has all of GB 2312,
# where UTF-8 fails.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  bwip-js@4.11.4 pngjs@7.0.0 jsqr@1.4.0 @undecaf/zbar-wasm@0.11.0 @zxing/library@0.23.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { scanRGBABuffer } from '@undecaf/zbar-wasm';
import zxing from '@zxing/library';
import bwip from 'bwip-js';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';

const readers = {
  jsQR: ({ data, width, height }) => {
    const found = jsqr.default(new Uint8ClampedArray(data), width, height);
    return `${JSON.stringify(found.data)}, ${found.chunks.map(({ type, assignmentNumber }) => assignmentNumber ?? type)}, ${found.binaryData.length} bytes`;
  },
  'zbar-wasm': async ({ data, width, height }) => JSON.stringify((await scanRGBABuffer(data, width, height))[0].decode()),
  '@zxing/library': ({ data, width, height }) => {
    const light = Uint8ClampedArray.from({ length: width * height }, (_, at) => data[at * 4]);
    const bitmap = new zxing.BinaryBitmap(new zxing.HybridBinarizer(new zxing.RGBLuminanceSource(light, width, height)));
    return JSON.stringify(new zxing.QRCodeReader().decode(bitmap).getText());
  },
};
const simplified = Buffer.concat([Buffer.from('b1a3cec2b1ad', 'hex'), Buffer.from(' 500ml')]);
for (const [name, eci, bytes] of [
  ['GB 2312, ECI 29', '^ECI000029', simplified],
  ['UTF-8, ECI 26', '^ECI000026', Buffer.from('保温杯 500ml')],
  ['GB 2312, no ECI', '', simplified],
]) {
  const text = eci + bytes.toString('latin1');
  const picture = PNG.sync.read(
    await bwip.toBuffer({ bcid: 'qrcode', text, binarytext: true, parsefnc: true, scale: 6, padding: 10, backgroundcolor: 'FFFFFF' }),
  );
  console.log(name);
  for (const [reader, read] of Object.entries(readers)) console.log(`  ${reader}: ${await read(picture)}`);
}
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of the packages reads such a code in another way.' >&2; exit 1; }
GB 2312, ECI 29
  jsQR: "", 29,byte, 12 bytes
  zbar-wasm: "���±� 500ml"
  @zxing/library: "保温杯 500ml"
UTF-8, ECI 26
  jsQR: "保温杯 500ml", 26,byte, 15 bytes
  zbar-wasm: "保温杯 500ml"
  @zxing/library: "保温杯 500ml"
GB 2312, no ECI
  jsQR: "", byte, 12 bytes
  zbar-wasm: "���±� 500ml"
  @zxing/library: "ｱ｣ﾎﾂｱｭ 500ml"
STATED
