#!/usr/bin/env bash
# i18n-postal-address prints an address in China without its postal code and its district, which it has taken without a word.
#
# Its format for CN has province, city and two lines of address; what is set by setPostalCode and setRegion goes nowhere. In Japan's
# and Taiwan's there is a place for the code, and in Taiwan's and Hong Kong's one for the region. Google's address data, from which
# it is made, has code, province, city and district for CN; localized-address-format prints them.
# Who meets it: bots that print labels for receivers in China. The same road and number is there in many districts of a city.
# A bot should: print with localized-address-format, or compare what was set with what is printed.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact i18n-postal-address@1.0.0 localized-address-format@1.3.3 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import PostalAddress, { addressFormats } from 'i18n-postal-address';
import { formatAddress } from 'localized-address-format';

const printed = (country) =>
  new PostalAddress({ formats: addressFormats, defaultFormat: 'US' })
    .setFormat({ country })
    .setCountry('中国')
    .setPostalCode('310000')
    .setProvince('浙江省')
    .setCity('杭州市')
    .setRegion('西湖区')
    .setAddress1('解放路1号')
    .setFamilyName('王')
    .setGivenName('某')
    .toString();
console.log(`i18n-postal-address, CN: ${printed('CN').replaceAll('\n', ' / ')}`);
for (const country of ['CN', 'JP', 'TW', 'HK']) {
  const text = printed(country);
  const has = (part) => (text.includes(part) ? 'printed' : 'left out');
  console.log(`  as ${country}: postal code ${has('310000')}, district ${has('西湖区')}`);
}
const lines = formatAddress({
  postalCountry: 'CN',
  postalCode: '310000',
  administrativeArea: '浙江省',
  locality: '杭州市',
  dependentLocality: '西湖区',
  addressLines: ['解放路1号'],
  name: '王某',
});
console.log(`localized-address-format, CN: ${lines.join(' / ')}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: the package prints other parts of such an address.' >&2; exit 1; }
i18n-postal-address, CN: 中国 / 浙江省 杭州市 / 解放路1号 / 王 某
  as CN: postal code left out, district left out
  as JP: postal code printed, district left out
  as TW: postal code printed, district printed
  as HK: postal code left out, district printed
localized-address-format, CN: 310000 / 浙江省杭州市西湖区 / 解放路1号 / 王某
STATED
