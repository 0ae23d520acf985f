import type { ChatAdapter } from '../chat/adapter.ts';
import type { Role } from '../chat/role.ts';
import { type Grant, groupsNamed, roleBy } from './grants.ts';

/** Who is told apart when a role is asked for: `platform:id` of a person, in an organization and a conversation. */
export interface Asker {
  readonly organization: string;
  /** The workspace or server, as `Invocation.place` names it. */
  readonly place: string;
  readonly conversation: string;
  readonly person: string;
  /** In no workspace or server, so that the organization is the person's own. */
  readonly outside?: boolean;
}

/** What somebody may do. */
export interface Standing {
  /** `groups`: the platform's ids of the person's groups, where the platform's payload named them. */
  of(
    asker: Asker,
    groups: readonly string[] | undefined,
  ): Promise<{ readonly role: Role; readonly roleEverywhere: Role }>;
  /** Whether there is anybody to be asked: an admin by a grant, or by the settings on the asker's own platform. */
  hasAdmin(asker: Pick<Asker, 'organization' | 'person'>): Promise<boolean>;
}

/** Asks the platform of that name for the groups that a person is in, as {@link ChatAdapter.groupsOf} does. */
export type GroupsOf = (
  platform: string,
  asked: Parameters<NonNullable<ChatAdapter['groupsOf']>>[0],
) => Promise<readonly string[] | undefined>;

export interface StandingParts {
  /** As `platform:id`. */
  readonly admins: readonly string[];
  readonly defaultRole: Role;
  /** The grants of an organization: those that hold everywhere, and those of `conversation`. Never an old answer. */
  grantsOf(asked: { organization: string; conversation?: string }): Promise<readonly Grant[]>;
  /** Whether anybody, in any organization, has granted a role or set a rule for payments. */
  anyRules(): Promise<boolean>;
  readonly groupsOf: GroupsOf;
}

/**
 * The first admins are admins everywhere; everybody else has what they were granted, or the default role. Grants are read
 * at each asking, so that what one process takes away no other still allows; groups are only asked for where grants name
 * any.
 *
 * Outside of workspaces and servers no grant can be told from another's: once anybody has set rules, one only looks there,
 * so that what was taken from somebody in a server is not theirs again in a direct message.
 */
export function createStanding({
  admins,
  defaultRole,
  grantsOf,
  anyRules,
  groupsOf,
}: StandingParts): Standing {
  const first = new Set(admins);

  async function groupsAmong(
    named: readonly string[],
    { place, person }: Asker,
    told: readonly string[] | undefined,
  ): Promise<ReadonlySet<string> | undefined> {
    if (named.length === 0) return new Set();
    const platform = person.slice(0, person.indexOf(':'));
    const idOf = (id: string) => id.slice(platform.length + 1);
    const found = told ?? (await groupsOf(platform, { place, person: idOf(person), among: named.map(idOf) }));
    return found && new Set(found.map((id) => `${platform}:${id}`));
  }

  return {
    async of(asker, told) {
      const { organization, conversation, person } = asker;
      if (first.has(person)) return { role: 'admin', roleEverywhere: 'admin' };
      if (asker.outside === true && (await anyRules())) return { role: 'viewer', roleEverywhere: 'viewer' };
      const grants = await grantsOf({ organization, conversation });
      const groups = await groupsAmong(groupsNamed(grants, person), asker, told);
      return {
        role: roleBy(grants, { person, groups }, { conversation, defaultRole }),
        roleEverywhere: roleBy(grants, { person, groups }, { defaultRole }),
      };
    },
    async hasAdmin({ organization, person }) {
      const platform = person.slice(0, person.indexOf(':') + 1);
      if (admins.some((each) => each.startsWith(platform))) return true;
      return (await grantsOf({ organization })).some(({ role }) => role === 'admin');
    },
  };
}
