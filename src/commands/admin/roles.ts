import { optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Action, Card, CommandCall, SelectAction, TableBlock, TableCell } from '../../chat/card.ts';
import { type Command, describeCommand } from '../../chat/command.ts';
import { mayDo, type Role, roles } from '../../chat/role.ts';
import { joinTexts, plainText, shorten, type Text } from '../../chat/text.ts';
import { printWhom } from '../../chat/whom.ts';
import type { GrantBook, KnownGrant } from '../../domain/access/grant-book.ts';
import type { AdminWords } from '../../languages/en/admin.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';

/** As many as every platform shows whole. */
const pageSize = 12;
const lastPage = 200;
/** As long as every platform shows a choice. */
const longestOption = 75;

/** `/admin roles [page]`: who has what, here and everywhere, and what everyone else may do. */
export const adminRoles = describeCommand({
  name: 'admin roles',
  summary: localized(({ admin }) => admin.rolesSummary),
  examples: ['admin roles'],
  arguments: {
    page: optional(
      wholeNumber({ ...aboutArgument(({ admin }) => admin.page), example: '2', least: 1, most: lastPage }),
    ),
  },
  needs: 'admin',
  effect: 'read',
});

/** What the commands about roles are made from. */
export interface RoleCommandDeps {
  readonly grants: GrantBook;
  /** The first admins by the settings, as `platform:id`; no command takes the role from them. */
  readonly admins: readonly string[];
  readonly defaultRole: Role;
}

export function adminRolesCommand(deps: RoleCommandDeps): Command {
  return adminRoles.does({
    async run({ page = 1 }, run): Promise<Card> {
      const { admin, core } = allWords[run.language];
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
      const first = deps.admins.filter(
        (person) => splitScopedId(person).platform === splitScopedId(run.person).platform,
      );
      const lines: readonly { readonly cells: readonly TableCell[]; readonly grant?: KnownGrant }[] = [
        ...first.map((whom) => {
          const subject = { to: 'person', whom, name: splitScopedId(whom).id } as const;
          return {
            cells: [
              { text: shownSubject(subject, run, admin) },
              { text: [{ bold: core.roles.admin }] },
              { text: [admin.bySettings] },
            ],
          };
        }),
        ...sorted.map((grant) => ({
          cells: [
            { text: shownSubject(grant, run, admin) },
            { text: [{ bold: core.roles[grant.role] }] },
            { text: where(grant) },
          ],
          grant,
        })),
      ];
      const shown = lines.slice((page - 1) * pageSize, page * pageSize);
      const options = shown.flatMap(({ cells, grant }) => {
        const call = grant && revokes(grant, run, isHere);
        const label = plainText(
          joinTexts(
            cells.map(({ text }) => text),
            ' · ',
          ),
        );
        return call === undefined ? [] : [{ label: shorten(label, longestOption), run: call }];
      });
      const turn = (label: string, to: number): Action => ({
        kind: 'run',
        label,
        run: adminRoles.call({ page: to }, { replace: true }),
      });
      return {
        tone: 'plain',
        title: admin.rolesTitle,
        body: [
          ...(shown.length === 0
            ? []
            : [
                rolesTable(
                  shown.map(({ cells }) => cells),
                  options,
                  admin,
                ),
              ]),
          { kind: 'text', text: [admin.everybodyElse(core.roles[deps.defaultRole])] },
          { kind: 'list', items: roles.map((role) => [admin.may[role]]) },
        ],
        actions: [
          giveRole(run, admin),
          ...(page > 1 ? [turn(admin.before, page - 1)] : []),
          ...(lines.length > page * pageSize ? [turn(admin.after, page + 1)] : []),
        ],
      };
    },
  });
}

/** Asks for a role and whom to give it; an admin of this conversation gives it here alone. */
export function giveRole({ roleEverywhere }: Pick<Caller, 'roleEverywhere'>, words: AdminWords): Action {
  const isWide = mayDo(roleEverywhere, 'admin');
  const run: CommandCall = isWide
    ? { command: 'admin grant', arguments: {}, ask: ['role', 'whom', 'here'] }
    : { command: 'admin grant', arguments: { here: 'yes' }, ask: ['role', 'whom'] };
  return { kind: 'run', label: words.grantButton, run };
}

/** What takes a grant back; `undefined` for one that the caller can't take back here. */
function revokes(
  { to, whom, name, conversation }: KnownGrant,
  { person, roleEverywhere }: Pick<Caller, 'person' | 'roleEverywhere'>,
  isHere: (conversation: string) => boolean,
): CommandCall | undefined {
  const { platform, id } = splitScopedId(whom);
  if (whom === person || platform !== splitScopedId(person).platform) return undefined;
  const mayRevoke = conversation === undefined ? mayDo(roleEverywhere, 'admin') : isHere(conversation);
  const here: CommandCall['arguments'] = conversation === undefined ? {} : { here: 'yes' };
  return mayRevoke
    ? { command: 'admin revoke', arguments: { whom: printWhom({ kind: to, id, name }), ...here } }
    : undefined;
}

function rolesTable(
  rows: TableBlock['rows'],
  options: SelectAction['options'],
  { rolesTitle, roleColumns, revokeChoice }: AdminWords,
): TableBlock {
  return {
    kind: 'table',
    caption: rolesTitle,
    columns: [
      { label: roleColumns.who, kind: 'text' },
      { label: roleColumns.role, kind: 'text', evident: true },
      { label: roleColumns.where, kind: 'text', evident: true },
    ],
    rows,
    ...(options.length > 0 && { choose: { kind: 'select', label: revokeChoice, options } }),
  };
}

/** A person or group as the caller's platform shows it; of another platform, by name and id. */
export function shownSubject(
  { to, whom, name }: Pick<KnownGrant, 'to' | 'whom' | 'name'>,
  { person }: Pick<Caller, 'person'>,
  words: AdminWords,
): Text {
  const { platform, id } = splitScopedId(whom);
  if (to === 'group') return [words.group, ' ', name === id ? { code: id } : { bold: name }];
  if (platform === splitScopedId(person).platform) return [{ mention: { person: id, name } }];
  return [{ code: whom }];
}
