import type { RemotePicture } from '../../src/chat/card.ts';
import {
  lengthOf,
  type Mrkdwn,
  markup,
  type PlainText,
  plainTextObject,
  type RichInline,
  type SectionBlock,
  type SlackBlock,
} from './blocks.ts';
import { slackLimits } from './limits.ts';
import { dateMarkup, escapeMarkup, label, wildMarkup } from './rich-text.ts';

/** What stands above the blocks of a card's body, and those. */
interface TitledBlocks {
  readonly head: readonly SlackBlock[];
  readonly body: readonly SlackBlock[];
}

/**
 * A picture stands beside something: an accessory that can't be fetched leaves the message whole, while an
 * image block's message is refused (java-slack-sdk #1396). It joins the first block that can hold it, or
 * stands beside its own description.
 */
export function withPicture({ head, body }: TitledBlocks, picture: RemotePicture): TitledBlocks {
  const accessory = accessoryOf(picture);
  const at = body.findIndex((block) => block.type === 'section' && block.accessory === undefined);
  const host = body[at];
  if (host?.type !== 'section') {
    const [first, ...rest] = body;
    const words = first === undefined ? undefined : onlyWords(first);
    return words === undefined
      ? { head, body: [{ type: 'section', text: plainTextObject(accessory.alt_text), accessory }, ...body] }
      : { head, body: [{ type: 'section', text: plainTextObject(words), accessory }, ...rest] };
  }
  // Beside one of several grids it pushes the columns of that one out of line with those of the others.
  if (body.filter(isGrid).length > 1) {
    const inBody = besideWords(body.slice(0, at), accessory);
    if (inBody !== undefined) return { head, body: [...inBody, ...body.slice(at)] };
    const inHead = besideWords(head, accessory);
    if (inHead !== undefined) return { head: inHead, body };
  }
  return { head, body: body.with(at, { ...host, accessory }) };
}

/** The most that a picture adds to a message: it may need a section of its own. */
export function pictureLength(picture: RemotePicture): number {
  const accessory = accessoryOf(picture);
  return lengthOf([{ type: 'section', text: plainTextObject(accessory.alt_text), accessory }]);
}

/** A section's grid has words in columns. */
function isGrid(block: SlackBlock): boolean {
  return block.type === 'section' && block.fields !== undefined;
}

/** The first of `blocks` that a section can say, with the picture beside it; `undefined` where there is none. */
function besideWords(
  blocks: readonly SlackBlock[],
  accessory: ReturnType<typeof accessoryOf>,
): SlackBlock[] | undefined {
  for (const [at, block] of blocks.entries()) {
    const text = sectionText(block);
    if (text !== undefined) return blocks.with(at, { type: 'section', text, accessory });
  }
  return undefined;
}

/** What a block of rich text says, as a section can: no longer than before, and with nothing that markup reads otherwise. */
function sectionText(block: SlackBlock): PlainText | Mrkdwn | undefined {
  const words = onlyWords(block);
  if (words !== undefined) return plainTextObject(words);
  const elements = inlinesOf(block) ?? [];
  const pieces = elements.map(pieceOf);
  const said = elements.map(wordsIn);
  // Markup takes an asterisk for one where a letter stands beside it.
  const isApart = elements.every(
    (element, at) =>
      !isBold(element) || (/(?:^|\s)$/.test(said[at - 1] ?? '') && /^(?:\s|$)/.test(said[at + 1] ?? '')),
  );
  const text = pieces.join('').trim();
  const isTold = pieces.every((piece) => piece !== undefined) && !wildMarkup.test(said.join(''));
  const isWithin = text.length <= slackLimits.text && text.length <= lengthOf(block);
  return text !== '' && isTold && isApart && isWithin ? markup(text) : undefined;
}

/** The words that are not ours in an element; of a point in time nothing. */
function wordsIn(element: RichInline): string {
  return element.type === 'text' || element.type === 'link' ? (element.text ?? '') : '–';
}

function isBold(element: RichInline): boolean {
  return 'style' in element && element.style?.bold === true;
}

function pieceOf(element: RichInline): string | undefined {
  switch (element.type) {
    case 'text': {
      const { text, style } = element;
      if (style?.code === true) return undefined;
      if (style?.bold !== true) return escapeMarkup(text);
      return text.trim() === text && !text.includes('\n') ? `*${escapeMarkup(text)}*` : undefined;
    }
    case 'link': {
      const { url, text } = element;
      if (text === undefined || text.includes('\n') || /[|<>]/.test(url)) return undefined;
      const link = `<${escapeMarkup(url)}|${escapeMarkup(text)}>`;
      return isBold(element) ? `*${link}*` : link;
    }
    case 'date':
      return dateMarkup({ ms: element.timestamp * 1000, words: element.fallback });
    default:
      return undefined;
  }
}

function inlinesOf(block: SlackBlock): readonly RichInline[] | undefined {
  if (block.type !== 'rich_text' || block.elements.length !== 1) return undefined;
  const [section] = block.elements;
  return section?.type === 'rich_text_section' ? section.elements : undefined;
}

/** The words of a block that is nothing but words; `undefined` for any other. */
function onlyWords(block: SlackBlock): string | undefined {
  const texts = inlinesOf(block)?.map((element) =>
    element.type === 'text' && element.style === undefined ? element.text : undefined,
  );
  const words = texts?.every((text) => text !== undefined) ? texts.join('') : '';
  return words.trim() !== '' && words.length <= slackLimits.text ? words : undefined;
}

function accessoryOf(picture: RemotePicture): NonNullable<SectionBlock['accessory']> {
  return {
    type: 'image',
    image_url: picture.url,
    alt_text: label(picture.alt, slackLimits.altText),
  };
}
