import { z } from 'zod';
import { bounds } from '../bounds.ts';
import { code, flagField, id, list, maybe, record, text } from '../fields.ts';
import { page } from '../pages.ts';

/* 1688's field names, in the partner's envelope or one `result` deeper: any may be missing. */

const reason = record({
  id: maybe(id),
  reasonId: maybe(id),
  name: maybe(text),
  reason: maybe(text),
  needVoucher: maybe(flagField),
  noRefundCarriage: maybe(flagField),
});

const namedReason = reason
  .refine((given) => (given.id ?? given.reasonId) !== undefined)
  .transform((given) =>
    Object.freeze({
      id: given.id ?? given.reasonId ?? '',
      name: given.name ?? given.reason,
      needsVoucher: given.needVoucher === true,
      noCarriage: given.noRefundCarriage === true,
    }),
  );

/** Why money can be asked back. */
export type RefundReason = z.output<typeof namedReason>;

/** Reasons under 1688's name for them, or as any page. */
export const reasons = z
  .transform((given) => named(within(given), ['reasons', 'refundReasons', 'reasonList']))
  .pipe(page(namedReason));

const carrier = record({
  id: maybe(id),
  companyNo: maybe(code),
  companyName: maybe(text),
  name: maybe(text),
});

const namedCarrier = carrier
  .refine((given) => (given.companyNo ?? given.id) !== undefined)
  .transform((given) =>
    Object.freeze({
      code: given.companyNo ?? given.id ?? '',
      name: given.companyName ?? given.name,
    }),
  );

/** A carrier that goods can be sent back with. */
export type Carrier = z.output<typeof namedCarrier>;

export const carriers = z
  .transform((given) => named(within(given), ['companies', 'logisticsCompanies', 'companyList']))
  .pipe(page(namedCarrier));

const refundFields = record({ refundId: maybe(code), id: maybe(code), disputeId: maybe(code) });

/** "TQ…", under any name or by itself; `undefined` where the answer names none. */
export const created = z.transform((given): { readonly refundId: string | undefined } => {
  const inner = within(given);
  const alone = code.safeParse(inner).data;
  if (alone !== undefined) return { refundId: alone === '' ? undefined : alone };
  const read = refundFields.safeParse(inner).data;
  return { refundId: read?.refundId ?? read?.disputeId ?? read?.id };
});

const uploaded = record({
  imageDomain: maybe(text),
  imageRelativeUrl: maybe(text),
  url: maybe(text),
  vouchers: list(text, bounds.vouchers),
});

/** What a refund's `vouchers` name: the picture's address at 1688. */
export const voucher = z.transform((given, context): { readonly voucher: string } => {
  const inner = within(given);
  const alone = text.safeParse(inner).data;
  const read = uploaded.safeParse(inner).data;
  const found =
    alone ??
    read?.url ??
    (read?.imageRelativeUrl === undefined
      ? read?.vouchers[0]
      : `${read.imageDomain ?? ''}${read.imageRelativeUrl}`);
  if (found !== undefined && found !== '') return { voucher: found };
  context.issues.push({ code: 'custom', message: 'no picture', input: given });
  return z.NEVER;
});

/** Without data, or with any that doesn't say no, it is done. */
export const returned = z.transform((given): { readonly done: boolean } => {
  const said = typeof given === 'object' && given !== null && 'success' in given ? given.success : given;
  return { done: said !== false && said !== 'false' };
});

/** What some of 1688's calls wrap once more in `result`. */
function within(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'result' in given ? given.result : given;
}

/** The list under one of `names`, or what was given. */
function named(given: unknown, names: readonly string[]): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const fields = new Map<string, unknown>(Object.entries(given));
  const name = names.find((each) => fields.has(each));
  return name === undefined ? given : fields.get(name);
}
