import { requestCard } from '../../cards/request-card.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import {
  type ApprovalRequest,
  type AskersRoles,
  askersRoles,
  isOpen,
} from '../../domain/requests/request.ts';
import type { Event } from '../../domain/requests/transitions.ts';
import type { RequestWords } from '../../languages/en/requests.ts';
import { allWords, formNamed, localized } from '../../languages/index.ts';
import {
  decidesHere,
  type RequestDeps,
  readingFor,
  requestFacts,
  requestIdArgument,
  toldCard,
  unknownRequest,
  wordsArgument,
} from './deps.ts';

type DecisionDeps = Pick<RequestDeps, 'requestService' | 'roleOf' | 'zoneOf' | 'clock'>;

const id = requestIdArgument;
const why = { ...wordsArgument((words) => words.why), requiredInForm: true };
const audited = (values: { readonly id: string }) => ({ request: values.id });

/** `/request approve|decline|assign|withdraw <id>`: what the buttons of a request's card hold. */
export const requestApprove = describeCommand({
  name: 'request approve',
  summary: localized(({ requests }) => requests.approveSummary),
  examples: ['request approve Ab12Cd34Ef56Gh78'],
  arguments: { id, why },
  needs: 'approver',
  effect: 'write',
  audited,
});

export const requestDecline = describeCommand({
  name: 'request decline',
  summary: localized(({ requests }) => requests.declineSummary),
  form: formNamed(({ forms }) => forms.decline),
  examples: ['request decline Ab12Cd34Ef56Gh78 we have a contract with another'],
  examplesIn: { 'zh-CN': ['request decline Ab12Cd34Ef56Gh78 已与其他家签约'] },
  arguments: { id, why },
  needs: 'approver',
  effect: 'write',
  audited,
});

export const requestAssign = describeCommand({
  name: 'request assign',
  summary: localized(({ requests }) => requests.assignSummary),
  examples: ['request assign Ab12Cd34Ef56Gh78'],
  arguments: { id },
  needs: 'approver',
  effect: 'write',
  audited,
});

export const requestWithdraw = describeCommand({
  name: 'request withdraw',
  summary: localized(({ requests }) => requests.withdrawSummary),
  examples: ['request withdraw Ab12Cd34Ef56Gh78'],
  arguments: { id },
  needs: 'viewer',
  effect: 'write',
  audited,
});

/** The four commands that change what a request has come to. */
export function decisionCommands(deps: DecisionDeps): readonly Command[] {
  const byCaller = (run: Run) => ({ by: run.person, at: deps.clock.now() });
  return [
    requestApprove.does({
      run: (given, run) =>
        decided(deps, given.id, { what: 'approve', ...byCaller(run), why: given.why }, run),
    }),
    requestDecline.does({
      run: (given, run) =>
        decided(deps, given.id, { what: 'decline', ...byCaller(run), why: given.why }, run),
    }),
    requestAssign.does({
      run: (given, run) => decided(deps, given.id, { what: 'assign', ...byCaller(run) }, run),
    }),
    requestWithdraw.does({
      async run(given, run) {
        // From a direct message too, where the asker is an organization of their own.
        const own = await deps.requestService.ofAsker(given.id, run.person);
        if (own === undefined) return notFound(allWords[run.language].requests, run);
        const event = { what: 'withdraw', ...byCaller(run) } as const;
        return decided(deps, given.id, event, { ...run, organization: own.organization });
      },
    }),
  ];
}

/** What came of `event`, for the person who did it; the card that all see is edited by itself. */
async function decided(deps: DecisionDeps, id: string, event: Event, run: Run): Promise<Card> {
  const { requests: words } = allWords[run.language];
  // Also where nothing comes of it: a person wrote them.
  if ('why' in event && event.why !== undefined) run.audit.add({}, { words: event.why });
  if (event.what !== 'withdraw') {
    // A decision counts only by a role that is held in a workspace: there others see who decides, and as whom.
    if (run.outside === true) {
      run.audit.add({ state: 'not done: outside' });
      return toldCard('warning', words.decideInside, words.decideInsideAdvice);
    }
    const known = await deps.requestService.get(run.organization, id);
    if (known === undefined || !decidesHere(known, run)) return notFound(words, run);
    const vain = event.what === 'approve' ? await whyInVain(deps, known, run) : undefined;
    if (vain !== undefined) {
      const [state, title, advice] =
        vain === 'no more'
          ? ['the asker may not', words.askerMayNot[known.subject.kind], words.askerMayNotAdvice]
          : ['the asker is not known', words.askerNotKnown, words.askerNotKnownAdvice];
      run.audit.add({ ...requestFacts(known), state: `not done: ${state}` }, { about: known.asker });
      const shown = requestCard(known, [], await readingFor(deps, run));
      const body = [{ kind: 'text' as const, text: [advice] }, ...shown.body];
      return { ...shown, tone: 'warning', title, body, actions: [] };
    }
  }
  const outcome = await deps.requestService.happen(run.organization, id, event);
  if ('unknown' in outcome) return notFound(words, run);
  const { request, refused } = outcome;
  const state = refused === undefined ? request.status.is : `not done: ${refused}`;
  run.audit.add({ ...requestFacts(request), state }, { about: request.asker });
  const shown = requestCard(request, [], await readingFor(deps, run));
  if (refused !== undefined) {
    return { ...shown, tone: 'warning', title: words.refused[refused], actions: [] };
  }
  const titles = {
    assign: words.nowAssigned,
    approve: words.nowApproved,
    decline: words.nowDeclined,
    withdraw: words.nowWithdrawn,
    remind: '',
    expire: '',
    use: '',
    lapse: '',
  };
  const told = event.what === 'approve' || event.what === 'decline';
  return {
    ...shown,
    // Declined is bad for the asker. Here it is what was wanted: a form whose answer is bad stays open, to be mended.
    ...(shown.tone === 'bad' && { tone: 'plain' }),
    title: titles[event.what],
    actions: [],
    ...(told && { footnote: [words.askerIsTold] }),
  };
}

/** Why approving it would do nothing: its asker may no longer do what they asked for, or that can't be told now. */
async function whyInVain(
  { roleOf }: Pick<RequestDeps, 'roleOf'>,
  request: ApprovalRequest,
  run: Run,
): Promise<Extract<AskersRoles, string> | undefined> {
  // The service itself refuses an asker's own decision, and one on a settled request.
  if (!isOpen(request.status) || request.asker === run.person) return undefined;
  const roles = await askersRoles(roleOf, request);
  return typeof roles === 'string' ? roles : undefined;
}

function notFound(words: RequestWords, run: Run): Card {
  run.audit.add({ state: 'not found' });
  return unknownRequest(words);
}
