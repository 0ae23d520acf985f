import { type ZonedTimes, zonedTimes } from '../../cards/times.ts';
import { optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Caller } from '../../chat/caller.ts';
import type { Action, Block, Card, CommandCall } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { type Inline, joinTexts, sentenceWith, type Text } from '../../chat/text.ts';
import type { KnownWorkspace } from '../../domain/access/admission.ts';
import type { AdmissionWords } from '../../languages/en/admin.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import {
  type AdmissionCommandDeps,
  adminAdmit,
  adminDismiss,
  isFirstAdmin,
  isOwnWorkspaceOf,
} from './admission.ts';

const pageSize = 12;
const lastPage = 200;
/** As many as a choice holds on every platform. */
const mostOptions = 25;

/** `/admin workspaces [page]`: the workspaces that are let in, and those that are not and were tried or are watched. */
export const adminWorkspaces = describeCommand({
  name: 'admin workspaces',
  summary: localized(({ admission }) => admission.workspacesSummary),
  examples: ['admin workspaces'],
  arguments: {
    page: optional(
      wholeNumber({
        ...aboutArgument(({ admission }) => admission.page),
        example: '2',
        least: 1,
        most: lastPage,
      }),
    ),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'read',
});

export interface WorkspacesDeps extends AdmissionCommandDeps {
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: Pick<Caller, 'organization' | 'conversation'>): Promise<string | undefined>;
  readonly clock: Pick<Clock, 'now'>;
}

/** An admin by the settings sees all workspaces, any other admin those of their organization. */
export function adminWorkspacesCommand(deps: WorkspacesDeps): Command {
  return adminWorkspaces.does({
    async run({ page = 1 }, run): Promise<Card> {
      const all = allWords[run.language].admission;
      const { letIn, outside, watches, zone } = await workspacesFor(deps, run);
      const times = zonedTimes(zone, deps.clock.now());
      const inside = letIn.map((each) => letInLine(each, { words: all, times, reader: run.person }));
      const others = outside.map((each) => outsideLine(each, watches.get(each.workspace), all, times));
      const [from, to] = [(page - 1) * pageSize, page * pageSize];
      const turn = (label: string, page: number): Action => ({
        kind: 'run',
        label,
        run: adminWorkspaces.call({ page }, { replace: true }),
      });
      const removable = letIn.filter(({ state }) => state === 'admitted');
      const count = inside.length + others.length;
      return {
        tone: 'plain',
        title: all.title,
        body: [
          ...listBlocks(all.letIn, inside.slice(from, to)),
          ...listBlocks(
            all.others,
            others.slice(Math.max(0, from - inside.length), Math.max(0, to - inside.length)),
          ),
          ...(count === 0 ? [{ kind: 'text' as const, text: [all.none] }] : []),
        ],
        actions: [
          ...(isFirstAdmin(deps, run)
            ? choiceOf(all.admit, outside, (workspace) => adminAdmit.call({ workspace }))
            : []),
          ...choiceOf(all.dismiss, removable, (workspace) =>
            adminDismiss.call({ workspace, confirm: false }),
          ),
          ...(page > 1 ? [turn(all.before, page - 1)] : []),
          ...(count > to ? [turn(all.after, page + 1)] : []),
        ],
      };
    },
  });
}

/** What the caller may see: of workspaces that are not let in also those that are only watched, before the others. */
async function workspacesFor(deps: WorkspacesDeps, run: Run) {
  const { admission } = deps;
  const [{ letIn, outside }, undecided, zone] = await Promise.all([
    admission.list(),
    admission.undecided(),
    deps.zoneOf(run),
  ]);
  const watchedAlone = undecided
    .filter(({ workspace }) => !outside.some((each) => each.workspace === workspace))
    .map(({ workspace }): KnownWorkspace => ({ workspace, state: 'knocked' }));
  return {
    letIn: await visibleTo(deps, letIn, run),
    outside: await visibleTo(deps, [...watchedAlone, ...outside], run),
    watches: new Map(undecided.map(({ workspace, watches }) => [workspace, watches])),
    zone,
  };
}

async function visibleTo(
  deps: AdmissionCommandDeps,
  workspaces: readonly KnownWorkspace[],
  run: Run,
): Promise<readonly KnownWorkspace[]> {
  if (isFirstAdmin(deps, run)) return workspaces;
  const own = await Promise.all(workspaces.map(({ workspace }) => isOwnWorkspaceOf(deps, workspace, run)));
  return workspaces.filter((_, index) => own[index] === true);
}

function listBlocks(label: string, items: readonly Text[]): readonly Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text: [{ bold: label }] },
    { kind: 'list', items },
  ];
}

function choiceOf(
  label: string,
  workspaces: readonly KnownWorkspace[],
  call: (workspace: string) => CommandCall,
): readonly Action[] {
  const options = workspaces
    .slice(0, mostOptions)
    .map(({ workspace }) => ({ label: workspace, run: call(workspace) }));
  return options.length === 0 ? [] : [{ kind: 'select', label, options }];
}

function letInLine(
  { workspace, state, changedBy, changedAt = 0 }: KnownWorkspace,
  {
    words,
    times,
    reader,
  }: { readonly words: AdmissionWords; readonly times: ZonedTimes; readonly reader: string },
): Text {
  const name = { code: workspace };
  if (state === 'home') return [name, ' ', words.home];
  if (state === 'named') return [name, ' ', words.named];
  if (changedBy === undefined) return [name, ' ', words.byMigration];
  return [
    name,
    ' ',
    ...sentenceWith(words.byPerson, times.point(changedAt)),
    ' ',
    personIn(changedBy, reader),
  ];
}

/** A person of the reader's platform as a mention: the card is the reader's alone, so that it pings no person. */
function personIn(person: string, reader: string): Inline {
  const { platform, id } = splitScopedId(person);
  return platform === splitScopedId(reader).platform
    ? { mention: { person: id, name: id } }
    : { code: person };
}

function outsideLine(
  { workspace, state, knockedAt }: KnownWorkspace,
  watches: number | undefined,
  words: AdmissionWords,
  times: ZonedTimes,
): Text {
  const facts: readonly Text[] = [
    ...(state === 'dismissed' ? [[words.wasDismissed]] : []),
    ...(knockedAt === undefined ? [] : [sentenceWith(words.tried, times.point(knockedAt))]),
    ...(watches === undefined ? [] : [[words.watches(watches)]]),
  ];
  return [{ code: workspace }, ' ', ...joinTexts(facts, ' · ')];
}
