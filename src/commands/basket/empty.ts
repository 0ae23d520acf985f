import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { aboutIn } from '../buying/arguments.ts';
import { basketOf, dropLines } from './keeping.ts';
import type { BasketParts } from './parts.ts';
import { shownBasket } from './showing.ts';

/** `/basket empty [--confirm]`: takes everything out, what can't be read as well, after asking. */
export function basketEmptyCommand(parts: BasketParts) {
  const command = defineCommand({
    name: 'basket empty',
    summary: inEach(parts.words, ({ basket }) => basket.emptySummary),
    examples: ['basket empty'],
    arguments: {
      confirm: flag({
        ...aboutIn(parts.words)(({ confirm }) => confirm),
        yes: inEach(parts.words, ({ yes }) => yes),
        no: inEach(parts.words, ({ no }) => no),
      }),
    },
    needs: 'buyer',
    effect: 'write',
    async run({ confirm }, run): Promise<Card> {
      const words = parts.words[run.language].basket;
      const { lines, unreadable } = await basketOf(parts.people, run);
      const count = lines.length + unreadable.length;
      if (count === 0) return shownBasket(parts, {}, run);
      if (confirm) {
        await dropLines(parts.people, run, lines, unreadable);
        return shownBasket(parts, { said: words.emptied }, run);
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
