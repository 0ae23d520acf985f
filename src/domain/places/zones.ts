import { lazily } from '../../runtime/lazily.ts';
import { folded } from './folded.ts';
import { nearness, readPlaceTable } from './place-table.ts';

/** Its head names the sources. */
const table = lazily(() => readPlaceTable(new URL('./zones.txt', import.meta.url)));

/** A zone as a person typed it, or those that an abbreviation may mean; in the spelling that clocks are set by. */
export type ZoneRead = { readonly zone: string } | { readonly oneOf: readonly string[] };

/**
 * The time zone that `typed` means: an IANA name, current or older, in any case; a city in English or Chinese; `UTC+8`,
 * `+05:30`, 东八区; an abbreviation, whose zones are asked back where it has several. `undefined` for what is none, or none
 * that this machine's clocks know.
 */
export function readZone(typed: string): ZoneRead | undefined {
  if (typed.length > longestTyped) return undefined;
  const plain = typed.normalize('NFKC').trim();
  const offset = offsetIn(plain);
  if (offset !== undefined) return zoneIfKnown([fixedZone(offset)]);
  // The names of fixed zones differ by their signs alone.
  const [, sign, hours] = /^etc\/gmt([+-])(\d{1,2})$/i.exec(plain) ?? [];
  if (hours !== undefined && Number(hours) !== 0) return zoneIfKnown([`Etc/GMT${sign}${Number(hours)}`]);
  for (const name of [plain, withoutTime(plain)]) {
    const line = table().lineNamed(folded(name));
    if (line !== undefined) return zonesIn(line);
  }
  return undefined;
}

/** Several times the longest name: a longer text names no zone, and is not looked through. */
const longestTyped = 200;

/** What a zone is called now: its current name, or `UTC+8`. Takes what was set long ago, under an older name. */
export function zoneName(zone: string): string {
  const [, sign, hours] = /^Etc\/GMT([+-])(\d{1,2})$/.exec(zone) ?? [];
  if (hours !== undefined) return `UTC${sign === '+' ? '-' : '+'}${hours}`;
  if (/^[+-]\d\d:\d\d$/.test(zone)) return `UTC${zone.replace(/^([+-])0/, '$1')}`;
  const [name] = table().lineNamed(folded(zone))?.split('|') ?? [];
  return name === undefined || name.startsWith('?') ? zone : name;
}

/** Zones that `typed` names or begins to name, the nearest first: each under its current name, with its city in Chinese. */
export function zonesLike(typed: string): readonly { readonly name: string; readonly city: string }[] {
  if (typed.length > longestTyped) return [];
  const read = readZone(typed);
  const first = read === undefined ? [] : 'zone' in read ? [read.zone] : read.oneOf;
  const begun = folded(typed);
  const rows = table()
    .rows()
    .filter(({ line }) => !line.startsWith('?'))
    .map(({ line, names }) => {
      const [name = '', city = ''] = line.split('|');
      return { name, city, rank: nearness(begun, names) };
    });
  const named = first
    .map(zoneName)
    .map((name) => ({ name, city: rows.find((row) => row.name === name)?.city ?? '' }));
  const near = rows
    .filter((row): row is typeof row & { rank: number } => row.rank !== undefined)
    .sort((one, other) => one.rank - other.rank)
    .filter((row) => !named.some(({ name }) => name === row.name));
  return [...named, ...near.map(({ name, city }) => ({ name, city }))];
}

/** Every zone's current name. */
export function zoneNames(): readonly string[] {
  return table()
    .rows()
    .flatMap(({ line }) => (line.startsWith('?') ? [] : line.split('|').slice(0, 1)));
}

/** `北京时间` and `Eastern Standard Time` without the words for time. */
function withoutTime(name: string): string {
  return name
    .replace(/(?:时间|時間|时区|時區)$/, '')
    .replace(/(?:\s+standard|\s+daylight|\s+summer)?\s+time(?:\s*zone)?$/i, '')
    .replace(/标准$|標準$/, '');
}

const chineseHours = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** Minutes ahead of UTC; `undefined` for what states no offset, or none that a clock has. */
function offsetIn(plain: string): number | undefined {
  const [, side, count] = /^([东東西])([一二三四五六七八九十]{1,2}|\d{1,2})[区區]$/.exec(plain) ?? [];
  if (count !== undefined) {
    const hours = /^\d/.test(count) ? Number(count) : chineseHours.indexOf(count) + 1;
    return hours < 1 || hours > 12 ? undefined : (side === '西' ? -60 : 60) * hours;
  }
  const [, sign, hours, minutes = '0'] =
    /^(?:utc|gmt)?\s*([+‐-―−-])\s*(\d{1,2})(?::?([0-5]\d))?(?:\s*(?:utc|gmt|hours?|小时))?$/i.exec(plain) ??
    [];
  if (hours === undefined) return undefined;
  const ahead = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
  return ahead > 14 * 60 || ahead < -12 * 60 ? undefined : ahead;
}

/** As every runtime knows it where it is whole hours; its sign is the other way round there, as POSIX has it. */
function fixedZone(ahead: number): string {
  if (ahead === 0) return 'UTC';
  const away = Math.abs(ahead);
  if (away % 60 === 0) return `Etc/GMT${ahead > 0 ? '-' : '+'}${away / 60}`;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${ahead > 0 ? '+' : '-'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

function zonesIn(line: string): ZoneRead | undefined {
  if (line.startsWith('?')) {
    const oneOf = (line.slice(1).split('|')[0] ?? '').split(' ').filter(isKnown);
    const [only, other] = oneOf;
    return only !== undefined && other === undefined ? { zone: only } : { oneOf };
  }
  const [name = '', , older = ''] = line.split('|');
  return zoneIfKnown([name, ...older.split(' ').filter((each) => each !== '')]);
}

/** The first of the names of one zone that this machine's clocks know. */
function zoneIfKnown(names: readonly string[]): ZoneRead | undefined {
  const zone = names.find(isKnown);
  return zone === undefined ? undefined : { zone };
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
