import { plainCard } from '../../cards/buying-cards.ts';
import { flag, optional } from '../../chat/argument.ts';
import { matching } from '../../chat/argument-kinds.ts';
import type { Action, Block, Card } from '../../chat/card.ts';
import { type Command, defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { type AdmissionCommandDeps, aboutAdmission, isFirstAdmin, isOwnPlaceOf } from './admission-deps.ts';
import { platformOf } from './deps.ts';
import { workspacesCommand } from './workspaces.ts';

/**
 * `/admin admit [workspace]`, `/admin dismiss <workspace>` and `/admin workspaces`: which places the bot serves. Only an admin
 * by the settings lets one in; an admin of an organization may take out its own.
 */
export function admissionCommands(deps: AdmissionCommandDeps): readonly Command[] {
  const { words, admission } = deps;
  const workspace = matching(/^[a-z][a-z0-9-]{0,20}:[A-Za-z0-9._-]{1,64}$/, {
    ...aboutAdmission(words, (each) => each.workspace),
    example: 'x:T0123ABCD',
  });

  const admit = defineCommand({
    name: 'admin admit',
    summary: inEach(words, (each) => each.admission.admitSummary),
    examples: ['admin admit'],
    arguments: { workspace: optional(workspace) },
    needs: 'admin',
    organizationWide: true,
    effect: 'write',
    admits: ({ workspace }) => workspace === undefined,
    audited: ({ workspace }) => ({ workspace }),
    async run({ workspace: named }, run): Promise<Card> {
      const all = words[run.language].admission;
      if (!isFirstAdmin(deps, run)) return plainCard('warning', all.notYours, [all.notYoursAdvice]);
      const place = named ?? `${platformOf(run.person)}:${run.place}`;
      const organization = await deps.organizationOf(place);
      if (organization !== run.authority) run.trail.alsoIn(organization);
      await run.trail.intend({ workspace: place });
      const done = await admission.admit(place, run.person);
      run.trail.add({ state: done });
      const blocks = [placeBlock(place)];
      return done === 'same'
        ? plainCard('plain', all.same, [all.sameAdvice], { blocks })
        : plainCard('good', all.admitted, [all.admittedAdvice], { blocks });
    },
  });

  const dismiss = defineCommand({
    name: 'admin dismiss',
    summary: inEach(words, (each) => each.admission.dismissSummary),
    examples: ['admin dismiss x:T0123ABCD'],
    arguments: {
      workspace,
      confirm: flag({
        ...aboutAdmission(words, (each) => each.confirm),
        yes: inEach(words, ({ yes }) => yes),
        no: inEach(words, ({ no }) => no),
      }),
    },
    needs: 'admin',
    organizationWide: true,
    effect: 'write',
    audited: ({ workspace, confirm }) => ({ workspace, confirm: confirm ? 'yes' : 'no' }),
    async run({ workspace: place, confirm }, run): Promise<Card> {
      const all = words[run.language].admission;
      if (!isFirstAdmin(deps, run) && !(await isOwnPlaceOf(deps, place, run))) {
        return plainCard('warning', all.notYours, [all.notYoursAdvice]);
      }
      const blocks = [placeBlock(place)];
      if (!confirm) {
        run.trail.add({ state: 'asked' });
        const actions: readonly Action[] = [
          {
            kind: 'run',
            label: all.dismissButton,
            style: 'danger',
            run: dismiss.call({ workspace: place, confirm: true }, { replace: true }),
          },
        ];
        return plainCard('warning', all.askDismiss, [all.askDismissAdvice], { blocks, actions });
      }
      const organization = await deps.organizationOf(place);
      if (organization !== run.authority) run.trail.alsoIn(organization);
      await run.trail.intend({ workspace: place });
      const done = await admission.dismiss(place, run.person);
      run.trail.add({ state: done });
      switch (done) {
        case 'dismissed':
          return plainCard('good', all.dismissed, [all.dismissedAdvice], { blocks });
        case 'same':
          return plainCard('plain', all.notLetIn, [all.notLetInAdvice], { blocks });
        case 'home':
          return plainCard('warning', all.isHome, [all.isHomeAdvice], { blocks });
        case 'named':
          return plainCard('warning', all.isNamed, [all.isNamedAdvice], { blocks });
      }
    },
  });

  return [
    admit,
    dismiss,
    workspacesCommand(deps, {
      admit: (place) => admit.call({ workspace: place }),
      dismiss: (place) => dismiss.call({ workspace: place, confirm: false }),
    }),
  ];
}

function placeBlock(place: string): Block {
  return { kind: 'text', text: [{ code: place }] };
}
