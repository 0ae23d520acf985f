import type { Card } from '../../src/chat/card.ts';
import { packCard } from '../../src/chat/payload.ts';
import { plainText, type Text } from '../../src/chat/text.ts';
import { wordsOf } from '../harness/asking.ts';

/** Every word that a card shows, as a reader without marks sees them. */
export async function wordsIn(card: Card): Promise<string> {
  const picture = card.picture === undefined ? '' : `\n${card.picture.alt}`;
  const options = card.actions.flatMap((action) =>
    action.kind === 'select' ? action.options.map(({ label }) => label) : [],
  );
  return [wordsOf(await readied(card)) + picture, ...options].join('\n');
}

/** The card as a platform gets it. */
export function readied(card: Card) {
  const long = { keep: async () => 'kept', recall: async () => undefined };
  return packCard(card, { button: 95, option: 75 }, 'org', long);
}

/** Every link in a card, wherever it stands. */
export function linksIn(card: Card): readonly string[] {
  const texts: readonly Text[] = card.body.flatMap((block): readonly Text[] => {
    if (block.kind === 'text') return [block.text];
    if (block.kind === 'list') return block.items;
    return block.kind === 'fields' ? block.fields.map(({ value }) => value) : [];
  });
  const inTexts = [...texts, card.footnote ?? []].flatMap((text) =>
    text.flatMap((inline) => (typeof inline === 'object' && 'link' in inline ? [inline.link] : [])),
  );
  const opens = card.actions.flatMap((action) => (action.kind === 'open' ? [action.url] : []));
  return [
    ...inTexts,
    ...opens,
    ...(card.link === undefined ? [] : [card.link]),
    ...(card.picture === undefined ? [] : [card.picture.url]),
  ];
}

/** The lines of all lists in a card. */
export function itemsIn(card: Card): readonly string[] {
  return card.body.flatMap((block) => (block.kind === 'list' ? block.items.map(plainText) : []));
}
