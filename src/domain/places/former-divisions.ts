/**
 * Divisions that are no more, by the name that addresses still have: the digits of what they lay in, the name, and where their
 * land lies now. Only those that a change of the suffix alone does not explain (昌平县 is 昌平区 now).
 *
 * That each was there, in which prefecture, and is no more: npm gb2260 0.6.0 (MIT), which has the lists of the bureau of
 * statistics from 2002-12 to 2016-07, held against division-table.ts on 2026-11-29; 上海 南市区 and 吴县市 went before 2002,
 * and no list has them. Where the land lies now: the unit that has the code today; where none has it, the decisions of the
 * State Council, of which no table is at hand, written down from knowledge of them: so it is suggested and never filled in.
 */
const table = `
1101 崇文区 东城区
1101 宣武区 西城区
1201 汉沽区 滨海新区
1201 蓟县 蓟州区
1201 塘沽区 滨海新区
1201 大港区 滨海新区
1301 桥东区 长安区 桥西区
1302 滦县 滦州市
1302 唐海县 曹妃甸区
1305 任县 任泽区
1305 邢台县 襄都区 信都区
1305 桥西区 信都区
1305 桥东区 襄都区
1306 南市区 莲池区
1306 新市区 竞秀区
1306 北市区 莲池区
1402 南郊区 平城区 云冈区
1402 大同县 云州区
1402 城区 平城区
1404 城区 潞州区
1404 长治县 上党区
1404 郊区 潞州区
1502 白云矿区 白云鄂博矿区
2101 东陵区 浑南区
2101 新城子区 沈北新区
2107 北宁市 北镇市
2206 八道江区 浑江区
2301 动力区 香坊区
2301 太平区 道外区
2307 翠峦区 乌翠区
2307 乌马河区 乌翠区
2307 汤旺河区 汤旺县
2307 五营区 丰林县
2307 乌伊岭区 汤旺县
2307 美溪区 伊美区
2307 金山屯区 金林区
2307 西林区 金林区
2307 红星区 丰林县
2307 上甘岭区 友好区
2307 新青区 丰林县
2307 带岭区 大箐山县
2308 永红区 郊区
3101 南市区 黄浦区
3101 闸北区 静安区
3101 卢湾区 黄浦区
3101 南汇区 浦东新区
3201 白下区 秦淮区
3201 下关区 鼓楼区
3202 北塘区 梁溪区
3202 崇安区 梁溪区
3202 南长区 梁溪区
3203 九里区 鼓楼区 泉山区 铜山区
3204 戚墅堰区 武进区
3205 吴县市 吴中区 相城区
3205 平江区 姑苏区
3205 沧浪区 姑苏区
3205 金阊区 姑苏区
3206 港闸区 崇川区
3207 新浦区 海州区
3208 清浦区 清江浦区
3208 楚州区 淮安区
3208 清河区 清江浦区
3209 城区 亭湖区
3210 郊区 邗江区
3210 维扬区 邗江区
3301 下城区 拱墅区
3301 江干区 上城区 钱塘区
3302 江东区 鄞州区
3304 秀城区 南湖区
3402 新芜区 镜湖区
3402 芜湖县 湾沚区
3402 三山区 弋江区
3402 马塘区 弋江区
3403 东市区 龙子湖区
3403 西市区 禹会区
3403 中市区 蚌山区
3405 金家庄区 花山区
3407 狮子山区 铜官区
3407 铜官山区 铜官区
3502 鼓浪屿区 思明区
3502 开元区 思明区
3502 杏林区 海沧区
3504 梅列区 三元区
3601 湾里区 新建区
3604 星子县 庐山市
3611 波阳县 鄱阳县
37 莱城区 莱芜区
37 莱芜市 莱芜区 钢城区
3702 四方区 市北区
3702 胶南市 黄岛区
3706 蓬莱市 蓬莱区
3706 长岛县 蓬莱区
3713 苍山县 兰陵县
3714 陵县 陵城区
4101 邙山区 惠济区
4102 南关区 禹王台区
4102 金明区 龙亭区
4102 郊区 龙亭区
4103 吉利区 孟津区
4107 郊区 牧野区
4107 北站区 凤泉区
4112 陕县 陕州区
42 襄樊市 襄阳市
4203 郧县 郧阳区
4311 芝山区 零陵区
4401 芳村区 荔湾区
4401 东山区 越秀区
4401 萝岗区 黄埔区
4402 北江区 浈江区
4405 升平区 金平区
4405 河浦区 濠江区
4405 金园区 金平区
4405 达濠区 濠江区
4409 茂港区 电白区
4418 清新县 清新区
4501 新城区 青秀区
4501 城北区 西乡塘区
4501 永新区 西乡塘区
4501 横县 横州市
4504 市郊区 长洲区
4504 蝶山区 万秀区
5001 万盛区 綦江区
5001 开县 开州区
5001 双桥区 大足区
5101 郫县 郫都区
5107 安县 安州区
5108 元坝区 昭化区
5117 达县 达川区
5201 小河区 花溪区
5202 盘县 盘州市
53 思茅市 普洱市
53 思茅地区 普洱市
5308 翠云区 思茅区
5331 潞西市 芒市
6101 户县 鄠邑区
6104 彬县 彬州市
6105 华县 华州区
6106 吴旗县 吴起县
6205 北道区 麦积区
6205 秦城区 秦州区
6209 安西县 瓜州县
64 陶乐县 平罗县
65 米泉市 米东区
6501 东山区 米东区`;

interface Former {
  /** The first digits of what it lay in: 2 of a province, 4 of a prefecture. */
  readonly within: string;
  readonly name: string;
  readonly now: readonly string[];
}

/** All that are listed. */
export const formerDivisions: readonly Former[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [within = '', name = '', ...now] = line.split(' ');
    return { within, name, now };
  });
