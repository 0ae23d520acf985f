import { readZone, zoneName } from '../../domain/places/zones.ts';
import type { Understood } from './understood.ts';

const typed = [
  'Asia/Shanghai',
  'asia/calcutta',
  'Europe/Kiev',
  'US/Pacific',
  'Beijing',
  '北京时间',
  '東京',
  'New York',
  'San Francisco',
  'UTC+8',
  '+08:00',
  '东八区',
  'UTC+5:30',
  'JST',
  'CST',
  'IST',
  'EST',
  'Mars/Olympus',
];

/** Time zones. */
export async function zones(): Promise<Understood> {
  return {
    title: 'Time zones',
    where: 'Where a time zone is set: /watch --zone.',
    rows: typed.map((text) => ({ typed: text, read: meaningOf(text) })),
    source: 'CLDR 48.2 and tzdb 2026f, in src/domain/places/zones.txt, 2026-11-29',
  };
}

function meaningOf(text: string): string {
  const read = readZone(text);
  if (read === undefined) return 'not read';
  return 'zone' in read ? zoneName(read.zone) : `asked back: ${read.oneOf.map(zoneName).join(' or ')}`;
}
