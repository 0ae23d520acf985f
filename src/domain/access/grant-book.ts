import { type Role, roles } from '../../chat/role.ts';
import type { Grants, KeepOne, StoredGrant } from '../../store/contract/access.ts';
import type { Grant } from './grants.ts';

/** A grant, and how it came about. */
export interface KnownGrant extends Grant {
  /** What it was called when it was granted. */
  readonly name: string;
  /** `platform:id` of a person. */
  readonly grantedBy: string;
  /** Ms since 1970 UTC. */
  readonly grantedAt: number;
}

/** Who was granted what. Neither takes the role of admin from the last one who has it everywhere: then it says `last`. */
export interface GrantBook {
  /** Those that hold everywhere and those of `conversations`; all where these are left out. Never an old answer. */
  of(asked: {
    readonly organization: string;
    readonly conversations?: readonly string[];
  }): Promise<readonly KnownGrant[]>;
  set(organization: string, grant: KnownGrant): Promise<'set' | 'last'>;
  remove(
    organization: string,
    which: Pick<Grant, 'conversation' | 'to' | 'whom'>,
  ): Promise<'removed' | 'absent' | 'last'>;
}

/** The scope of what holds in the whole organization; no conversation is called so. */
const everywhere = 'everywhere';

/**
 * {@link GrantBook} over `kept`. With `adminsBySettings` an admin remains whatever is revoked, so that the last grant may
 * go too.
 */
export function createGrantBook(
  kept: Grants,
  { adminsBySettings }: { readonly adminsBySettings: boolean },
): GrantBook {
  // No grant has this role, so it keeps no grant.
  const keepOne: KeepOne = { scope: everywhere, role: adminsBySettings ? 'nobody' : 'admin' };
  return {
    async of({ organization, conversations }) {
      const scopes = conversations && [everywhere, ...conversations];
      const found = await kept.of({ organization, ...(scopes !== undefined && { scopes }) });
      return found.flatMap((each) => grantOf(each) ?? []);
    },
    set: (organization, { role, name, grantedBy, grantedAt, ...which }) =>
      kept.set({ ...keyOf(organization, which), role, name, grantedBy, grantedAt }, keepOne),
    remove: (organization, which) => kept.remove(keyOf(organization, which), keepOne),
  };
}

function keyOf(
  organization: string,
  { conversation, to, whom }: Pick<Grant, 'conversation' | 'to' | 'whom'>,
): Pick<StoredGrant, 'organization' | 'scope' | 'subject'> {
  return { organization, scope: conversation ?? everywhere, subject: `${to} ${whom}` };
}

/** What a later version may have written is left out, but for its role: of a role that is not known nothing is allowed. */
function grantOf({ scope, subject, role, name, grantedBy, grantedAt }: StoredGrant): KnownGrant | undefined {
  const [, to, whom] = /^(person|group) (\S+)$/.exec(subject) ?? [];
  if ((to !== 'person' && to !== 'group') || whom === undefined) return undefined;
  return {
    ...(scope !== everywhere && { conversation: scope }),
    to,
    whom,
    role: roles.find((each) => each === role) ?? leastRole,
    name,
    grantedBy,
    grantedAt,
  };
}

const leastRole: Role = 'viewer';
