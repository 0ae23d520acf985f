import { lazily } from './lazily.ts';

/** Made when it is first needed: a bot that idles would hold 7 MiB for a comma. */
const decimal = lazily(() => new Intl.NumberFormat('en', { style: 'decimal', maximumFractionDigits: 0 }));

/** A whole number with commas between thousands, `1,234,567`: as English and Chinese both write it. */
export function grouped(count: number | bigint): string {
  // What has digits alone is written down in a tenth of the time.
  if (typeof count === 'number' && !Number.isSafeInteger(count)) return decimal().format(count);
  return groupedDigits(String(count));
}

/** The same of a whole number that is written down. */
export function groupedDigits(digits: string): string {
  return digits.length <= 3 ? digits : digits.replaceAll(betweenThousands, ',');
}

const betweenThousands = /(?<=\d)(?=(?:\d{3})+$)/g;
