import type { BasicBlock, Field, Payload, ReadyCard } from '../../src/chat/card.ts';
import {
  cleanLine,
  cleanText,
  type PointInTime,
  shorten,
  type Text,
  plainText as wordsOf,
} from '../../src/chat/text.ts';
import { pictureLength, withPicture } from './beside-picture.ts';
import { type BlockKindSet, noKinds } from './block-kinds.ts';
import {
  lengthOf,
  type Mrkdwn,
  markup,
  type PlainOrBold,
  type PlainText,
  plainTextObject,
  type RichBlockElement,
  type RichInline,
  type SectionBlock,
  type SlackBlock,
} from './blocks.ts';
import { drawActions } from './card-actions.ts';
import { fallbackText, type NameOf, symbols } from './fallback-text.ts';
import { slackLimits } from './limits.ts';
import { withOwnBlocks } from './own-blocks.ts';
import { type DrawnPictures, noPictures, type PictureBlock, type PictureDrawing } from './pictures.ts';
import {
  boldWords,
  dateMarkup,
  fitInlines,
  hasNodes,
  label,
  mostLength,
  readableText,
  richInlines,
  richSection,
} from './rich-text.ts';

/** A card as Slack takes it: blocks, and the text that stands for them where blocks are not shown. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: SlackBlock[];
}

/** The most of {@link slackLimits.messageLength} that these may take, however much is left. */
const shares = { actions: 6500, footnote: 2500 } as const;

/**
 * Draws any card within every limit of Slack's. Words from the card are plain text objects or rich text,
 * never markup; what is too long is shortened or folded, and a link is shown whole or not at all. `pictures` says
 * what became of the pictures that had to be uploaded first, `nameOf` whom the ids stand for that a card has no name with,
 * `takes` which of the newer kinds of block may be in it.
 */
export function drawSlackCard(
  whole: ReadyCard,
  pictures: DrawnPictures = noPictures,
  nameOf?: NameOf,
  takes: BlockKindSet = noKinds,
): SlackMessage {
  const { card, own } = withOwnBlocks(whole, takes);
  let left = slackLimits.messageLength - (card.picture === undefined ? 0 : pictureLength(card.picture));
  const within = <T extends SlackBlock>(share: number, draw: (budget: number) => T[]): T[] => {
    const drawn = draw(Math.min(share, left));
    const cost = drawn.length === 0 ? 0 : lengthOf(drawn);
    if (cost > left) return [];
    left -= cost;
    return drawn;
  };
  // In the order of what can be done without: what comes first gets its room first.
  const head = within(left, () => drawTitle(card));
  const drawn = new Map<BasicBlock<Payload>, SlackBlock[]>();
  for (const [block, { blocks, length }] of own) {
    const isShown = length <= left;
    if (isShown) left -= length;
    drawn.set(block, isShown ? blocks : []);
  }
  const drawBlocks = (wanted: (block: BasicBlock<Payload>) => boolean) => {
    for (const block of card.body.filter(wanted)) {
      drawn.set(
        block,
        within(left, (budget) => drawBlock(block, pictures, budget)),
      );
    }
  };
  drawBlocks((block) => !own.has(block) && (block.kind === 'qr' || block.kind === 'chart'));
  const actions = within(shares.actions, (budget) => drawActions(card, budget));
  drawBlocks(({ kind }) => kind === 'copy');
  const foot = within(shares.footnote, (budget) => drawFootnote(card.footnote ?? [], budget));
  drawBlocks((block) => !drawn.has(block));
  const body = card.body.flatMap((block) => drawn.get(block) ?? []);
  const pictured = card.picture === undefined ? { head, body } : withPicture({ head, body }, card.picture);
  const room = slackLimits.blocks - head.length - actions.length - foot.length;
  return {
    text: fallbackText(whole, nameOf),
    blocks: [...pictured.head, ...pictured.body.slice(0, room), ...actions, ...foot],
  };
}

/**
 * The simplest form of a message that was drawn already, should Slack refuse the drawn one for a reason that
 * its documents don't name: the words as they are, and every button.
 */
export function drawPlainly(message: SlackMessage): SlackMessage {
  const words = shorten(readableText(message.text), slackLimits.text);
  const actions = message.blocks.filter((block) => block.type === 'actions');
  return { text: message.text, blocks: [{ type: 'section', text: plainTextObject(words) }, ...actions] };
}

function drawTitle(card: ReadyCard): SlackBlock[] {
  const symbol = symbols[card.tone];
  const title = cleanLine(card.title);
  if (card.link === undefined) {
    const words = shorten(`${symbol}${title}`.trim(), slackLimits.header);
    return words === '' ? [] : [{ type: 'header', text: plainTextObject(words) }];
  }
  const words = shorten(title, slackLimits.linkedTitle);
  const mark = symbol === '' ? [] : [{ type: 'text' as const, text: symbol }];
  const link = {
    type: 'link' as const,
    url: card.link,
    style: { bold: true },
    ...(words !== '' && { text: words }),
  };
  return [{ type: 'rich_text', elements: [richSection([...mark, link])] }];
}

function drawFootnote(text: Text, budget: number): SlackBlock[] {
  const small = smallPrint(text);
  if (small === undefined) {
    const elements = fitInlines(richInlines(text), budget - 120);
    return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [richSection(elements)] }];
  }
  return small.length === 0 ? [] : [{ type: 'context', elements: small }];
}

const longestFootnote = 400;

/** Words and points in time as elements that stand side by side; `undefined` for what Slack's small print can't hold. */
function smallPrint(text: Text): (PlainText | Mrkdwn)[] | undefined {
  if (!text.some((inline) => typeof inline === 'object' && 'time' in inline)) {
    if (hasNodes(text)) return undefined;
    const words = shorten(cleanText(wordsOf(text)).trim(), longestFootnote);
    return words === '' ? [] : [plainTextObject(words)];
  }
  const elements: (PlainText | Mrkdwn)[] = [];
  let words = '';
  const flush = () => {
    const said = shorten(cleanText(words).trim(), longestFootnote);
    if (said !== '') elements.push(plainTextObject(said));
    words = '';
  };
  for (const inline of text) {
    if (typeof inline !== 'object' || !('time' in inline)) {
      if (hasNodes([inline])) return undefined;
      words += wordsOf([inline]);
      continue;
    }
    flush();
    elements.push(markup(dateMarkup(inline.time)));
  }
  flush();
  return elements.length > slackLimits.contextElements ? undefined : elements;
}

/** What JSON puts around the words of a block, and room for a sign that something is left out. */
const around = 200;

/** What JSON puts around the elements of a section. */
const aroundSection = 60;

/** Letters, digits, spaces and a few signs: nothing that Slack's markup could give a meaning. */
const tame = /^[\p{L}\p{N} ()（）,，、’-]+$/u;

/** One block of a card within `budget` characters of JSON. Empty when nothing of it can be shown. */
function drawBlock(block: BasicBlock<Payload>, pictures: DrawnPictures, budget: number): SlackBlock[] {
  switch (block.kind) {
    case 'text':
      return rich([richSection(fitInlines(richInlines(block.text), budget - around))]);
    case 'fields':
      return block.fields.some(({ value }) => hasNodes(value) && timeAlone(value) === undefined)
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

/** The uploaded picture, or what says the same in words: a QR code's link, all that a chart shows. */
function drawPicture(block: PictureBlock, drawing: PictureDrawing | undefined, budget: number): SlackBlock[] {
  const alt = label(block.alt, slackLimits.altText);
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
  const most = sections.reduce((sum, { elements }) => sum + aroundSection + mostLength(elements), 0);
  const kept: typeof sections = most <= left ? sections : [];
  for (const section of most <= left ? [] : sections) {
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
    const time = timeAlone(field.value);
    const words = shorten(cleanText(wordsOf(field.value)).trim(), slackLimits.field) || '–';
    const value = time === undefined ? plainTextObject(words) : markup(dateMarkup(time));
    const row = [labelCell(field.label), value];
    left -= lengthOf(row) + 2;
    if (left < 0) break;
    cells.push(row);
  }
  const rows = slackLimits.fields / 2;
  const sections: SectionBlock[] = [];
  for (let from = 0; from < cells.length; from += rows) {
    sections.push({ type: 'section', fields: cells.slice(from, from + rows).flat() });
  }
  return sections;
}

function labelCell(text: string): PlainOrBold {
  const words = label(text, 100);
  return tame.test(words) ? markup(`*${words}*`) : plainTextObject(words);
}

/** The point in time that is all of `text`. */
function timeAlone(text: Text): PointInTime | undefined {
  const [inline, ...others] = text;
  return others.length === 0 && typeof inline === 'object' && 'time' in inline ? inline.time : undefined;
}

function rich(elements: RichBlockElement[]): SlackBlock[] {
  const filled = elements.filter((element) => element.elements.length > 0);
  return filled.length === 0 ? [] : [{ type: 'rich_text', elements: filled }];
}
