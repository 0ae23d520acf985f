import { z } from 'zod';
import { hourMs } from '../../runtime/durations.ts';
import type { SandboxRefusal } from '../refusals.ts';

/** What an endpoint says: the envelope's `data`, or no. */
export type EndpointOutcome = { readonly data: unknown } | SandboxRefusal;

/** One call that the sandbox answers. */
export interface SandboxEndpoint {
  /** Under the base URL, as the partner documents it. */
  readonly path: string;
  /** The largest body taken, where 1 MiB is not enough. */
  readonly bodyLimitBytes?: number;
  /** Whether its query is signed too. */
  readonly querySigned?: true;
  /** `body` is JSON as it came, not looked at yet; `userId` is the sub-account that asks. */
  answer(body: object, userId: string): EndpointOutcome | Promise<EndpointOutcome>;
}

/** An offer id as a client may send it: 6 to 19 digits, as text or as a number that is exact. */
export const offerId = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^\d{6,19}$/));

/** The name of the first field that did not fit. */
export function firstFault(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') || 'body';
}

/** An id as the partner sends it: a number as long as JSON readers everywhere get it right, then text. */
export function sentId(id: string): string | number {
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : id;
}

/** A moment in China time, as the partner writes it: `2026-05-20 15:40:00`. */
export function chinaTime(ms: number): string {
  return new Date(ms + 8 * hourMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** What {@link chinaTime} wrote, in ms since 1970 UTC, to the second; `undefined` for anything else. */
export function chinaTimeField(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const ms = Date.parse(`${text.replace(' ', 'T')}+08:00`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Yuan with two decimals, as text. */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

/** Yuan as a client sends them, `12` or `'12.5'`, in fen. */
export const yuanAsFen = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^\d{1,9}(?:\.\d{1,2})?$/))
  .transform((text) => {
    const [whole = '0', decimals = ''] = text.split('.');
    return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  });

/** A category's id as a client may send it. */
export const categoryId = z
  .union([z.string(), z.int().transform(String)])
  .pipe(z.string().regex(/^\d{1,12}$/));
