import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../runtime/clock.ts';
import type { HttpResponse } from './route.ts';

/**
 * Writes `response`. Resolves when all of it was handed to the socket, or the peer has gone. A streamed answer that finds
 * no reader for `stalledMs` is cut off. Rejects when an iterable body throws: the head is out then, so that only closing
 * the connection can tell the peer.
 */
export async function respond(
  outgoing: ServerResponse,
  response: HttpResponse,
  {
    closing,
    stalledMs,
    clock,
  }: { readonly closing: boolean; readonly stalledMs: number; readonly clock: Clock },
): Promise<void> {
  const { status, body = '' } = response;
  const headers: Record<string, string | number> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, value] of Object.entries(response.headers ?? {})) headers[name.toLowerCase()] = value;
  if (closing) headers['connection'] = 'close';
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    if (!bodiless.has(status)) headers['content-length'] = Buffer.byteLength(body);
    outgoing.writeHead(status, headers);
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, headers);
  await stream(outgoing, body, stalledMs, clock);
}

/** Statuses whose answer has no body, and no word about one, RFC 9110 section 8.6. */
const bodiless: ReadonlySet<number> = new Set([204, 304]);

async function stream(
  outgoing: ServerResponse,
  body: AsyncIterable<string>,
  stalledMs: number,
  clock: Clock,
): Promise<void> {
  const parts = body[Symbol.asyncIterator]();
  const orGone = orClose(outgoing);
  if (outgoing.req.method === 'HEAD') outgoing.end();
  // So that the peer sees the head, and a page its stream open, before the first part is there.
  else outgoing.flushHeaders();
  while (!outgoing.destroyed && !outgoing.writableEnded) {
    const next = await orGone(parts.next());
    if (next === undefined) break;
    if (next.done === true) {
      outgoing.end();
      return;
    }
    if (outgoing.write(next.value)) continue;
    const cancel = clock.after(stalledMs, () => outgoing.destroy());
    await orGone(once(outgoing, 'drain'));
    cancel();
  }
  // Not awaited: an iterable that waits for news of its own ends that wait in its own time.
  void parts.return?.().catch(() => undefined);
}

/** What a promise gives, or `undefined` when `outgoing` is closed first. One promise at a time. */
function orClose(outgoing: ServerResponse): <T>(promise: Promise<T>) => Promise<T | undefined> {
  // One listener and no promise that lives as long as the stream: each would gather what waits for it.
  let gone = () => {};
  outgoing.once('close', () => gone());
  return (promise) =>
    new Promise((resolve, reject) => {
      gone = () => resolve(undefined);
      promise.then(resolve, reject);
    });
}
