import type { OrderUsers } from '../domain/accounts/account-users.ts';
import { XportError } from '../xport/client.ts';

/**
 * Asks of an order for the user that it was placed for. Where that was never noted it asks for `userId`, and where the
 * partner refuses that, for each who was the account's own user before; who it was is noted then.
 */
export async function askedAsPlaced<Answer>(
  users: OrderUsers,
  { orderId, userId }: { readonly orderId: string; readonly userId: string | undefined },
  ask: (userId: string | undefined) => Promise<Answer>,
): Promise<Answer> {
  const noted = await users.of(orderId);
  if (noted !== undefined) return ask(noted.userId);
  try {
    return await ask(userId);
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal;
    for (const former of await users.former()) {
      const answer = await orRefused(ask(former));
      if (answer === undefined) continue;
      await users.note(orderId, former);
      return answer;
    }
    throw refusal;
  }
}

/** What the partner gives, or `undefined` where it answers no. */
export async function orRefused<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof XportError && error.fault.kind === 'refused';
}
