import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDivision } from '../../../src/domain/places/division-reader.ts';
import { provinceNamed } from '../../../src/domain/places/provinces.ts';

const binjiang = ['浙江省', '杭州市', '滨江区'];
const chaoyang = ['北京市', '北京市', '朝阳区'];

describe('a division', () => {
  it.each<[string, readonly string[]]>([
    ['浙江省 杭州市 滨江区', binjiang],
    ['浙江,杭州市,滨江区', binjiang],
    ['浙江省／杭州市／滨江区', binjiang],
    ['Zhejiang 杭州市 滨江区', binjiang],
    ['浙江省杭州市滨江区', binjiang],
    ['杭州市 滨江区', binjiang],
    ['330108', binjiang],
    ['330108 长河街道', [...binjiang, '长河街道']],
    ['中国浙江省杭州市滨江区', binjiang],
    ['Zhejiang Province, Hangzhou City, Binjiang District', binjiang],
    ['Binjiang District, Hangzhou, Zhejiang, P.R. China', binjiang],
    ['hangzhoushi binjiangqu', binjiang],
    ['浙江省 杭州市 滨江区 长河街道', [...binjiang, '长河街道']],
    ['浙江省杭州市 滨江区长河街道', [...binjiang, '长河街道']],
    ['浙江杭州滨江长河街道', [...binjiang, '长河街道']],
    ['浙江省义乌市江东街道', ['浙江省', '金华市', '义乌市', '江东街道']],
    [
      '新疆维吾尔自治区乌鲁木齐市新市区北京路街道',
      ['新疆维吾尔自治区', '乌鲁木齐市', '新市区', '北京路街道'],
    ],
    [
      'Xinjiang Uygur Autonomous Region, Ürümqi, Xinshi District',
      ['新疆维吾尔自治区', '乌鲁木齐市', '新市区'],
    ],
    ['宁夏自治区银川市兴庆区', ['宁夏回族自治区', '银川市', '兴庆区']],
    ['Inner Mongolia 呼和浩特市 新城区', ['内蒙古自治区', '呼和浩特市', '新城区']],
    ['云南省大理州漾濞县', ['云南省', '大理白族自治州', '漾濞彝族自治县']],
    ['福建省三明市沙县凤岗街道', ['福建省', '三明市', '沙县区', '凤岗街道']],
    ['吉林市船营区', ['吉林省', '吉林市', '船营区']],
    ['廣東省廣州市越秀區', ['广东省', '广州市', '越秀区']],
    ['臺灣省 臺北市 信義區', ['台湾省', '臺北市', '信義區']],
    ['香港 油尖旺区', ['香港特别行政区', '香港特别行政区', '油尖旺区']],
    ['北京市 朝阳区', chaoyang],
    ['北京 北京市 朝阳区', chaoyang],
    ['北京市 市辖区 朝阳区', chaoyang],
    ['北京市北京市朝阳区', chaoyang],
    ['重庆市县云阳县', ['重庆市', '重庆市', '云阳县']],
    ['上海浦东', ['上海市', '上海市', '浦东新区']],
    ['广东省东莞市长安镇', ['广东省', '东莞市', '东莞市', '长安镇']],
    ['湖北省仙桃市沙嘴街道', ['湖北省', '仙桃市', '仙桃市', '沙嘴街道']],
    ['河南省省直辖县级行政区划济源市沁园街道', ['河南省', '济源市', '济源市', '沁园街道']],
    ['苏州市工业园区', ['江苏省', '苏州市', '苏州工业园区']],
    ['山东省济南市高新区', ['山东省', '济南市', '济南高新技术产业开发区']],
  ])('is read from “%s”', (typed, [province, city, area, town]) => {
    expect(readDivision(typed)).toMatchObject({
      division: { province, city, area, ...(town !== undefined && { town }) },
    });
  });

  it.each<[string, object | string]>([
    ['', 'division missing'],
    [' ,、', 'division missing'],
    ['Bavaria 杭州市 滨江区', 'province unknown'],
    ['浙江省', { kind: 'city missing', read: '浙江省' }],
    ['浙江省 杭州市', { kind: 'area missing', read: '浙江省 杭州市' }],
    ['北京市', { kind: 'area missing', read: '北京市' }],
    ['广东省东莞市', { kind: 'town missing', read: '广东省 东莞市' }],
    ['仙桃市', { kind: 'town missing', read: '湖北省 仙桃市' }],
    ['江苏省杭州市滨江区', { kind: 'city unknown', candidates: [{ name: '浙江省 杭州市' }] }],
    ['浙江省宁波市滨江区', { kind: 'area unknown', candidates: [{ name: '浙江省 杭州市 滨江区' }] }],
    ['北京市昌平县', { kind: 'area unknown', candidates: [{ name: '昌平区' }] }],
    ['湖南省湘潭市易俗河镇', { kind: 'area unknown', read: '湖南省 湘潭市' }],
    [
      '浙江省杭州市下城区长庆街道',
      { kind: 'renamed', former: '下城区', candidates: [{ name: '浙江省 杭州市 拱墅区' }] },
    ],
    [
      '朝阳区',
      { kind: 'ambiguous', candidates: [{ name: '北京市 朝阳区' }, { name: '吉林省 长春市 朝阳区' }] },
    ],
    ['江苏省鼓楼区', { kind: 'ambiguous' }],
    // The city is as likely as the county in it.
    ['辽宁省朝阳', { kind: 'area missing', read: '辽宁省 朝阳市' }],
    ['广东省东莞市天河区', { kind: 'town doubtful' }],
    ['北京市朝阳区,天河区', { kind: 'town doubtful', read: '北京市 朝阳区' }],
    // Counties of a prefecture that was, and whose name a county of another has now.
    ['安徽省巢湖市无为县', { kind: 'town doubtful', read: '安徽省 合肥市 巢湖市' }],
    ['安徽省巢湖市和县', { kind: 'town doubtful' }],
    ['辽宁省沈阳市新城子区', { kind: 'renamed', candidates: [{ name: '辽宁省 沈阳市 沈北新区' }] }],
    ['广西南宁市新城区', { kind: 'renamed', candidates: [{ name: '广西壮族自治区 南宁市 青秀区' }] }],
    ['云南省思茅地区', { kind: 'renamed', candidates: [{ name: '云南省 普洱市' }] }],
    ['湖北省襄樊市襄城区', { kind: 'renamed', candidates: [{ name: '湖北省 襄阳市' }] }],
    [
      '南市区',
      { kind: 'renamed', candidates: [{ name: '河北省 保定市 莲池区' }, { name: '上海市 黄浦区' }] },
    ],
    ['滨江区 杭州市 浙江省', { kind: 'town doubtful' }],
    ['浙江 杭州 滨江 区府街道', { kind: 'town doubtful' }],
    ['广东省广州市白云山路', { kind: 'town doubtful', read: '广东省 广州市 白云区' }],
    ['Hotan, Hotan, Xinjiang', { kind: 'ambiguous' }],
    [`浙江省 杭州市 滨江区 ${'街'.repeat(41)}`, 'part too long'],
  ])('is not read from “%.20s”', (typed, fault) => {
    const read = readDivision(typed);
    if (typeof fault === 'string') expect(read).toEqual({ fault });
    else expect(read).toMatchObject({ fault });
  });

  it.each([
    ['浙江省杭州市高新区', '高新区'],
    ['江苏省镇江市丹徒新区', '丹徒新区'],
    ['广东省珠海市横琴新区', '横琴新区'],
    ['四川成都高新区', '高新区'],
    ['大连经济技术开发区', '经济技术开发区'],
  ])('may be a zone without a code: “%s”', (typed, area) => {
    expect(readDivision(typed)).toMatchObject({ division: { area, code: undefined, isListed: false } });
  });

  it('is not asked for among zones of other prefectures', () => {
    const read = readDivision('湖南省湘潭市某某高新区');
    expect(read).toMatchObject({ division: { area: '某某高新区', isListed: false } });
    const asked = readDivision('湖南湘潭某某高新区');
    if (!('fault' in asked) || typeof asked.fault === 'string' || !('candidates' in asked.fault))
      throw new Error('no candidates');
    expect(asked.fault.candidates.map(({ name }) => name)).toContain('雨湖区');
  });

  it('may be younger than the table, where a code of its prefecture that is not in it comes along', () => {
    const typed = '浙江省杭州市之江区转塘街道';
    expect(readDivision(typed)).toMatchObject({ fault: { kind: 'area unknown' } });
    expect(readDivision(typed, '330108')).toMatchObject({ fault: { kind: 'area unknown' } });
    expect(readDivision(typed, '340199')).toMatchObject({ fault: { kind: 'area unknown' } });
    expect(readDivision(typed, '330199')).toMatchObject({
      division: { city: '杭州市', area: '之江区', town: '转塘街道', isListed: false },
    });
  });

  it('reads any words to a division or a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (typed, isBehind) => {
        const read = readDivision(isBehind ? `浙江省杭州市${typed}` : typed);
        if ('division' in read) expect(provinceNamed(read.division.province)).toBeDefined();
        else
          expect(typeof read.fault === 'string' ? read.fault : read.fault.kind).toMatch(
            /missing|unknown|doubtful|ambiguous|renamed|long/,
          );
      }),
    );
  });
});
