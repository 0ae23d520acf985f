import { lazily } from './lazily.ts';

/** Made when the first number is written: a bot that idles would hold 7 MiB for a comma. */
const decimal = lazily(() => new Intl.NumberFormat('en', { style: 'decimal', maximumFractionDigits: 0 }));

/** A whole number with commas between thousands, `1,234,567`: as English and Chinese both write it. */
export function grouped(count: number | bigint): string {
  // Most are below a thousand, and written down in a tenth of the time.
  if (count > -1000 && count < 1000 && (typeof count === 'bigint' || Number.isInteger(count)))
    return `${count}`;
  return decimal().format(count);
}
