import type { SandboxRefusal } from '../refusals.ts';

/** What an endpoint says: the envelope's `data`, or no. */
export type EndpointOutcome = { readonly data: unknown } | SandboxRefusal;

/** One call that the sandbox answers. */
export interface SandboxEndpoint {
  /** Under the base URL, as the partner documents it. */
  readonly path: string;
  /** The largest body taken, where 1 MiB is not enough. */
  readonly bodyLimitBytes?: number;
  /** Whether its query is signed too. */
  readonly querySigned?: true;
  /** `body` is JSON as it came, not looked at yet; `userId` is the sub-account that asks. */
  answer(body: object, userId: string): EndpointOutcome | Promise<EndpointOutcome>;
}
