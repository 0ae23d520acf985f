import { createRefusalLog, unproven } from '../../src/http/refusals.ts';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { InFlight } from '../../src/runtime/in-flight.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi, FirstAnswer, Interaction } from './api.ts';
import { DiscordError } from './errors.ts';
import { readInteraction } from './inbound.ts';
import { limits } from './limits.ts';
import type { UploadFile } from './multipart.ts';
import type { FirstAnswers } from './outbound.ts';
import { type ServingDeps, serveInteraction } from './serving.ts';
import type { VerifySignature } from './signature.ts';

const path = '/discord/interactions';

/** An edit that comes before Discord has read our response is tried again after these. */
const settleMs = [150, 350, 700];

/** `POST /discord/interactions`: interactions over HTTP (docs.discord.com/developers/interactions/overview). */
export function interactionsRoute(deps: {
  readonly verify: VerifySignature;
  /** What serves; `undefined` while the bot is starting or stopping. */
  readonly serving: () => ServingDeps | undefined;
  readonly inFlight: InFlight;
  readonly onSignOfLife: () => void;
  readonly clock: Clock;
  readonly log: Log;
}): Route {
  const { verify, serving, inFlight, clock, log } = deps;
  // Discord sends wrong signatures on purpose, to see them refused.
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
    const parts = serving();
    const inbound = readInteraction(parsed(body), now, parts?.core.menu ?? []);
    if (inbound.kind === 'ping') return json({ type: 1 });
    if (parts === undefined) return { status: 503, body: 'not ready\n' };
    if (inbound.kind === 'unknown') {
      log.warn({ event: 'unknown interaction', what: inbound.what }, 'an interaction is not understood');
      return { status: 400, body: 'not an interaction that this application offers\n' };
    }
    const first = firstAnswerInResponse(inbound.interaction, parts.api, request.signal);
    const served = serveInteraction(inbound, first, parts);
    inFlight.follow(served);
    // When nothing was said at all, somebody else has answered it.
    return Promise.race([first.response, served.then((): HttpResponse => ({ status: 202 }))]);
  }

  return { method: 'POST', path, bodyLimit: limits.interactionBytes, handle };
}

/** The first answer in the response's own body: one round trip. Files go by the callback endpoint, and 202. */
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
