/**
 * Why a call gave no data. Three families that a person must be told apart:
 * it answered no (`refused`), no answer came (`unreachable`, `timed out`), the answer made no sense
 * (`malformed`, `too large`).
 */
export type XportFault =
  | {
      readonly kind: 'refused';
      /** The envelope's `code`, as text: the partner uses integers, the wrapped platform also words. */
      readonly code: string;
      /** The envelope's `msg` in the partner's words, on one line, cut at 300 characters. Untrusted text. */
      readonly msg: string;
      /** What the partner's support asks for; empty when the answer held none. */
      readonly requestId: string;
      readonly status: number;
      /** How long the partner asked to wait, in ms, when it did. */
      readonly retryAfterMs?: number | undefined;
    }
  | {
      readonly kind: 'unreachable';
      /** A system error code such as `ECONNREFUSED`, or `HTTP 503` where only a gateway answered. */
      readonly detail: string;
      readonly status?: number | undefined;
      readonly retryAfterMs?: number | undefined;
    }
  | { readonly kind: 'timed out'; readonly afterMs: number }
  | {
      readonly kind: 'malformed';
      /** What did not fit, without any of the content: `HTML`, `not JSON`, `data.wangwangUrl`. */
      readonly detail: string;
      /** Empty when the answer held none. */
      readonly requestId: string;
      /** Undefined when it was not even HTTP. */
      readonly status?: number | undefined;
    }
  | { readonly kind: 'too large'; readonly limitBytes: number };

export type XportFaultKind = XportFault['kind'];

/**
 * A call to the partner API that gave no data. `fault` says why; neither it nor the message holds a secret,
 * a request or an answer's body.
 */
export class XportError extends Error {
  override readonly name = 'XportError';
  readonly fault: XportFault;

  constructor(fault: XportFault) {
    super(sentence(fault));
    this.fault = fault;
  }
}

function sentence(fault: XportFault): string {
  switch (fault.kind) {
    case 'refused':
      return `the partner refused with code ${fault.code} (request ${fault.requestId || 'without id'})`;
    case 'unreachable':
      return `no answer came from the partner: ${fault.detail}`;
    case 'timed out':
      return `no answer came from the partner within ${fault.afterMs} ms`;
    case 'malformed':
      return `the partner's answer made no sense: ${fault.detail}`;
    case 'too large':
      return `the partner's answer was larger than ${fault.limitBytes} bytes`;
  }
}
