import type { Claim } from './claims.ts';
import type { KeptAnswer } from './state.ts';
import { rankOf } from './status.ts';

/** What an order costs. */
interface Amounts {
  readonly totalFen: number | undefined;
  readonly shippingFen: number | undefined;
  readonly productFen: number | undefined;
  readonly unsure: boolean;
}

/** The amounts that count, and where they are from. */
export interface Reckoned extends Amounts {
  /** The message that gave them told of a changed price. */
  readonly changed: boolean;
  /** Other amounts were given that may be the true ones. */
  readonly doubt: boolean;
}

/**
 * Which amounts count: those of the message from the latest phase, within it of a changed price, then of the latest
 * message. The times of messages prove so little that two that differ within one phase leave doubt. An answer's amounts
 * count until a message that was sent after the question gives others.
 */
export function reckonAmounts(claims: readonly Claim[], answer: KeptAnswer | undefined): Reckoned {
  const answered = answer?.totalFen !== undefined ? answer : undefined;
  const isNewer = (at: number | undefined) =>
    answered === undefined || at === undefined || at > answered.askedAt;
  const newer = claims.filter(({ said }) => isNewer(said.at));
  const given = newer.filter(({ said }) => said.totalFen !== undefined);
  const highest = Math.max(...given.map(rank));
  const candidates = given.filter((claim) => rank(claim) === highest).sort(byTimeAndAmount);
  const top = candidates.at(-1);
  // A price was changed, and nothing says to what.
  const unsaid = newer.some((claim) => claim.happening === 'price' && claim.said.totalFen === undefined);
  if (top === undefined) {
    return {
      totalFen: answered?.totalFen,
      shippingFen: answered?.shippingFen,
      productFen: answered?.productFen,
      unsure: answered?.unsure ?? false,
      changed: false,
      doubt: unsaid,
    };
  }
  return {
    totalFen: top.said.totalFen,
    shippingFen: top.said.shippingFen,
    productFen: top.said.productFen,
    unsure: false,
    changed: top.happening === 'price',
    doubt: unsaid || candidates.some((claim) => text(claim) !== text(top)),
  };
}

function rank({ phase = 'unknown', happening }: Claim): number {
  return 2 * rankOf(phase) + (happening === 'price' ? 1 : 0);
}

function byTimeAndAmount(one: Claim, other: Claim): number {
  const [first, second] = [one.said.at ?? -1, other.said.at ?? -1];
  if (first !== second) return first - second;
  return text(one) < text(other) ? -1 : 1;
}

function text({ said }: Claim): string {
  const digits = (fen: number | undefined) => (fen === undefined ? '' : String(fen).padStart(16, '0'));
  return [said.totalFen, said.shippingFen, said.productFen].map(digits).join(' ');
}
