import type { Action, BasicBlock, Payload, ReadyCard } from '../../src/chat/card.ts';
import { type BasicCard, loweredCard } from '../../src/chat/lowered-card.ts';
import { plainText } from '../../src/chat/text.ts';

/**
 * All of a card as plain text, for the file that is attached when a message can't hold the card: nothing is shortened,
 * every link is whole.
 */
export function wholeText(ready: ReadyCard): string {
  const card = loweredCard(ready);
  const parts = [
    [card.title, card.link ?? ''].filter((line) => line !== '').join('\n'),
    bodyText(card),
    card.actions.map(textOfAction).join('\n'),
    plainText(card.footnote ?? []),
  ];
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`.toWellFormed();
}

/** All of a card's body as plain text. */
export function bodyText({ body }: BasicCard<Payload>): string {
  return body
    .map(textOfBlock)
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}

function textOfBlock(block: BasicBlock<Payload>): string {
  switch (block.kind) {
    case 'text':
      return plainText(block.text);
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${plainText(value)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${plainText(item)}`).join('\n');
    case 'copy':
      return `${block.label}:\n${block.value}`;
    case 'chart':
      return block.alt;
    case 'qr':
      return `${block.alt}: ${block.of}`;
  }
}

function textOfAction(action: Action<Payload>): string {
  if (action.kind === 'open') return `${action.label}: ${action.url}`;
  if (action.kind === 'run') return `[${action.label}]`;
  return `${action.label}: ${action.options.map((option) => `[${option.label}]`).join(' ')}`;
}
