import { grouped } from '../../runtime/grouped.ts';
import { decimalsOf } from './currency.ts';

/** An amount in a currency's smallest unit: 1234 USD is $12.34, 1234 JPY is ¥1,234. */
export interface Money {
  /** ISO 4217. */
  readonly currency: string;
  /** Not negative, whole. */
  readonly minor: number;
}

/**
 * The amount that a decimal of the partner's means. No answer about freight abroad could be read, so whether a whole
 * number counts cents or dollars is not known: only what has a decimal point, a currency without decimals, or nought is
 * certain. `undefined` where the currency is missing or unknown, or the number is finer than the currency.
 */
export function readCharge(
  amount: string | undefined,
  currency: string | undefined,
): { readonly money: Money; readonly unsure: boolean } | undefined {
  const code = currency?.trim().toUpperCase() ?? '';
  const decimals = decimalsOf(code);
  const [, whole, fraction] = /^(\d{1,13})(?:\.(\d+))?$/.exec(amount ?? '') ?? [];
  if (decimals === undefined || whole === undefined) return undefined;
  // Trailing noughts say nothing.
  const digits = (fraction ?? '').replace(/0+$/, '');
  if (digits.length > decimals) return undefined;
  const isMajor = fraction !== undefined || decimals === 0;
  const minor = isMajor ? Number(whole + digits.padEnd(decimals, '0')) : Number(whole);
  if (!Number.isSafeInteger(minor)) return undefined;
  return { money: { currency: code, minor }, unsure: !isMajor && minor !== 0 };
}

/** `USD 1,234.50`, as it is shown: by its digits, never by dividing, its currency always named. */
export function formatMoney(money: Money): string {
  return formatPrinted(printMoney(money));
}

/** What {@link printMoney} wrote, as {@link formatMoney} shows it, with as many decimals; any other text as it is. */
export function formatPrinted(printed: string): string {
  const [, currency = '', whole, decimals = ''] = /^([A-Z]{3}) (\d{1,30})(\.\d+)?$/.exec(printed) ?? [];
  return whole === undefined ? printed : `${currency} ${grouped(BigInt(whole))}${decimals}`;
}

/** `USD 1234.50`, as it is typed. */
export function printMoney({ currency, minor }: Money): string {
  const decimals = decimalsOf(currency) ?? 0;
  const digits = String(minor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${currency} ${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
}

/** What {@link printMoney} wrote, also with the currency behind it and with commas between thousands. */
export function readMoney(typed: string): Money | undefined {
  const plain = typed.normalize('NFKC').trim().toUpperCase();
  const [, before, amount = '', after] =
    /^([A-Z]{3})? ?((?:\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,4})?) ?([A-Z]{3})?$/.exec(plain) ?? [];
  const currency = before ?? after ?? '';
  const decimals = decimalsOf(currency);
  if (decimals === undefined || (before !== undefined && after !== undefined)) return undefined;
  const [whole = '', fraction = ''] = amount.replaceAll(',', '').split('.');
  if (fraction.length > decimals) return undefined;
  const minor = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(minor) ? { currency, minor } : undefined;
}

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
