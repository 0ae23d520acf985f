import type { Block, ChartBlock, Field, Payload, QrBlock, ReadyCard } from '../../src/chat/card.ts';
import type { Text } from '../../src/chat/text.ts';
import type { Paragraph } from './embed-layout.ts';
import { limits } from './limits.ts';
import type { EmbedField } from './message.ts';
import { type Drawn, drawText } from './rich-text.ts';
import { cleanLine, codeBlock, escapeMarkdown, escapeWithin, isBlank, part } from './wording.ts';

/** A part of a card's body, ready to be laid out. */
export type Piece =
  /** Words, to be shortened where they don't fit. */
  | { readonly kind: 'words'; readonly paragraph: Paragraph }
  | { readonly kind: 'field'; readonly field: Field }
  /** Something that is shown whole or not at all. `field`: how it looks beside other fields. */
  | { readonly kind: 'whole'; readonly markdown: string; readonly field?: EmbedField }
  | { readonly kind: 'picture'; readonly picture: Picture };

/** What is drawn on this machine and goes along as a file. */
export type Picture = QrBlock<Payload> | ChartBlock;

/** Values up to this long stand side by side. */
const besides = 40;

/** What stands for a value that is empty. */
const nothing = '–';

/** The pieces of `card`'s body, in order; QR codes only those in `attached`, other charts as their words. */
export function piecesOf(card: ReadyCard, attached: readonly Picture[]): Piece[] {
  return card.body.flatMap((block): Piece[] => piecesOfBlock(block, attached));
}

function piecesOfBlock(block: Block<Payload>, attached: readonly Picture[]): Piece[] {
  switch (block.kind) {
    case 'text':
      return [words((limit) => drawText(block.text, limit))];
    case 'list':
      return [words((limit) => drawList(block.items, limit))];
    case 'fields':
      return block.fields.map((field) => ({ kind: 'field', field }));
    case 'copy':
      return block.value === '' ? [] : [copyPiece(block.label, codeBlock(block.value))];
    case 'chart':
      if (attached.includes(block)) return [{ kind: 'picture', picture: block }];
      return [words((limit) => drawText([block.alt], limit))];
    case 'qr':
      return attached.includes(block) ? [{ kind: 'picture', picture: block }] : [];
  }
}

function words(draw: (limit: number) => Drawn): Piece {
  return { kind: 'words', paragraph: { draw } };
}

function copyPiece(label: string, block: string): Piece {
  const name = escapeMarkdown(cleanLine(label));
  if (isBlank(name)) return { kind: 'whole', markdown: block };
  const markdown = `**${name}**\n${block}`;
  if (name.length > limits.fieldName || block.length > limits.fieldValue) return { kind: 'whole', markdown };
  return { kind: 'whole', markdown, field: { name, value: block, inline: false } };
}

function drawList(items: readonly Text[], limit: number): Drawn {
  const lines: string[] = [];
  let room = limit;
  let cut = false;
  for (const item of items) {
    const drawn = drawText(inOneLine(item), Math.max(0, room - 3));
    cut ||= drawn.cut;
    if (isBlank(drawn.markdown)) continue;
    lines.push(`- ${drawn.markdown}`);
    room -= drawn.markdown.length + 3;
  }
  return { markdown: lines.join('\n'), cut };
}

function inOneLine(text: Text): Text {
  return text.map((inline) =>
    typeof inline === 'string'
      ? inline
          .split(/[\r\n]+/)
          .map((line, at, { length }) => trimmed(line, at > 0, at < length - 1))
          .join(' ')
      : inline,
  );
}

/** White space goes where a line break stood, and stays at the ends of the whole. */
function trimmed(line: string, atStart: boolean, atEnd: boolean): string {
  const begun = atStart ? line.trimStart() : line;
  return atEnd ? begun.trimEnd() : begun;
}

/** `field` in at most `room` characters, and whether that cut its value. */
export function drawField({ label, value }: Field, room: number): { field: EmbedField; cut: boolean } {
  const name = escapeWithin(cleanLine(label), limits.fieldName).markdown;
  const shownName = isBlank(name) ? part : name;
  const drawn = drawText(value, Math.max(0, Math.min(limits.fieldValue, room - shownName.length)));
  const shownValue = isBlank(drawn.markdown) ? nothing : drawn.markdown;
  const inline = shownValue.length <= besides && !shownValue.includes('\n');
  return { field: { name: shownName, value: shownValue, inline }, cut: drawn.cut };
}
