/**
 * Divisions that are no more, by the name that addresses still have: the digits of what they lay in, the name, and where their
 * land lies now. Only those that a change of the suffix alone does not explain (昌平县 is 昌平区 now). From the decisions of
 * the State Council, as the Ministry of Civil Affairs tells them year by year; compared with division-table.ts by a test.
 */
const table = `
1101 崇文区 东城区
1101 宣武区 西城区
1201 塘沽区 滨海新区
1201 汉沽区 滨海新区
1201 大港区 滨海新区
1301 桥东区 长安区 桥西区
1305 桥东区 襄都区
1305 桥西区 信都区
1305 邢台县 襄都区 信都区
1306 新市区 竞秀区
1306 北市区 莲池区
1306 南市区 莲池区
1402 城区 平城区
1402 南郊区 平城区 云冈区
1402 大同县 云州区
1404 城区 潞州区
1404 郊区 潞州区
1404 长治县 上党区
2301 动力区 香坊区
2301 太平区 道外区
3101 卢湾区 黄浦区
3101 南市区 黄浦区
3101 闸北区 静安区
3101 南汇区 浦东新区
3201 白下区 秦淮区
3201 下关区 鼓楼区
3202 崇安区 梁溪区
3202 南长区 梁溪区
3202 北塘区 梁溪区
3205 沧浪区 姑苏区
3205 平江区 姑苏区
3205 金阊区 姑苏区
3205 吴县市 吴中区 相城区
3206 港闸区 崇川区
3210 维扬区 邗江区
3207 新浦区 海州区
3301 下城区 拱墅区
3301 江干区 上城区 钱塘区
3302 江东区 鄞州区
3402 三山区 弋江区
3402 芜湖县 湾沚区
3504 梅列区 三元区
3601 湾里区 新建区
3702 四方区 市北区
3702 胶南市 黄岛区
3706 长岛县 蓬莱区
3706 蓬莱市 蓬莱区
4103 吉利区 孟津区
4401 东山区 越秀区
4401 芳村区 荔湾区
4401 萝岗区 黄埔区
5001 万盛区 綦江区
5001 双桥区 大足区
5201 小河区 花溪区
37 莱芜市 济南市`;

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
