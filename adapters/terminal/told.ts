import type { Block, Payload, ReadyCard } from '../../src/chat/card.ts';
import { plainText, shorten } from '../../src/chat/text.ts';
import { type Canvas, textLines } from './cards.ts';
import { limits } from './limits.ts';

/** In place of an edit, which a terminal can't do: which card has changed, and what it says now. */
export function drawChange(card: ReadyCard, canvas: Canvas): readonly string[] {
  const status = card.body.map(firstWordsOf).find((words) => words.trim() !== '');
  const title = shorten(card.title, limits.title).replaceAll('\n', ' ');
  return textLines(
    [
      { text: `${canvas.words.changed} `, look: 'dim' },
      { text: title, look: 'bold' },
      ...(status === undefined ? [] : [{ text: `: ${status.trim().replaceAll(/\s+/g, ' ')}` }]),
    ],
    canvas,
  );
}

/** The lines of a card that answers another one, under it as far as a terminal can. */
export function underCard(lines: readonly string[]): readonly string[] {
  return lines.map((line, at) => {
    if (at === 0) return `  ↳ ${line.trimStart()}`;
    return line === '' ? '' : `  ${line}`;
  });
}

/** Columns that {@link underCard} adds. */
export const underCardWidth = 4;

function firstWordsOf(block: Block<Payload>): string {
  switch (block.kind) {
    case 'text':
      return plainText(block.text).split('\n')[0] ?? '';
    case 'fields': {
      const [first] = block.fields;
      return first === undefined ? '' : `${first.label} ${plainText(first.value)}`;
    }
    case 'list':
      return plainText(block.items[0] ?? []);
    case 'copy':
      return `${block.label} ${block.value}`;
    case 'chart':
    case 'qr':
      return block.alt;
  }
}
