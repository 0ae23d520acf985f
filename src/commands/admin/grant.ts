import { choice } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { roles } from '../../chat/role.ts';
import { inEach } from '../../languages/index.ts';
import { type AdminDeps, groupFacts, mayAdmin, personOf, shown, subjectOf, whomAndWhere } from './deps.ts';
import { refused } from './refused.ts';

/**
 * `/admin grant <role> <whom> [--here]`: what a person or a group may do, in this conversation or wherever their workspace
 * is. Nobody takes the role of admin from themselves, and none from the last who has it.
 */
export function adminGrantCommand(deps: AdminDeps) {
  const { words } = deps;
  return defineCommand({
    name: 'admin grant',
    summary: inEach(words, ({ admin }) => admin.grantSummary),
    examples: ['admin grant approver <@U0123ABCD|ann>', 'admin grant viewer <@&S0123ABCD|guests> --here'],
    arguments: {
      role: choice(
        roles.map((role) => ({
          value: role,
          label: inEach(words, ({ core }) => core.roles[role]),
          also: [words['zh-CN'].core.roles[role]],
        })),
        {
          hint: inEach(words, ({ admin }) => admin.role.hint),
          expected: inEach(words, ({ admin }) => admin.role.expected),
          example: 'approver',
        },
      ),
      ...whomAndWhere(words),
    },
    needs: 'admin',
    effect: 'write',
    audited: ({ role, here }) => ({ role, where: here ? 'here' : 'everywhere' }),
    async run({ role, whom, here }, run): Promise<Card> {
      const { admin, core } = words[run.language];
      const subject = subjectOf(whom, run);
      if (!mayAdmin(here, run)) return refused('only here', admin);
      if (subject.whom === run.person && role !== 'admin') return refused('oneself', admin);
      if (deps.admins.includes(subject.whom)) return refused('by settings', admin);
      run.trail.add(groupFacts(subject), personOf(subject));
      const done = await deps.grants.set(run.organization, {
        ...subject,
        role,
        ...(here && { conversation: run.channel ?? run.conversation }),
        grantedBy: run.person,
        grantedAt: deps.clock.now(),
      });
      if (done === 'last') return refused('last', admin);
      const where = here ? admin.inThisConversation : admin.everywhere;
      return {
        tone: 'good',
        title: admin.granted(core.roles[role]),
        body: [
          {
            kind: 'text',
            text: [...shown(subject, run, admin), ' ', admin.maySince(core.roles[role], where)],
          },
          { kind: 'text', text: [admin.may[role]] },
        ],
        actions: [{ kind: 'run', label: admin.showRoles, run: { command: 'admin roles', arguments: {} } }],
      };
    },
  });
}
