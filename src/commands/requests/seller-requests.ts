import type { ApprovalRequest } from '../../approvals/request.ts';
import type { RequestService } from '../../approvals/request-service.ts';
import { requestCalls } from '../../cards/request-calls.ts';
import { requestLine } from '../../cards/request-card.ts';
import { subjectTitle } from '../../cards/request-subject.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { mayDo } from '../../chat/role.ts';
import { shorten } from '../../chat/text.ts';
import { inEach } from '../../languages/index.ts';
import { type RequestDeps, readingFor } from './deps.ts';

const mostShown = 20;

/**
 * `/seller-requests`: the newest that wait for a decision; to those who decide in one conversation alone, what is shown in
 * it, and to those who can't decide, what is their own.
 */
export function sellerRequestsCommand(deps: RequestDeps) {
  return defineCommand({
    name: 'seller-requests',
    summary: inEach(deps.words, ({ requests }) => requests.listSummary),
    examples: ['seller-requests'],
    arguments: {},
    needs: 'viewer',
    effect: 'read',
    async run(_values, run): Promise<Card> {
      const { requests: words } = deps.words[run.language];
      const decides = run.outside !== true && mayDo(run.role, 'approver');
      const open = await openFor(deps.desk, run);
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
      };
    },
  });
}

/** What somebody sees of what is open, the newest first: what they decide comes before what they only asked for. */
async function openFor(desk: Pick<RequestService, 'open'>, run: Run): Promise<readonly ApprovalRequest[]> {
  const { authority: organization, person: asker, conversation: shownIn } = run;
  const limit = mostShown;
  // Outside of any workspace nothing is decided, whatever the person may do elsewhere.
  if (run.outside === true || !mayDo(run.role, 'approver')) return desk.open(organization, { asker, limit });
  if (mayDo(run.roleEverywhere, 'approver')) return desk.open(organization, { limit });
  const [here, own] = await Promise.all([
    desk.open(organization, { shownIn, limit }),
    desk.open(organization, { asker, limit }),
  ]);
  return [...here, ...own.filter(({ id }) => here.every((each) => each.id !== id))]
    .slice(0, limit)
    .sort((one, other) => other.askedAt - one.askedAt);
}
