import type { ReadyCard, Tone } from '../../src/chat/card.ts';
import { plainText, shorten, type Text } from '../../src/chat/text.ts';
import { drawActions } from './card-actions.ts';
import { choosePictures, fileOf, nameOf, type Pictures } from './card-pictures.ts';
import { drawField, type Picture, type Piece, piecesOf } from './card-pieces.ts';
import { createEmbedLayout, type EmbedLayout, type Paragraph } from './embed-layout.ts';
import { limits } from './limits.ts';
import { markRows, markUrl } from './marks.ts';
import type { Attachment, DiscordMessage, DrawnCard, DrawnFile, Embed } from './message.ts';
import { drawText, mentionsIn } from './rich-text.ts';
import { wholeText } from './whole-text.ts';
import {
  cleanLine,
  escapeWithin,
  hostOf,
  isBlank,
  longestLabel,
  maskedLink,
  part,
  plainLine,
} from './wording.ts';

const colors: Readonly<Record<Tone, number>> = {
  plain: 0x4e5d94,
  good: 0x2e9e5b,
  warning: 0xe0a100,
  bad: 0xd83a42,
};
const symbols: Readonly<Record<Tone, string>> = { plain: '', good: '✅', warning: '⚠️', bad: '❌' };

/** The most that small print takes of the room for words. */
const footnoteShare = 600;
/** People notified by one message: as many as its content can name. */
const mostMentioned = 80;
/** A field with less room than this says too little. */
const leastField = 60;

/**
 * Draws any card as one message within every limit of Discord's. Words from the card never become markup,
 * links or mentions; a link is whole or not there at all. What is shortened, or finds no room, is in an
 * attached text file, whole. Only people that the card mentions are notified.
 *
 * `nonce`: what the message will be told by, see `marks.ts`.
 */
export function drawCard(card: ReadyCard, pictures: Pictures, nonce?: string): DrawnCard {
  const { attached, offered, left } = choosePictures(card, pictures);
  const actions = drawActions(card, offered);
  const markedRows = nonce === undefined ? undefined : markRows(actions.rows, nonce);
  const url = nonce === undefined || markedRows !== undefined ? undefined : markUrl(nonce);
  const drawn = drawTitle(card);
  const title = url === undefined ? drawn.markdown : '';
  const footnote = drawFootnote(card.footnote ?? []);
  const layout = createEmbedLayout(title.length + footnote.line.length);
  const pieces = [
    ...(url === undefined ? [] : headingOf(card, drawn.markdown)),
    ...piecesOf(card, attached),
    ...actions.links.map(({ label, url }): Piece => ({ kind: 'whole', markdown: maskedLink(label, url) })),
    ...(footnote.paragraph === undefined ? [] : [{ kind: 'words' as const, paragraph: footnote.paragraph }]),
  ];
  const shownWhole = layOut(pieces, layout, (picture) => nameOf(picture, attached.indexOf(picture)));
  const headingCut = url !== undefined && card.link !== undefined && plainTitle(card).length > longestLabel;
  const nothingCut = !(drawn.cut || headingCut || footnote.cut || actions.cut || left > 0) && shownWhole;
  const files: DrawnFile[] = attached.map(fileOf);
  if (card.file !== undefined) files.push({ kind: 'file', filename: card.file.name, file: card.file });
  if (!nothingCut) files.push({ kind: 'text', filename: 'card.txt', text: wholeText(card) });
  const message: DiscordMessage = {
    ...mentioning(card),
    embeds: complete(card, layout.embeds(), { title, footer: footnote.line, url }),
    components: markedRows ?? actions.rows,
    attachments: files.map(({ filename }, id) => describe(id, filename, attached[id]?.alt ?? card.title)),
  };
  return { message, files };
}

function describe(id: number, filename: string, words: string): Attachment {
  return { id: String(id), filename, description: plainLine(words, limits.fileDescription, filename) };
}

/** The title as the first paragraph, where the embed itself is to have none. */
function headingOf(card: ReadyCard, title: string): Piece[] {
  if (title === '') return [];
  const words = card.link === undefined ? title : maskedLink(plainTitle(card), card.link);
  return [{ kind: 'whole', markdown: `**${words}**` }];
}

function drawTitle(card: ReadyCard): { markdown: string; cut: boolean } {
  const symbol = symbols[card.tone];
  const { markdown, cut } = escapeWithin(wordsOfTitle(card), limits.embedTitle - symbol.length - 1);
  return { markdown: inOne(symbol, markdown), cut };
}

/** The title of `card` as it is drawn, where no markdown is read. */
export function plainTitle(card: ReadyCard): string {
  return inOne(symbols[card.tone], wordsOfTitle(card));
}

function wordsOfTitle({ title, link }: ReadyCard): string {
  const words = cleanLine(title);
  return words === '' && link !== undefined ? hostOf(link) : words;
}

function inOne(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

/** The footer knows no marks; small print with links or mentions is a paragraph. */
function drawFootnote(text: Text): { line: string; paragraph?: Paragraph; cut: boolean } {
  const hasNodes = text.some(
    (inline) => typeof inline === 'object' && ('link' in inline || 'mention' in inline),
  );
  if (!hasNodes) {
    const words = cleanLine(plainText(text));
    return { line: shorten(words, footnoteShare), cut: words.length > footnoteShare };
  }
  const draw = (limit: number) => {
    const { markdown, cut } = drawText(text, Math.max(0, limit - 3));
    return { markdown: isBlank(markdown) ? '' : `-# ${markdown}`, cut };
  };
  return { line: '', paragraph: { draw }, cut: false };
}

/** Puts all pieces into `layout`, in order; whether each is there whole. What must be whole gets its room first. */
function layOut(pieces: readonly Piece[], layout: EmbedLayout, fileOf: (picture: Picture) => string) {
  const sizeOf = (piece: Piece) => (piece.kind === 'whole' ? piece.markdown.length + 3 : 0);
  let reserved = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  let whole = true;
  for (const piece of pieces) {
    reserved -= sizeOf(piece);
    if (piece.kind === 'words') whole = layout.paragraph(piece.paragraph, reserved) && whole;
    if (piece.kind === 'whole') whole = placeWhole(piece, layout) && whole;
    if (piece.kind === 'picture') layout.picture(fileOf(piece.picture));
    if (piece.kind !== 'field') continue;
    const room = layout.room - reserved;
    const { field, cut } = drawField(piece.field, room);
    const placed =
      room >= leastField && field.name.length + field.value.length <= room && layout.field(field);
    whole = placed && !cut && whole;
  }
  return whole;
}

function placeWhole({ markdown, field }: Extract<Piece, { kind: 'whole' }>, layout: EmbedLayout): boolean {
  if (field !== undefined && layout.field(field)) return true;
  const draw = (limit: number) =>
    markdown.length <= limit ? { markdown, cut: false } : { markdown: '', cut: true };
  return layout.paragraph({ draw });
}

/** Gives the embeds what belongs to the card as a whole: colour, title, picture, footer; `url` without a title. */
function complete(
  card: ReadyCard,
  embeds: readonly Embed[],
  { title, footer, url }: { title: string; footer: string; url: string | undefined },
): Embed[] {
  return embeds.map((embed, index) => {
    const first = index === 0;
    const drawn: Embed = {
      ...embed,
      color: colors[card.tone],
      ...(first && title !== '' && { title }),
      ...(first && title !== '' && card.link !== undefined && { url: card.link }),
      ...(first && card.picture !== undefined && { thumbnail: { url: card.picture.url } }),
      ...(index === embeds.length - 1 && !isBlank(footer) && { footer: { text: footer } }),
    };
    // Discord takes no message without anything in it.
    const shown = Object.keys(drawn).length === 1 ? { ...drawn, description: part } : drawn;
    return first && url !== undefined ? { ...shown, url } : shown;
  });
}

/** Only the content of a message notifies anybody, and only those whom it also lists. */
function mentioning(card: ReadyCard): Pick<DiscordMessage, 'content' | 'allowed_mentions'> {
  const texts = card.body.flatMap((block): readonly Text[] => {
    if (block.kind === 'text') return [block.text];
    if (block.kind === 'list') return block.items;
    return block.kind === 'fields' ? block.fields.map(({ value }) => value) : [];
  });
  const people = new Set([...texts, card.footnote ?? []].flatMap(mentionsIn));
  const users = [...people].slice(0, mostMentioned);
  return {
    content: users.map((id) => `<@${id}>`).join(' '),
    allowed_mentions: { parse: [], ...(users.length > 0 && { users }) },
  };
}
