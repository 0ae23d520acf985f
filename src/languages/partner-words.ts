/*
 * What the partner says in Chinese alone, in English. Units are the measure words that sellers of 1688 choose from; reasons
 * for refunds are those of 1688's page for asking money back and of the sandbox, read on 2026-11-29; freight templates are that of
 * the sandbox and the usual words for such. What is not listed
 * stands as the partner gives it.
 */

const units: Readonly<Record<string, string>> = {
  个: 'piece',
  件: 'piece',
  只: 'piece',
  枚: 'piece',
  块: 'piece',
  片: 'piece',
  张: 'sheet',
  条: 'piece',
  根: 'piece',
  支: 'piece',
  把: 'piece',
  颗: 'piece',
  粒: 'piece',
  台: 'unit',
  辆: 'unit',
  部: 'unit',
  架: 'unit',
  套: 'set',
  组: 'set',
  副: 'pair',
  双: 'pair',
  对: 'pair',
  打: 'dozen',
  箱: 'carton',
  盒: 'box',
  包: 'pack',
  袋: 'bag',
  瓶: 'bottle',
  罐: 'can',
  桶: 'barrel',
  卷: 'roll',
  捆: 'bundle',
  扎: 'bundle',
  本: 'copy',
  册: 'copy',
  份: 'portion',
  幅: 'piece',
  匹: 'bolt',
  米: 'm',
  厘米: 'cm',
  平方米: 'm²',
  立方米: 'm³',
  码: 'yard',
  千克: 'kg',
  公斤: 'kg',
  斤: 'half kilogram',
  克: 'g',
  吨: 'ton',
  升: 'litre',
  毫升: 'ml',
};

/** What one piece is called, in English; a unit that is not listed as the partner gives it. */
export function unitName(raw: string): string {
  return listed(units, raw.trim()) ?? raw.trim();
}

const refundReasons: Readonly<Record<string, string>> = {
  '不想要了/拍错了': 'Not wanted any more, or ordered by mistake',
  不想要了: 'Not wanted any more',
  不想买了: 'Not wanted any more',
  拍错了: 'Ordered by mistake',
  '多拍/拍错/不想要': 'Ordered too many or by mistake, or not wanted',
  '多拍/错拍/不想要': 'Ordered too many or by mistake, or not wanted',
  卖家缺货: 'The seller has no stock',
  缺货: 'Out of stock',
  协商一致退款: 'Agreed with the seller',
  与卖家协商一致: 'Agreed with the seller',
  未按约定时间发货: 'Not shipped when it was agreed',
  卖家未按约定时间发货: 'Not shipped when it was agreed',
  商品与描述不符: 'The goods are not as described',
  '颜色/尺寸/参数不符': 'Another colour, size or specification',
  材质不符: 'Another material',
  '做工粗糙/有瑕疵': 'Poorly made or flawed',
  质量问题: 'Poor quality',
  '商品破损/少件': 'The goods are broken or incomplete',
  '包装/商品破损': 'The packing or the goods are broken',
  '少件/漏发': 'Something is missing',
  '少货/空包裹': 'Something is missing, or the parcel is empty',
  卖家发错货: 'The seller sent something else',
  假冒品牌: 'A counterfeit',
  未收到货: 'The goods did not arrive',
  '快递/物流一直未送达': 'The carrier did not deliver',
  空包裹: 'The parcel is empty',
  发票问题: 'Trouble with the invoice',
  退运费: 'Freight is to be paid back',
  七天无理由退货: 'Sent back within seven days, without a reason',
  其他: 'Another reason',
  其它: 'Another reason',
};

/** Why money is asked back, in English; `undefined` where that is not listed. */
export function refundReasonName(raw: string): string | undefined {
  return listed(refundReasons, raw.normalize('NFKC').replaceAll(/\s+/g, '').replaceAll('、', '/'));
}

const freightTemplates: Readonly<Record<string, string>> = {
  包邮: 'free shipping',
  卖家包邮: 'free shipping',
  按重量计费: 'by weight',
  按件数计费: 'by number of pieces',
  按体积计费: 'by volume',
  运费到付: 'freight paid on delivery',
};

/** What a seller calls a way to reckon freight, in English; `undefined` where that is not listed. */
export function freightTemplateName(raw: string): string | undefined {
  return listed(freightTemplates, raw.trim());
}

function listed(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
