import type { ServerResponse } from 'node:http';

/** One thing that goes wrong with one request. */
export type Fault =
  /** `retryAfterS`: the header as it is, `null` for none. */
  | { readonly kind: 'rate limited'; readonly retryAfterS: number | string | null }
  /** Nothing is processed. */
  | { readonly kind: 'status'; readonly status: number }
  /** Slack's own refusal: `{ ok: false, error }`. */
  | { readonly kind: 'error'; readonly error: string; readonly needed?: string }
  /** The same as a `response_url` says it: HTTP 404. */
  | { readonly kind: 'refused'; readonly error: string }
  /** The request takes effect, but its answer never arrives. */
  | { readonly kind: 'cut after processing' }
  /** Nothing is processed, and the connection is cut. */
  | { readonly kind: 'cut before processing' }
  /** The request waits for the promise, which may be made as it comes, and then goes on as usual. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> | (() => Promise<unknown>) }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Another answer, and nothing is processed. */
  | { readonly kind: 'instead'; readonly body: unknown };

/** Faults that wait for the requests they belong to. */
export interface Faults {
  /** The next request to `target` (a Web API method, `response_url` or `upload`) meets `fault`. */
  next(target: string, fault: Fault): void;
  /** Every request to `target` meets `fault` until `undefined` takes it away. */
  always(target: string, fault: Fault | undefined): void;
  /** The next request to any of `targets`, whichever comes, meets `fault`. */
  first(targets: readonly string[], fault: Fault): void;
  take(target: string): Fault | undefined;
}

export function createFaults(): Faults {
  const once = new Map<string, Fault[]>();
  const standing = new Map<string, Fault>();
  const either: { readonly targets: readonly string[]; readonly fault: Fault }[] = [];
  return {
    next(target, fault) {
      once.set(target, [...(once.get(target) ?? []), fault]);
    },
    always(target, fault) {
      if (fault === undefined) standing.delete(target);
      else standing.set(target, fault);
    },
    first(targets, fault) {
      either.push({ targets, fault });
    },
    take(target) {
      const at = either.findIndex(({ targets }) => targets.includes(target));
      const [found] = at < 0 ? [] : either.splice(at, 1);
      return found?.fault ?? once.get(target)?.shift() ?? standing.get(target);
    },
  };
}

/** An answer to one HTTP request. */
export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** Runs `process` with the fault due for `target`, and sends what comes of it. */
export async function answerWith(
  response: ServerResponse,
  fault: Fault | undefined,
  process: () => Promise<Reply>,
): Promise<void> {
  if (fault?.kind === 'held') await (typeof fault.until === 'function' ? fault.until() : fault.until);
  if (fault?.kind === 'cut before processing') {
    response.destroy();
    return;
  }
  const reply = (fault && refusal(fault)) ?? (await process());
  if (fault?.kind === 'cut after processing') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
  response.end(JSON.stringify(reply.body));
}

function refusal(fault: Fault): Reply | undefined {
  switch (fault.kind) {
    case 'rate limited':
      return {
        status: 429,
        headers: fault.retryAfterS === null ? {} : { 'retry-after': String(fault.retryAfterS) },
        body: { ok: false, error: 'ratelimited' },
      };
    case 'status':
      return { status: fault.status, body: 'upstream connect error' };
    case 'error':
      return {
        status: 200,
        body: { ok: false, error: fault.error, ...(fault.needed !== undefined && { needed: fault.needed }) },
      };
    case 'refused':
      return { status: 404, body: { ok: false, error: fault.error } };
    case 'redirect':
      return { status: 302, headers: { location: fault.to }, body: '' };
    case 'instead':
      return { status: 200, body: fault.body };
    default:
      return undefined;
  }
}
