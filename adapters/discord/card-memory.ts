import { setNewest } from '../../src/runtime/bounded-map.ts';

/** What is known, without asking, of cards that the bot posted. */
export interface CardMemory {
  /** A card was posted, or found, that has no thread yet. `title`: what its thread will be called. */
  noteCard(messageId: string, title: string): void;
  noteThread(messageId: string): void;
  forget(messageId: string): void;
  of(messageId: string): { readonly title: string } | 'has a thread' | undefined;
}

/** Remembers the last `size` cards; the one not spoken of for longest is forgotten first. */
export function createCardMemory(size: number): CardMemory {
  const cards = new Map<string, { readonly title: string } | 'has a thread'>();
  function note(messageId: string, known: { readonly title: string } | 'has a thread'): void {
    setNewest(cards, messageId, known, size);
  }
  return {
    noteCard: (messageId, title) => note(messageId, { title }),
    noteThread: (messageId) => note(messageId, 'has a thread'),
    forget(messageId) {
      cards.delete(messageId);
    },
    of: (messageId) => cards.get(messageId),
  };
}
