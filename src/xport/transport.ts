import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dispatcher, errors, Pool } from 'undici';
import { XportError } from './errors.ts';

/** An answer as it came, whatever it may say. */
export interface RawAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Whole, uncompressed, within the limit. */
  readonly body: Buffer;
}

/** HTTP to one origin, over connections that stay open. */
export interface Transport {
  /**
   * POSTs JSON text to a path under the base URL. Redirects are not followed. `mostBytes` in the place of the usual limit.
   * @throws XportError `unreachable`, `malformed` (not HTTP, a broken or unknown encoding), `too large`;
   * the signal's reason once it aborts.
   */
  post(
    path: string,
    headers: Record<string, string>,
    json: string,
    signal: AbortSignal,
    mostBytes?: number,
  ): Promise<RawAnswer>;
  /** Resolves once the calls under way have ended and every connection is closed. */
  close(): Promise<void>;
}

/** A command waits for two answers at once: at 20 ms each this is 6,400 commands a second. */
const mostConnections = 256;
const connectTimeoutMs = 4000;
/** For a server that names no time of its own; one that does has its way, less a second. */
const idleConnectionKeptMs = 20_000;

/**
 * @param limitBytes the largest body taken, as it comes and again once uncompressed; a larger one is cut off
 * while it is being read.
 * @throws TypeError when `baseUrl` is not an http or https URL.
 */
export function openTransport(options: { readonly baseUrl: string; readonly limitBytes: number }): Transport {
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const pool = new Pool(base.origin, {
    connections: mostConnections,
    keepAliveTimeout: idleConnectionKeptMs,
    connect: { timeout: connectTimeoutMs },
    // The caller's signal ends a call: one deadline, not three.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    async post(path, headers, json, signal, limitBytes = options.limitBytes) {
      const request: Dispatcher.DispatchOptions = {
        method: 'POST',
        path: prefix + path,
        headers: { ...headers, 'content-type': 'application/json', 'accept-encoding': 'gzip' },
        body: json,
      };
      const collected = await new Promise<Collected>((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        pool.dispatch(request, collect({ limitBytes, signal, resolve, reject }));
      });
      return {
        status: collected.status,
        retryAfter: collected.retryAfter,
        body: await uncompressed(collected, limitBytes),
      };
    },
    close: () => pool.close(),
  };
}

interface Collected extends RawAnswer {
  readonly encoding: string;
}

/** Reads one answer to its end, and no further than the limit. */
function collect(call: {
  readonly limitBytes: number;
  readonly signal: AbortSignal;
  readonly resolve: (answer: Collected) => void;
  readonly reject: (reason: unknown) => void;
}): Dispatcher.DispatchHandler {
  const { limitBytes, signal } = call;
  const chunks: Buffer[] = [];
  let heldBytes = 0;
  let status = 0;
  let retryAfter: string | undefined;
  let encoding = '';
  let request: Dispatcher.DispatchController | undefined;

  function giveUp(reason: unknown): void {
    signal.removeEventListener('abort', onAbort);
    call.reject(reason);
    request?.abort(reason instanceof Error ? reason : new Error('given up'));
  }
  const onAbort = () => giveUp(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });

  return {
    onRequestStart(controller) {
      request = controller;
      // It may have waited for a connection longer than its caller waited for it.
      if (signal.aborted) giveUp(signal.reason);
    },
    onResponseStart(_controller, statusCode, headers) {
      status = statusCode;
      retryAfter = single(headers['retry-after']);
      encoding = (single(headers['content-encoding']) ?? '').trim().toLowerCase();
      if (Number(headers['content-length']) > limitBytes) giveUp(tooLarge(limitBytes));
    },
    onResponseData(_controller, chunk) {
      heldBytes += chunk.length;
      if (heldBytes > limitBytes) giveUp(tooLarge(limitBytes));
      else chunks.push(chunk);
    },
    onResponseEnd() {
      signal.removeEventListener('abort', onAbort);
      call.resolve({ status, retryAfter, encoding, body: Buffer.concat(chunks, heldBytes) });
    },
    onResponseError(_controller, error) {
      signal.removeEventListener('abort', onAbort);
      call.reject(faultOf(error, status !== 0));
    },
  };
}

/** A header that makes sense only once; undefined when it came repeatedly. */
function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** A connection that failed, told apart from one over which nonsense came. */
function faultOf(error: Error, hasBegun: boolean): XportError {
  if (error instanceof XportError) return error;
  if (error instanceof errors.HeadersOverflowError) return malformed('headers without end');
  if (error instanceof errors.HTTPParserError) {
    return hasBegun ? unreachable('the answer broke off') : malformed('not HTTP');
  }
  return unreachable('code' in error && typeof error.code === 'string' ? error.code : error.name);
}

function malformed(detail: string, status?: number): XportError {
  return new XportError({ kind: 'malformed', detail, requestId: '', status });
}

function unreachable(detail: string): XportError {
  return new XportError({ kind: 'unreachable', detail });
}

const gunzipped = promisify(gunzip);

async function uncompressed(answer: Collected, limitBytes: number): Promise<Buffer> {
  const { status, encoding, body } = answer;
  if (encoding === '' || encoding === 'identity' || body.length === 0) return body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw malformed('an encoding not asked for', status);
  }
  try {
    return await gunzipped(body, { maxOutputLength: limitBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limitBytes);
    throw malformed('broken compression', status);
  }
}

function tooLarge(limitBytes: number): XportError {
  return new XportError({ kind: 'too large', limitBytes });
}
