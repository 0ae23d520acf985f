import { request } from 'undici';
import type { Clock } from '../runtime/clock.ts';
import { createInFlight } from '../runtime/in-flight.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { withTimeLimit } from '../runtime/time-limit.ts';
import { type CallbackBase, signCallback } from '../xport/callback-signature.ts';
import type { Account } from '../xport/signature.ts';
import type { SandboxMessage } from './orders/messages.ts';

/** Pushes messages to a callback URL by the partner's rules (xport-api.md, section 6). */
export interface Pushing {
  /** Where to; until it is called, messages wait. */
  pushTo(url: string): void;
  /** `late`: a later message may overtake it, as mischief wants. What somebody waits for comes at once. */
  push(message: SandboxMessage, late: boolean): void;
  /** Pushes the last message once more, as it was; whether there is one. */
  again(): boolean;
  /** Pushes nothing more; resolves once what is under way has ended. */
  stop(): Promise<void>;
}

/** 200 within this time acknowledges. Documented. */
const acknowledgedWithinMs = 1000;
/** How often a message that was not acknowledged comes again. Documented. */
const mostRepeats = 5;

/**
 * `repushMs`: half an hour with the partner. `mischief`: shares in [0, 1] of messages that come twice, and that a later
 * one overtakes by `overtakenByMs`, as is documented to happen.
 */
export function createPushing(options: {
  readonly account: Account;
  readonly base: CallbackBase;
  readonly repushMs: number;
  readonly mischief: { readonly twice: number; readonly overtaken: number; readonly overtakenByMs: number };
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Pushing {
  const { account, base, repushMs, mischief, clock, random, log } = options;
  const stopping = new AbortController();
  const inFlight = createInFlight();
  let waiting: (readonly [message: SandboxMessage, late: boolean])[] = [];
  let target: string | undefined;
  let last: SandboxMessage | undefined;

  async function deliver(url: string, message: SandboxMessage, repeats: number): Promise<void> {
    const acknowledged = await postOnce(url, message);
    if (acknowledged || stopping.signal.aborted) return;
    if (repeats >= mostRepeats) {
      log.warn({ event: 'sandbox.given up', type: message.messageType }, 'a message was never acknowledged');
      return;
    }
    later(repushMs, () => start(url, message, repeats + 1));
  }

  async function postOnce(url: string, message: SandboxMessage): Promise<boolean> {
    const body = Buffer.from(JSON.stringify(message));
    try {
      const acknowledge = async (signal: AbortSignal) => {
        const { statusCode, body: answer } = await request(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: signCallback(
              { accessKey: account.accessKey, base, body, messageBody: message.messageBody },
              account.accessSecret,
            ),
          },
          body,
          signal,
        });
        await answer.dump();
        return statusCode === 200;
      };
      return await withTimeLimit(clock, acknowledgedWithinMs, acknowledge, { signal: stopping.signal });
    } catch (error) {
      if (!stopping.signal.aborted) log.debug({ err: error }, 'the sandbox could not push a message');
      return false;
    }
  }

  function start(url: string, message: SandboxMessage, repeats: number): void {
    if (stopping.signal.aborted) return;
    inFlight.follow(deliver(url, message, repeats));
  }

  function later(ms: number, run: () => void): void {
    const cancel = clock.after(ms, () => {
      stopping.signal.removeEventListener('abort', cancel);
      run();
    });
    stopping.signal.addEventListener('abort', cancel, { once: true });
  }

  function push(message: SandboxMessage, late: boolean): void {
    if (target === undefined) {
      waiting.push([message, late]);
      return;
    }
    const url = target;
    last = message;
    if (late && random.fraction() < mischief.overtaken)
      later(mischief.overtakenByMs, () => start(url, message, 0));
    else start(url, message, 0);
    if (random.fraction() < mischief.twice) later(mischief.overtakenByMs, () => start(url, message, 0));
  }

  return {
    pushTo(url) {
      target = url;
      const first = waiting;
      waiting = [];
      for (const [message, late] of first) push(message, late);
    },
    push,
    again() {
      if (target === undefined || last === undefined) return false;
      start(target, last, 0);
      return true;
    },
    async stop() {
      stopping.abort();
      await inFlight.settled();
    },
  };
}
