import type { Block, Field, Payload, RemotePicture } from '../../src/chat/card.ts';
import { shorten, type Text, plainText as wordsOf } from '../../src/chat/text.ts';
import {
  bytesOf,
  type PlainOrBold,
  plainText,
  type RichBlockElement,
  type RichInline,
  type SectionBlock,
  type SlackBlock,
} from './blocks.ts';
import { limits } from './limits.ts';
import { boldWords, fitInlines, hasNodes, richInlines, richSection } from './rich-text.ts';
import { cleanText, label } from './wording.ts';

/** A QR code is a picture of our own: shown once it is uploaded, else there is a reason to give. */
export type QrDrawing = { readonly fileId: string } | { readonly instead: string };

/** What JSON puts around the words of a block, and room for a sign that something is left out. */
const around = 200;

/** Letters, digits, spaces and a few signs: nothing that Slack's markup could give a meaning. */
const tame = /^[\p{L}\p{N} ()（）,，、-]+$/u;

/** One block of a card within `bytes` of JSON. Empty when nothing of it can be shown. */
export function drawBlock(block: Block<Payload>, qr: QrDrawing | undefined, bytes: number): SlackBlock[] {
  switch (block.kind) {
    case 'text':
      return rich([richSection(fitInlines(richInlines(block.text), bytes - around))]);
    case 'fields':
      return block.fields.some((field) => hasNodes(field.value))
        ? rich([richSection(fitInlines(block.fields.flatMap(fieldLine), bytes - around))])
        : grid(block.fields, bytes);
    case 'list':
      return drawList(block.items, bytes);
    case 'copy': {
      const value = block.value.toWellFormed().replace(/(?![\n\t])\p{Cc}/gu, '');
      const copy = rich([
        richSection(boldWords(block.label)),
        { type: 'rich_text_preformatted', elements: value === '' ? [] : [{ type: 'text', text: value }] },
      ]);
      return bytesOf(copy) <= bytes ? copy : [];
    }
    case 'chart':
      return rich([richSection(fitInlines(richInlines([block.alt]), bytes - around))]);
    case 'qr':
      return block.otherwise === undefined ? drawQr(block, qr) : [];
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
export function pictureBytes(picture: RemotePicture): number {
  const accessory = accessoryOf(picture);
  return bytesOf([{ type: 'section', text: plainText(accessory.alt_text), accessory }]);
}

function accessoryOf(picture: RemotePicture) {
  return { type: 'image' as const, image_url: picture.url, alt_text: label(picture.alt, limits.altText) };
}

function drawQr(block: Extract<Block<Payload>, { kind: 'qr' }>, qr: QrDrawing | undefined): SlackBlock[] {
  const alt = label(block.alt, limits.altText);
  if (qr !== undefined && 'fileId' in qr) {
    return [{ type: 'image', slack_file: { id: qr.fileId }, alt_text: alt }];
  }
  const reason: RichInline[] =
    qr === undefined ? [] : [{ type: 'text', text: `${label(qr.instead, 500)}\n` }];
  return rich([richSection([...reason, { type: 'link', url: block.of, text: alt }])]);
}

function drawList(items: readonly Text[], bytes: number): SlackBlock[] {
  const sections = items
    .map((item) => richSection(richInlines(item)))
    .filter(({ elements }) => elements.length > 0);
  let left = bytes - around;
  const kept: typeof sections = [];
  for (const section of sections) {
    const cost = bytesOf(section) + 1;
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
function grid(fields: readonly Field[], bytes: number): SlackBlock[] {
  const cells: PlainOrBold[][] = [];
  let left = bytes - around;
  for (const field of fields) {
    const value = shorten(cleanText(wordsOf(field.value)).trim(), limits.field) || '–';
    const row = [labelCell(field.label), plainText(value)];
    left -= bytesOf(row) + 2;
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
