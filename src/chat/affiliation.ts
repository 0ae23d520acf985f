/** The longest that a look-up of a person may take, ms: it may stand before a first answer. */
export const lookUpWithinMs = 900;

/** How a person belongs to a workspace. */
export interface Affiliation {
  /**
   * `guest`: of the workspace, with a restricted account; `outsider`: of another company; `gone`: the account is closed, so
   * that nothing that was granted to it holds.
   */
  readonly is: 'member' | 'guest' | 'outsider' | 'gone';
  /** Why it is no more than the least that could be: the platform did not say. */
  readonly unsure?: Unsure;
}

/** Why a platform did not say who a person is: the app lacks a permission, no answer came in time, or one without sense. */
export type Unsure = 'no permission' | 'no answer' | 'no sense';

export interface Membership {
  readonly workspace: string;
  /** The platform's ids. */
  readonly groups: readonly string[];
}
