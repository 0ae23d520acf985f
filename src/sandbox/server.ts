import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Account } from '../xport/account.ts';
import { parseSignatureTemplate, type TimestampUnit } from '../xport/signature.ts';
import { readJsonBody } from './body.ts';
import type { Outcome, SandboxEndpoint } from './endpoints/endpoint.ts';
import { openUidDecrypt } from './endpoints/openuid-decrypt.ts';
import { productDetail } from './endpoints/product-detail.ts';
import { createGate, type Gate } from './gate.ts';
import { recorded } from './recorded.ts';
import { callRefusals } from './refusals.ts';

export interface SandboxOptions {
  /** The one account it knows. */
  readonly account: Account;
  readonly signatureTemplate: string;
  readonly timestampUnit: TimestampUnit;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
}

/** The partner API on this machine. */
export interface Sandbox {
  /** What a client takes as its base URL. */
  readonly url: string;
  readonly account: Account;
  /** Takes no more connections; resolves once the last answer is out, or a second later. */
  close(): Promise<void>;
}

const prefix = '/api';
const longestLastAnswerMs = 1000;
const endpoints: readonly SandboxEndpoint[] = [openUidDecrypt, productDetail];

/**
 * Starts an HTTP server that answers as the partner does: it checks every header, keeps to the documented
 * envelope, gives the recorded answers for the recorded ids and made-up ones for others.
 *
 * @throws TypeError for an unusable signature template; the system's error when it can't listen.
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { account, timestampUnit, clock, random, log } = options;
  const parsed = parseSignatureTemplate(options.signatureTemplate);
  if (!parsed.ok) throw new TypeError(`the signature template ${parsed.why}`);
  const gate = createGate({ account, template: parsed.template, timestampUnit, clock });
  const byPath = new Map(endpoints.map((endpoint) => [prefix + endpoint.path, endpoint]));
  const host = options.host ?? '127.0.0.1';

  const server = createServer((request, response) => {
    outcomeOf(request, byPath, gate)
      .catch((error: unknown) => {
        const isGone = request.socket.destroyed;
        if (!isGone) log.error({ event: 'sandbox.broken', error: String(error) }, 'sandbox failed to answer');
        return callRefusals.broken;
      })
      .then((outcome) => send(response, outcome, requestIdFrom(random)));
  });
  server.requestTimeout = 10_000;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

  return {
    url: `http://${host}:${portOf(server.address())}${prefix}`,
    account,
    close: () =>
      new Promise((resolve, reject) => {
        const cancel = clock.after(longestLastAnswerMs, () => server.closeAllConnections());
        server.close((error) => {
          cancel();
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}

async function outcomeOf(
  request: IncomingMessage,
  byPath: ReadonlyMap<string, SandboxEndpoint>,
  gate: Gate,
): Promise<Outcome> {
  const endpoint = byPath.get(request.url ?? '');
  if (!endpoint) return callRefusals.pathUnknown;
  if (request.method !== 'POST') return callRefusals.methodUnknown;
  const refusal = gate(request.headers);
  if (refusal) return refusal;
  const body = await readJsonBody(request);
  return body.ok ? endpoint.answer(body.value) : body.refusal;
}

function send(response: ServerResponse, outcome: Outcome, requestId: string): void {
  const { developId } = recorded;
  const refused = 'code' in outcome;
  const envelope = refused
    ? { requestId, code: outcome.code, developId, msg: outcome.msg, data: null }
    : { requestId, code: 200, developId, msg: '成功', data: outcome.data };
  const status = refused ? outcome.status : 200;
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' });
  response.end(JSON.stringify(envelope));
}

/** 32 hex digits, as the partner's are. */
function requestIdFrom(random: Random): string {
  return createHash('md5').update(random.token(32)).digest('hex');
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('the sandbox has no port');
  return address.port;
}
