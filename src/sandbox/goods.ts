import type { Rgb } from '../pictures/png.ts';

/** A kind of goods that the sandbox sells, in Chinese and as the partner's translation has it. */
export interface SandboxGoods {
  readonly name: string;
  readonly nameTrans: string;
  /** The line of business, as it stands in a company's name. */
  readonly trade: string;
  readonly categoryId: number;
  readonly unit: string;
  readonly unitTrans: string;
  /** The lowest price of one piece, in fen. */
  readonly leastFen: number;
  readonly colours: readonly [Colour, ...Colour[]];
  /** What it looks like in a picture. */
  readonly shape: Shape;
  /** What people say for it every day, besides its names. */
  readonly words: readonly string[];
}

/** Something that is drawn. */
export type Shape =
  | 'shirt'
  | 'tote'
  | 'flask'
  | 'board'
  | 'earphones'
  | 'blocks'
  | 'fountain'
  | 'lamp'
  | 'mat'
  | 'drawers'
  | 'machine'
  | 'cable'
  | 'case'
  | 'umbrella'
  | 'socks'
  | 'mug'
  | 'backpack';

/** A colour by its names, and as it is drawn. */
export interface Colour extends Words {
  readonly rgb: Rgb;
}

/** Something in Chinese and in English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const black: Colour = { zh: '黑色', en: 'Black', rgb: [45, 48, 54] };
const white: Colour = { zh: '白色', en: 'White', rgb: [244, 245, 247] };
const red: Colour = { zh: '红色', en: 'Red', rgb: [200, 52, 48] };
const blue: Colour = { zh: '藏青色', en: 'Navy blue', rgb: [33, 58, 110] };
const natural: Colour = { zh: '原木色', en: 'Natural wood', rgb: [205, 164, 112] };
const steel: Colour = { zh: '不锈钢本色', en: 'Stainless steel', rgb: [168, 176, 186] };
const green: Colour = { zh: '墨绿色', en: 'Dark green', rgb: [36, 92, 70] };
const pink: Colour = { zh: '粉色', en: 'Pink', rgb: [236, 160, 178] };

const piece = { unit: '件', unitTrans: 'piece' };

export const goods: readonly [SandboxGoods, ...SandboxGoods[]] = [
  {
    name: '纯棉圆领短袖T恤',
    nameTrans: 'Cotton crew-neck T-shirt',
    trade: '服饰',
    categoryId: 1031910,
    ...piece,
    leastFen: 1280,
    colours: [black, white, blue],
    shape: 'shirt',
    words: [
      'tee',
      'tshirt',
      't shirt',
      'top',
      'clothes',
      'clothing',
      'apparel',
      '短袖',
      '上衣',
      '衣服',
      '体恤',
      '服装',
    ],
  },
  {
    name: '帆布大容量手提购物袋',
    nameTrans: 'Large canvas shopping tote',
    trade: '箱包',
    categoryId: 1042954,
    unit: '个',
    unitTrans: 'piece',
    leastFen: 450,
    colours: [natural, black, red],
    shape: 'tote',
    words: ['bag', 'handbag', 'eco bag', 'grocery', '袋子', '帆布袋', '帆布包', '包包', '环保袋'],
  },
  {
    name: '不锈钢真空保温杯500ml',
    nameTrans: 'Stainless steel vacuum flask, 500 ml',
    trade: '日用品',
    categoryId: 1046999,
    unit: '个',
    unitTrans: 'piece',
    leastFen: 1860,
    colours: [steel, white, black],
    shape: 'flask',
    words: [
      'thermos',
      'cup',
      'bottle',
      'tumbler',
      'insulated',
      'drinkware',
      'water',
      '水杯',
      '杯子',
      '水壶',
      '热水瓶',
      '保温壶',
    ],
  },
  {
    name: '竹制厨房砧板加厚双面',
    nameTrans: 'Thick double-sided bamboo cutting board',
    trade: '竹木制品',
    categoryId: 1047002,
    unit: '块',
    unitTrans: 'piece',
    leastFen: 990,
    colours: [natural],
    shape: 'board',
    words: ['chopping', 'kitchen', '菜板', '案板', '切菜板', '竹子'],
  },
  {
    name: '蓝牙无线耳机入耳式降噪',
    nameTrans: 'Noise-cancelling wireless earphones',
    trade: '电子科技',
    categoryId: 1032215,
    unit: '副',
    unitTrans: 'pair',
    leastFen: 3250,
    colours: [black, white],
    shape: 'earphones',
    words: ['earbuds', 'headphones', 'headset', 'bluetooth', 'audio', '耳塞', '耳麦'],
  },
  {
    name: '儿童益智积木拼装玩具',
    nameTrans: 'Building blocks for children',
    trade: '玩具',
    categoryId: 1035541,
    unit: '套',
    unitTrans: 'set',
    leastFen: 1580,
    colours: [red, blue],
    shape: 'blocks',
    words: ['toy', 'toys', 'bricks', 'kids', 'kid', 'child', '玩具', '拼图'],
  },
  {
    name: '宠物自动饮水机静音循环',
    nameTrans: 'Quiet pet water fountain',
    trade: '宠物用品',
    categoryId: 1048171,
    unit: '台',
    unitTrans: 'unit',
    leastFen: 2990,
    colours: [white, blue],
    shape: 'fountain',
    words: ['cat', 'dog', 'drinker', 'dispenser', '猫', '狗', '喂水器', '喝水'],
  },
  {
    name: 'LED护眼台灯可充电折叠',
    nameTrans: 'Foldable rechargeable LED desk lamp',
    trade: '照明电器',
    categoryId: 1043412,
    unit: '台',
    unitTrans: 'unit',
    leastFen: 2150,
    colours: [white, black],
    shape: 'lamp',
    words: ['light', 'lighting', 'reading', 'lights', '灯', '灯具', '阅读灯', '书桌灯'],
  },
  {
    name: '瑜伽垫加厚防滑TPE',
    nameTrans: 'Thick non-slip TPE yoga mat',
    trade: '体育用品',
    categoryId: 1040633,
    unit: '张',
    unitTrans: 'piece',
    leastFen: 1990,
    colours: [blue, black, red],
    shape: 'mat',
    words: ['exercise', 'fitness', 'gym', 'sport', 'sports', '健身', '运动', '垫子'],
  },
  {
    name: '桌面实木收纳盒抽屉式',
    nameTrans: 'Wooden desktop drawer organizer',
    trade: '家居用品',
    categoryId: 1046810,
    unit: '个',
    unitTrans: 'piece',
    leastFen: 1650,
    colours: [natural, white],
    shape: 'drawers',
    words: ['storage', 'box', 'organiser', 'desk tidy', '收纳', '盒子', '储物盒', '整理盒'],
  },
];

/** Kinds that came later, each on a stretch of the shelf of its own, so that what stood there before stays as it was. */
export const laterGoods: readonly SandboxGoods[] = [
  {
    name: '编织Type-C快充数据线',
    nameTrans: 'Braided USB-C fast charging cable',
    trade: '数码配件',
    categoryId: 1032987,
    unit: '条',
    unitTrans: 'piece',
    leastFen: 390,
    colours: [black, white, red],
    shape: 'cable',
    words: [
      'usb',
      'usb c',
      'type c',
      'charger',
      'cord',
      'wire',
      'lead',
      'data cable',
      '充电线',
      '充电器',
      'USB线',
      '手机线',
    ],
  },
  {
    name: '透明防摔手机壳',
    nameTrans: 'Clear shockproof phone case',
    trade: '手机配件',
    categoryId: 1032996,
    unit: '个',
    unitTrans: 'piece',
    leastFen: 280,
    colours: [white, black, pink],
    shape: 'case',
    words: ['mobile', 'cover', 'smartphone', 'iphone', 'cell', '手机套', '保护壳', '保护套'],
  },
  {
    name: '全自动折叠晴雨伞',
    nameTrans: 'Automatic folding umbrella',
    trade: '雨具',
    categoryId: 1043367,
    unit: '把',
    unitTrans: 'piece',
    leastFen: 1290,
    colours: [black, blue, red],
    shape: 'umbrella',
    words: ['rain', 'parasol', '雨伞', '伞', '遮阳伞', '太阳伞'],
  },
  {
    name: '纯棉中筒运动袜',
    nameTrans: 'Cotton crew sports socks',
    trade: '袜业',
    categoryId: 1031923,
    unit: '双',
    unitTrans: 'pair',
    leastFen: 220,
    colours: [white, black, blue],
    shape: 'socks',
    words: ['sock', 'hosiery', '袜子', '棉袜'],
  },
  {
    name: '陶瓷马克杯带盖',
    nameTrans: 'Ceramic mug with lid',
    trade: '陶瓷',
    categoryId: 1046981,
    unit: '个',
    unitTrans: 'piece',
    leastFen: 680,
    colours: [white, green, pink],
    shape: 'mug',
    words: ['cup', 'coffee', 'tea', 'drinkware', '杯子', '咖啡杯', '水杯', '茶杯'],
  },
  {
    name: '大容量防水双肩背包',
    nameTrans: 'Large waterproof backpack',
    trade: '箱包',
    categoryId: 1042961,
    unit: '个',
    unitTrans: 'piece',
    leastFen: 2680,
    colours: [black, green, blue],
    shape: 'backpack',
    words: ['rucksack', 'bag', 'school', 'laptop', 'knapsack', '书包', '背包', '包包', '电脑包'],
  },
];

/** What the recorded example's offer is taken to be. */
export const coolingUnit: SandboxGoods = {
  name: '冷库用风冷一体式制冷机组',
  nameTrans: 'Air-cooled refrigeration unit for cold rooms',
  trade: '冷链设备',
  categoryId: 1039447,
  unit: '台',
  unitTrans: 'unit',
  leastFen: 268_000,
  colours: [steel, white],
  shape: 'machine',
  words: ['cooling', 'cooler', 'freezer', 'cold room', 'compressor', '制冷机', '冷冻', '冷藏'],
};
