import type { Block, Field, Payload, RemotePicture } from '../../src/chat/card.ts';
import { cleanText, shorten, type Text, plainText as wordsOf } from '../../src/chat/text.ts';
import {
  lengthOf,
  type PlainOrBold,
  plainText,
  type RichBlockElement,
  type RichInline,
  type SectionBlock,
  type SlackBlock,
} from './blocks.ts';
import { limits } from './limits.ts';
import type { PictureBlock, PictureDrawing, Pictures } from './pictures.ts';
import { boldWords, fitInlines, hasNodes, richInlines, richSection } from './rich-text.ts';
import { label } from './wording.ts';

/** What JSON puts around the words of a block, and room for a sign that something is left out. */
const around = 200;

/** Letters, digits, spaces and a few signs: nothing that Slack's markup could give a meaning. */
const tame = /^[\p{L}\p{N} ()（）,，、-]+$/u;

/** One block of a card within `budget` characters of JSON. Empty when nothing of it can be shown. */
export function drawBlock(block: Block<Payload>, pictures: Pictures, budget: number): SlackBlock[] {
  switch (block.kind) {
    case 'text':
      return rich([richSection(fitInlines(richInlines(block.text), budget - around))]);
    case 'fields':
      return block.fields.some((field) => hasNodes(field.value))
        ? rich([richSection(fitInlines(block.fields.flatMap(fieldLine), budget - around))])
        : grid(block.fields, budget);
    case 'list':
      return drawList(block.items, budget);
    case 'copy': {
      const value = block.value.toWellFormed().replace(/(?![\n\t])\p{Cc}/gu, '');
      const copy = rich([
        richSection(boldWords(block.label)),
        { type: 'rich_text_preformatted', elements: value === '' ? [] : [{ type: 'text', text: value }] },
      ]);
      return lengthOf(copy) <= budget ? copy : [];
    }
    case 'chart':
      return drawPicture(block, pictures.get(block), budget);
    case 'qr':
      return block.otherwise === undefined ? drawPicture(block, pictures.get(block), budget) : [];
  }
}

/**
 * A picture stands beside something: an accessory that can't be fetched leaves the message whole, while an
 * image block's message is refused (java-slack-sdk #1396). It joins the first block that can hold it, or
 * stands beside its own description.
 */
export function withPicture(blocks: readonly SlackBlock[], picture: RemotePicture): SlackBlock[] {
  const accessory = accessoryOf(picture);
  const at = blocks.findIndex((block) => block.type === 'section');
  const host = blocks[at];
  if (host?.type === 'section') return blocks.with(at, { ...host, accessory });
  const [first, ...rest] = blocks;
  const words = first === undefined ? undefined : onlyWords(first);
  if (words !== undefined) return [{ type: 'section', text: plainText(words), accessory }, ...rest];
  return [{ type: 'section', text: plainText(accessory.alt_text), accessory }, ...blocks];
}

/** The most that a picture adds to a message: it may need a section of its own. */
export function pictureLength(picture: RemotePicture): number {
  const accessory = accessoryOf(picture);
  return lengthOf([{ type: 'section', text: plainText(accessory.alt_text), accessory }]);
}

function accessoryOf(picture: RemotePicture) {
  return { type: 'image' as const, image_url: picture.url, alt_text: label(picture.alt, limits.altText) };
}

/** The uploaded picture, or what says the same in words: a QR code's link, all that a chart shows. */
function drawPicture(block: PictureBlock, drawing: PictureDrawing | undefined, budget: number): SlackBlock[] {
  const alt = label(block.alt, limits.altText);
  if (drawing !== undefined && 'fileId' in drawing) {
    return [{ type: 'image', slack_file: { id: drawing.fileId }, alt_text: alt }];
  }
  const why = drawing === undefined ? '' : shorten(cleanText(drawing.instead), 500);
  const reason: RichInline[] = why === '' ? [] : [{ type: 'text', text: `${why}\n` }];
  const words: RichInline[] =
    block.kind === 'qr' ? [{ type: 'link', url: block.of, text: alt }] : richInlines([block.alt]);
  return rich([richSection(fitInlines([...reason, ...words], budget - around))]);
}

function drawList(items: readonly Text[], budget: number): SlackBlock[] {
  const sections = items
    .map((item) => richSection(richInlines(item)))
    .filter(({ elements }) => elements.length > 0);
  let left = budget - around;
  const kept: typeof sections = [];
  for (const section of sections) {
    const cost = lengthOf(section) + 1;
    if (cost > left) break;
    left -= cost;
    kept.push(section);
  }
  const folded = sections.length - kept.length;
  if (folded > 0) kept.push(richSection([{ type: 'text', text: `… +${folded}` }]));
  return kept.length === 0
    ? []
    : [{ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: kept }] }];
}

/** `Label: value`, on a line of its own. */
function fieldLine(field: Field, index: number): RichInline[] {
  const start: RichInline[] = index === 0 ? [] : [{ type: 'text', text: '\n' }];
  return [
    ...start,
    ...boldWords(`${field.label}:`),
    { type: 'text', text: ' ' },
    ...richInlines(field.value),
  ];
}

/** Labels on the left, values on the right, as many sections as Slack's ten fields for each ask for. */
function grid(fields: readonly Field[], budget: number): SlackBlock[] {
  const cells: PlainOrBold[][] = [];
  let left = budget - around;
  for (const field of fields) {
    const value = shorten(cleanText(wordsOf(field.value)).trim(), limits.field) || '–';
    const row = [labelCell(field.label), plainText(value)];
    left -= lengthOf(row) + 2;
    if (left < 0) break;
    cells.push(row);
  }
  const rows = limits.fields / 2;
  const sections: SectionBlock[] = [];
  for (let from = 0; from < cells.length; from += rows) {
    sections.push({ type: 'section', fields: cells.slice(from, from + rows).flat() });
  }
  return sections;
}

function labelCell(text: string): PlainOrBold {
  const words = label(text, 100);
  return tame.test(words) ? { type: 'mrkdwn', text: `*${words}*`, verbatim: true } : plainText(words);
}

/** A rich text block's words, where it holds nothing but unmarked words. */
function onlyWords(block: SlackBlock): string | undefined {
  if (block.type !== 'rich_text' || block.elements.length !== 1) return undefined;
  const [section] = block.elements;
  if (section?.type !== 'rich_text_section') return undefined;
  const texts = section.elements.map((element) =>
    element.type === 'text' && element.style === undefined ? element.text : undefined,
  );
  const words = texts.every((text) => text !== undefined) ? texts.join('') : '';
  return words.trim() !== '' && words.length <= limits.text ? words : undefined;
}

function rich(elements: RichBlockElement[]): SlackBlock[] {
  const filled = elements.filter((element) => element.elements.length > 0);
  return filled.length === 0 ? [] : [{ type: 'rich_text', elements: filled }];
}
