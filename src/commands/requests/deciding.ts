import { type ApprovalRequest, type AskersRoles, askersRoles, isOpen } from '../../approvals/request.ts';
import type { Event } from '../../approvals/transitions.ts';
import { requestCard } from '../../cards/request-card.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, defineCommand, type Run } from '../../chat/command.ts';
import type { RequestWords } from '../../languages/en/requests.ts';
import { inEach } from '../../languages/index.ts';
import {
  decidesHere,
  idArgument,
  type RequestDeps,
  readingFor,
  requestFacts,
  toldCard,
  unknownRequest,
  wordsArgument,
} from './deps.ts';

/** `/request approve|decline|assign|withdraw <id>`: what the buttons of a request's card hold. */
export function decidingCommands(deps: RequestDeps): readonly Command[] {
  const { words, clock } = deps;
  const summary = (pick: (words: RequestWords) => string) => inEach(words, ({ requests }) => pick(requests));
  const id = idArgument(words);
  const audited = ({ id: request }: { readonly id: string }) => ({ request });
  const why = { ...wordsArgument(words, (each) => each.why), requiredInForm: true };

  return [
    defineCommand({
      name: 'request approve',
      summary: summary(({ approveSummary }) => approveSummary),
      examples: ['request approve Ab12Cd34Ef56Gh78'],
      arguments: { id, why },
      needs: 'approver',
      effect: 'write',
      audited,
      run: (given, run) =>
        decided(deps, given.id, { what: 'approve', by: run.person, at: clock.now(), why: given.why }, run),
    }),
    defineCommand({
      name: 'request decline',
      summary: summary(({ declineSummary }) => declineSummary),
      examples: ['request decline Ab12Cd34Ef56Gh78 we have a contract with another'],
      arguments: { id, why },
      needs: 'approver',
      effect: 'write',
      audited,
      run: (given, run) =>
        decided(deps, given.id, { what: 'decline', by: run.person, at: clock.now(), why: given.why }, run),
    }),
    defineCommand({
      name: 'request assign',
      summary: summary(({ assignSummary }) => assignSummary),
      examples: ['request assign Ab12Cd34Ef56Gh78'],
      arguments: { id },
      needs: 'approver',
      effect: 'write',
      audited,
      run: (given, run) => decided(deps, given.id, { what: 'assign', by: run.person, at: clock.now() }, run),
    }),
    defineCommand({
      name: 'request withdraw',
      summary: summary(({ withdrawSummary }) => withdrawSummary),
      examples: ['request withdraw Ab12Cd34Ef56Gh78'],
      arguments: { id },
      needs: 'viewer',
      effect: 'write',
      audited,
      async run(given, run) {
        // From a direct message too, where the asker is an organization of their own.
        const own = await deps.desk.ofAsker(given.id, run.person);
        if (own === undefined) return notFound(words[run.language].requests, run);
        const event = { what: 'withdraw', by: run.person, at: clock.now() } as const;
        return decided(deps, given.id, event, { ...run, organization: own.organization });
      },
    }),
  ];
}

/** What came of `event`, for whoever did it; the card that all see is edited by itself. */
async function decided(deps: RequestDeps, id: string, event: Event, run: Run): Promise<Card> {
  const { requests: words } = deps.words[run.language];
  // Also where nothing comes of it: somebody wrote them.
  if ('why' in event && event.why !== undefined) run.trail.add({}, { words: event.why });
  if (event.what !== 'withdraw') {
    // A decision counts only by a role that is held in a workspace: there others see who decides, and as whom.
    if (run.outside === true) {
      run.trail.add({ state: 'not done: outside' });
      return toldCard('warning', words.decideInside, words.decideInsideAdvice);
    }
    const known = await deps.desk.get(run.organization, id);
    if (known === undefined || !decidesHere(known, run)) return notFound(words, run);
    const vain = event.what === 'approve' ? await whyInVain(deps, known, run) : undefined;
    if (vain !== undefined) {
      const [state, title, advice] =
        vain === 'no more'
          ? ['the asker may not', words.askerMayNot[known.subject.kind], words.askerMayNotAdvice]
          : ['the asker is not known', words.askerNotKnown, words.askerNotKnownAdvice];
      run.trail.add({ ...requestFacts(known), state: `not done: ${state}` }, { about: known.asker });
      const shown = requestCard(known, [], await readingFor(deps, run));
      const body = [{ kind: 'text' as const, text: [advice] }, ...shown.body];
      return { ...shown, tone: 'warning', title, body, actions: [] };
    }
  }
  const outcome = await deps.desk.happen(run.organization, id, event);
  if ('unknown' in outcome) return notFound(words, run);
  const { request, refused } = outcome;
  const state = refused === undefined ? request.standing.is : `not done: ${refused}`;
  run.trail.add({ ...requestFacts(request), state }, { about: request.asker });
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
    title: titles[event.what],
    actions: [],
    ...(told && { footnote: [words.askerIsTold] }),
  };
}

/** Why approving it would do nothing: its asker no longer may do what they asked for, or that can't be told now. */
async function whyInVain(
  { roleOf }: RequestDeps,
  request: ApprovalRequest,
  run: Run,
): Promise<Extract<AskersRoles, string> | undefined> {
  // Who decides their own, or what is settled, is told that.
  if (!isOpen(request.standing) || request.asker === run.person) return undefined;
  const roles = await askersRoles(roleOf, request);
  return typeof roles === 'string' ? roles : undefined;
}

function notFound(words: RequestWords, run: Run): Card {
  run.trail.add({ state: 'not found' });
  return unknownRequest(words);
}
