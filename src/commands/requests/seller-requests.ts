import { requestCalls } from '../../cards/request-calls.ts';
import { requestLine, titleOf } from '../../cards/request-card.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { mayDo } from '../../chat/role.ts';
import { shorten } from '../../chat/text.ts';
import { inEach } from '../../languages/words.ts';
import { decidesHere, type RequestParts, readingFor } from './parts.ts';

const mostShown = 20;

/** `/seller-requests`: what waits for a decision; to those who can't decide, what of it is their own. */
export function sellerRequestsCommand(parts: RequestParts) {
  return defineCommand({
    name: 'seller-requests',
    summary: inEach(parts.words, ({ requests }) => requests.listSummary),
    examples: ['seller-requests'],
    arguments: {},
    needs: 'viewer',
    effect: 'read',
    async run(_values, run): Promise<Card> {
      const { requests: words } = parts.words[run.language];
      const decides = mayDo(run.role, 'approver');
      const found = await parts.desk.open(run.organization, {
        limit: mostShown,
        ...(!decides && { asker: run.person }),
      });
      const open = found.filter((each) => each.asker === run.person || decidesHere(each, run));
      const reading = await readingFor(parts, run);
      const choose: readonly Action[] =
        decides && open.length > 0
          ? [
              {
                kind: 'select',
                label: words.see,
                options: open.map((request) => ({
                  label: shorten(titleOf(request.subject, words), 75),
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
