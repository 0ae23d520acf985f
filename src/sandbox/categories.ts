import type { Words } from './goods.ts';

/** A category of the sandbox: one level of goods under another. */
export interface SandboxCategory {
  readonly categoryId: string;
  readonly name: Words;
  /** `0` for the root. */
  readonly parentId: string;
}

const top = (categoryId: string, zh: string, en: string): SandboxCategory => ({
  categoryId,
  name: { zh, en },
  parentId: '0',
});
const leaf = (parentId: string, categoryId: number, zh: string, en: string): SandboxCategory => ({
  categoryId: String(categoryId),
  name: { zh, en },
  parentId,
});

/** Each kind of goods has a leaf of its own, by its `categoryId`. */
const categories: readonly SandboxCategory[] = [
  top('10166', '女装', 'Women’s clothing'),
  leaf('10166', 1031910, 'T恤', 'T-shirts'),
  leaf('10166', 1031923, '袜子', 'Socks'),
  top('311', '箱包', 'Bags'),
  leaf('311', 1042954, '购物袋', 'Shopping bags'),
  leaf('311', 1042961, '双肩背包', 'Backpacks'),
  top('15', '家居日用', 'Home and kitchen'),
  leaf('15', 1046999, '保温杯', 'Vacuum flasks'),
  leaf('15', 1046981, '马克杯', 'Mugs'),
  leaf('15', 1043367, '雨伞', 'Umbrellas'),
  leaf('15', 1047002, '砧板', 'Cutting boards'),
  leaf('15', 1046810, '收纳盒', 'Storage boxes'),
  leaf('15', 1043412, '台灯', 'Desk lamps'),
  top('7', '数码电子', 'Electronics'),
  leaf('7', 1032215, '耳机', 'Earphones'),
  leaf('7', 1032987, '数据线', 'Data cables'),
  leaf('7', 1032996, '手机壳', 'Phone cases'),
  top('1813', '玩具宠物', 'Toys and pets'),
  leaf('1813', 1035541, '积木', 'Building blocks'),
  leaf('1813', 1048171, '宠物饮水机', 'Pet fountains'),
  top('18', '运动户外', 'Sports'),
  leaf('18', 1040633, '瑜伽垫', 'Yoga mats'),
  top('59', '机械设备', 'Machinery'),
  leaf('59', 1039447, '制冷机组', 'Refrigeration units'),
];

export function findCategory(categoryId: string): SandboxCategory | undefined {
  return categories.find((each) => each.categoryId === categoryId);
}

export function categoriesIn(parentId: string): readonly SandboxCategory[] {
  return categories.filter((each) => each.parentId === parentId);
}

/** Whether goods of `leafId` stand in `categoryId`, itself or below it. */
export function isCategoryWithin(leafId: string, categoryId: string): boolean {
  return leafId === categoryId || findCategory(leafId)?.parentId === categoryId;
}
