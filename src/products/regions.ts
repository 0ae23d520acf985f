/** A place in China that freight is estimated to, by its codes of GB/T 2260. */
export interface Region {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  /** Absent for a place that only its code is known of. */
  readonly name?: { readonly en: string; readonly 'zh-CN': string };
}

/** A district's code, and what people call the place that it stands for. */
type Row = readonly [district: string, en: string, zh: string];

const hangzhou: Row = ['330108', 'Hangzhou, Zhejiang', '浙江杭州'];

const table: readonly Row[] = [
  hangzhou,
  ['330782', 'Yiwu, Zhejiang', '浙江义乌'],
  ['330203', 'Ningbo, Zhejiang', '浙江宁波'],
  ['440106', 'Guangzhou, Guangdong', '广东广州'],
  ['440305', 'Shenzhen, Guangdong', '广东深圳'],
  ['310101', 'Shanghai', '上海'],
  ['110105', 'Beijing', '北京'],
  ['320102', 'Nanjing, Jiangsu', '江苏南京'],
  ['350102', 'Fuzhou, Fujian', '福建福州'],
  ['350203', 'Xiamen, Fujian', '福建厦门'],
  ['370102', 'Jinan, Shandong', '山东济南'],
  ['370202', 'Qingdao, Shandong', '山东青岛'],
  ['120101', 'Tianjin', '天津'],
  ['500103', 'Chongqing', '重庆'],
  ['510104', 'Chengdu, Sichuan', '四川成都'],
  ['420106', 'Wuhan, Hubei', '湖北武汉'],
  ['430102', 'Changsha, Hunan', '湖南长沙'],
  ['410105', 'Zhengzhou, Henan', '河南郑州'],
  ['340103', 'Hefei, Anhui', '安徽合肥'],
  ['360102', 'Nanchang, Jiangxi', '江西南昌'],
  ['610103', "Xi'an, Shaanxi", '陕西西安'],
  ['450103', 'Nanning, Guangxi', '广西南宁'],
  ['530102', 'Kunming, Yunnan', '云南昆明'],
  ['460106', 'Haikou, Hainan', '海南海口'],
  ['130102', 'Shijiazhuang, Hebei', '河北石家庄'],
  ['210102', 'Shenyang, Liaoning', '辽宁沈阳'],
  ['220102', 'Changchun, Jilin', '吉林长春'],
  ['230102', 'Harbin, Heilongjiang', '黑龙江哈尔滨'],
  ['140105', 'Taiyuan, Shanxi', '山西太原'],
  ['520102', 'Guiyang, Guizhou', '贵州贵阳'],
  ['150105', 'Hohhot, Inner Mongolia', '内蒙古呼和浩特'],
  ['620102', 'Lanzhou, Gansu', '甘肃兰州'],
  ['640104', 'Yinchuan, Ningxia', '宁夏银川'],
  ['630102', 'Xining, Qinghai', '青海西宁'],
  ['650102', 'Urumqi, Xinjiang', '新疆乌鲁木齐'],
  ['540102', 'Lhasa, Tibet', '西藏拉萨'],
];

/** A place of every province, and where forwarders have their warehouses; those asked for most come first. */
export const regions: readonly Required<Region>[] = table.map(regionOf);

/** Taken where no place is named: the one of 1688's own example. */
export const usualRegion: Region = regionOf(hangzhou);

/**
 * The place that somebody means by a province or a city in English or Chinese (`Zhejiang`, `义乌市`), or by a code of 2,
 * 4 or 6 digits. Of several, the one listed first.
 */
export function regionNamed(typed: string): Region | undefined {
  const text = typed.normalize('NFKC').trim();
  if (/^\d+$/.test(text)) return regionOfCode(text);
  const wanted = plain(text);
  if (wanted === '') return undefined;
  return regions.find(({ name }) => namesOf(name).some((each) => plain(each) === wanted));
}

/** A code that ends in noughts is a province or a city as a whole. */
function regionOfCode(code: string): Region | undefined {
  if (![2, 4, 6].includes(code.length)) return undefined;
  const significant = code.length === 6 ? code.replace(/(?:00)+$/, '') : code;
  const known = regions.find(({ district }) => significant !== '' && district.startsWith(significant));
  const inChina = regions.some(({ province }) => province.startsWith(code.slice(0, 2)));
  return known ?? (code.length === 6 && inChina ? partsOf(code) : undefined);
}

function regionOf([district, en, zh]: Row): Required<Region> {
  return { ...partsOf(district), name: { en, 'zh-CN': zh } };
}

function partsOf(district: string) {
  return { province: `${district.slice(0, 2)}0000`, city: `${district.slice(0, 4)}00`, district };
}

/** Each part of a place's name, and all of it: `Yiwu`, `Zhejiang`, `Yiwu, Zhejiang`, `浙江`, `义乌`. */
function namesOf({ en, 'zh-CN': zh }: Required<Region>['name']): readonly string[] {
  const province = /^(?:内蒙古|黑龙江|..)/.exec(zh)?.[0] ?? zh;
  return [en, ...en.split(', '), zh, province, zh.slice(province.length)];
}

/** Without what people leave out or add: case, signs, `省`, `市` and the like. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s,'’.-]/g, '')
    .replace(/(?:壮族|回族|维吾尔)?自治区|省|市/gu, '');
}
