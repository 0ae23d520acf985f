import { setNewest } from '../../runtime/bounded-map.ts';
import { inEveryLanguage, type Localized, readsChinese } from '../../runtime/language.ts';
import { lazily } from '../../runtime/lazily.ts';
import type { DivisionUnit } from '../places/divisions.ts';

/** A place in China that freight is estimated to, by its codes of GB/T 2260. */
export interface Region {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  /** Absent for a place that only its code is known of. */
  readonly name?: Localized;
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

/** What a name means: a place, with others that have the name too; or those that are as likely, which may be none. */
type NamedRegion =
  | { readonly region: Required<Region>; readonly others: readonly Required<Region>[] }
  | { readonly candidates: readonly Required<Region>[] };

/**
 * The place that a code of 2, 4 or 6 digits is of. A code that ends in noughts is a province or a city as a whole, which the
 * first of `regions` in it stands for. The name is absent where only the table of all places has it.
 */
export function regionOfCode(typed: string): Region | undefined {
  const code = typed.normalize('NFKC').trim();
  if (!/^(?:\d{2}){1,3}$/.test(code)) return undefined;
  const significant = code.length === 6 ? code.replace(/(?:00)+$/, '') : code;
  const known = regions.find(({ district }) => significant !== '' && district.startsWith(significant));
  const inChina = regions.some(({ province }) => province.startsWith(code.slice(0, 2)));
  return known ?? (code.length === 6 && inChina ? partsOf(code) : undefined);
}

/** The place that a province, a prefecture or a county is meant by, in Chinese or Latin letters, or by a code of a county. */
export async function regionNamed(typed: string): Promise<NamedRegion> {
  // The table is large, and few ask: it is loaded with the first one.
  const { countyOf, findPlace, placeName } = await import('../places/place-finder.ts');
  const { unitOfCode } = await import('../places/divisions.ts');
  const regionAt = (unit: DivisionUnit): Required<Region> => {
    const own = ownRow(unit);
    if (own !== undefined) return own;
    const usual = regions.find(
      ({ district }) => unit.level !== 'area' && district.startsWith(significantOf(unit.code)),
    );
    // Freight is asked for a county: a province's is the one of its capital, which is known by its own name.
    const name = unit.level === 'province' && usual !== undefined ? usual.name : placeName(unit);
    return { ...partsOf(usual?.district ?? countyOf(unit).code), name };
  };
  const coded = unitOfCode(typed.normalize('NFKC').trim());
  const found = coded === undefined ? findPlace(typed) : { unit: coded, others: [] };
  if ('unit' in found) return { region: regionAt(found.unit), others: found.others.map(regionAt) };
  const { candidates } = found;
  // Yiwu is 义乌 before it is 伊吾, where no warehouses are.
  const [asked] = candidates.filter((unit) => ownRow(unit) !== undefined);
  return asked === undefined
    ? { candidates: candidates.map(regionAt) }
    : { region: regionAt(asked), others: candidates.filter((unit) => unit !== asked).map(regionAt) };
}

/** A county that is asked for by its own name, as few are. */
function ownRow({ level, code, latin: [name] }: DivisionUnit): Required<Region> | undefined {
  return level === 'area'
    ? regions.find((region) => region.district === code && region.name.en.startsWith(`${name},`))
    : undefined;
}

/** Places whose names begin with what was typed, or, where that is nothing, those asked for most. */
export async function regionsBegun(typed: string, most: number): Promise<readonly Required<Region>[]> {
  const begun = typed.trim().toLowerCase();
  const usual = regions.filter(({ name }) =>
    Object.values(name).some((each) => each.toLowerCase().includes(begun)),
  );
  if (begun === '' || usual.length >= most) return usual.slice(0, most);
  const { countyOf, placeName, placesBegun } = await import('../places/place-finder.ts');
  const more = placesBegun(typed, most)
    .filter(({ code }) => !usual.some(({ district }) => district.startsWith(significantOf(code))))
    .map((unit) => ({ ...partsOf(countyOf(unit).code), name: placeName(unit) }));
  // A province and its capital, or a city and its first district, are asked for by one code.
  const byCode = new Map([...usual, ...more].toReversed().map((region) => [region.district, region]));
  return [...byCode.values()].toReversed().slice(0, most);
}

function significantOf(code: string): string {
  return code.replace(/(?:00)+$/, '');
}

function regionOf([district, en, zh]: Row): Required<Region> {
  return { ...partsOf(district), name: inEveryLanguage((language) => (readsChinese(language) ? zh : en)) };
}

function partsOf(district: string) {
  return { province: `${district.slice(0, 2)}0000`, city: `${district.slice(0, 4)}00`, district };
}

/** So many names are remembered: suppliers are from a few hundred places. */
const mostRemembered = 500;

/** The table is large: it is loaded with the first place that is shown. To find one takes as long as to draw a card's text. */
const englishNames = lazily(async () => {
  const { findPlace, placeName } = await import('../places/place-finder.ts');
  const known = new Map<string, { readonly english: string | undefined }>();
  return (named: string): string | undefined => {
    const before = known.get(named);
    if (before !== undefined) return before.english;
    const found = findPlace(named);
    const english = 'unit' in found ? placeName(found.unit).en : undefined;
    setNewest(known, named, { english }, mostRemembered);
    return english;
  };
});

/** A place in China by its English name and what it lies in, `Hangzhou, Zhejiang`; `undefined` where it is not known for certain. */
export async function englishPlace(named: string): Promise<string | undefined> {
  const englishName = await englishNames();
  return englishName(named);
}
