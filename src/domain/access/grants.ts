import { mayDo, type Role, roles } from '../../chat/role.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';

/** What a person, or every member of a group, may do: in one conversation, or wherever their organization is. */
export interface Grant {
  /** `platform:id` of the conversation; absent: everywhere in the organization. */
  readonly conversation?: string | undefined;
  readonly to: 'person' | 'group';
  /** `platform:id` of the person or the group. */
  readonly whom: string;
  readonly role: Role;
}

/** Who is told apart when a role is asked for. */
export interface Known {
  /** `platform:id`. */
  readonly person: string;
  /** Of those groups that grants name, as `platform:id`, the person's; absent where that can't be told. */
  readonly groups?: ReadonlySet<string> | undefined;
}

/**
 * What `known` may do in the first of `conversations`, each of which lies in the next (a thread, its channel); everywhere
 * where there is none. Grants of a conversation beat those around it, and these those of the organization; of several on one
 * level the highest counts; without any it is `defaultRole`. Where it can't be told who is in which group, it is the least
 * that could come of it: a look-up that failed gives no person more.
 */
export function roleBy(
  grants: readonly Grant[],
  known: Known,
  { conversations, defaultRole }: { readonly conversations: readonly string[]; readonly defaultRole: Role },
): Role {
  const [nearest, ...around] = conversations;
  if (nearest === undefined) {
    const everywhere = grants.filter((grant) => grant.conversation === undefined);
    return levelRole(everywhere, known, defaultRole);
  }
  const here = grants.filter((grant) => grant.conversation === nearest);
  // The members of a group that is named on this level never come down to the next, so that there it has no say.
  const decided = new Set(here.filter(({ to }) => to === 'group').map(({ whom }) => whom));
  const below = grants.filter(({ to, whom }) => to === 'person' || !decided.has(whom));
  return levelRole(here, known, roleBy(below, known, { conversations: around, defaultRole }));
}

/** The groups that grants name on the person's own platform: of all others they are in none. */
export function groupsNamed(grants: readonly Grant[], person: string): readonly string[] {
  const platform = splitScopedId(person).platform;
  const named = grants.filter(({ to, whom }) => to === 'group' && splitScopedId(whom).platform === platform);
  return [...new Set(named.map(({ whom }) => whom))];
}

/** The role by the grants of one level; `otherwise` where none of them is the person's. */
function levelRole(grants: readonly Grant[], { person, groups }: Known, otherwise: Role): Role {
  const own = grants.filter(({ to, whom }) => to === 'person' && whom === person);
  const named = groupsNamed(grants, person);
  const ofGroups = grants.filter(({ to, whom }) => to === 'group' && named.includes(whom));
  if (groups === undefined) {
    // In a group they may be in or not: with a grant of their own, no group takes from it.
    return own.length > 0
      ? highest(own)
      : ofGroups.reduce((role, grant) => lower(role, grant.role), otherwise);
  }
  const theirs = [...own, ...ofGroups.filter(({ whom }) => groups.has(whom))];
  return theirs.length > 0 ? highest(theirs) : otherwise;
}

function highest(grants: readonly Grant[]): Role {
  return grants.reduce<Role>((role, grant) => (mayDo(grant.role, role) ? grant.role : role), roles[0]);
}

function lower(one: Role, other: Role): Role {
  return mayDo(one, other) ? other : one;
}
