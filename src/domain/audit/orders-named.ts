import { z } from 'zod';

const named = z.looseObject({
  order: z.string().optional(),
  /** Ids of what was placed, or how many were exported. */
  orders: z.string().optional(),
  /** What a watch or a delivery is about. */
  about: z.string().optional(),
  kind: z.string().optional(),
  id: z.string().optional(),
});

/** An id of the partner's, in distinction from a number of orders. */
const orderId = /^\d{8,40}$/;

/** The orders that a record's facts name, by their ids, each once. */
export function ordersNamed(facts: unknown): readonly string[] {
  const { data } = named.safeParse(facts);
  if (data === undefined) return [];
  const { order, orders, about, kind, id } = data;
  const subject = about === 'order' || kind === 'order' ? id : undefined;
  const all = [order ?? '', subject ?? '', ...(orders?.split(' ') ?? [])];
  return [...new Set(all.filter((each) => orderId.test(each)))];
}
