import type { Block, Payload, ReadyCard } from '../../src/chat/card.ts';
import { cleanLine, cleanText, shorten, type Text } from '../../src/chat/text.ts';
import { lengthOf, plainText, type SlackBlock } from './blocks.ts';
import { drawActions } from './card-actions.ts';
import { drawBlock, pictureLength, withPicture } from './card-body.ts';
import { fallbackText, type NameOf, symbols } from './fallback-text.ts';
import { limits } from './limits.ts';
import { noPictures, type Pictures } from './pictures.ts';
import { fitInlines, hasNodes, richInlines, richSection } from './rich-text.ts';
import { readableText } from './wording.ts';

/** A card as Slack takes it: blocks, and the text that stands for them where blocks are not shown. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: SlackBlock[];
}

/** The most of {@link limits.messageLength} that these may take, however much is left. */
const shares = { actions: 6500, footnote: 2500 } as const;

/**
 * Draws any card within every limit of Slack's. Words from the card are plain text objects or rich text,
 * never markup; what is too long is shortened or folded, and a link is shown whole or not at all. `pictures` says
 * what became of the pictures that had to be uploaded first, `nameOf` whom the ids stand for that a card has no name with.
 */
export function drawCard(card: ReadyCard, pictures: Pictures = noPictures, nameOf?: NameOf): SlackMessage {
  let left = limits.messageLength - (card.picture === undefined ? 0 : pictureLength(card.picture));
  const within = <T extends SlackBlock>(share: number, draw: (budget: number) => T[]): T[] => {
    const drawn = draw(Math.min(share, left));
    const cost = drawn.length === 0 ? 0 : lengthOf(drawn);
    if (cost > left) return [];
    left -= cost;
    return drawn;
  };
  // In the order of what can be done without: what comes first gets its room first.
  const head = within(left, () => drawTitle(card));
  const drawn = new Map<Block<Payload>, SlackBlock[]>();
  const drawBlocks = (wanted: (block: Block<Payload>) => boolean) => {
    for (const block of card.body.filter(wanted)) {
      drawn.set(
        block,
        within(left, (budget) => drawBlock(block, pictures, budget)),
      );
    }
  };
  drawBlocks(({ kind }) => kind === 'qr' || kind === 'chart');
  const actions = within(shares.actions, (budget) => drawActions(card, budget));
  drawBlocks(({ kind }) => kind === 'copy');
  const foot = within(shares.footnote, (budget) => drawFootnote(card.footnote ?? [], budget));
  drawBlocks((block) => !drawn.has(block));
  const body = card.body.flatMap((block) => drawn.get(block) ?? []);
  const pictured = card.picture === undefined ? body : withPicture(body, card.picture);
  const room = limits.blocks - head.length - actions.length - foot.length;
  return {
    text: fallbackText(card, nameOf),
    blocks: [...head, ...pictured.slice(0, room), ...actions, ...foot],
  };
}

/**
 * The simplest form of a message that was drawn already, should Slack refuse the drawn one for a reason that
 * its documents don't name: the words as they are, and every button.
 */
export function drawPlainly(message: SlackMessage): SlackMessage {
  const words = shorten(readableText(message.text), limits.text);
  const actions = message.blocks.filter((block) => block.type === 'actions');
  return { text: message.text, blocks: [{ type: 'section', text: plainText(words) }, ...actions] };
}

function drawTitle(card: ReadyCard): SlackBlock[] {
  const symbol = symbols[card.tone];
  const title = cleanLine(card.title);
  if (card.link === undefined) {
    const words = shorten(`${symbol}${title}`.trim(), limits.header);
    return words === '' ? [] : [{ type: 'header', text: plainText(words) }];
  }
  const words = shorten(title, limits.linkedTitle);
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
  if (hasNodes(text)) {
    const elements = fitInlines(richInlines(text), budget - 120);
    return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [richSection(elements)] }];
  }
  const words = cleanText(
    text.map((inline) => (typeof inline === 'string' ? inline : Object.values(inline).join())).join(''),
  );
  const footnote = shorten(words.trim(), 400);
  return footnote === '' ? [] : [{ type: 'context', elements: [plainText(footnote)] }];
}
