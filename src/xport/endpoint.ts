import type { z } from 'zod';
import type { WantedMembers } from './wanted-members.ts';

/**
 * How sure a fact about the partner API is: documented by the partner (D), documented at a sibling brand (S),
 * documented by 1688 for the wrapped call (O), seen in a public client's traffic (C), inferred (I).
 */
export type Confidence = 'D' | 'S' | 'O' | 'C' | 'I';

/** One call of the partner API. A wrong guess about it is mended here and nowhere else. */
export interface Endpoint<Request, Data> {
  /** What people type: `im.openuid.decrypt`. */
  readonly name: string;
  /** Appended to the base URL; begins with a slash. */
  readonly path: string;
  /** How sure the path is. */
  readonly confidence: Confidence;
  /** Only a read is ever sent again after a fault. */
  readonly effect: 'read' | 'write';
  /** Which keeping time applies to its answers. */
  readonly kept: 'link' | 'product' | 'never';
  /** Signed in the query too, as `timestamp` and `sign`, with a string-to-sign of its own (`/open/pp/logistics/*`). */
  readonly querySigned?: true;
  /** Codes of an envelope that mean success here besides 200. */
  readonly alsoSuccess?: readonly string[];
  /** Bytes of the largest answer taken, where it may be larger than others. */
  readonly mostBytes?: number;
  readonly request: z.ZodType<Request>;
  /** The envelope's `data`. */
  readonly data: z.ZodType<Data>;
  /** All that `data` looks at of an object, where that is little of a large answer: the rest is made nothing of. */
  readonly members?: WantedMembers;
  /** A request worth trying. */
  readonly example: Request;
}

/**
 * The body of a call: `request` as its endpoint takes it, the fields in the schema's order, so that one request has one text.
 * @throws ZodError where the request does not fit.
 */
export function requestText<Request, Data>(endpoint: Endpoint<Request, Data>, request: Request): string {
  return JSON.stringify(endpoint.request.parse(request));
}

/** What a call gave. */
export interface PartnerAnswer<Data> {
  readonly data: Data;
  /** The partner's id of the call, for its support; empty when the answer held none. */
  readonly requestId: string;
}
