import { createPublicKey, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { createRefusalLog, unproven } from '../../src/http/refusals.ts';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi, FirstAnswer, Interaction } from './api.ts';
import { DiscordError } from './errors.ts';
import type { UploadFile } from './files.ts';
import { type HandlerDeps, handleInteraction } from './handlers.ts';
import { readInteraction } from './inbound.ts';
import { discordLimits } from './limits.ts';
import type { FirstAnswers } from './outbound.ts';

const path = '/discord/interactions';

/** Waits, ms, before each retry of an edit that reaches Discord before it has read the response. */
const settleMs = [150, 350, 700];

/** `POST /discord/interactions`: interactions over HTTP (docs.discord.com/developers/interactions/overview). */
export function interactionsRoute(deps: {
  readonly verify: VerifySignature;
  /** `undefined` while the bot starts or stops. */
  readonly serving: () => HandlerDeps | undefined;
  /** Keeps the bot from stopping before `work`, which never rejects, is over. */
  readonly follow: (work: Promise<void>) => void;
  readonly onSignOfLife: () => void;
  readonly clock: Clock;
  readonly log: Log;
}): Route {
  const { verify, clock, log } = deps;
  // Discord sends wrong signatures on purpose, to check that they are refused.
  const refusals = createRefusalLog({ clock, log, level: 'info' });

  async function handle(request: HttpRequest): Promise<HttpResponse> {
    const { headers, body } = request;
    const now = clock.now();
    const signature = headers['x-signature-ed25519'];
    const verdict = await verify({ signature, timestamp: headers['x-signature-timestamp'], body }, now);
    if (!verdict.ok) {
      refusals.count(path, verdict.why);
      return unproven;
    }
    deps.onSignOfLife();
    const serving = deps.serving();
    const inbound = readInteraction(parsed(body), now, serving?.core.menu ?? []);
    if (inbound.kind === 'ping') return json({ type: 1 });
    if (serving === undefined) return { status: 503, body: 'not ready\n' };
    if (inbound.kind === 'unknown') {
      log.warn({ event: 'unknown interaction', what: inbound.what }, 'an interaction is not understood');
      return { status: 400, body: 'not an interaction that this application offers\n' };
    }
    const first = firstAnswerInResponse(inbound.interaction, serving.api, request.signal);
    const served = handleInteraction(inbound, first, serving);
    deps.follow(served);
    // Nothing was sent: another process has answered the interaction.
    return Promise.race([first.response, served.then((): HttpResponse => ({ status: 202 }))]);
  }

  return { method: 'POST', path, bodyLimit: discordLimits.interactionBytes, handle };
}

/** Sends the first answer in the response itself: one round trip. With files it goes to the callback endpoint, and the response is 202. */
function firstAnswerInResponse(
  interaction: Interaction,
  api: DiscordApi,
  gone: AbortSignal,
): FirstAnswers & { readonly response: Promise<HttpResponse> } {
  const response = Promise.withResolvers<HttpResponse>();
  return {
    response: response.promise,
    pictures: 'behind a button',
    settleMs,
    async send(answer: FirstAnswer, files: readonly UploadFile[]) {
      if (gone.aborted)
        throw new DiscordError('token over', undefined, 'Discord no longer waits for the response');
      if (files.length === 0) {
        response.resolve(json(answer));
        return;
      }
      await api.answer(interaction, answer, files);
      response.resolve({ status: 202 });
    },
  };
}

function json(body: object): HttpResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What the signature covers, exactly as it came. */
interface SignedRequest {
  /** `X-Signature-Ed25519` */
  readonly signature: string | undefined;
  /** `X-Signature-Timestamp` */
  readonly timestamp: string | undefined;
  readonly body: Buffer;
}

/** `why`: for the log, never for the sender; says what to look at. */
type SignatureVerdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** Whether a request comes from Discord. `now`: ms since 1970 UTC. */
type VerifySignature = (request: SignedRequest, now: number) => Promise<SignatureVerdict>;

/** Runs off the main thread, where verification took 8 % of a command's time. */
const verifyAside = promisify(verify);

/** DER prefix of an Ed25519 public key (RFC 8410). */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Verifies Discord's signature: Ed25519 over the timestamp and the raw body
 * (docs.discord.com/developers/interactions/overview). Malformed headers, and timestamps more than five minutes
 * off in either direction, are refused without any computation.
 *
 * `publicKey`: 64 hex digits, from General Information in the developer portal. Throws on any other.
 */
export function signatureVerifier(publicKey: string): VerifySignature {
  if (!/^[0-9a-f]{64}$/i.test(publicKey)) throw new TypeError('a public key of Discord has 64 hex digits');
  const der = Buffer.concat([derPrefix, Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return async ({ signature, timestamp, body }, now) => {
    if (signature === undefined || timestamp === undefined) return refused('a signature header is missing');
    if (!/^[0-9a-f]{128}$/i.test(signature)) return refused('the signature is not 128 hex digits');
    if (!/^\d{1,12}$/.test(timestamp)) return refused('the timestamp is not a number of seconds');
    if (Math.abs(now - Number(timestamp) * 1000) > discordLimits.signatureAgeMs) {
      return refused(
        'the timestamp is more than five minutes off: an old request sent again, or a wrong clock',
      );
    }
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return (await verifyAside(null, signed, key, Buffer.from(signature, 'hex')))
      ? { ok: true }
      : refused('the signature does not fit the body: another application’s key, or a changed body');
  };
}

function refused(why: string): SignatureVerdict {
  return { ok: false, why };
}
