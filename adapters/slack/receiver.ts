import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse as parseForm } from 'node:querystring';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { createRefusalLog, unproven } from '../../src/http/refusals.ts';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import { slackLimits } from './limits.ts';

/** A Bolt receiver that is one route of the bot's own server. */
interface HttpReceiver extends Omit<Receiver, 'init'> {
  init(app: App): void;
  readonly route: Route;
  /** Takes nothing new from now on. */
  refuse(): void;
}

/** What takes what was received. */
type App = Pick<Parameters<Receiver['init']>[0], 'processEvent'>;

const path = '/slack/events';
const payload = z.record(z.string(), z.unknown());
/** A click carries the whole message that held the button; 50 blocks of it stay far below this. */
const bodyLimit = 1024 * 1024;
const unreadable: HttpResponse = { status: 400, body: 'nothing that Slack sends\n' };

/**
 * Commands, clicks and events over signed HTTP. Bytes are verified first and parsed then; what a listener
 * acknowledges with is the HTTP answer, and a request that no listener wants is acknowledged silently.
 * https://docs.slack.dev/apis/events-api/using-http-request-urls
 */
export function createHttpReceiver(options: {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
}): HttpReceiver {
  const refusals = createRefusalLog(options);
  let app: App | undefined;
  let taking = false;

  async function handle(request: HttpRequest): Promise<HttpResponse> {
    const headers = request.headers;
    const text = request.body.toString('utf8');
    // Slack tries the certificate of a command's URL with a request of no other meaning, and without a signature.
    if (/^(?:[^&]*&){0,3}ssl_check=1(?:&|$)/.test(text)) return { status: 200 };
    const verdict = verifySlackSignature(
      options.signingSecret,
      {
        signature: headers['x-slack-signature'],
        timestamp: headers['x-slack-request-timestamp'],
        body: request.body,
      },
      options.clock.now(),
    );
    if (!verdict.ok) {
      refusals.count(path, verdict.why);
      return unproven;
    }
    const body = readBody(headers['content-type'] ?? '', text);
    if (body === undefined) return unreadable;
    if (body['type'] === 'url_verification') {
      const { challenge } = body;
      return typeof challenge === 'string' ? json({ challenge }) : unreadable;
    }
    if (app === undefined || !taking)
      return { status: 503, headers: { 'retry-after': '1' }, body: 'stopping' };
    try {
      return await process(app, body, headers);
    } catch (error) {
      // What a listener throws goes to the app's own handler: Bolt itself fails only where a body lacks what it presumes.
      options.log.warn({ err: error, event: 'unreadable' }, 'a request to /slack/events was not understood');
      return unreadable;
    }
  }

  return {
    route: { method: 'POST', path, bodyLimit, handle },
    init(bolt) {
      app = bolt;
    },
    async start() {
      taking = true;
    },
    refuse() {
      taking = false;
    },
    async stop() {
      taking = false;
    },
  };
}

function process(
  app: App,
  body: ReceiverEvent['body'],
  headers: HttpRequest['headers'],
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const retryNum = Number(headers['x-slack-retry-num'] ?? Number.NaN);
    const retryReason = headers['x-slack-retry-reason'];
    const event: ReceiverEvent = {
      body,
      ...(Number.isInteger(retryNum) && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
      async ack(response?: unknown) {
        resolve(isMessage(response) ? json(response) : { status: 200 });
      },
    };
    app.processEvent(event).then(() => resolve({ status: 200 }), reject);
  });
}

function readBody(contentType: string, text: string): Record<string, unknown> | undefined {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return parseObject(text);
  const form = parseForm(text);
  const { payload: json } = form;
  return typeof json === 'string' ? parseObject(json) : form;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return payload.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isMessage(response: unknown): response is object {
  return typeof response === 'object' && response !== null;
}

function json(body: object): HttpResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A request's proof that Slack sent it, or which check it failed. The reason is for the operator to read. */
type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

/**
 * Checks Slack's `v0` signature over the raw bytes of a request, before any parser reads them. `nowMs` is the machine's
 * time, ms since 1970 UTC.
 *
 * For the secret `8f742231b10e8888abcd99yyyzzz85a5` and the time stamp 1531420618 see the worked example in
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifySlackSignature(
  secret: string,
  request: {
    readonly signature: string | undefined;
    readonly timestamp: string | undefined;
    readonly body: Buffer;
  },
  nowMs: number,
): Verdict {
  const { signature, timestamp, body } = request;
  if (secret === '') return refused('no signing secret is set');
  if (signature === undefined) return refused('the X-Slack-Signature header is missing');
  if (timestamp === undefined || !/^\d{1,11}$/.test(timestamp)) {
    return refused('the X-Slack-Request-Timestamp header is missing or no number');
  }
  const ageS = Math.floor(nowMs / 1000) - Number(timestamp);
  if (ageS > slackLimits.signatureAgeS) return refused('the request is too old: check this machine’s clock');
  if (ageS < -slackLimits.signatureAgeS)
    return refused('the request is from the future: check this machine’s clock');
  const hex = /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (hex === undefined) return refused('the X-Slack-Signature header is not v0= and 64 hex digits');
  const ours = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(ours, Buffer.from(hex, 'hex'))
    ? { ok: true }
    : refused(
        'the signature is wrong: check SLACK_SIGNING_SECRET, and that nothing on the way changes the body',
      );
}

function refused(why: string): Verdict {
  return { ok: false, why };
}
