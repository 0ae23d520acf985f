import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import { inner, matching, optional } from '../../chat/argument-kinds.ts';
import type { Action, Block, Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import type { Admission } from '../../domain/access/admission.ts';
import { aboutArgument, allWords, localized, yesAndNo } from '../../languages/index.ts';
import { scopedId, splitScopedId } from '../../runtime/scoped-id.ts';

const workspace = matching(/^[a-z][a-z0-9-]{0,20}:[A-Za-z0-9._-]{1,64}$/, {
  ...aboutArgument(({ admission }) => admission.workspace),
  example: 'x:T0123ABCD',
});

/** `/admin admit [workspace]`: lets a workspace in, this one when none is named. */
export const adminAdmit = describeCommand({
  name: 'admin admit',
  summary: localized(({ admission }) => admission.admitSummary),
  examples: ['admin admit'],
  arguments: { workspace: optional(workspace) },
  needs: 'admin',
  organizationWide: true,
  effect: 'write',
  admits: (values) => values.workspace === undefined,
  audited: (values) => ({ workspace: values.workspace }),
});

/** `/admin dismiss <workspace>`: takes one out again, after asking. */
export const adminDismiss = describeCommand({
  name: 'admin dismiss',
  summary: localized(({ admission }) => admission.dismissSummary),
  examples: ['admin dismiss x:T0123ABCD'],
  arguments: {
    workspace,
    confirm: inner(flag({ ...aboutArgument(({ admission }) => admission.confirm), ...yesAndNo })),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'write',
  audited: (values) => ({ workspace: values.workspace, confirm: values.confirm ? 'yes' : 'no' }),
});

/** What the commands about workspaces that are let in are made from. */
export interface AdmissionCommandDeps {
  readonly admission: Admission;
  /** The admins by the settings, as `platform:id`: they alone let a workspace in. */
  readonly admins: readonly string[];
  organizationOf(workspace: string): Promise<string>;
}

/** Only an admin by the settings lets a workspace in. */
export function adminAdmitCommand(deps: AdmissionCommandDeps): Command {
  return adminAdmit.does({
    async run({ workspace: named }, run): Promise<Card> {
      const words = allWords[run.language].admission;
      if (!isFirstAdmin(deps, run)) return plainCard('warning', words.notYours, [words.notYoursAdvice]);
      const workspace = named ?? scopedId(splitScopedId(run.person).platform, run.workspace);
      const organization = await deps.organizationOf(workspace);
      if (organization !== run.authority) run.audit.alsoIn(organization);
      await run.audit.intend({ workspace });
      const done = await deps.admission.admit(workspace, run.person);
      run.audit.add({ state: done });
      const blocks = [workspaceBlock(workspace)];
      return done === 'same'
        ? plainCard('plain', words.same, [words.sameAdvice], { blocks })
        : plainCard('good', words.admitted, [words.admittedAdvice], { blocks });
    },
  });
}

/** An admin by the settings takes out any workspace, an admin of an organization its own. */
export function adminDismissCommand(deps: AdmissionCommandDeps): Command {
  return adminDismiss.does({
    async run({ workspace, confirm }, run): Promise<Card> {
      const words = allWords[run.language].admission;
      if (!isFirstAdmin(deps, run) && !(await isOwnWorkspaceOf(deps, workspace, run))) {
        return plainCard('warning', words.notYours, [words.notYoursAdvice]);
      }
      const blocks = [workspaceBlock(workspace)];
      if (!confirm) {
        run.audit.add({ state: 'asked' });
        const actions: readonly Action[] = [
          {
            kind: 'run',
            label: words.dismissButton,
            style: 'danger',
            run: adminDismiss.call({ workspace, confirm: true }, { replace: true }),
          },
        ];
        return plainCard('warning', words.askDismiss, [words.askDismissAdvice], { blocks, actions });
      }
      const organization = await deps.organizationOf(workspace);
      if (organization !== run.authority) run.audit.alsoIn(organization);
      await run.audit.intend({ workspace });
      const done = await deps.admission.dismiss(workspace, run.person);
      run.audit.add({ state: done });
      switch (done) {
        case 'dismissed':
          return plainCard('good', words.dismissed, [words.dismissedAdvice], { blocks });
        case 'same':
          return plainCard('plain', words.notLetIn, [words.notLetInAdvice], { blocks });
        case 'home':
          return plainCard('warning', words.isHome, [words.isHomeAdvice], { blocks });
        case 'named':
          return plainCard('warning', words.isNamed, [words.isNamedAdvice], { blocks });
      }
    },
  });
}

export function isFirstAdmin({ admins }: Pick<AdmissionCommandDeps, 'admins'>, { person }: Run): boolean {
  return admins.includes(person);
}

/** Whether `workspace` is of the organization whose admin asks. */
export async function isOwnWorkspaceOf(
  { organizationOf }: Pick<AdmissionCommandDeps, 'organizationOf'>,
  workspace: string,
  { authority }: Run,
): Promise<boolean> {
  return (await organizationOf(workspace)) === authority;
}

function workspaceBlock(workspace: string): Block {
  return { kind: 'text', text: [{ code: workspace }] };
}
