import { groupedDigits } from '../../runtime/grouped.ts';

/** Amounts as an answer of the API gives them: exact decimals, in yuan or in fen. */
export interface GivenAmounts {
  readonly total?: string | undefined;
  readonly shipping?: string | undefined;
  readonly product?: string | undefined;
  readonly refund?: string | undefined;
  /** Of one piece of each item. */
  readonly prices: readonly (string | undefined)[];
}

export type MoneyUnit = 'yuan' | 'fen';

/**
 * Whether amounts are yuan, as 1688 gives them, or fen: not known of the partner's answers. Decided by the total of the
 * same order as a message gave it, else by the presence of a decimal point. `unsure` where neither settles it: then the
 * reading that is nearer to `knownTotalFen`, or fen, as everywhere else at the partner.
 */
export function unitOf(
  amounts: GivenAmounts,
  knownTotalFen: number | undefined,
): { readonly unit: MoneyUnit; readonly unsure: boolean } {
  const { total, prices } = amounts;
  const given = [total, amounts.shipping, amounts.product, amounts.refund, ...prices].filter(
    (amount) => amount !== undefined,
  );
  // Nought is the same in both.
  if (given.every((amount) => /^-?0*(?:\.0*)?$/.test(amount))) return { unit: 'fen', unsure: false };
  const asYuan = total === undefined ? undefined : readFen(total, 'yuan');
  const asFen = total === undefined ? undefined : readFen(total, 'fen');
  if (knownTotalFen !== undefined && knownTotalFen > 0) {
    if (asYuan === knownTotalFen) return { unit: 'yuan', unsure: false };
    if (asFen === knownTotalFen) return { unit: 'fen', unsure: false };
  }
  if (given.some((amount) => amount.includes('.'))) return { unit: 'yuan', unsure: false };
  const nearer = nearerTo(knownTotalFen, { yuan: asYuan, fen: asFen });
  return { unit: nearer ?? 'fen', unsure: true };
}

/** `undefined` where there is nothing to compare. */
function nearerTo(
  known: number | undefined,
  { yuan, fen }: { readonly yuan: number | undefined; readonly fen: number | undefined },
): MoneyUnit | undefined {
  if (known === undefined || known <= 0 || !yuan || !fen) return undefined;
  const distance = (amount: number) => Math.abs(Math.log(amount / known));
  return distance(yuan) < distance(fen) ? 'yuan' : 'fen';
}

/**
 * A decimal of yuan or of fen as whole fen, halves rounded up, or with `up` any part of a fen; `undefined` for what is
 * negative, no decimal, or beyond what a number holds exactly.
 */
export function readFen(
  decimal: string,
  unit: MoneyUnit,
  rounded: 'half up' | 'up' = 'half up',
): number | undefined {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d*))?$/.exec(decimal.trim()) ?? [];
  if (whole === undefined) return undefined;
  const places = unit === 'yuan' ? 2 : 0;
  const kept = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  const left = fraction.slice(places);
  const isMore = rounded === 'up' ? /[1-9]/.test(left) : left >= '5';
  const fen = kept + (isMore ? 1 : 0);
  return Number.isSafeInteger(fen) ? fen : undefined;
}

/**
 * `¥100.00` for 10000 fen, `¥125,000.00` for 12500000, `-¥0.05` for -5; by its digits, never by dividing.
 *
 * @throws RangeError for what is no whole number that JavaScript holds exactly.
 */
export function formatFen(fen: number): string {
  const digits = yuanDigits(Math.abs(fen));
  return `${fen < 0 ? '-' : ''}¥${groupedDigits(digits.slice(0, -3))}${digits.slice(-3)}`;
}

/**
 * `1234.50` for 123450: what a program or a spreadsheet reads; by its digits, never by dividing.
 *
 * @throws RangeError for what is no whole number that JavaScript holds exactly.
 */
export function yuanDigits(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('money must be a whole number of fen');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
