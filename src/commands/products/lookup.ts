import { z } from 'zod';
import { rest } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, defineCommand } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { offersLinkedIn } from '../../sellers/offer-links.ts';

/** As many as every platform's menu holds. */
const mostOffers = 25;
/** As many as are compared at once. */
const mostCompared = 5;

/**
 * `/lookup <text…>`: the 1688 offers that a text links to, such as a message; one of them as `product` shows it, several
 * to choose from and to compare. Digits alone are no link here.
 */
export function lookupCommand(words: Localized<Words>, product: Command) {
  return defineCommand({
    name: 'lookup',
    summary: inEach(words, ({ pictures }) => pictures.lookup.summary),
    examples: ['lookup look at https://detail.1688.com/offer/951807530375.html'],
    arguments: {
      text: rest(z.string().trim().min(1), {
        hint: inEach(words, ({ pictures }) => pictures.lookup.text.hint),
        expected: inEach(words, ({ pictures }) => pictures.lookup.text.expected),
        example: 'https://detail.1688.com/offer/951807530375.html',
        maxLength: 6000,
      }),
    },
    fromMessage: {
      label: inEach(words, ({ pictures }) => pictures.lookup.fromMessage),
      takes: 'text',
      argument: 'text',
    },
    needs: 'viewer',
    effect: 'read',
    async run({ text }, run): Promise<Card> {
      const said = words[run.language].pictures.lookup;
      const linked = offersLinkedIn(text);
      const [offer] = linked;
      if (offer === undefined) {
        return {
          tone: 'warning',
          title: said.none,
          body: [{ kind: 'text', text: [said.noneAdvice] }],
          actions: [],
        };
      }
      if (linked.length === 1) {
        const prepared = product.prepare({ options: { offer } });
        if ('faults' in prepared) throw new Error(`the id of an offer is not taken for one: ${offer}`);
        return prepared.run(run);
      }
      return severalCard(linked, said);
    },
  });
}

/** Nobody is asked about any of them before one is chosen. */
function severalCard(linked: readonly string[], said: Words['pictures']['lookup']): Card {
  const offers = linked.slice(0, mostOffers);
  const compared = offers.slice(0, mostCompared);
  return {
    tone: 'plain',
    title: said.several(linked.length),
    body: [
      { kind: 'list', items: offers.map((offer) => [{ code: offer }]) },
      ...(linked.length > offers.length
        ? [{ kind: 'text' as const, text: [said.onlyFirst(offers.length)] }]
        : []),
    ],
    actions: [
      {
        kind: 'select',
        label: said.choose,
        options: offers.map((offer) => ({ label: offer, run: { command: 'product', arguments: { offer } } })),
      },
      {
        kind: 'run',
        label: said.compareAll(compared.length),
        run: { command: 'compare', arguments: { offers: compared.join(' ') } },
      },
    ],
  };
}
