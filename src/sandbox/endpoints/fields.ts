import { z } from 'zod';

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

/** Yuan with two decimals, as text. */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
