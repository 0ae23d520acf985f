import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { aboutIn } from '../buying/arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf, dropLines } from './keeping.ts';
import { shownBasket } from './showing.ts';

/** `/basket empty [--confirm]`: takes everything out, what can't be read as well, after asking. */
export function basketEmptyCommand(deps: BasketDeps) {
  const command = defineCommand({
    name: 'basket empty',
    summary: inEach(deps.words, ({ basket }) => basket.emptySummary),
    examples: ['basket empty'],
    arguments: {
      confirm: flag({
        ...aboutIn(deps.words)(({ confirm }) => confirm),
        yes: inEach(deps.words, ({ yes }) => yes),
        no: inEach(deps.words, ({ no }) => no),
      }),
    },
    needs: 'buyer',
    effect: 'write',
    async run({ confirm }, run): Promise<Card> {
      const words = deps.words[run.language].basket;
      const { lines, unreadable } = await basketOf(deps.people, run);
      const count = lines.length + unreadable.length;
      if (count === 0) return shownBasket(deps, {}, run);
      if (confirm) {
        await dropLines(deps.people, run, lines, unreadable);
        return shownBasket(deps, { said: words.emptied }, run);
      }
      return plainCard('warning', words.emptyTitle, [words.emptyAdvice(count)], {
        actions: [
          {
            kind: 'run',
            label: words.emptyButton,
            style: 'danger',
            run: command.call({ confirm: true }, { replace: true }),
          },
        ],
      });
    },
  });
  return command;
}
