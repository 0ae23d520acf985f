import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { ParkedBook } from './ports.ts';

/** `/resend`: what could not be said in this conversation is tried again. */
export function resendCommand(deps: {
  readonly words: Localized<Words>;
  readonly unsaid: Pick<ParkedBook, 'replay'>;
}) {
  return defineCommand({
    name: 'resend',
    summary: inEach(deps.words, ({ watch }) => watch.resendSummary),
    examples: ['resend'],
    arguments: {},
    needs: 'buyer',
    effect: 'write',
    async run(_, { organization, conversation, language }): Promise<Card> {
      const { watch } = deps.words[language];
      const count = await deps.unsaid.replay({ organization, conversation });
      return {
        tone: 'plain',
        title: count === 0 ? watch.nothingParked : watch.resent(count),
        body: [],
        actions: [{ kind: 'run', label: watch.whatIsWatched, run: { command: 'watching', arguments: {} } }],
      };
    },
  });
}
