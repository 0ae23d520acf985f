import type { Attempt, Delivery, Doubt, Subject } from '../store/contract/deliveries.ts';

/** What has to be done before anything is said. */
export type ClearUp =
  /** Find out what became of an attempt. */
  | { readonly kind: 'look'; readonly attempt: Attempt; readonly deliveries: readonly Delivery[] }
  /** Leave what is about a subject in doubt until that is looked up. */
  | { readonly kind: 'hold'; readonly until: number; readonly deliveries: readonly Delivery[] };

/**
 * What of `due` is cleared up next: nothing is said of a subject before it is known what was said of it already. A doubt
 * holds back its subject alone. `undefined` when anything that is due may be said.
 */
export function clearUp(due: readonly Delivery[], doubts: readonly Doubt[]): ClearUp | undefined {
  const attempt = due.find((delivery) => delivery.attempt !== undefined)?.attempt;
  if (attempt !== undefined) {
    const deliveries = due.filter((delivery) => delivery.attempt?.key === attempt.key);
    return { kind: 'look', attempt, deliveries };
  }
  if (doubts.length === 0) return undefined;
  const untilOf = new Map<string, number>();
  for (const doubt of doubts) {
    const name = nameOf(doubt);
    untilOf.set(name, Math.max(untilOf.get(name) ?? 0, doubt.dueAt));
  }
  const [until] = due.flatMap((delivery) => untilOf.get(nameOf(delivery)) ?? []);
  if (until === undefined) return undefined;
  return {
    kind: 'hold',
    until,
    deliveries: due.filter((delivery) => untilOf.get(nameOf(delivery)) === until),
  };
}

function nameOf({ subjectKind, subjectId }: Subject): string {
  return `${subjectKind}\n${subjectId}`;
}
