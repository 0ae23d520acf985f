import type { Role } from '../chat/role.ts';
import { type Admission, createAdmission } from '../domain/access/admission.ts';
import { type ApproversOf, createApproverFinder } from '../domain/access/approvers.ts';
import { createGrantBook, type GrantBook } from '../domain/access/grant-book.ts';
import type { Grant } from '../domain/access/grants.ts';
import { type DirectoryAdapter, directoryOf, homesOf } from '../domain/access/people.ts';
import { createRoleService, type RoleService } from '../domain/access/role-service.ts';
import { approvalAbove } from '../domain/requests/house-rules.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { PeopleSettings } from '../settings/people.ts';
import type { Invented } from '../settings/platform.ts';
import type { Store } from '../store/contract/store.ts';

/** Who is let in, and who may do what alone: for commands and for all that is said unasked. */
export interface AccessRules {
  readonly admission: Admission;
  readonly roles: RoleService;
  readonly grants: GrantBook;
  /** Those by the settings and the persons at this machine, as `platform:id`. */
  readonly admins: readonly string[];
  readonly defaultRole: Role;
  readonly approversOf: ApproversOf;
  /** Above how many fen spending takes a second person in an organization; `undefined` where nothing does. */
  limitOf(organization: string): Promise<number | undefined>;
  isReadByOthers(where: {
    readonly platform: string;
    readonly workspace: string;
    readonly conversation: string;
  }): Promise<boolean | undefined>;
}

export function openAccessRules({
  store,
  access,
  paymentAboveFen,
  invented = [],
  adapters,
  clock,
  log,
}: {
  readonly store: Pick<Store, 'admissions' | 'grants' | 'organizations' | 'settings' | 'watches'>;
  readonly access: PeopleSettings['access'];
  /** Above how many fen spending takes a second person, where an organization has set nothing; absent: nothing does. */
  readonly paymentAboveFen?: number | undefined;
  /** What made-up people may do, unless a grant says otherwise. */
  readonly invented?: readonly Invented[];
  /** Filled by the time that the first of them hands something in. */
  readonly adapters: readonly DirectoryAdapter[];
  readonly clock: Clock;
  readonly log: Log;
}): AccessRules {
  const { defaultRole, workspaces } = access;
  const admins = [...access.operators, ...access.admins];
  const admission = createAdmission({
    kept: store.admissions,
    named: workspaces,
    homes: () => homesOf(adapters),
    clock,
    log,
  });
  const grants = createGrantBook(store.grants, {
    // The person at the bot's own machine can't be asked by people on a platform.
    adminsBySettings: access.admins.length > 0,
  });
  const grantsOf = async (asked: Parameters<GrantBook['of']>[0]): Promise<readonly Grant[]> => {
    const given = await grants.of(asked);
    const here = await Promise.all(
      invented.map(async ({ workspace, people }) =>
        (await store.organizations.of({ workspace })) === asked.organization ? people : [],
      ),
    );
    const others = here
      .flat()
      .filter(({ whom }) => !given.some((grant) => grant.to === 'person' && grant.whom === whom));
    return [...given, ...others.map(({ whom, role }) => ({ to: 'person' as const, whom, role }))];
  };
  const limitOf = (organization: string) => approvalAbove(store.settings, organization, paymentAboveFen);
  const roles = createRoleService({
    admission,
    admins,
    defaultRole,
    grantsOf,
    organizationOf: (workspace) => store.organizations.of({ workspace }),
    watchersOf: async (where) => [...new Set((await store.watches.of(where)).map(({ setBy }) => setBy))],
    limitOf,
    people: directoryOf(adapters),
  });
  return {
    admission,
    roles,
    grants,
    admins,
    defaultRole,
    approversOf: createApproverFinder({ grantsOf, admins, defaultRole }),
    limitOf,
    isReadByOthers: async ({ platform, ...where }) => {
      const ask = adapters.find((adapter) => adapter.platform === platform)?.isReadByOthers;
      return ask === undefined ? false : ask(where);
    },
  };
}

/** Tells the operator at once on which platforms every command is refused, and which watched workspaces wait for a decision. */
export async function warnOfWorkspaces(
  { admission }: Pick<AccessRules, 'admission'>,
  adapters: readonly Pick<DirectoryAdapter, 'platform'>[],
  log: Log,
): Promise<void> {
  for (const { platform } of adapters) {
    if ((await admission.letIn(platform)).length > 0) continue;
    log.warn(
      { platform },
      'no workspace or server of this platform is let in yet, so every command there is refused: name one in WORKSPACES, or name an admin in ADMINS, who types /admin admit there',
    );
  }
  const undecided = await admission.undecided();
  if (undecided.length > 0) {
    log.warn(
      { workspaces: undecided.map(({ workspace }) => workspace) },
      'these have watches and are not let in, so nothing is told there: /admin workspaces lets them in or dismisses them',
    );
  }
}
