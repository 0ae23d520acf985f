import type { GalleryBlock, GalleryRow, Payload } from '../../src/chat/card.ts';
import { galleryLine } from '../../src/chat/lowered-card.ts';
import { cleanLine, cleanText, plainText, shorten, type Text } from '../../src/chat/text.ts';
import type { BlockKindSet } from './block-kinds.ts';
import {
  type ButtonElement,
  type CardBlock,
  type ImageElement,
  markup,
  plainTextObject,
  type SlackBlock,
} from './blocks.ts';
import { actionIds, drawButton } from './card-actions.ts';
import { slackLimits } from './limits.ts';
import {
  dateMarkup,
  escapeMarkup,
  hasNodes,
  label,
  richInlines,
  richSection,
  wildMarkup,
} from './rich-text.ts';

/** A gallery, and whether each row has its buttons: otherwise the card's menus hold what can be done with a row. */
interface DrawnGallery {
  readonly blocks: SlackBlock[];
  readonly hasButtons: boolean;
}

/** Rows up to which each has buttons under it; under more, the buttons would be most of what is seen. */
const mostWithButtons = 5;

/**
 * A gallery as cards side by side where the workspace `takes` them and no row holds what their markup would read, else as
 * sections with their pictures. `at`: which of the card's blocks it is, for the ids of its buttons.
 */
export function drawGallery(gallery: GalleryBlock<Payload>, at: number, takes: BlockKindSet): DrawnGallery {
  const { rows } = gallery;
  const isTame = rows.every(isTameRow);
  if (takes.has('carousel') && isTame && rows.length <= slackLimits.carousel.cards) {
    const cards = rows.map((row, number) => drawCard(row, buttonsOf(row, at, number), `${at}.${number}`));
    return { blocks: [{ type: 'carousel', elements: cards }], hasButtons: true };
  }
  const hasButtons = rows.length <= mostWithButtons;
  const blocks = rows.flatMap((row, number): SlackBlock[] => {
    const buttons = hasButtons ? buttonsOf(row, at, number) : [];
    return [
      ...drawSection(row),
      ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, elements: buttons }]),
    ];
  });
  return { blocks, hasButtons };
}

/** Each names its row to those who hear it, since what is read on them is often the same in every row. */
function buttonsOf({ actions, name }: GalleryRow<Payload>, at: number, number: number): ButtonElement[] {
  return actions.flatMap((action, index): ButtonElement[] => {
    const drawn = drawButton(action, `${at}.${number}.${index}`);
    const words = name === action.label ? name : `${name} · ${action.label}`;
    const heard = label(words, slackLimits.buttonText);
    return drawn === undefined ? [] : [{ ...drawn, accessibility_label: heard }];
  });
}

function drawCard(row: GalleryRow<Payload>, buttons: ButtonElement[], number: string): CardBlock {
  const { title: longest, body: longestBody, buttons: most } = slackLimits.carousel;
  const title = titleMarkup(row, longest);
  const more: ButtonElement[] =
    row.link === undefined || title.startsWith('<')
      ? buttons
      : [
          ...buttons,
          {
            type: 'button',
            text: plainTextObject(new URL(row.link).hostname),
            action_id: `${actionIds.open}${number}`,
            url: row.link,
          },
        ];
  const body = factsMarkup(row.facts, longestBody);
  return {
    type: 'card',
    ...(row.picture !== undefined && { hero_image: imageOf(row.picture) }),
    title: markup(title),
    ...(body !== '' && { body: markup(body) }),
    ...(more.length > 0 && { actions: more.slice(0, most) }),
  };
}

/** Words beside a picture; without one, or with links and mentions among the facts, in rich text. */
function drawSection(row: GalleryRow<Payload>): SlackBlock[] {
  const { picture, title, link, facts } = row;
  if (picture === undefined) {
    const elements = richInlines(galleryLine(row));
    // Slack takes no empty section.
    return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [richSection(elements)] }];
  }
  const accessory = imageOf(picture);
  const marked = titleMarkup(row, slackLimits.text / 2);
  if (isTameRow(row) && (link === undefined || marked.startsWith('<'))) {
    const words = [marked, factsMarkup(facts, slackLimits.text / 2)];
    return [{ type: 'section', text: markup(words.filter((line) => line !== '').join('\n')), accessory }];
  }
  const words = label(plainText(facts), slackLimits.text / 2);
  if (link === undefined && !hasNodes(facts))
    return [
      {
        type: 'section',
        text: plainTextObject(`${label(title, slackLimits.linkedTitle)}\n${words}`),
        accessory,
      },
    ];
  const head = hasNodes(facts) ? galleryLine(row) : galleryLine({ ...row, facts: [] });
  const beside = hasNodes(facts) ? accessory.alt_text : words;
  return [
    { type: 'rich_text', elements: [richSection(richInlines(head))] },
    { type: 'section', text: plainTextObject(beside), accessory },
  ];
}

function imageOf({ url, alt }: NonNullable<GalleryRow['picture']>): ImageElement {
  return { type: 'image', image_url: url, alt_text: label(alt, slackLimits.altText) };
}

/** Whether markup can say all of `row`. */
function isTameRow({ title, link, facts }: GalleryRow<Payload>): boolean {
  const isWordsOrTime = facts.every(
    (inline) => typeof inline === 'string' || 'bold' in inline || 'time' in inline,
  );
  return (
    isWordsOrTime &&
    !wildMarkup.test(title) &&
    !wildMarkup.test(plainText(facts)) &&
    link?.includes('|') !== true
  );
}

/** A title of at most `limit` characters of markup; a link where there is room for its address. */
function titleMarkup({ title, link }: GalleryRow<Payload>, limit: number): string {
  const words = cleanLine(title) || '…';
  const target = escapeMarkup(link ?? '');
  const room = limit - target.length - 3;
  return target !== '' && room >= 40 ? `<${target}|${within(words, room)}>` : within(words, limit);
}

/** As much as fits into `limit` characters of markup; a point in time whole or not at all. */
function factsMarkup(facts: Text, limit: number): string {
  let drawn = '';
  for (const inline of facts) {
    const room = limit - drawn.length;
    if (typeof inline === 'object' && 'time' in inline) {
      const date = dateMarkup(inline.time);
      if (date.length > room) break;
      drawn += date;
      continue;
    }
    const words = typeof inline === 'string' ? inline : plainText([inline]);
    const piece = within(words, room);
    drawn += piece;
    if (piece !== escapeMarkup(cleanText(words))) break;
  }
  return drawn.trim();
}

/** `words` without a meaning as markup, in at most `limit` characters of it. */
function within(words: string, limit: number): string {
  for (let length = Math.min(words.length, limit); length > 0; length = Math.floor(length * 0.9)) {
    const drawn = escapeMarkup(cleanText(shorten(words, length)));
    if (drawn.length <= limit) return drawn;
  }
  return '';
}
