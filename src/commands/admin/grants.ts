import { choice, flag } from '../../chat/argument.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Action, Card } from '../../chat/card.ts';
import { type Command, describeCommand } from '../../chat/command.ts';
import { mayDo, roles } from '../../chat/role.ts';
import type { Text } from '../../chat/text.ts';
import { type Whom, whom } from '../../chat/whom.ts';
import type { KnownGrant } from '../../domain/access/grant-book.ts';
import type { AdminWords } from '../../languages/en/admin.ts';
import {
  aboutArgument,
  allWords,
  formNamed,
  localized,
  namesBesideEnglish,
  yesAndNo,
} from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import { scopedId, splitScopedId } from '../../runtime/scoped-id.ts';
import { adminRoles, type RoleCommandDeps, shownSubject } from './roles.ts';

/** Whom a grant is about, and whether it holds in this conversation alone. */
const whomAndWhere = {
  whom: whom(aboutArgument(({ admin }) => admin.whom)),
  here: flag({ ...aboutArgument(({ admin }) => admin.here), ...yesAndNo }),
};

/** `/admin grant <role> <whom> [--here]`: what a person or a group may do, here or everywhere. */
export const adminGrant = describeCommand({
  name: 'admin grant',
  summary: localized(({ admin }) => admin.grantSummary),
  form: formNamed(({ forms }) => forms.grant),
  examples: ['admin grant approver <@U0123ABCD|ann>', 'admin grant viewer <@&S0123ABCD|guests> --here'],
  examplesIn: {
    'zh-CN': ['admin grant 审批人 <@U0123ABCD|小安>', 'admin grant 查看者 <@&S0123ABCD|访客> --here'],
  },
  arguments: {
    role: choice(
      roles.map((role) => ({
        value: role,
        label: localized(({ core }) => core.roles[role]),
        also: namesBesideEnglish(({ core }) => core.roles[role]),
      })),
      { ...aboutArgument(({ admin }) => admin.role), example: 'approver' },
    ),
    ...whomAndWhere,
  },
  needs: 'admin',
  effect: 'write',
  audited: ({ role, here }) => ({ role, where: here ? 'here' : 'everywhere' }),
});

/** `/admin revoke <whom> [--here]`: takes back what was granted here, or everywhere. */
export const adminRevoke = describeCommand({
  name: 'admin revoke',
  summary: localized(({ admin }) => admin.revokeSummary),
  examples: ['admin revoke <@U0123ABCD|ann>', 'admin revoke <@&S0123ABCD|guests> --here'],
  arguments: whomAndWhere,
  needs: 'admin',
  effect: 'write',
  audited: ({ here }) => ({ where: here ? 'here' : 'everywhere' }),
});

/**
 * `/admin grant`: grants in this conversation or wherever the workspace's organization is. An admin doesn't give up the role
 * of admin, and the last admin keeps it.
 */
export function adminGrantCommand(deps: RoleCommandDeps & { readonly clock: Pick<Clock, 'now'> }): Command {
  return adminGrant.does({
    fields: async (_, { language }) => ({ whom: { hint: allWords[language].admin.whomInForm } }),
    async run({ role, whom: to, here }, run): Promise<Card> {
      const { admin, core } = allWords[run.language];
      const subject = subjectOf(to, run);
      if (!mayAdmin(here, run)) return refusedCard('only here', admin);
      if (subject.whom === run.person && role !== 'admin') return refusedCard('oneself', admin);
      if (deps.admins.includes(subject.whom)) return refusedCard('by settings', admin);
      run.audit.add(groupFacts(subject), personFacts(subject));
      const done = await deps.grants.set(run.organization, {
        ...subject,
        role,
        ...(here && { conversation: run.channel ?? run.conversation }),
        grantedBy: run.person,
        grantedAt: deps.clock.now(),
      });
      if (done === 'last') return refusedCard('last', admin);
      const where = here ? admin.inThisConversation : admin.everywhere;
      return {
        tone: 'good',
        title: admin.granted(core.roles[role]),
        body: [
          {
            kind: 'text',
            text: [...shownSubject(subject, run, admin), ' ', admin.maySince(core.roles[role], where)],
          },
          { kind: 'text', text: [admin.may[role]] },
        ],
        actions: [showRoles(admin)],
      };
    },
  });
}

/** `/admin revoke`: never takes the caller's own role of admin. */
export function adminRevokeCommand(deps: RoleCommandDeps): Command {
  return adminRevoke.does({
    async run({ whom: from, here }, run): Promise<Card> {
      const { admin, core } = allWords[run.language];
      const subject = subjectOf(from, run);
      if (!mayAdmin(here, run)) return refusedCard('only here', admin);
      if (deps.admins.includes(subject.whom)) return refusedCard('by settings', admin);
      if (subject.whom === run.person) return refusedCard('oneself', admin);
      run.audit.add(groupFacts(subject), personFacts(subject));
      // A grant of the thread itself is one of before threads had their channel's.
      const workspaces = here ? [run.channel, run.conversation] : [undefined];
      const each = await Promise.all(
        workspaces
          .filter((conversation) => !here || conversation !== undefined)
          .map((conversation) => deps.grants.remove(run.organization, { ...subject, conversation })),
      );
      const done = each.find((one) => one !== 'absent') ?? 'absent';
      if (done === 'last') return refusedCard('last', admin);
      const where = here ? admin.inThisConversation : admin.everywhere;
      const is: Text =
        done === 'removed' ? [admin.noLonger(where, core.roles[deps.defaultRole])] : [admin.hadNone(where)];
      return {
        tone: done === 'removed' ? 'good' : 'plain',
        title: done === 'removed' ? admin.revoked : admin.nothingGranted,
        body: [{ kind: 'text', text: [...shownSubject(subject, run, admin), ' ', ...is] }],
        actions: [showRoles(admin)],
      };
    },
  });
}

type GrantSubject = Pick<KnownGrant, 'to' | 'whom' | 'name'>;

/** Whom the caller meant, as the store knows them. */
function subjectOf(to: Whom, { person }: Pick<Caller, 'person'>): GrantSubject {
  const { platform, id } = splitScopedId(person);
  if (to === 'me') return { to: 'person', whom: person, name: id };
  return { to: to.kind, whom: scopedId(platform, to.id), name: to.name };
}

/** What the audit log records of a group. A person is recorded by {@link personFacts}, so that they can be forgotten. */
function groupFacts({ to, whom: group }: GrantSubject): Facts {
  return to === 'group' ? { group } : {};
}

function personFacts({ to, whom: about }: GrantSubject): { readonly about?: string } {
  return to === 'person' ? { about } : {};
}

/** Whether the caller may change what holds here, or everywhere. */
function mayAdmin(here: boolean, { role, roleEverywhere }: Pick<Caller, 'role' | 'roleEverywhere'>): boolean {
  return mayDo(here ? role : roleEverywhere, 'admin');
}

function showRoles(words: AdminWords): Action {
  return { kind: 'run', label: words.showRoles, run: adminRoles.call({ page: undefined }) };
}

/** Nothing was changed: why, and what to do instead. */
function refusedCard(why: keyof AdminWords['refusal'], words: AdminWords): Card {
  return {
    tone: 'warning',
    title: words.unchanged,
    body: [{ kind: 'text', text: [words.refusal[why]] }],
    actions: [],
    refusal: why === 'only here' ? [] : [{ name: 'whom' }],
  };
}
