/*
 * How a place (a workspace or a server) becomes part of another's organization. Codes are known by their digest alone.
 * Times are ms since 1970 UTC.
 */

export interface Joining {
  /** Keeps that whoever has the code of `digest` may join a place to `organization`, once, until then. */
  offer(code: {
    readonly organization: string;
    readonly digest: string;
    readonly madeBy: string;
    readonly expiresAt: number;
  }): Promise<void>;
  /** The organization that a code joins to; `undefined` when there is none, or it is too old or used up. */
  offered(code: { readonly digest: string }): Promise<string | undefined>;
  /**
   * Joins `place`, with every place that was joined to it, and uses the code up; all of it or nothing. What the place's
   * own organization had comes along: what is set for conversations and people, watches with what is still to be said,
   * requests, kept buttons and links; of grants those of one conversation, and those for everywhere of a role in `roles`.
   * What stands in both stays as the organization joined has it. Its trail stays its own. What it had set for all of
   * itself ends.
   */
  join(input: {
    readonly place: string;
    readonly digest: string;
    readonly roles: readonly string[];
  }): Promise<Joined>;
}

export type Joined =
  | { readonly state: 'joined'; readonly organization: string }
  | { readonly state: 'no code' }
  /** They are one organization already. */
  | { readonly state: 'same' }
  /** The place belongs to another organization than its own by now. */
  | { readonly state: 'elsewhere' };
