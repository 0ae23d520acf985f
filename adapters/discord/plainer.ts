import type { ReadyCard } from '../../src/chat/card.ts';
import { drawCard } from './cards.ts';
import type { DrawnCard } from './message.ts';
import { bodyText } from './whole-text.ts';

/**
 * `card` once more for where Discord did not take it as it was: its words and its buttons, and nothing that
 * could be objected to, neither files nor pictures nor anything that Discord would have to open.
 */
export function drawPlainer(card: ReadyCard, nonce: string): DrawnCard {
  const links = card.actions.flatMap((action) =>
    action.kind === 'open' ? [`${action.label}: ${action.url}`] : [],
  );
  const words = [card.link ?? '', bodyText(card), ...links].filter((each) => each !== '').join('\n');
  const plain: ReadyCard = {
    tone: card.tone,
    title: card.title,
    body: [{ kind: 'text', text: [words] }],
    actions: card.actions.filter((action) => action.kind !== 'open'),
    ...(card.footnote !== undefined && { footnote: card.footnote }),
  };
  const { message } = drawCard(plain, 'attached', nonce);
  return { message: { ...message, attachments: [] }, files: [] };
}
