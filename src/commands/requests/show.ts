import { answerCard, approvalOverCard, requestCard } from '../../cards/request-card.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { decidesHere, idArgument, type RequestDeps, readingFor, unknownRequest } from './deps.ts';

const earlierShown = 3;

/**
 * `/request show <id>`: to whoever asked, wherever they click, what came of it, with what was approved; to those who
 * decide, the card with its buttons. A read: nothing of the link is kept, and a payment is made once by its own claim.
 */
export function requestShowCommand(deps: RequestDeps) {
  const { desk, clock } = deps;
  return defineCommand({
    name: 'request show',
    summary: inEach(deps.words, ({ requests }) => requests.showSummary),
    examples: ['request show Ab12Cd34Ef56Gh78'],
    arguments: { id: idArgument(deps.words) },
    needs: 'viewer',
    effect: 'read',
    async run({ id }, run): Promise<Card> {
      const { requests: words } = deps.words[run.language];
      const reading = await readingFor(deps, run);
      const own = await desk.ofAsker(id, run.person);
      if (own !== undefined) {
        const { standing, subject } = own;
        if (standing.is !== 'approved') return answerCard(own, reading);
        const isOver = clock.now() - standing.at > deps.approvedMs[subject.kind];
        if (isOver) return approvalOverCard(own, words);
        const handed = await deps.handOver(own, run);
        return 'lapsed' in handed ? answerCard(handed.lapsed, reading) : handed;
      }
      const request = await desk.get(run.organization, id);
      if (request === undefined || run.outside === true || !decidesHere(request, run)) {
        return unknownRequest(words);
      }
      return requestCard(request, await desk.earlier(request, earlierShown), reading);
    },
  });
}
