import { answerCard, approvalOverCard, handedCard } from '../../cards/asker-cards.ts';
import { requestCalls } from '../../cards/request-calls.ts';
import { requestCard, requestLine } from '../../cards/request-card.ts';
import { subjectTitle } from '../../cards/request-subject.ts';
import { flag } from '../../chat/argument.ts';
import { inner } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { mayDo } from '../../chat/role.ts';
import { shorten } from '../../chat/text.ts';
import type { ApprovalRequest } from '../../domain/requests/request.ts';
import type { RequestService } from '../../domain/requests/request-service.ts';
import { aboutArgument, allWords, localized, yesAndNo } from '../../languages/index.ts';
import { decidesHere, type RequestDeps, readingFor, requestIdArgument, unknownRequest } from './deps.ts';

const mostShown = 20;
const earlierShown = 3;

/** `/seller-requests`: the newest requests that wait for a decision. */
export const sellerRequests = describeCommand({
  name: 'seller-requests',
  summary: localized(({ requests }) => requests.listSummary),
  everyday: ['requests', 'approvals', '审批', '申请'],
  examples: ['seller-requests'],
  arguments: {},
  needs: 'viewer',
  effect: 'read',
});

/** `/request show <id>`: one request, or what came of it. */
export const requestShow = describeCommand({
  name: 'request show',
  summary: localized(({ requests }) => requests.showSummary),
  examples: ['request show Ab12Cd34Ef56Gh78'],
  arguments: {
    id: requestIdArgument,
    details: inner(flag({ ...aboutArgument(({ requests }) => requests.details), ...yesAndNo })),
  },
  needs: 'viewer',
  effect: 'read',
});

/**
 * Shows all open requests to approvers of the organization, those of the conversation to its approvers, and their own to
 * everyone else.
 */
export function sellerRequestsCommand(
  deps: Pick<RequestDeps, 'requestService' | 'zoneOf' | 'clock'>,
): Command {
  return sellerRequests.does({
    async run(_values, run): Promise<Card> {
      const { requests: words } = allWords[run.language];
      const decides = run.outside !== true && mayDo(run.role, 'approver');
      const found = await openFor(deps.requestService, run, mostShown + 1);
      const open = found.slice(0, mostShown);
      const reading = await readingFor(deps, run);
      const choose: readonly Action[] =
        decides && open.length > 0
          ? [
              {
                kind: 'select',
                label: words.see,
                options: open.map((request) => ({
                  label: shorten(subjectTitle(request.subject, words), 75),
                  run: requestCalls.show(request.id),
                })),
              },
            ]
          : [];
      return {
        tone: 'plain',
        title: open.length === 0 ? words.noneOpen : words.openTitle,
        body:
          open.length === 0 ? [] : [{ kind: 'list', items: open.map((each) => requestLine(each, reading)) }],
        actions: choose,
        ...(found.length > open.length && { footnote: [words.olderOpen(mostShown)] }),
      };
    },
  });
}

/**
 * Shows the asker, wherever they click, what came of the request, with what was approved; shows those who decide the card
 * with its buttons. A read: nothing of the link is kept, and a payment is made once by its own claim.
 */
export function requestShowCommand(deps: Omit<RequestDeps, 'xport' | 'offers'>): Command {
  const { requestService, clock } = deps;
  return requestShow.does({
    async run({ id, details }, run): Promise<Card> {
      const { requests: words } = allWords[run.language];
      const reading = await readingFor(deps, run);
      const own = await requestService.ofAsker(id, run.person);
      if (own !== undefined) {
        const { status, subject } = own;
        if (status.is !== 'approved' || details) return answerCard(own, reading);
        const isOver = clock.now() - status.at > deps.approvedMs[subject.kind];
        if (isOver) return approvalOverCard(own, words);
        const handed = await deps.handOver(own, run);
        return 'lapsed' in handed ? answerCard(handed.lapsed, reading) : handedCard(handed, own, reading);
      }
      const request = await requestService.get(run.organization, id);
      if (request === undefined || run.outside === true || !decidesHere(request, run)) {
        return unknownRequest(words);
      }
      return requestCard(request, await requestService.earlier(request, earlierShown), reading);
    },
  });
}

/** Open requests that the caller sees, the newest first: what they decide comes before what they only asked for. */
export async function openFor(
  requestService: Pick<RequestService, 'open'>,
  run: Run,
  limit = mostShown,
): Promise<readonly ApprovalRequest[]> {
  const { authority: organization, person: asker, conversation: shownIn } = run;
  // Outside of any workspace nothing is decided, whatever the person may do elsewhere.
  if (run.outside === true || !mayDo(run.role, 'approver'))
    return requestService.open(organization, { asker, limit });
  if (mayDo(run.roleEverywhere, 'approver')) return requestService.open(organization, { limit });
  const [here, own] = await Promise.all([
    requestService.open(organization, { shownIn, limit }),
    requestService.open(organization, { asker, limit }),
  ]);
  return [...here, ...own.filter(({ id }) => here.every((each) => each.id !== id))]
    .slice(0, limit)
    .sort((one, other) => other.askedAt - one.askedAt);
}
