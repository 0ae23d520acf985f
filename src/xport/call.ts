import { type Clock, pause } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { withTimeLimit } from '../runtime/time-limit.ts';
import type { Endpoint, PartnerAnswer } from './endpoint.ts';
import { readEnvelope } from './envelope.ts';
import { XportError, type XportFaultKind } from './errors.ts';
import { waitBeforeRepeat } from './retry.ts';
import {
  type Account,
  nonceLength,
  type SignatureTemplate,
  type SignedValues,
  signedHeaders,
  signedQuery,
  type TimestampUnit,
  timestampText,
} from './signature.ts';
import type { Transport } from './transport.ts';

/** One HTTP request to the partner, for a caller that counts: a call that is sent again is measured each time. */
export interface MeasuredCall {
  readonly path: string;
  readonly outcome: 'answered' | 'aborted' | XportFaultKind;
  readonly ms: number;
}

/** An answer and the size of the body that it came in. */
export interface Delivered<Data> extends PartnerAnswer<Data> {
  readonly bytes: number;
}

/** For which of the account's users a call is made, and for how long it matters. */
export interface CallOptions {
  /** Absent: the account's own. */
  readonly userId: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Makes one signed call within the deadline, sending a read again where that is safe. `text` is the body, as {@link requestText}
 * makes it.
 */
export type Call = <Request, Data>(
  endpoint: Endpoint<Request, Data>,
  text: string,
  caller: CallOptions,
) => Promise<Delivered<Data>>;

export function createCall(options: {
  readonly account: Account;
  readonly template: SignatureTemplate;
  /** Of what is signed in the query. */
  readonly queryTemplate: SignatureTemplate;
  readonly timestampUnit: TimestampUnit;
  readonly transport: Transport;
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly measure: (measured: MeasuredCall) => void;
}): Call {
  const { template, transport, deadlineMs, clock, random, log } = options;

  /** One HTTP request: signed afresh, since a nonce serves once. */
  async function send<Request, Data>(
    endpoint: Endpoint<Request, Data>,
    text: string,
    { userId, signal }: CallOptions,
  ): Promise<Delivered<Data>> {
    const account = userId === undefined ? options.account : { ...options.account, userId };
    const values: SignedValues = {
      account,
      timestamp: timestampText(clock.now(), options.timestampUnit),
      nonce: random.token(nonceLength),
    };
    const headers = signedHeaders(template, values);
    const query = endpoint.querySigned ? `?${signedQuery(options.queryTemplate, values)}` : '';
    const raw = await transport.post(endpoint.path + query, headers, text, signal, endpoint.mostBytes);
    const answer = readEnvelope(raw, {
      data: endpoint.data,
      members: endpoint.members,
      alsoSuccess: endpoint.alsoSuccess,
      hidden: [account.accessSecret, account.accessKey, options.account.userId, account.userId],
      nowMs: clock.now(),
    });
    return { ...answer, bytes: raw.body.length };
  }

  async function sendMeasured<Request, Data>(
    endpoint: Endpoint<Request, Data>,
    text: string,
    caller: CallOptions,
  ): Promise<Delivered<Data>> {
    const { path } = endpoint;
    const startedMs = clock.elapsed();
    const done = (outcome: MeasuredCall['outcome']) => {
      const ms = clock.elapsed() - startedMs;
      options.measure({ path, outcome, ms });
      return ms;
    };
    try {
      const delivered = await send(endpoint, text, caller);
      const ms = done('answered');
      log.debug({ event: 'xport.answered', path, ms, requestId: delivered.requestId }, 'partner answered');
      return delivered;
    } catch (error) {
      const reason: unknown = caller.signal.aborted ? caller.signal.reason : error;
      if (reason instanceof XportError) {
        const ms = done(reason.fault.kind);
        log.warn({ event: 'xport.failed', path, ms, fault: reason.message }, 'partner call failed');
      } else {
        done('aborted');
      }
      throw reason;
    }
  }

  return async (endpoint, text, { userId, signal }) => {
    signal.throwIfAborted();
    const untilMs = clock.elapsed() + deadlineMs;
    const attempts = async (limited: AbortSignal) => {
      for (let repeats = 0; ; repeats += 1) {
        try {
          return await sendMeasured(endpoint, text, { userId, signal: limited });
        } catch (error) {
          if (limited.aborted || !(error instanceof XportError)) throw error;
          const waitMs = waitBeforeRepeat({
            effect: endpoint.effect,
            fault: error.fault,
            repeats,
            remainingMs: untilMs - clock.elapsed(),
            fraction: random.fraction(),
          });
          if (waitMs === undefined) throw error;
          await pause(clock, waitMs, limited);
        }
      }
    };
    return withTimeLimit(clock, deadlineMs, attempts, {
      signal,
      reason: () => new XportError({ kind: 'timed out', afterMs: deadlineMs }),
    });
  };
}
