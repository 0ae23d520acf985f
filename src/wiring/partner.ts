import { createHash } from 'node:crypto';
import type { SandboxOrders } from '../commands/order/deps.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { createSandboxAccount } from '../sandbox/account.ts';
import { findOffer } from '../sandbox/catalogue.ts';
import { nextStep } from '../sandbox/orders/flow.ts';
import { openSandbox, type Sandbox } from '../sandbox/server.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Account } from '../xport/account.ts';

/** Where the partner API is, and who calls it. */
export interface Partner {
  readonly baseUrl: string;
  readonly account: Account;
  /**
   * What the store calls the account by: nothing that could be used at the partner's, and the same as long as the key is.
   * The sandbox makes a new key at each start, so that orders of its last life belong to no present account.
   */
  readonly name: string;
  /** Where it runs on this machine, since no account is set: its orders, and where it pushes its messages. */
  readonly sandbox?: Pick<Sandbox, 'orders' | 'pushTo'>;
  close(): Promise<void>;
}

/** Shares of the sandbox's messages that come twice, and too late: enough to be met by a person who tries the bot out. */
const mischief = { twice: 0.2, overtaken: 0.1 } as const;

/** The partner API of the settings' account, or a sandbox of this process's own where none is set. */
export async function openPartner(
  settings: Settings,
  surroundings: { readonly clock: Clock; readonly random: Random; readonly log: Log },
): Promise<Partner> {
  const { account, baseUrl, signatureTemplate, querySignatureTemplate, timestampUnit } = settings.xport;
  if (account !== undefined) return { baseUrl, account, name: nameOf(account), close: async () => {} };
  const sandbox = await openSandbox({
    account: createSandboxAccount(surroundings.random),
    signatureTemplate,
    querySignatureTemplate,
    timestampUnit,
    ...surroundings,
    orders: { ...settings.sandbox, base: settings.xport.callback.base, mischief },
  });
  return {
    baseUrl: sandbox.url,
    account: sandbox.account,
    name: nameOf(sandbox.account),
    sandbox,
    close: () => sandbox.close(),
  };
}

function nameOf({ accessKey }: Account): string {
  return `partner:${createHash('sha256').update(accessKey).digest('hex').slice(0, 16)}`;
}

/** What people do with the sandbox's orders. Each new one is of another offer. */
export function tryingOut(orders: Sandbox['orders'], random: Random): SandboxOrders {
  return {
    async create() {
      const offerId = `9518${Math.floor(random.fraction() * 1e8)
        .toString()
        .padStart(8, '0')}`;
      const offer = findOffer(offerId);
      if ('code' in offer) throw new Error(`the sandbox has no offer ${offerId}: ${offer.msg}`);
      const placed = orders.place({ offerId, quantity: offer.minOrderQuantity });
      if ('code' in placed) throw new Error(`the sandbox took no order: ${placed.msg}`);
      return placed.orderId;
    },
    async act(orderId, step) {
      const order = orders.find(orderId);
      if (order === undefined) return 'unknown';
      const wanted = step === 'next' ? nextStep(order) : step;
      if (wanted === undefined) return 'not now';
      return 'code' in orders.act(orderId, wanted) ? 'not now' : 'done';
    },
  };
}
