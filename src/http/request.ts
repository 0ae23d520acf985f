import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { HttpRequest } from './route.ts';

const nothing = Buffer.alloc(0);

/**
 * The body of `incoming`: its bytes; `too-long` as soon as it is longer than `limit` bytes, said or sent, with
 * the rest left to be thrown away; `gone` when the peer went away on the way.
 */
export function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | 'too-long' | 'gone'> {
  const said = incoming.headers['content-length'];
  if (said === undefined && incoming.headers['transfer-encoding'] === undefined) {
    return Promise.resolve(nothing);
  }
  if (Number(said ?? 0) > limit) return Promise.resolve('too-long');
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    incoming.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= limit) parts.push(part);
      else resolve('too-long');
    });
    incoming.once('end', () => {
      const [first = nothing] = parts;
      resolve(parts.length <= 1 ? first : Buffer.concat(parts, length));
    });
    incoming.once('close', () => resolve('gone'));
  });
}

/** `incoming` as handlers see it. What most of them never look at is made when they do. */
export function httpRequestOf(incoming: IncomingMessage, target: Target, body: Buffer): HttpRequest {
  let query: URLSearchParams | undefined;
  let headers: HttpRequest['headers'] | undefined;
  return {
    method: incoming.method ?? '',
    path: target.path,
    body,
    remoteAddress: incoming.socket.remoteAddress ?? '',
    get query() {
      query ??= new URLSearchParams(target.query);
      return query;
    },
    get headers() {
      headers ??= headersOf(incoming);
      return headers;
    },
    get signal() {
      return incoming.signal;
    },
  };
}

/** A request target, cut at its first question mark. */
export interface Target {
  readonly path: string;
  readonly query: string;
}

/** Cuts the target of a request line. */
export function targetOf(url: string): Target {
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** Node gives every header as text, but for `set-cookie`, which no request has to carry. */
function headersOf({ headers }: IncomingMessage): HttpRequest['headers'] {
  if (isText(headers)) return headers;
  return { ...headers, 'set-cookie': headers['set-cookie']?.join(', ') };
}

type TextHeaders = IncomingHttpHeaders & Readonly<Record<string, string | undefined>>;

function isText(headers: IncomingHttpHeaders): headers is TextHeaders {
  return headers['set-cookie'] === undefined;
}
