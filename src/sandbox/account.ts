import type { Random } from '../runtime/random.ts';
import type { Account } from '../xport/account.ts';

/** An account for a sandbox. Nothing outside this process needs to know it. */
export function createSandboxAccount(random: Random): Account {
  return { accessKey: random.token(32), accessSecret: random.token(32), userId: '1700000000000' };
}
