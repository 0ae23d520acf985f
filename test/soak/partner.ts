import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { messagesOf, type SandboxMessage } from '../../src/sandbox/orders/messages.ts';
import type { OrderStep } from '../../src/sandbox/orders/order.ts';
import { openSandbox } from '../../src/sandbox/server.ts';
import { signCallback } from '../../src/xport/callback-signature.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

/** The partner, as the bot's process reaches it: its API, and messages that come again until they are acknowledged. */
export interface SoakPartner {
  readonly environment: Readonly<Record<string, string>>;
  /** Places an order and pushes its message, again and again, to wherever the bot is then; resolves once acknowledged. */
  push(urlNow: () => string): Promise<{ readonly orderId: string; readonly message: SandboxMessage }>;
  /** Has something happen to an order, and pushes the messages of it like {@link push}. */
  act(orderId: string, step: OrderStep, urlNow: () => string): Promise<void>;
  /** Pushes a message that was acknowledged already, once more. */
  repeat(message: SandboxMessage, url: string): Promise<void>;
  /** Every message is given up from now on. */
  close(): Promise<void>;
}

/** Whom the partner of these tests knows. */
export const account = {
  accessKey: 'a'.repeat(32),
  accessSecret: 'soak-not-a-real-secret',
  userId: '1700000000000',
};
const againMs = 100;
/** 200 within this time acknowledges. */
const acknowledgedWithinMs = 1000;

export async function openSoakPartner(): Promise<SoakPartner> {
  const sandbox = await openSandbox({
    account,
    signatureTemplate: '{access-key}{timestamp}{nonce-str}{access-secret}',
    timestampUnit: 'seconds',
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  // Ids are made of the time: a clock of its own gives each order another one.
  const ids = createFakeClock(Date.now());
  const closing = new AbortController();

  async function pushOnce(message: SandboxMessage, url: string): Promise<boolean> {
    const body = Buffer.from(JSON.stringify(message));
    const authorization = signCallback(
      { accessKey: account.accessKey, base: 'key-and-body', body },
      account.accessSecret,
    );
    try {
      const answer = await fetch(`${url}/xport/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body,
        signal: AbortSignal.timeout(acknowledgedWithinMs),
      });
      await answer.arrayBuffer();
      return answer.status === 200;
    } catch {
      // Nobody there, or killed in the middle: it comes again.
      return false;
    }
  }

  async function untilAcknowledged(message: SandboxMessage, urlNow: () => string): Promise<void> {
    while (!(await pushOnce(message, urlNow()))) {
      closing.signal.throwIfAborted();
      await new Promise((resolve) => systemClock.after(againMs, () => resolve(undefined)));
    }
  }

  return {
    environment: {
      XPORT_BASE_URL: sandbox.url,
      XPORT_ACCESS_KEY: account.accessKey,
      XPORT_ACCESS_SECRET: account.accessSecret,
      XPORT_USER_ID: account.userId,
    },
    async push(urlNow) {
      ids.advance(1);
      const order = sandbox.orders.place({ offerId: '951807530375', quantity: 100 });
      if ('code' in order) throw new Error(order.msg);
      const [message] = messagesOf(order, 'create', ids.now());
      if (message === undefined) throw new Error('a new order has a message');
      await untilAcknowledged(message, urlNow);
      return { orderId: order.orderId, message };
    },
    async act(orderId, step, urlNow) {
      ids.advance(1000);
      const order = sandbox.orders.act(orderId, step);
      if ('code' in order) throw new Error(order.msg);
      for (const message of messagesOf(order, step, ids.now())) await untilAcknowledged(message, urlNow);
    },
    async repeat(message, url) {
      await pushOnce(message, url);
    },
    async close() {
      closing.abort();
      await sandbox.close();
    },
  };
}
