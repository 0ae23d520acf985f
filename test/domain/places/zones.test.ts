import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readZone, zoneName, zoneNames, zonesLike } from '../../../src/domain/places/zones.ts';

const tzdb = readFileSync(new URL('./zone-names.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => ({ name: line.replace(' *', ''), isCurrent: line.endsWith(' *') }));

/** Names of tzdb that are abbreviations of other zones too. */
const unclear = ['EST', 'MST'];

const isFixed = (name: string) => /^Etc\/GMT[+-]\d+$/.test(name);

const clocks = new Map<string, string>();

function clockIn(timeZone: string): string {
  const clock = clocks.get(timeZone) ?? clockNowIn(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

/** What a clock shows there, in summer and in winter. */
function clockNowIn(timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const days = ['2026-01-15', '2026-07-15'];
  return days.map((day) => format.format(Date.parse(`${day}T12:00:00Z`))).join(' ');
}

const zoneOf = (typed: string) => {
  const read = readZone(typed);
  return read !== undefined && 'zone' in read ? read.zone : undefined;
};

describe('every name of tzdb', () => {
  const known = tzdb.filter(({ name }) => !unclear.includes(name));

  it('is read, as a zone with the same clock, in any case and with blanks', () => {
    expect(known.length).toBeGreaterThan(590);
    const wrong = known
      .flatMap(({ name }) =>
        [name, name.toLowerCase(), name.toUpperCase(), isFixed(name) ? name : name.replaceAll('_', ' ')].map(
          (typed) => ({ name, typed, zone: zoneOf(typed) }),
        ),
      )
      .filter(({ name, zone }) => zone === undefined || clockIn(zone) !== clockIn(name));
    expect(wrong).toEqual([]);
  });

  it('is shown by its current name', () => {
    const current = tzdb.filter(({ isCurrent }) => isCurrent).map(({ name }) => name);
    expect(current.filter((name) => zoneName(zoneOf(name) ?? '') !== name)).toEqual([]);
    expect([...zoneNames()].sort()).toEqual([...current, 'UTC'].sort());
    const shown = known.map(({ name }) => zoneName(zoneOf(name) ?? ''));
    expect(shown.filter((name) => !zoneNames().includes(name) && !/^UTC[+-]\d+$/.test(name))).toEqual([]);
  });

  it('is suggested under its current name, and is the first for it', () => {
    const later = known
      .filter(({ name }) => !isFixed(name))
      .filter(({ name }) => zonesLike(name)[0]?.name !== zoneName(zoneOf(name) ?? ''));
    expect(later).toEqual([]);
  });
});

it('reads every name that this runtime lists', () => {
  const listed = Intl.supportedValuesOf('timeZone');
  expect(
    listed.filter((name) => zoneOf(name) === undefined || clockIn(zoneOf(name) ?? '') !== clockIn(name)),
  ).toEqual([]);
});

describe('a time zone', () => {
  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['asia/shanghai', 'Asia/Shanghai'],
    ['PRC', 'Asia/Shanghai'],
    ['Beijing', 'Asia/Shanghai'],
    ['北京', 'Asia/Shanghai'],
    ['北京时间', 'Asia/Shanghai'],
    ['上海', 'Asia/Shanghai'],
    ['深圳', 'Asia/Shanghai'],
    ['東京', 'Asia/Tokyo'],
    ['东京', 'Asia/Tokyo'],
    ['纽约', 'America/New_York'],
    ['紐約', 'America/New_York'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['san francisco', 'America/Los_Angeles'],
    ['旧金山', 'America/Los_Angeles'],
    ['Mumbai', 'Asia/Kolkata'],
    ['孟买', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['ho chi minh', 'Asia/Ho_Chi_Minh'],
    ['Saigon', 'Asia/Ho_Chi_Minh'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['伦敦', 'Europe/London'],
    ['Munich', 'Europe/Berlin'],
    ['JST', 'Asia/Tokyo'],
    ['Pacific Time', 'America/Los_Angeles'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
    ['Z', undefined],
    ['UTC+8', 'UTC+8'],
    ['utc +8', 'UTC+8'],
    ['GMT+8', 'UTC+8'],
    ['UTC+08:00', 'UTC+8'],
    ['+08:00', 'UTC+8'],
    ['+0800', 'UTC+8'],
    ['+8', 'UTC+8'],
    ['ＵＴＣ＋８', 'UTC+8'],
    ['UTC-5', 'UTC-5'],
    ['UTC−5', 'UTC-5'],
    ['东八区', 'UTC+8'],
    ['西五区', 'UTC-5'],
    ['Etc/GMT-8', 'UTC+8'],
    ['UTC+0', 'UTC'],
    ['UTC+14', 'UTC+14'],
    ['UTC+15', undefined],
    ['UTC-13', undefined],
    ['UTC+8:60', undefined],
    ['8', undefined],
    ['', undefined],
    ['Mars/Olympus', undefined],
    ['Asia', undefined],
    [';', undefined],
  ])('typed as %s is %s', (typed, name) => {
    const zone = zoneOf(typed);
    expect(zone === undefined ? undefined : zoneName(zone)).toBe(name);
  });

  it('is as far from UTC as was typed', () => {
    const at = (zone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(0);
    expect(at(zoneOf('UTC+8') ?? '')).toBe('08:00');
    expect(at(zoneOf('UTC-5') ?? '')).toBe('19:00');
    // Runtimes before Node 22 have no clock for it.
    const half = zoneOf('UTC+5:30');
    expect(half === undefined ? '05:30' : at(half)).toBe('05:30');
  });

  it.each([
    ['CST', ['Asia/Shanghai', 'America/Chicago', 'America/Havana']],
    ['cst', ['Asia/Shanghai', 'America/Chicago', 'America/Havana']],
    ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
    ['BST', ['Europe/London', 'Asia/Dhaka', 'Pacific/Bougainville']],
    ['EST', ['America/New_York', 'America/Panama', 'Australia/Sydney']],
    ['MST', ['America/Denver', 'America/Phoenix', 'Asia/Kuala_Lumpur']],
    ['Eastern Standard Time', ['America/New_York', 'Australia/Sydney']],
  ])('%s may be several', (typed, oneOf) => {
    expect(readZone(typed)).toEqual({ oneOf });
    expect(
      zonesLike(typed)
        .slice(0, oneOf.length)
        .map(({ name }) => name),
    ).toEqual(oneOf);
    for (const name of oneOf) expect(zoneOf(name)).toBe(name);
  });

  it.each([
    ['kolkata', 'Asia/Kolkata'],
    ['calc', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['kiev', 'Europe/Kyiv'],
    ['ho chi', 'Asia/Ho_Chi_Minh'],
    ['utc', 'UTC'],
    ['UTC+8', 'UTC+8'],
    ['shang', 'Asia/Shanghai'],
    ['北', 'Asia/Shanghai'],
    ['加尔', 'Asia/Kolkata'],
  ])('is suggested for %s: %s', (typed, name) => {
    expect(zonesLike(typed)[0]?.name).toBe(name);
  });

  it('reads back the name that it is shown by, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(...zoneNames()),
          fc.integer({ min: -12, max: 14 }).map((hours) => `UTC${hours < 0 ? '' : '+'}${hours}`),
          fc.string(),
        ),
        (typed) => {
          const zone = zoneOf(typed);
          if (zone !== undefined) expect(zoneOf(zoneName(zone))).toBe(zone);
        },
      ),
    );
  });
});
