import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { type AdminDeps, groupFacts, mayAdmin, personOf, shown, subjectOf, whomAndWhere } from './deps.ts';
import { refused } from './refused.ts';

/** `/admin revoke <whom> [--here]`: takes back what was granted here, or everywhere; never one's own role of admin. */
export function adminRevokeCommand(deps: AdminDeps) {
  const { words } = deps;
  return defineCommand({
    name: 'admin revoke',
    summary: inEach(words, ({ admin }) => admin.revokeSummary),
    examples: ['admin revoke <@U0123ABCD|ann>', 'admin revoke <@&S0123ABCD|guests> --here'],
    arguments: whomAndWhere(words),
    needs: 'admin',
    effect: 'write',
    audited: ({ here }) => ({ where: here ? 'here' : 'everywhere' }),
    async run({ whom, here }, run): Promise<Card> {
      const { admin, core } = words[run.language];
      const subject = subjectOf(whom, run);
      if (!mayAdmin(here, run)) return refused('only here', admin);
      if (deps.admins.includes(subject.whom)) return refused('by settings', admin);
      if (subject.whom === run.person) return refused('oneself', admin);
      run.trail.add(groupFacts(subject), personOf(subject));
      // A grant of the thread itself is one of before threads had their channel's.
      const places = here ? [run.channel, run.conversation] : [undefined];
      const each = await Promise.all(
        places
          .filter((conversation) => !here || conversation !== undefined)
          .map((conversation) => deps.grants.remove(run.organization, { ...subject, conversation })),
      );
      const done = each.find((one) => one !== 'absent') ?? 'absent';
      if (done === 'last') return refused('last', admin);
      const where = here ? admin.inThisConversation : admin.everywhere;
      return {
        tone: done === 'removed' ? 'good' : 'plain',
        title: done === 'removed' ? admin.revoked : admin.nothingGranted,
        body: [
          {
            kind: 'text',
            text: [
              ...shown(subject, run, admin),
              ' ',
              done === 'removed' ? admin.noLonger(where, core.roles[deps.defaultRole]) : admin.hadNone(where),
            ],
          },
        ],
        actions: [{ kind: 'run', label: admin.showRoles, run: { command: 'admin roles', arguments: {} } }],
      };
    },
  });
}
