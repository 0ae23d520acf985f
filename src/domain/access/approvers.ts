import { mayDo, type Role } from '../../chat/role.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import type { Grant } from './grants.ts';

/** Who may decide what a person asks for. */
interface Approvers {
  /** Somebody besides the asker may, as far as roles say it. */
  readonly any: boolean;
  /**
   * Those to be told where the request is shown: people and groups of that platform, approvers before admins. Not everyone
   * who may decide: where a role is everyone's, nobody is named.
   */
  readonly told: readonly { readonly whom: string; readonly group: boolean }[];
}

/** As many as are told of one request. */
const mostTold = 10;

/** Who may decide in `conversation` (`platform:id`, in a `channel` perhaps) what `asker` (`platform:id`) asks for. */
export type ApproversOf = (asked: {
  readonly organization: string;
  readonly conversation: string;
  readonly channel?: string | undefined;
  readonly asker: string;
}) => Promise<Approvers>;

export function createApproverFinder({
  grantsOf,
  admins,
  defaultRole,
}: {
  grantsOf(asked: { organization: string; conversations?: readonly string[] }): Promise<readonly Grant[]>;
  /** By the settings, as `platform:id`. */
  readonly admins: readonly string[];
  readonly defaultRole: Role;
}): ApproversOf {
  return async ({ organization, conversation, channel, asker }) => {
    const conversations = [conversation, ...(channel === undefined ? [] : [channel])];
    const grants = (await grantsOf({ organization, conversations })).filter(
      ({ to, whom, role }) => mayDo(role, 'approver') && !(to === 'person' && whom === asker),
    );
    const first = admins.filter((whom) => whom !== asker);
    const { platform } = splitScopedId(conversation);
    const here = (whom: string) => splitScopedId(whom).platform === platform;
    const ofRole = (role: Role) => grants.filter((grant) => grant.role === role && here(grant.whom));
    const [named = []] = [
      ofRole('approver'),
      ofRole('admin'),
      first.filter(here).map((whom) => ({ to: 'person' as const, whom })),
    ].filter(({ length }) => length > 0);
    const told = new Map(named.map(({ to, whom }) => [whom, { whom, group: to === 'group' }]));
    return {
      any: grants.length > 0 || first.some(here) || mayDo(defaultRole, 'approver'),
      told: [...told.values()].slice(0, mostTold),
    };
  };
}
