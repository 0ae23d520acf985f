/** What people may do, from least to most: each may also do what those before it may. */
export const roles = ['viewer', 'buyer', 'approver', 'admin'] as const;

/**
 * `viewer` looks things up, `buyer` also spends, writes to sellers and sets what a conversation is told, `approver` also
 * decides what others asked for, `admin` also says who may do what.
 */
export type Role = (typeof roles)[number];

/** Whether a person with `role` may do what `needs` says is needed. */
export function mayDo(role: Role, needs: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needs);
}

/** What a person may do in a conversation, and where nothing else was granted. */
export interface RolesHeld {
  readonly role: Role;
  readonly roleEverywhere: Role;
}

/** What a person may do, and under whose rules. */
export interface EffectiveRoles extends RolesHeld {
  /** The organization whose roles, limits, approvers and audit log hold. */
  readonly authority: string;
  /** `platform:id` of the channel that the conversation is a thread of. */
  readonly channel?: string;
  /** Why it is no more: the platform did not say who the person is. */
  readonly unsure?: Unsure | undefined;
}

/**
 * What a person, `platform:id`, may do in a workspace and conversation; without `held` nothing at all. `unsure`: why it may be
 * more, since the platform did not say.
 */
export type RoleOf = (asked: {
  readonly organization: string;
  /** As `Invocation.workspace` names it. */
  readonly workspace: string;
  /** `platform:id`. */
  readonly conversation: string;
  /** `platform:id` of the channel that the conversation is a thread of. */
  readonly channel?: string | undefined;
  readonly person: string;
}) => Promise<{ readonly held: RolesHeld | undefined; readonly unsure?: Unsure | undefined }>;

/**
 * Whether a person may run a command: for one that is about the whole organization, a role of one conversation won't do.
 */
export function mayRun(
  { role, roleEverywhere }: RolesHeld,
  { needs, organizationWide = false }: { readonly needs: Role; readonly organizationWide?: boolean },
): boolean {
  return mayDo(role, needs) && (!organizationWide || mayDo(roleEverywhere, needs));
}

/** A person who may do nothing at all, and why. */
export interface NoRole {
  readonly none: /** The workspace or server is not let in. */
    | 'not let in'
    /** The person belongs to another company, and was granted nothing. */
    | 'other company'
    /** The person speaks outside of any workspace, and is in none that is let in. */
    | 'no shared workspace';
  /** Why more could not be told of the person. */
  readonly unsure?: Unsure | undefined;
  /** By the settings an admin, so that they may let the workspace in. */
  readonly mayAdmit: boolean;
}

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
