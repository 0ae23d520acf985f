import type { Role } from '../chat/role.ts';

/** Who is told apart when a role is asked for: `platform:id` of a person, in an organization and a conversation. */
export interface Asker {
  readonly organization: string;
  readonly conversation: string;
  readonly person: string;
}

/** What somebody may do. */
export interface Standing {
  roleOf(asker: Asker, groups: readonly string[] | undefined): Promise<Role>;
}

/** The first admins are admins everywhere; everybody else has the default role. */
export function createStanding({
  admins,
  defaultRole,
}: {
  /** As `platform:id`. */
  readonly admins: readonly string[];
  readonly defaultRole: Role;
}): Standing {
  const first = new Set(admins);
  return {
    roleOf: async ({ person }) => (first.has(person) ? 'admin' : defaultRole),
  };
}
