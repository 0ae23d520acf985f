/*
 * Carriers by the codes that 1688 and Taobao give as logisticsCompanyNo and cpCode, in Chinese and in English. Codes and
 * Chinese names: Cainiao's list of waybill carriers as order systems of Taobao's and 1688's sellers keep it (ShopEx's
 * logisticsmanager_waybill_taobao, Kuaidizs' list, Wangdiantong's), and 1688's answers (`中通快递(ZTO)` beside ZTO), read on
 * 2026-11-29. English names are those that the carriers give themselves, as far as they give one; of smaller carriers they
 * are our own, in pinyin with a word for the trade (加运美 Jiayunmei Express, 速腾快递 Suteng Express). HTKY was 百世汇通, then 百世快递, whose
 * domestic parcels J&T carries since December 2021; its code stayed.
 */
const carriers: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  YTO: ['圆通速递', 'YTO Express'],
  ZTO: ['中通快递', 'ZTO Express'],
  STO: ['申通快递', 'STO Express'],
  YUNDA: ['韵达快递', 'Yunda Express'],
  SF: ['顺丰速运', 'SF Express'],
  JTSD: ['极兔速递', 'J&T Express'],
  HTKY: ['百世快递', 'Best Express'],
  EMS: ['中国邮政EMS', 'China Post EMS'],
  EYB: ['邮政电商标快', 'China Post eCommerce Express'],
  POSTB: ['邮政快递包裹', 'China Post Parcel'],
  POST: ['中国邮政', 'China Post'],
  '5000000007756': ['邮政标准快递', 'China Post Standard Express'],
  JD: ['京东快递', 'JD Express'],
  LE04284890: ['京东快递', 'JD Express'],
  LE38288910: ['京东快运', 'JD Freight'],
  DBKD: ['德邦快递', 'Deppon Express'],
  CN7000001009020: ['德邦快运', 'Deppon Freight'],
  CN7000001003751: ['跨越速运', 'KYE Express'],
  TTKDEX: ['天天快递', 'TTK Express'],
  UC: ['优速快递', 'UC Express'],
  ZJS: ['宅急送', 'ZJS Express'],
  GTO: ['国通快递', 'GTO Express'],
  QFKD: ['全峰快递', 'Quanfeng Express'],
  FAST: ['快捷快递', 'Fast Express'],
  SURE: ['速尔快递', 'Sure Express'],
  UAPEX: ['全一快递', 'UAPEX Express'],
  LE09252050: ['丰网速运', 'Fengwang Express'],
  CP570969: ['丹鸟', 'Danniao Logistics'],
  CP468398: ['圆通承诺达', 'YTO Chengnuoda'],
  CP449455: ['京广速递', 'Jingguang Express'],
  SNWL: ['苏宁快递', 'Suning Express'],
  '100005492': ['日日顺', 'RRS Logistics'],
  '100004928': ['如风达', 'Rufengda Express'],
  '100007887': ['山东递速', 'Shandong Disu'],
  '2608021499_235': ['安能快递', 'ANE Express'],
  ANE56: ['安能快递', 'ANE Express'],
  CN7000001000869: ['安能快运', 'ANE Freight'],
  ANEKY: ['安能快运', 'ANE Freight'],
  BESTQJT: ['百世快运', 'Best Freight'],
  BEST: ['百世物流', 'Best Logistics'],
  CP443514: ['百世云配', 'Best Cloud Delivery'],
  CN7000001021040: ['韵达快运', 'Yunda Freight'],
  LE10032270: ['韵达同城', 'Yunda Same-City'],
  '3108002701_1011': ['中通快运', 'ZTO Freight'],
  LE14066700: ['中通冷链', 'ZTO Cold Chain'],
  CN7000001017817: ['申通快运', 'STO Freight'],
  '2744832184_543': ['壹米滴答', 'Yimidida'],
  CP471906: ['顺心捷达', 'SX Jieda'],
  CP446169: ['加运美', 'Jiayunmei Express'],
  CP446881: ['平安达腾飞', 'Pinganda Tengfei'],
  HOAU: ['天地华宇', 'Hoau Logistics'],
  XFWL: ['信丰物流', 'Xinfeng Logistics'],
  ZTKY: ['中铁物流', 'CRE Logistics'],
  CNEX: ['佳吉快运', 'Jiaji Express'],
  '2460304407_385': ['远成快运', 'Yuancheng Express'],
  '2383545689_32': ['九曳供应链', 'Jiuye Supply Chain'],
  CN7000001028572: ['速腾快递', 'Suteng Express'],
  LE10576340: ['菜鸟裹裹', 'Cainiao Guoguo'],
  FEDEX: ['联邦快递', 'FedEx'],
};

const languages = { zh: 0, en: 1 } as const;

/**
 * The carrier's name in a language by its code, or by its name in either language; else the name that the partner gives,
 * else the code. `given` is a code or a name, `name` a name beside a code, such as `中通快递(ZTO)`.
 */
export function carrierName(
  language: keyof typeof languages,
  given: string,
  name: string | undefined,
): string {
  const names = carrierNames(given) ?? (name === undefined ? undefined : carrierNames(name));
  return names?.[languages[language]] ?? name ?? given;
}

/** The carrier's names in Chinese and English by its code or one of them; `undefined` for a carrier that is not listed. */
export function carrierNames(given: string): readonly [zh: string, en: string] | undefined {
  const written = given.trim();
  const code = (/[(（]([\w-]+)[)）]$/.exec(written)?.[1] ?? written).toUpperCase();
  if (Object.hasOwn(carriers, code)) return carriers[code];
  const key = nameKey(written);
  return Object.values(carriers).find((names) => names.some((name) => nameKey(name) === key));
}

/** Carriers call themselves 快递, 速递, 速运 and 物流 by turns. */
function nameKey(name: string): string {
  return name
    .replaceAll(/[\s.&-]+/g, '')
    .replace(/(?:股份)?有限公司$/, '')
    .replace(/(?:快递|速递|速运|快件)$/, '快递')
    .toLowerCase();
}
