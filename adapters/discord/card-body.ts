import type { BasicBlock, ChartBlock, Field, Payload, QrBlock, TableBlock } from '../../src/chat/card.ts';
import type { BasicCard } from '../../src/chat/lowered-card.ts';
import { cleanLine, type Text } from '../../src/chat/text.ts';
import { plainTable } from '../../src/chat/text-columns.ts';
import { discordLimits } from './limits.ts';
import type { Embed, EmbedField } from './message.ts';
import { codeBlock, type Drawn, drawText, escapeMarkdown, escapeWithin, isBlank, part } from './rich-text.ts';

/** A part of a card's body, ready to be laid out. */
export type Piece =
  /** Words; shortened where they don't fit. */
  | { readonly kind: 'words'; readonly paragraph: Paragraph }
  | { readonly kind: 'field'; readonly field: Field }
  /** Shown whole or not at all. `field`: its look beside other fields. */
  | { readonly kind: 'whole'; readonly markdown: string; readonly field?: EmbedField }
  | { readonly kind: 'picture'; readonly picture: CardPicture };

/** A picture that the bot draws itself, and sends as a file. */
export type CardPicture = QrBlock<Payload> | ChartBlock;

/** Characters up to which values stand side by side. */
const besides = 40;

/** Stands for an empty value. */
const nothing = '–';

/** The pieces of `card`'s body, in order. Pictures that are not in `attached`: a chart as its words, a QR code not at all. */
export function bodyPieces(card: BasicCard<Payload>, attached: readonly CardPicture[]): Piece[] {
  return card.body.flatMap((block): Piece[] => blockPieces(block, attached));
}

function blockPieces(block: BasicBlock<Payload>, attached: readonly CardPicture[]): Piece[] {
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
  if (name.length > discordLimits.fieldName || block.length > discordLimits.fieldValue)
    return { kind: 'whole', markdown };
  return { kind: 'whole', markdown, field: { name, value: block, inline: false } };
}

/** Columns that a code block of a message has on a small screen, about. */
const tableColumns = 50;

/** Characters up to which a table stands among other things. */
const longestTable = 1000;

/**
 * A table whose columns align; `undefined` where it is too wide or too long for that, or where it holds points in time, which
 * a code block would not show in each reader's zone.
 */
function alignedTable(table: TableBlock<Payload>): string | undefined {
  const hasTimes = table.rows
    .flat()
    .some(({ text }) => text.some((inline) => typeof inline === 'object' && 'time' in inline));
  const drawn = hasTimes ? undefined : plainTable(table, tableColumns);
  if (drawn === undefined) return undefined;
  const lines = [...(drawn.head === undefined ? [] : [drawn.head]), ...drawn.rows].join('\n');
  return lines.length > longestTable || lines.includes('`') ? undefined : lines;
}

/** A table as a code block. */
export function tableMarkdown(table: TableBlock<Payload>, limit: number): Drawn | undefined {
  const lines = alignedTable(table);
  const markdown = lines === undefined ? undefined : codeBlock(lines);
  return markdown === undefined || markdown.length > limit ? undefined : { markdown, cut: false };
}

/** The same as a block, to be drawn whole. */
export function tableToCopy(table: TableBlock<Payload>): BasicBlock<Payload> | undefined {
  const value = alignedTable(table);
  return value === undefined ? undefined : { kind: 'copy', label: table.caption, value };
}

export function drawList(items: readonly Text[], limit: number): Drawn {
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

/** Trims only where a line break stood, not at the ends of the whole. */
function trimmed(line: string, atStart: boolean, atEnd: boolean): string {
  const begun = atStart ? line.trimStart() : line;
  return atEnd ? begun.trimEnd() : begun;
}

/** `field` in at most `room` characters; `cut`: its value is shortened. */
export function drawField({ label, value }: Field, room: number): { field: EmbedField; cut: boolean } {
  const name = escapeWithin(cleanLine(label), discordLimits.fieldName).markdown;
  const shownName = isBlank(name) ? part : name;
  const drawn = drawText(value, Math.max(0, Math.min(discordLimits.fieldValue, room - shownName.length)));
  const shownValue = isBlank(drawn.markdown) ? nothing : drawn.markdown;
  const inline = shownValue.length <= besides && !shownValue.includes('\n');
  return { field: { name: shownName, value: shownValue, inline }, cut: drawn.cut };
}

/** Markdown that can be drawn within any number of characters. */
export interface Paragraph {
  draw(limit: number): Drawn;
}

/** Fills embeds one after the other, within all their limits. */
export interface EmbedLayout {
  /** Adds as much of a paragraph as fits while `reserved` characters stay free; whether that is all of it. */
  paragraph(paragraph: Paragraph, reserved?: number): boolean;
  /** Adds a label with its value; `false` when there is no room. */
  field(field: EmbedField): boolean;
  /** Shows an attached picture below what came last; `false` when there is no room. */
  picture(filename: string): boolean;
  /** Characters that are still free. */
  readonly room: number;
  embeds(): Embed[];
}

interface Draft {
  description: string;
  readonly fields: EmbedField[];
  image: string | undefined;
}

/** Characters of the widest {@link gapBetween}. */
const longestGap = 2;

/** A list stands right below what it is a list of; Discord draws a blank line as high as a whole one. */
function gapBetween(above: string, markdown: string): string {
  if (above === '') return '';
  return markdown.startsWith('- ') ? '\n' : '\n\n';
}

/** `used`: characters of title, footer and the like, which count towards the sum. */
export function createEmbedLayout(used: number): EmbedLayout {
  let room = discordLimits.embedSum - used;
  const drafts: Draft[] = [{ description: '', fields: [], image: undefined }];
  let last: Draft = drafts[0] ?? open();

  function open(): Draft {
    last = { description: '', fields: [], image: undefined };
    drafts.push(last);
    return last;
  }

  /** Where a paragraph can go, best first, with the characters that are free there. */
  function places(reserved: number): { free: number; put: (markdown: string) => void }[] {
    const free = Math.max(0, room - reserved);
    const found: { free: number; put: (markdown: string) => void }[] = [];
    if (last.fields.length === 0 && last.image === undefined) {
      found.push({
        free: Math.min(free, discordLimits.embedDescription - last.description.length) - longestGap,
        put(markdown) {
          const gap = gapBetween(last.description, markdown);
          last.description += gap + markdown;
          room -= gap.length + markdown.length;
        },
      });
    }
    const above = last.fields.at(-1);
    if (above?.name === part && last.image === undefined) {
      found.push({
        free: Math.min(free, discordLimits.fieldValue - above.value.length) - longestGap,
        put(markdown) {
          const gap = gapBetween(above.value, markdown);
          last.fields.splice(-1, 1, { ...above, value: above.value + gap + markdown });
          room -= gap.length + markdown.length;
        },
      });
    }
    if (
      last.fields.length > 0 &&
      last.fields.length < discordLimits.embedFields &&
      last.image === undefined
    ) {
      found.push({
        free: Math.min(free - part.length, discordLimits.fieldValue),
        put(markdown) {
          last.fields.push({ name: part, value: markdown, inline: false });
          room -= part.length + markdown.length;
        },
      });
    }
    if (drafts.length < discordLimits.embeds) {
      found.push({
        free: Math.min(free, discordLimits.embedDescription),
        put(markdown) {
          open().description = markdown;
          room -= markdown.length;
        },
      });
    }
    return found;
  }

  return {
    get room() {
      return room;
    },
    paragraph(paragraph, reserved = 0) {
      let best: { drawn: Drawn; put: (markdown: string) => void } | undefined;
      for (const { free, put } of places(reserved)) {
        const drawn = paragraph.draw(Math.max(0, free));
        if (best === undefined || (best.drawn.cut && drawn.markdown.length > best.drawn.markdown.length)) {
          best = { drawn, put };
        }
        if (!drawn.cut) break;
      }
      if (best === undefined) return paragraph.draw(0).cut === false;
      if (!isBlank(best.drawn.markdown)) best.put(best.drawn.markdown);
      return !best.drawn.cut;
    },
    field(field) {
      const size = field.name.length + field.value.length;
      if (size > room) return false;
      if (last.fields.length >= discordLimits.embedFields || last.image !== undefined) {
        if (drafts.length >= discordLimits.embeds) return false;
        open();
      }
      last.fields.push(field);
      room -= size;
      return true;
    },
    picture(filename) {
      if (last.image !== undefined) {
        if (drafts.length >= discordLimits.embeds) return false;
        open();
      }
      last.image = `attachment://${filename}`;
      return true;
    },
    embeds: () => drafts.map(finish),
  };
}

function finish({ description, fields, image }: Draft): Embed {
  return {
    color: 0,
    ...(description !== '' && { description }),
    ...(fields.length > 0 && { fields }),
    ...(image !== undefined && { image: { url: image } }),
  };
}
