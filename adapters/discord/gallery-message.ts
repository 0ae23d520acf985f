import type { Block, GalleryBlock, GalleryRow, Payload, ReadyCard } from '../../src/chat/card.ts';
import { rowMenus, tableLines, textsIn } from '../../src/chat/lowered-card.ts';
import { plainText, type Text } from '../../src/chat/text.ts';
import { drawComponentButton, drawComponents } from './card-actions.ts';
import { drawList, tableMarkdown } from './card-body.ts';
import { colors, drawTitleLine } from './card-head.ts';
import { componentsV2, discordLimits } from './limits.ts';
import type { ActionRow, Component, ComponentsMessage, TextDisplay } from './message.ts';
import { type Drawn, drawText, isBlank, maskedLink, mentionsIn, plainLine } from './rich-text.ts';

/**
 * A card with a gallery as one message of components: each row beside its picture, with its own buttons where there is room,
 * else with one menu for all. `undefined` where the card holds what components can't show, or more than a message of them
 * holds: such a card is drawn in embeds.
 *
 * Only for answers: a message of components notifies without words (discord-api-docs #7854), carries no delivery key, and
 * can never become another kind of message.
 */
export function drawGalleryMessage(card: ReadyCard): ComponentsMessage | undefined {
  if (!card.body.some(({ kind }) => kind === 'gallery') || !card.body.every(isShown)) return undefined;
  const texts = [...textsIn(card.body), card.footnote ?? []];
  if (card.file !== undefined || card.picture !== undefined || texts.flatMap(mentionsIn).length > 0)
    return undefined;
  const rows = card.body.flatMap((block) => (block.kind === 'gallery' ? block.rows : []));
  for (const buttons of rows.length <= mostWithButtons ? [true, false] : [false]) {
    const message = draw(card, buttons);
    if (message !== undefined && isWithinLimits(message)) return message;
  }
  return undefined;
}

/** Rows that find room with their buttons: each takes five components and more of the {@link discordLimits.components}. */
const mostWithButtons = 7;

/** Whether a block can stand in a message of components. Pictures of our own are left to embeds. */
function isShown({ kind }: Block<Payload>): boolean {
  return kind === 'gallery' || kind === 'table' || kind === 'text' || kind === 'list' || kind === 'fields';
}

/** `undefined` where something would be cut. */
function draw(card: ReadyCard, hasButtons: boolean): ComponentsMessage | undefined {
  let cut = false;
  const display = (draw: (limit: number) => Drawn): TextDisplay[] => {
    const drawn = draw(discordLimits.componentsText);
    cut ||= drawn.cut;
    return isBlank(drawn.markdown) ? [] : [{ type: 10, content: drawn.markdown }];
  };
  const body = card.body.flatMap((block, at): Component[] => {
    switch (block.kind) {
      case 'gallery':
        return drawRows(block, at, hasButtons);
      case 'text':
        return display((limit) => drawText(block.text, limit));
      case 'list':
        return display((limit) => drawList(block.items, limit));
      case 'fields':
        return display((limit) =>
          drawList(
            block.fields.map(({ label, value }) => [{ bold: `${label}:` }, ' ', ...value]),
            limit,
          ),
        );
      case 'table':
        return display((limit) => tableMarkdown(block, limit) ?? drawList(tableLines(block), limit));
      default:
        return [];
    }
  });
  const menus = rowMenus(card.body.filter(({ kind }) => !hasButtons || kind !== 'gallery'));
  const actions = drawComponents({ ...card, actions: [...menus, ...card.actions] }, []);
  if (actions.cut || actions.links.length > 0) return undefined;
  const head = display(() => drawTitleLine(card));
  const foot = display((limit) => small(card.footnote ?? [], limit));
  if (cut) return undefined;
  const components = [...head, ...body, ...actions.rows, ...foot];
  return {
    content: null,
    embeds: null,
    flags: componentsV2,
    components: [{ type: 17, accent_color: colors[card.tone], components }],
    allowed_mentions: { parse: [] },
    attachments: [],
  };
}

function small(text: Text, limit: number): Drawn {
  const { markdown, cut } = drawText([plainText(text).replaceAll('\n', ' ')], limit - 3);
  return { markdown: isBlank(markdown) ? '' : `-# ${markdown}`, cut };
}

function drawRows({ rows }: GalleryBlock<Payload>, at: number, hasButtons: boolean): Component[] {
  return rows.flatMap((row, number): Component[] => {
    const words: TextDisplay = { type: 10, content: rowWords(row) };
    const { picture } = row;
    const shown: Component =
      picture === undefined
        ? words
        : {
            type: 9,
            components: [words],
            accessory: {
              type: 11,
              media: { url: picture.url },
              description: plainLine(picture.alt, discordLimits.fileDescription, '…'),
            },
          };
    const buttons = hasButtons ? buttonsOf(row, at * 30 + number * 2) : [];
    return buttons.length === 0 ? [shown] : [shown, { type: 1, components: buttons }];
  });
}

/** Ids of a message's own buttons begin with smaller numbers than these. */
const firstOfRows = 100;

function buttonsOf({ actions }: GalleryRow<Payload>, from: number) {
  return actions.flatMap((action, index) =>
    action.run.length > discordLimits.payload
      ? []
      : [drawComponentButton(action, firstOfRows + ((from + index) % 900))],
  );
}

/** The title, and the facts on the next line. */
function rowWords({ title, link, facts }: GalleryRow<Payload>): string {
  const name = plainLine(title, discordLimits.optionLabel, '…');
  const head =
    link === undefined
      ? drawText([{ bold: name }], discordLimits.componentsText).markdown
      : `**${maskedLink(name, link)}**`;
  const { markdown } = drawText(facts, discordLimits.rowFacts);
  return isBlank(markdown) ? head : `${head}\n${markdown}`;
}

/** Everything that counts: components at any depth, characters and bytes of all words. */
function isWithinLimits({ components }: ComponentsMessage): boolean {
  const all = components.flatMap(flatten);
  const words = all.flatMap((each) => (each.type === 10 ? [each.content] : []));
  const length = words.reduce((sum, each) => sum + each.length, 0);
  const bytes = words.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  return (
    all.length <= discordLimits.components &&
    length <= discordLimits.componentsText &&
    bytes <= discordLimits.componentsBytes
  );
}

type AnyComponent =
  | Component
  | ComponentsMessage['components'][number]
  | ActionRow['components'][number]
  | { type: 11 };

function flatten(component: AnyComponent): AnyComponent[] {
  const nested: readonly AnyComponent[] = 'components' in component ? component.components : [];
  const beside: readonly AnyComponent[] = 'accessory' in component ? [component.accessory] : [];
  return [component, ...[...nested, ...beside].flatMap(flatten)];
}
