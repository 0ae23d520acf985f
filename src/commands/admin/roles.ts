import type { KnownGrant } from '../../access/grant-book.ts';
import { optional } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { roles } from '../../chat/role.ts';
import type { Text } from '../../chat/text.ts';
import { inEach } from '../../languages/index.ts';
import { type AdminDeps, platformOf, shown } from './deps.ts';

/** As many as every platform shows whole. */
const pageSize = 12;
const lastPage = 200;

/** `/admin roles [page]`: who has what, here and everywhere, and what everybody else may do. */
export function adminRolesCommand(deps: AdminDeps) {
  const { words } = deps;
  const command = defineCommand({
    name: 'admin roles',
    summary: inEach(words, ({ admin }) => admin.rolesSummary),
    examples: ['admin roles'],
    arguments: {
      page: optional(
        wholeNumber({
          hint: inEach(words, ({ admin }) => admin.page.hint),
          expected: inEach(words, ({ admin }) => admin.page.expected),
          example: '2',
          least: 1,
          most: lastPage,
        }),
      ),
    },
    needs: 'admin',
    alone: true,
    effect: 'read',
    async run({ page = 1 }, run): Promise<Card> {
      const { admin, core } = words[run.language];
      const isHere = (conversation: string | undefined) =>
        conversation === run.conversation || (run.channel !== undefined && conversation === run.channel);
      // Of other conversations only those hear who are admins everywhere.
      const all = (await deps.grants.of({ organization: run.organization })).filter(
        ({ conversation }) => run.roleEverywhere === 'admin' || isHere(conversation),
      );
      const where = ({ conversation }: KnownGrant): Text => {
        if (conversation === undefined) return [admin.everywhere];
        return isHere(conversation) ? [admin.inThisConversation] : [{ code: conversation }];
      };
      const sorted = [...all].sort(
        (one, other) =>
          Number(one.conversation !== undefined) - Number(other.conversation !== undefined) ||
          roles.indexOf(other.role) - roles.indexOf(one.role),
      );
      const first = deps.admins.filter((person) => platformOf(person) === platformOf(run.person));
      const lines: readonly Text[] = [
        ...first.map((whom): Text => {
          const subject = { to: 'person', whom, name: whom.slice(whom.indexOf(':') + 1) } as const;
          return [...shown(subject, run, admin), ` ${core.roles.admin}, ${admin.bySettings}`];
        }),
        ...sorted.map(
          (grant): Text => [
            ...shown(grant, run, admin),
            ' ',
            { bold: core.roles[grant.role] },
            ' ',
            ...where(grant),
          ],
        ),
      ];
      const items = lines.slice((page - 1) * pageSize, page * pageSize);
      const turn = (label: string, to: number): Action => ({
        kind: 'run',
        label,
        run: command.call({ page: to }, { replace: true }),
      });
      return {
        tone: 'plain',
        title: admin.rolesTitle,
        body: [
          ...(items.length === 0 ? [] : [{ kind: 'list' as const, items }]),
          { kind: 'text', text: [admin.everybodyElse(core.roles[deps.defaultRole])] },
          { kind: 'list', items: roles.map((role) => [{ bold: core.roles[role] }, ` ${admin.may[role]}`]) },
        ],
        actions: [
          ...(page > 1 ? [turn(admin.before, page - 1)] : []),
          ...(lines.length > page * pageSize ? [turn(admin.after, page + 1)] : []),
        ],
        footnote: [admin.how],
      };
    },
  });
  return command;
}
