import type { Block, Payload, ReadyCard, Tone } from '../../src/chat/card.ts';
import { type Inline, shorten, type Text } from '../../src/chat/text.ts';
import { limits } from './limits.ts';
import { inertMarkup } from './wording.ts';

export const symbols: Readonly<Record<Tone, string>> = { plain: '', good: '✅ ', warning: '⚠️ ', bad: '⛔ ' };

/**
 * What notifications and screen readers say of a card: its words, without links or mentions of any kind.
 * Slack reads this text as markup, so nothing in it is left to be read as such.
 */
export function fallbackText(card: ReadyCard): string {
  const lines = [symbols[card.tone] + card.title, ...card.body.flatMap(linesOf)];
  const words = lines.filter((line) => line.trim() !== '').join('\n');
  // The words are cut before they are escaped, so that no entity is; escaping makes at most five bytes of one.
  for (let length: number = limits.fallback; length > 0; length = Math.floor(length * 0.8)) {
    const text = inertMarkup(shorten(words, length)) || '…';
    if (Buffer.byteLength(text) <= limits.fallbackBytes) return text;
  }
  return '…';
}

function linesOf(block: Block<Payload>): string[] {
  switch (block.kind) {
    case 'text':
      return [wordsOf(block.text)];
    case 'fields':
      return block.fields.map((field) => `${field.label}: ${wordsOf(field.value)}`);
    case 'list':
      return block.items.map((item) => `• ${wordsOf(item)}`);
    case 'copy':
      return [block.label];
    case 'chart':
      return [block.alt];
    case 'qr':
      return [];
  }
}

function wordsOf(text: Text): string {
  return text.map(wordOf).join('');
}

function wordOf(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return inline.label;
  return inline.mention.name;
}
