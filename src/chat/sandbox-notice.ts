import type { Card } from './card.ts';

/** `card` with `mark` at the end of its small print, where there is something that a conversation's first card must say. */
export function withNotice(card: Card, mark: string | undefined): Card {
  if (mark === undefined) return card;
  const footnote = card.footnote === undefined ? [] : [...card.footnote, ' · '];
  return { ...card, footnote: [...footnote, mark] };
}
