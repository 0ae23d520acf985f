import type { Admission, KnownPlace } from '../../access/admission.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import { zonedTimes } from '../../cards/times.ts';
import { flag, optional } from '../../chat/argument.ts';
import { matching, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Action, Block, Card } from '../../chat/card.ts';
import { type Command, defineCommand, type Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import type { Text } from '../../chat/text.ts';
import type { AdmissionWords } from '../../languages/admission/words.ts';
import { type ArgumentWords, inEach, type Words } from '../../languages/words.ts';
import type { Clock } from '../../runtime/clock.ts';
import { platformOf } from './parts.ts';

/** What the commands about workspaces that are let in are made from. */
export interface AdmissionCommandParts {
  readonly words: Localized<Words>;
  readonly admission: Admission;
  /** The admins by the settings, as `platform:id`: they alone let a place in. */
  readonly admins: readonly string[];
  organizationOf(place: string): Promise<string>;
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<string | undefined>;
  readonly clock: Pick<Clock, 'now'>;
}

const pageSize = 12;
const lastPage = 200;
/** As many as a choice holds on every platform. */
const mostOptions = 25;

/**
 * `/admin admit [workspace]`, `/admin dismiss <workspace>`, `/admin workspaces [page]`: which places the bot serves. Only an
 * admin by the settings lets one in; an admin of an organization may take out its own.
 */
export function admissionCommands(parts: AdmissionCommandParts): readonly Command[] {
  const { words, admission } = parts;
  const summary = (pick: (words: AdmissionWords) => string) => inEach(words, (each) => pick(each.admission));
  const about = (pick: (words: AdmissionWords) => ArgumentWords) => ({
    hint: inEach(words, (each) => pick(each.admission).hint),
    expected: inEach(words, (each) => pick(each.admission).expected),
  });
  const workspace = matching(/^[a-z][a-z0-9-]{0,20}:[A-Za-z0-9._-]{1,64}$/, {
    ...about((each) => each.workspace),
    example: 'x:T0123ABCD',
  });
  const isFirstAdmin = (run: Run) => parts.admins.includes(run.person);
  const isOwn = async (place: string, run: Run) => (await parts.organizationOf(place)) === run.authority;

  const admit = defineCommand({
    name: 'admin admit',
    summary: summary(({ admitSummary }) => admitSummary),
    examples: ['admin admit'],
    arguments: { workspace: optional(workspace) },
    needs: 'admin',
    organizationWide: true,
    effect: 'write',
    admits: ({ workspace }) => workspace === undefined,
    audited: ({ workspace }) => ({ workspace }),
    async run({ workspace: named }, run): Promise<Card> {
      const all = words[run.language].admission;
      if (!isFirstAdmin(run)) return plainCard('warning', all.notYours, [all.notYoursAdvice]);
      const place = named ?? `${platformOf(run.person)}:${run.place}`;
      const organization = await parts.organizationOf(place);
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
    summary: summary(({ dismissSummary }) => dismissSummary),
    examples: ['admin dismiss x:T0123ABCD'],
    arguments: {
      workspace,
      confirm: flag({
        ...about((each) => each.confirm),
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
      if (!isFirstAdmin(run) && !(await isOwn(place, run))) {
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
      const organization = await parts.organizationOf(place);
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

  const workspaces = defineCommand({
    name: 'admin workspaces',
    summary: summary(({ workspacesSummary }) => workspacesSummary),
    examples: ['admin workspaces'],
    arguments: {
      page: optional(wholeNumber({ ...about((each) => each.page), example: '2', least: 1, most: lastPage })),
    },
    needs: 'admin',
    organizationWide: true,
    effect: 'read',
    async run({ page = 1 }, run): Promise<Card> {
      const all = words[run.language].admission;
      const [{ letIn, outside }, undecided, zone] = await Promise.all([
        admission.list(),
        admission.undecided(),
        parts.zoneOf(run),
      ]);
      const watches = new Map(undecided.map((each) => [each.place, each.watches]));
      const silent = undecided
        .filter(({ place }) => !outside.some((each) => each.place === place))
        .map(({ place }): KnownPlace => ({ place, state: 'knocked' }));
      const shownLetIn = isFirstAdmin(run) ? letIn : await ownOf(letIn, run);
      const shownOutside = isFirstAdmin(run)
        ? [...silent, ...outside]
        : await ownOf([...silent, ...outside], run);
      const times = zonedTimes(zone, parts.clock.now());
      const lines = [
        ...shownLetIn.map((each) => ({ inside: true, text: letInLine(each, all, times.at) })),
        ...shownOutside.map((each) => ({
          inside: false,
          text: outsideLine(each, watches.get(each.place), all, times.at),
        })),
      ];
      const onPage = lines.slice((page - 1) * pageSize, page * pageSize);
      const list = (label: string, inside: boolean): readonly Block[] => {
        const items = onPage.filter((each) => each.inside === inside).map(({ text }) => text);
        return items.length === 0
          ? []
          : [
              { kind: 'text', text: [{ bold: label }] },
              { kind: 'list', items },
            ];
      };
      const turn = (label: string, to: number): Action => ({
        kind: 'run',
        label,
        run: workspaces.call({ page: to }, { replace: true }),
      });
      const choice = (
        label: string,
        places: readonly KnownPlace[],
        call: (place: string) => Action & { kind: 'run' },
      ) =>
        places.length === 0
          ? []
          : [
              {
                kind: 'select' as const,
                label,
                options: places
                  .slice(0, mostOptions)
                  .map(({ place }) => ({ label: place, run: call(place).run })),
              },
            ];
      const removable = shownLetIn.filter(({ state }) => state === 'admitted');
      return {
        tone: 'plain',
        title: all.title,
        body: [
          ...list(all.letIn, true),
          ...list(all.others, false),
          ...(lines.length === 0 ? [{ kind: 'text' as const, text: [all.none] }] : []),
        ],
        actions: [
          ...(isFirstAdmin(run)
            ? choice(all.admit, shownOutside, (place) => ({
                kind: 'run',
                label: place,
                run: admit.call({ workspace: place }),
              }))
            : []),
          ...choice(all.dismiss, removable, (place) => ({
            kind: 'run',
            label: place,
            run: dismiss.call({ workspace: place, confirm: false }),
          })),
          ...(page > 1 ? [turn(all.before, page - 1)] : []),
          ...(lines.length > page * pageSize ? [turn(all.after, page + 1)] : []),
        ],
        footnote: [all.how],
      };
    },
  });

  async function ownOf(places: readonly KnownPlace[], run: Run): Promise<readonly KnownPlace[]> {
    const own = await Promise.all(places.map(({ place }) => isOwn(place, run)));
    return places.filter((_, index) => own[index] === true);
  }

  return [admit, dismiss, workspaces];
}

function placeBlock(place: string): Block {
  return { kind: 'text', text: [{ code: place }] };
}

type At = (ms: number) => string;

function letInLine(
  { place, state, changedBy, changedAt = 0 }: KnownPlace,
  words: AdmissionWords,
  at: At,
): Text {
  const name = { code: place };
  if (state === 'home') return [name, ' ', words.home];
  if (state === 'named') return [name, ' ', words.named];
  if (changedBy === undefined) return [name, ' ', words.byMigration];
  return [name, ' ', words.byPerson(at(changedAt)), ' ', { code: changedBy }];
}

function outsideLine(
  { place, state, knockedAt }: KnownPlace,
  watches: number | undefined,
  words: AdmissionWords,
  at: At,
): Text {
  const facts = [
    ...(state === 'dismissed' ? [words.wasDismissed] : []),
    ...(knockedAt === undefined ? [] : [words.tried(at(knockedAt))]),
    ...(watches === undefined ? [] : [words.watches(watches)]),
  ];
  return [{ code: place }, ' ', facts.join(' · ')];
}
