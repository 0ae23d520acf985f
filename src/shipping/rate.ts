import { decimalsOf } from './currency.ts';
import type { Money } from './money.ts';

/** What one unit of a currency is in yuan, as an exact decimal: `7.1234`. */
export type Rate = string;

const form = /^(\d{1,7})(?:\.(\d{1,8}))?$/;

/** `typed` as a rate without needless noughts; `undefined` for what is no decimal above 0, or finer than 8 decimals. */
export function readRate(typed: string): Rate | undefined {
  const [, whole, fraction = ''] = form.exec(typed.normalize('NFKC').trim()) ?? [];
  if (whole === undefined || /^0*$/.test(whole + fraction)) return undefined;
  const decimals = fraction.replace(/0+$/, '');
  return whole.replace(/^0+(?=\d)/, '') + (decimals === '' ? '' : `.${decimals}`);
}

/**
 * `money` in fen at `rate`, never less than it is: what is left of a fen counts as a whole one. Yuan need no rate, and
 * nought is nought in any currency. `undefined` where that can't be told, or is beyond what a number holds exactly.
 */
export function fenOf({ currency, minor }: Money, rate: Rate | undefined): number | undefined {
  if (minor === 0) return 0;
  const decimals = decimalsOf(currency);
  const [, whole, fraction = ''] = form.exec(currency === 'CNY' ? '1' : (rate ?? '')) ?? [];
  if (decimals === undefined || whole === undefined) return undefined;
  const scale = 10n ** BigInt(decimals + fraction.length);
  const fen = (BigInt(minor) * BigInt(whole + fraction) * 100n + scale - 1n) / scale;
  return fen > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(fen);
}
