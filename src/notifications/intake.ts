import { hash } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '../http/bearer.ts';
import { createRefusalLog, unproven } from '../http/refusals.ts';
import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import type { Clock } from '../runtime/clock.ts';
import type { InFlight } from '../runtime/in-flight.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { type CallbackBase, verifyCallback } from '../xport/callback-signature.ts';
import { withoutByteOrderMark } from '../xport/json.ts';

/** Far longer than any message that was seen. */
const bodyLimit = 256 * 1024;

const path = '/xport/messages';

/** Served both, whichever way of proof is set: what is answered on the other says nothing of the settings. */
const paths = [path, `${path}/*`] as const;

/** Why a request is refused, for the operator to read. */
const faults = {
  path: 'not the path that XPORT_CALLBACK_AUTH asks for: check the address that the partner was given',
  token: 'a wrong token in the path: check XPORT_CALLBACK_TOKEN and the address that the partner was given',
  missing: 'no signature',
  signature: 'a wrong signature: check XPORT_ACCESS_KEY, XPORT_ACCESS_SECRET and XPORT_CALLBACK_BASE',
} as const;
type Fault = (typeof faults)[keyof typeof faults];

/** How a pushed message proves itself. */
export interface Callback {
  readonly by: { readonly kind: 'signature' } | { readonly kind: 'token'; readonly token: string };
  readonly base: CallbackBase;
  readonly accessKey: string;
  /** The present secret and, while it is being changed, the one before. */
  readonly secrets: readonly string[];
}

/** How a request ended: stored for the first time or once more, or not stored. */
export type IntakeOutcome =
  | 'kept'
  | 'repeat'
  | 'verified'
  | 'forged'
  | 'malformed'
  | 'failed'
  | 'account not known';

/**
 * The routes that the partner pushes messages to. Nothing but storing stands between a message and its 200, which the
 * partner waits 1,000 ms for; without it the message comes again half an hour later, at most five times
 * (xport-api.md, section 6). The console's "Verify" call has no message and gets 200.
 */
export function intakeRoutes({
  store,
  account,
  callback,
  clock,
  random,
  log,
  inFlight,
  measure,
}: {
  readonly store: Pick<NewsStore, 'inbox' | 'signals'>;
  /** Absent while it is not known: then a message is refused, so that it comes again. */
  readonly account: string | undefined;
  readonly callback: Callback;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Told of every message while it is taken. */
  readonly inFlight?: InFlight;
  /** Told how each request ended. Must not throw. */
  /** `trace`: what the log calls a message that was stored. */
  measure(ended: { readonly outcome: IntakeOutcome; readonly ms: number; readonly trace?: string }): void;
}): readonly Route[] {
  const refusals = createRefusalLog({ clock, log });
  /** How many requests in a row could not be stored. */
  let failing = 0;

  function isProven(request: HttpRequest): boolean {
    const fault = addressFault(callback, request.path) ?? signatureFault(callback, request);
    if (fault === undefined) return true;
    refusals.count(request.path === path ? paths[0] : paths[1], fault);
    return false;
  }

  async function take(request: HttpRequest, trace: string): Promise<IntakeOutcome> {
    if (!isProven(request)) return 'forged';
    if (request.body.length === 0) return 'verified';
    const body = request.body.toString('utf8');
    if (envelopeOf(body) === undefined) return 'malformed';
    if (account === undefined) {
      log.warn(
        { event: 'message not taken' },
        'a message was pushed for an account that is not known yet: /admin key',
      );
      return 'account not known';
    }
    const digest = hash('sha256', request.body, 'base64url');
    const message = { account, digest, body, trace, receivedAt: clock.now() };
    try {
      const kept = await store.inbox.keep(message);
      if (failing > 0) log.info({ failing }, 'pushed messages are stored again');
      failing = 0;
      if (kept === 'new') {
        log.debug({ trace: message.trace, digest }, 'a message was pushed');
        store.signals.wake('inbox');
      }
      return kept === 'new' ? 'kept' : 'repeat';
    } catch (thrown) {
      failing += 1;
      if (failing === 1) {
        log.error({ err: thrown }, 'pushed messages can not be stored: the partner is told to come again');
      }
      return 'failed';
    }
  }

  async function handle(request: HttpRequest): Promise<HttpResponse> {
    const since = clock.elapsed();
    const trace = random.token(12);
    const taken = take(request, trace);
    inFlight?.follow(taken);
    const outcome = await taken;
    measure({ outcome, ms: clock.elapsed() - since, ...(outcome === 'kept' && { trace }) });
    return answers[outcome];
  }

  const look = async (request: HttpRequest): Promise<HttpResponse> =>
    answers[isProven(request) ? 'verified' : 'forged'];
  return paths.flatMap((each): readonly Route[] => [
    { method: 'POST', path: each, bodyLimit, handle },
    { method: 'GET', path: each, bodyLimit: 0, handle: look },
  ]);
}

const ok: HttpResponse = { status: 200, body: 'ok\n' };
const answers: Readonly<Record<IntakeOutcome, HttpResponse>> = {
  kept: ok,
  repeat: ok,
  verified: ok,
  forged: unproven,
  malformed: { status: 400, body: 'not a message: an object with messageType and messageBody\n' },
  failed: { status: 503, headers: { 'retry-after': '60' }, body: 'could not be stored, come again\n' },
  'account not known': {
    status: 503,
    headers: { 'retry-after': '1800' },
    body: 'whose account this is is not known yet, come again\n',
  },
};

/** What every message has; what is in it is read later, and kept whatever it is. */
const envelope = z.object({
  messageType: z.union([z.string(), z.number()]),
  messageBody: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

function envelopeOf(body: string): z.output<typeof envelope> | undefined {
  try {
    return envelope.safeParse(JSON.parse(withoutByteOrderMark(body))).data;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/**
 * What is wrong with the path: where a token proves the sender, its last segment is that token. Takes as long for a
 * near miss as for a far one.
 */
function addressFault({ by }: Callback, asked: string): Fault | undefined {
  if (by.kind === 'signature') return asked === path ? undefined : faults.path;
  if (asked === path) return faults.path;
  return isSameSecret(asked, `${path}/${by.token}`) ? undefined : faults.token;
}

/** What is wrong with the signature, where one proves the sender. The console's "Verify" call has none, and no body. */
function signatureFault(
  { by, base, accessKey, secrets }: Callback,
  { body, headers }: HttpRequest,
): Fault | undefined {
  if (by.kind === 'token' || body.length === 0) return undefined;
  const { authorization } = headers;
  if (authorization === undefined) return faults.missing;
  const messageBody =
    base === 'key-and-message-body' ? envelopeOf(body.toString('utf8'))?.messageBody : undefined;
  const signed = { accessKey, base, body, ...(typeof messageBody === 'string' && { messageBody }) };
  return verifyCallback(signed, authorization, secrets) ? undefined : faults.signature;
}
