import { isDirectWorkspace, type Person, personOfDirectWorkspace } from '../../chat/invocation.ts';
import type { IsServed, Served } from '../../chat/outlet.ts';
import {
  type Affiliation,
  type EffectiveRoles,
  type Membership,
  mayDo,
  type NoRole,
  type Role,
  type RolesHeld,
  type Unsure,
} from '../../chat/role.ts';
import { scopedId, splitScopedId } from '../../runtime/scoped-id.ts';
import type { Admission } from './admission.ts';
import { type Grant, groupsNamed, type Known, roleBy } from './grants.ts';

/** Who is told apart when a role is asked for, and where. */
interface Asker {
  readonly platform: string;
  /** The organization of the workspace, as `platform:id`. */
  readonly organization: string;
  /** The workspace or server, as `Invocation.workspace` names it. */
  readonly workspace: string;
  /** The platform's id of the conversation. */
  readonly conversation: string;
  /** The channel that it is a thread of, as `Conversation.channel` says it. */
  readonly channel?: string | null | undefined;
  readonly person: Person;
  /** In no workspace or server, so that the organization is the person's own. */
  readonly outside?: boolean;
}

/** What people may do. */
export interface RoleService {
  /** Of a person who speaks there now, so that the platform vouches for their being there. */
  of(asker: Asker): Promise<EffectiveRoles | NoRole>;
  /** Of a person who is spoken of: whether they are still there is asked of the platform. All as `platform:id` but `workspace`. */
  held(of: {
    readonly organization: string;
    readonly workspace: string;
    readonly conversation: string;
    readonly channel?: string | undefined;
    readonly person: string;
  }): Promise<EffectiveRoles | NoRole>;
  /** Whether there is an admin to ask: by a grant, or by the settings on the person's own platform. */
  hasAdmin(asker: { readonly authority: string; readonly person: string }): Promise<boolean>;
  /**
   * Whether a conversation (`platform:id`) of a workspace may be told anything: the workspace is let in, and a conversation that is
   * one person's own is of a person who has a role.
   */
  readonly isServed: IsServed;
}

/** What the platforms tell of people; each as `ChatAdapter` has it, for the platform of that name. */
export interface PeopleDirectory {
  affiliationOf(
    platform: string,
    asked: { readonly workspace: string; readonly person: Person },
  ): Promise<Affiliation>;
  /** Absent where a platform's workspaces have no members that it tells of. */
  membershipsOf(
    platform: string,
  ):
    | ((asked: {
        readonly person: string;
        readonly among: readonly string[];
      }) => Promise<readonly Membership[] | undefined>)
    | undefined;
  channelOf(
    platform: string,
    asked: { readonly workspace: string; readonly conversation: string },
  ): Promise<string | null | undefined>;
  /** Whether a conversation is a person's own with the bot, in a workspace that others are in too. */
  isOwn(platform: string, conversation: string): boolean;
  groupsOf(
    platform: string,
    asked: { readonly workspace: string; readonly person: string; readonly among: readonly string[] },
  ): Promise<readonly string[] | undefined>;
}

export interface RoleServiceDeps {
  readonly admission: Pick<Admission, 'isLetIn' | 'letIn'>;
  /** As `platform:id`. */
  readonly admins: readonly string[];
  readonly defaultRole: Role;
  /** The grants of an organization: those that hold everywhere, and those of `conversations`. Never an old answer. */
  grantsOf(asked: { organization: string; conversations?: readonly string[] }): Promise<readonly Grant[]>;
  organizationOf(workspace: string): Promise<string>;
  /** Who set the watches of a conversation, as `platform:id`. */
  watchersOf(where: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<readonly string[]>;
  /** Above how many fen a payment takes a second person in an organization; `undefined` where none does. */
  limitOf(organization: string): Promise<number | undefined>;
  readonly people: PeopleDirectory;
}

/**
 * The first admins are admins in every workspace that is let in; every other person has what they were granted, or the default
 * role. Grants are read at each asking, so that what one process takes away no other still allows; groups are only asked for
 * where grants name any. People of other companies have what was granted to exactly them; guests have that, or else the
 * least role.
 *
 * Outside of workspaces a person has the least role of those that they hold in the let-in workspaces they are a member of, under the
 * rules of the one with the lowest limit for payments: what was taken from a person in one is not theirs in a direct message.
 * What is not known counts as the least that could be.
 */
export function createRoleService(deps: RoleServiceDeps): RoleService {
  const { admission, defaultRole, grantsOf, people } = deps;
  const first = new Set(deps.admins);

  /** The roles that the person holds everywhere in `organization`, and in the nearest of `conversations`. */
  async function rolesIn(
    { platform, organization, workspace }: Pick<Asker, 'platform' | 'organization' | 'workspace'>,
    person: Person,
    conversations: readonly string[],
    affiliation: Affiliation,
  ): Promise<(RolesHeld & Pick<EffectiveRoles, 'unsure'>) | undefined> {
    if (affiliation.is === 'gone') return undefined;
    const whole = scopedId(platform, person.id);
    if (first.has(whole)) return { role: 'admin', roleEverywhere: 'admin' };
    const grants = await grantsOf({ organization, conversations });
    if (affiliation.is !== 'member') {
      const own = grants.filter(({ to, whom }) => to === 'person' && whom === whole);
      if (own.length === 0) {
        return affiliation.is === 'guest' ? { role: 'viewer', roleEverywhere: 'viewer' } : undefined;
      }
      const known = { person: whole, groups: new Set<string>() };
      return rolesBy(own, known, conversations, 'viewer');
    }
    const named = groupsNamed(grants, whole);
    const idOf = (scoped: string) => splitScopedId(scoped).id;
    const told =
      named.length === 0
        ? []
        : (person.groups ??
          (await people.groupsOf(platform, { workspace, person: person.id, among: named.map(idOf) })));
    const known = { person: whole, groups: told && new Set(told.map((id) => scopedId(platform, id))) };
    const roles = rolesBy(grants, known, conversations, defaultRole);
    return told === undefined ? { ...roles, unsure: 'no answer' } : roles;
  }

  async function outside(platform: string, person: Person): Promise<EffectiveRoles | NoRole> {
    const nothing = (unsure?: Unsure): NoRole => ({ none: 'no shared workspace', unsure, mayAdmit: false });
    const memberships = people.membershipsOf(platform);
    const letIn = (await admission.letIn(platform)).map((workspace) => workspace.slice(platform.length + 1));
    if (memberships === undefined || letIn.length === 0) return nothing();
    const shared = await memberships({ person: person.id, among: letIn });
    if (shared === undefined) return nothing('no answer');
    const all = await Promise.all(
      shared.map(async ({ workspace, groups }) => {
        const organization = await deps.organizationOf(scopedId(platform, workspace));
        const where = { platform, organization, workspace };
        const [roles, limit] = await Promise.all([
          rolesIn(where, { ...person, groups }, [], { is: 'member' }),
          deps.limitOf(organization),
        ]);
        return { organization, role: roles?.roleEverywhere ?? 'viewer', limit };
      }),
    );
    const [strictest] = all.toSorted(
      (one, other) =>
        (one.limit ?? Number.POSITIVE_INFINITY) - (other.limit ?? Number.POSITIVE_INFINITY) ||
        Number(mayDo(one.role, other.role)) - Number(mayDo(other.role, one.role)) ||
        (one.organization < other.organization ? -1 : 1),
    );
    if (strictest === undefined) return nothing();
    const least = all.reduce((role, each) => (mayDo(role, each.role) ? each.role : role), strictest.role);
    return { role: least, roleEverywhere: least, authority: strictest.organization };
  }

  async function inside(asker: Asker, affiliation: Affiliation): Promise<EffectiveRoles | NoRole> {
    const { platform, organization, workspace, conversation, person } = asker;
    const channel =
      asker.channel === undefined
        ? await people.channelOf(platform, { workspace, conversation })
        : asker.channel;
    const conversations = [conversation, ...(channel == null ? [] : [channel])].map((id) =>
      scopedId(platform, id),
    );
    const roles = await rolesIn(asker, person, conversations, affiliation);
    const unsure = affiliation.unsure ?? roles?.unsure;
    if (roles === undefined) return { none: 'other company', unsure, mayAdmit: false };
    // Its channel may have less for them than what holds elsewhere.
    const isUnknown = channel === undefined && !first.has(scopedId(platform, person.id));
    return {
      role: isUnknown ? 'viewer' : roles.role,
      roleEverywhere: isUnknown ? 'viewer' : roles.roleEverywhere,
      authority: organization,
      ...(channel != null && { channel: scopedId(platform, channel) }),
      unsure: isUnknown ? (unsure ?? 'no answer') : unsure,
    };
  }

  const self: RoleService = {
    async of(asker) {
      const { platform, workspace, person } = asker;
      if (asker.outside === true) return outside(platform, person);
      if (!(await admission.isLetIn(scopedId(platform, workspace)))) {
        return { none: 'not let in', mayAdmit: first.has(scopedId(platform, person.id)) };
      }
      // What the payload says needs no look-up.
      const affiliation: Affiliation =
        person.guest === true ? { is: 'guest' } : await people.affiliationOf(platform, { workspace, person });
      return inside(asker, affiliation);
    },
    async held({ organization, workspace, conversation, channel, person }) {
      const { platform, id } = splitScopedId(person);
      if (isDirectWorkspace(workspace)) return outside(platform, { id });
      const asker = {
        platform,
        organization,
        workspace,
        conversation: splitScopedId(conversation).id,
        ...(channel !== undefined && { channel: splitScopedId(channel).id }),
        person: { id },
      };
      const memberships = people.membershipsOf(platform);
      if (memberships === undefined) return self.of(asker);
      if (!(await admission.isLetIn(scopedId(platform, workspace))))
        return { none: 'not let in', mayAdmit: false };
      const found = await memberships({ person: id, among: [workspace] });
      const here = found?.find((each) => each.workspace === workspace);
      if (here === undefined) {
        const unsure = found === undefined ? 'no answer' : undefined;
        return { none: 'no shared workspace', unsure, mayAdmit: false };
      }
      return inside({ ...asker, person: { id, groups: here.groups } }, { is: 'member' });
    },
    async hasAdmin({ authority, person }) {
      const { platform } = splitScopedId(person);
      if (deps.admins.some((each) => splitScopedId(each).platform === platform)) return true;
      return (await grantsOf({ organization: authority })).some(({ role }) => role === 'admin');
    },
    async isServed({ organization, workspace, conversation }) {
      const { platform, id } = splitScopedId(conversation);
      const person = personOfDirectWorkspace(workspace);
      if (person !== undefined) return servedBy([await outside(platform, { id: person })]);
      if (!(await admission.isLetIn(scopedId(platform, workspace)))) return 'no';
      if (!people.isOwn(platform, id)) return 'yes';
      // No payload tells whose it is, but none other than that person can set a watch in it.
      const watchers = await deps.watchersOf({ organization, conversation });
      const holding = (each: string) => self.held({ organization, workspace, conversation, person: each });
      return watchers.length === 0 ? 'yes' : servedBy(await Promise.all(watchers.map(holding)));
    },
  };
  return self;
}

/** Whether one of those who are told may be told. */
function servedBy(told: readonly (EffectiveRoles | NoRole)[]): Served {
  if (told.some((each) => !('none' in each))) return 'yes';
  return told.some(({ unsure }) => unsure !== undefined) ? 'not known' : 'no';
}

/** What was granted in a thread itself, before threads had what their channel has, only takes away. */
function rolesBy(
  grants: readonly Grant[],
  known: Known,
  conversations: readonly string[],
  defaultRole: Role,
): RolesHeld {
  const role = roleBy(grants, known, { conversations, defaultRole });
  const [, ...around] = conversations;
  const inChannel =
    around.length === 0 ? role : roleBy(grants, known, { conversations: around, defaultRole });
  return {
    role: mayDo(role, inChannel) ? inChannel : role,
    roleEverywhere: roleBy(grants, known, { conversations: [], defaultRole }),
  };
}
