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
  readonly colours: readonly Words[];
}

/** Something in Chinese and in English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const black: Words = { zh: '黑色', en: 'Black' };
const white: Words = { zh: '白色', en: 'White' };
const red: Words = { zh: '红色', en: 'Red' };
const blue: Words = { zh: '藏青色', en: 'Navy blue' };
const natural: Words = { zh: '原木色', en: 'Natural wood' };
const steel: Words = { zh: '不锈钢本色', en: 'Stainless steel' };

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
};

export const qualities: readonly [Words, ...Words[]] = [
  { zh: '厂家直销', en: 'factory direct' },
  { zh: '跨境爆款', en: 'best seller for export' },
  { zh: '支持定制', en: 'made to order' },
  { zh: '现货批发', en: 'in stock, wholesale' },
  { zh: '2026新款', en: 'new in 2026' },
];

export const sandboxCities: readonly [string, ...string[]] = [
  '义乌',
  '广州',
  '深圳',
  '温州',
  '泉州',
  '东莞',
  '宁波',
  '汕头',
];

/** Words of company names; none is part of a nickname. */
export const companyWords: readonly [string, ...string[]] = [
  '恒达',
  '鑫源',
  '博雅',
  '锦程',
  '瑞丰',
  '华盛',
  '永信',
  '嘉禾',
];

/** Words of members' nicknames; none is part of a company's name. */
export const nicknameWords: readonly [string, ...string[]] = [
  '小陈',
  '阿强',
  '源头好货',
  '优选',
  '老王',
  '诚信',
  '美好',
  '顺风',
];
