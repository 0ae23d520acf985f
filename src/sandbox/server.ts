import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { CallbackBase } from '../xport/callback-signature.ts';
import { type Account, parseSignatureTemplate, type TimestampUnit } from '../xport/signature.ts';
import { type AddressBook, createAddressBook } from './address-book.ts';
import { readJsonBody } from './body.ts';
import { recorded } from './catalogue.ts';
import { addressEndpoints } from './endpoints/addresses.ts';
import { buyingEndpoints } from './endpoints/buying.ts';
import type { EndpointOutcome, SandboxEndpoint } from './endpoints/endpoint.ts';
import { freightAbroadAnswers } from './endpoints/freight-abroad.ts';
import { imAnswers } from './endpoints/im.ts';
import { orderEndpoints } from './endpoints/orders.ts';
import { productAnswers } from './endpoints/products.ts';
import { refundAnswers } from './endpoints/refunds.ts';
import { createGate, type Gate } from './gate.ts';
import { createKeptFile, readKept } from './kept-file.ts';
import { printKept, readKeptState } from './kept-state.ts';
import { createPushing } from './message-push.ts';
import { createOrderBook, type SandboxOrderBook } from './orders/order-book.ts';
import { callRefusals } from './refusals.ts';
import { createShipments, type Shipments } from './shipments.ts';

export interface SandboxOptions {
  /** The one account it knows. */
  readonly account: Account;
  readonly signatureTemplate: string;
  /** Default: the same. */
  readonly querySignatureTemplate?: string;
  readonly timestampUnit: TimestampUnit;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** A file, whose folder is there, that keeps orders and addresses for the next start; without one they live as long as it does. */
  readonly keptIn?: string | undefined;
  /** How its orders live and its messages are pushed. Unless given, orders stand still. */
  readonly orders?: SandboxOrderOptions;
}

interface SandboxOrderOptions {
  /** Ms from one step of an order to the next; 0: only when a caller acts. */
  readonly stepMs: number;
  /** Ms until a message that was not acknowledged comes again. */
  readonly repushMs: number;
  /** What the signature of a pushed message covers. */
  readonly base: CallbackBase;
  /** Shares of messages that come twice, and that a later one overtakes. */
  readonly mischief: { readonly twice: number; readonly overtaken: number };
}

const standingStill: SandboxOrderOptions = {
  stepMs: 0,
  repushMs: 30 * minuteMs,
  base: 'key-and-body',
  mischief: { twice: 0, overtaken: 0 },
};

/** How much later an overtaken message comes, where orders stand still; else it is a step's time and a half. */
const overtakenByMs = 2000;

/** The partner API on this machine. */
export interface Sandbox {
  /** What a client takes as its base URL. */
  readonly url: string;
  readonly account: Account;
  /** What people do with orders. */
  readonly orders: Pick<SandboxOrderBook, 'place' | 'act' | 'find' | 'all'>;
  /** What can go wrong with a partner, when somebody wants it to. */
  readonly faults: {
    /** Pushes the last message once more; whether there is one. */
    pushAgain(): boolean;
    /** Answers no call for that long, in ms. */
    silence(ms: number): void;
  };
  /** The account's delivery addresses. */
  readonly addresses: AddressBook;
  /** International orders that were booked. */
  readonly shipments: Pick<Shipments, 'all'>;
  /** Where messages about orders are pushed to; those before the first call wait for it. */
  pushTo(url: string): void;
  /** Takes no more connections; resolves once the last answer is out, or a second later. */
  close(): Promise<void>;
}

const prefix = '/api';
const longestLastAnswerMs = 1000;

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
  const query = parseSignatureTemplate(options.querySignatureTemplate ?? options.signatureTemplate, 'query');
  if (!query.ok) throw new TypeError(`the signature template of queries ${query.why}`);
  const templates = { template: parsed.template, queryTemplate: query.template };
  const gate = createGate({ account, ...templates, timestampUnit, clock });
  const { stepMs, ...manner } = options.orders ?? standingStill;
  const pushing = createPushing({
    account,
    ...manner,
    mischief: { ...manner.mischief, overtakenByMs: stepMs > 0 ? stepMs * 1.5 : overtakenByMs },
    clock,
    random,
    log,
  });
  const { keptIn } = options;
  const found = keptIn === undefined ? undefined : await readKept(keptIn, readKeptState, { clock, log });
  const changed = () => file?.changed();
  const tell = pushing.push;
  const { userId } = account;
  const book = createOrderBook({ clock, random, stepMs, userId, tell, found: found?.orders, changed });
  const shipments = createShipments({ clock, random, found: found?.shipments, changed });
  const addresses = createAddressBook({ found, changed });
  const state = () =>
    printKept({
      addresses: addresses.all(),
      lastAddressId: addresses.lastId(),
      orders: [...book.all()].reverse(),
      shipments: shipments.all(),
    });
  const file = keptIn === undefined ? undefined : createKeptFile(keptIn, state, { random, log });
  const endpoints: readonly SandboxEndpoint[] = [
    ...imAnswers,
    ...productAnswers(),
    ...orderEndpoints(book),
    ...addressEndpoints(addresses),
    ...buyingEndpoints(book, addresses, clock),
    ...freightAbroadAnswers(shipments),
    ...refundAnswers(book),
  ];
  const byPath = new Map(endpoints.map((endpoint) => [prefix + endpoint.path, endpoint]));
  const host = options.host ?? '127.0.0.1';

  let silentUntil = 0;

  const server = createServer((request, response) => {
    if (clock.elapsed() < silentUntil) {
      request.destroy();
      return;
    }
    outcomeOf(request, byPath, gate)
      .catch((error: unknown) => {
        const isGone = request.socket.destroyed;
        if (!isGone) log.error({ event: 'sandbox.broken', error: String(error) }, 'sandbox failed to answer');
        return callRefusals.broken;
      })
      .then(async (outcome) => {
        // What was answered is still known after a kill.
        await file?.settled();
        send(response, outcome, requestIdFrom(random));
      });
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
    orders: book,
    faults: {
      pushAgain: pushing.again,
      silence(ms) {
        silentUntil = clock.elapsed() + ms;
      },
    },
    addresses,
    shipments,
    pushTo: pushing.pushTo,
    async close() {
      book.stop();
      await Promise.all([pushing.stop(), closed(server, clock)]);
      await file?.settled();
    },
  };
}

function closed(server: Server, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(longestLastAnswerMs, () => server.closeAllConnections());
    server.close((error) => {
      cancel();
      if (error) reject(error);
      else resolve();
    });
  });
}

async function outcomeOf(
  request: IncomingMessage,
  byPath: ReadonlyMap<string, SandboxEndpoint>,
  gate: Gate,
): Promise<EndpointOutcome> {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const endpoint = byPath.get(path);
  if (!endpoint) return callRefusals.pathUnknown;
  if (request.method !== 'POST') return callRefusals.methodUnknown;
  const refusal = gate(request.headers, endpoint.querySigned && new URLSearchParams(query));
  if (refusal) return refusal;
  const body = await readJsonBody(request, endpoint.bodyLimitBytes);
  return body.ok ? endpoint.answer(body.value, String(request.headers['user-id'])) : body.refusal;
}

function send(response: ServerResponse, outcome: EndpointOutcome, requestId: string): void {
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
