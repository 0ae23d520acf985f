import type { DivisionUnit } from './divisions.ts';
import { provinceNamed } from './provinces.ts';
import { simplified } from './traditional.ts';

/** One way to write a unit, as {@link simplified} or {@link latinKey} makes it. */
export interface Spelling {
  readonly text: string;
  readonly unit: DivisionUnit;
  /** Without the suffix that says what it is, so that other words may go on with it. */
  readonly isShort: boolean;
  readonly isLatin: boolean;
  /** A Latin name that is one only before a word for what it is: `Zhao County`. */
  readonly wantsKind?: boolean;
}

const suffix =
  /(?<=.)(?:特别行政区|自治区|自治州|自治县|自治旗|行政委员会|地区|林区|特区|新区|省|市|区|县|旗|盟)$/u;

/** Peoples whose names stand before `自治`, and before 区 in four districts. */
const peoples =
  /(?<=..)(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|俄罗斯|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)+$/u;

/** Every way to write `unit`, none twice. */
export function spellingsOf(unit: DivisionUnit): readonly Spelling[] {
  const spelled = (text: string, isShort: boolean): Spelling => ({
    text: simplified(text),
    unit,
    isShort,
    isLatin: false,
  });
  const stem = stemOf(unit);
  const short = [...shortNames(unit)].filter((text) => text !== unit.name);
  const chinese = [
    spelled(unit.name, false),
    ...short.map((text) => spelled(text, text === stem || !suffix.test(text))),
  ];
  return [...chinese, ...latinOf(unit)];
}

/** The name without what says which rank it has: `浙江`, `漾濞`, `新市`. A zone's and one of one letter keeps it: `赵县`. */
export function stemOf({ name, isZone }: Pick<DivisionUnit, 'name' | 'isZone'>): string {
  if (isZone) return name;
  const bare = name.replace(suffix, '');
  const stem = /自治|族区$/u.test(name) ? bare.replace(peoples, '').replace(/(?<=..)族$/u, '') : bare;
  return Array.from(stem).length < 2 ? name : stem;
}

/** Small letters alone, without marks: `Ürümqi` is `urumqi`, `Xi'an` is `xian`. */
export function latinKey(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

function shortNames(unit: DivisionUnit): ReadonlySet<string> {
  const { name, level } = unit;
  const stem = stemOf(unit);
  if (level === 'province') {
    const said = provinceNamed(name)?.short ?? stem;
    const also = said === '内蒙古' ? ['内蒙', '内蒙古区'] : [];
    return new Set(
      [said, `${said}省`, `${said}市`, `${said}自治区`, ...also].filter((each) => fits(each, name)),
    );
  }
  if (unit.isZone) return zoneNames(unit);
  const names = new Set([stem]);
  if (stem !== name && name.endsWith('自治州')) names.add(`${stem}州`).add(`${stem}自治州`);
  if (stem !== name && name.endsWith('自治县')) names.add(`${stem}县`).add(`${stem}自治县`);
  if (stem !== name && name.endsWith('自治旗')) names.add(`${stem}旗`).add(`${stem}自治旗`);
  if (stem !== name && /族区$/u.test(name)) names.add(`${stem}区`);
  return names;
}

/** 浙江市 is no name of a province, 广西省 and 宁夏自治区 are what people write. */
function fits(said: string, name: string): boolean {
  return !said.endsWith('市') || name.endsWith('市')
    ? !(said.endsWith('自治区') && !name.endsWith('区'))
    : false;
}

/** Without the place that it is of, and in the words that people have for such a zone: 高新区 of a city. */
function zoneNames({ name, within }: DivisionUnit): ReadonlySet<string> {
  const names = new Set<string>();
  const city = within === undefined ? '' : stemOf(within);
  const province = within?.within === undefined ? '' : stemOf(within.within);
  const own = name.replace(new RegExp(`^(?:${province})?${city}市?(?=..)`, 'u'), '');
  const bare = own.startsWith(province) && province !== '' ? own.slice(province.length) : own;
  for (const each of [own, bare]) {
    names.add(each);
    if (each.endsWith('园区')) names.add(each.slice(0, -1));
    if (/高新技术(?:产业)?(?:开发区|园区)$/u.test(each)) {
      names.add(each.replace(/高新技术(?:产业)?(?:开发区|园区)$/u, '高新区'));
      names.add(each.replace(/高新技术(?:产业)?(?:开发区|园区)$/u, '高新技术开发区'));
    }
    if (/经济(?:技术)?开发区$/u.test(each)) {
      for (const other of ['经开区', '经济开发区', '经济技术开发区', '开发区']) {
        names.add(each.replace(/经济(?:技术)?开发区$/u, other));
      }
    }
  }
  return names;
}

function latinOf(unit: DivisionUnit): readonly Spelling[] {
  const keys = new Map<string, boolean>();
  for (const name of unit.latin) {
    const key = latinKey(name);
    if (!keys.has(key)) keys.set(key, false);
    // Lüliang is also typed as Lvliang.
    if (/ü/iu.test(name)) keys.set(latinKey(name.replaceAll(/ü/giu, 'v')), false);
    // Zhaoxian is Zhao County.
    const bare = stemOf(unit) === unit.name ? key.replace(/(?:xian|qu|qi|shi)$/, '') : key;
    if (bare !== key && !keys.has(bare)) keys.set(bare, true);
  }
  return [...keys].map(([text, wantsKind]) => ({ text, unit, isShort: true, isLatin: true, wantsKind }));
}
