import type { Payload, ReadyCard, RunAction } from '../../src/chat/card.ts';
import { type BasicCard, loweredCard, textsIn } from '../../src/chat/lowered-card.ts';
import { cleanLine, plainText, shorten, type Text } from '../../src/chat/text.ts';
import { drawComponents } from './card-actions.ts';
import {
  bodyPieces,
  type CardPicture,
  createEmbedLayout,
  drawField,
  type EmbedLayout,
  type Paragraph,
  type Piece,
  tableToCopy,
} from './card-body.ts';
import { colors, drawTitle, drawTitleLine, plainTitle } from './card-head.ts';
import { bodyText, wholeText } from './card-text.ts';
import { keyUrl, withKeyInRows } from './delivery-key.ts';
import { discordLimits } from './limits.ts';
import type { Attachment, DiscordMessage, DrawnFile, DrawnMessage, Embed } from './message.ts';
import { drawText, isBlank, longestLabel, maskedLink, mentionsIn, part, plainLine } from './rich-text.ts';

/** Characters of the embeds that the small print may take. */
const footnoteShare = 600;
/** People notified by one message: its content has room for so many mentions. */
const mostMentioned = 80;
/** Characters below which a field says too little to be shown. */
const leastField = 60;

/**
 * Draws any card as one message within all of Discord's limits. Words of the card never become markup, links or
 * mentions; a link is drawn whole or left out. When something is shortened or left out, the whole text is attached as
 * a file. Discord notifies only people whom the card mentions.
 *
 * `nonce`: the message's key, see `delivery-key.ts`; left out where no key is needed.
 */
export function drawDiscordCard(ready: ReadyCard, pictures: PicturePlace, nonce?: string): DrawnMessage {
  const card = loweredCard(ready, tableToCopy);
  const { attached, offered, left } = choosePictures(card, pictures);
  const actions = drawComponents(card, offered);
  const keyedRows = nonce === undefined ? undefined : withKeyInRows(actions.rows, nonce);
  const url = nonce === undefined || keyedRows !== undefined ? undefined : keyUrl(nonce);
  const drawn = drawTitle(card);
  const title = url === undefined ? drawn.markdown : '';
  const footnote = drawFootnote(card.footnote ?? []);
  const layout = createEmbedLayout(title.length + footnote.line.length);
  const pieces = [
    ...(url === undefined ? [] : headingOf(card)),
    ...bodyPieces(card, attached),
    ...actions.links.map(({ label, url }): Piece => ({ kind: 'whole', markdown: maskedLink(label, url) })),
    ...(footnote.paragraph === undefined ? [] : [{ kind: 'words' as const, paragraph: footnote.paragraph }]),
  ];
  const shownWhole = layOut(pieces, layout, (picture) => pictureName(picture, attached.indexOf(picture)));
  const headingCut = url !== undefined && card.link !== undefined && plainTitle(card).length > longestLabel;
  const nothingCut = !(drawn.cut || headingCut || footnote.cut || actions.cut || left > 0) && shownWhole;
  const files: DrawnFile[] = attached.map(fileOf);
  if (card.file !== undefined) files.push({ kind: 'file', filename: card.file.name, file: card.file });
  if (!nothingCut) files.push({ kind: 'text', filename: 'card.txt', text: wholeText(card) });
  const message: DiscordMessage = {
    ...mentioning(card),
    embeds: complete(card, layout.embeds(), { title, footer: footnote.line, url }),
    components: keyedRows ?? actions.rows,
    attachments: files.map(({ filename }, id) => describe(id, filename, attached[id]?.alt ?? card.title)),
  };
  return { message, files };
}

function describe(id: number, filename: string, words: string): Attachment {
  return { id: String(id), filename, description: plainLine(words, discordLimits.fileDescription, filename) };
}

/** The title as the first paragraph, for an embed whose title would turn its key into a link. */
function headingOf(card: ReadyCard): Piece[] {
  const { markdown } = drawTitleLine(card);
  return markdown === '' ? [] : [{ kind: 'whole', markdown }];
}

/** A footer shows no markdown, so small print with links, mentions or times becomes a paragraph. */
function drawFootnote(text: Text): { line: string; paragraph?: Paragraph; cut: boolean } {
  const hasNodes = text.some(
    (inline) => typeof inline === 'object' && ('link' in inline || 'mention' in inline || 'time' in inline),
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

/** Puts all pieces into `layout`, in order, and says whether each is whole. Reserves room for those that can't be cut. */
function layOut(pieces: readonly Piece[], layout: EmbedLayout, filenameOf: (picture: CardPicture) => string) {
  const sizeOf = (piece: Piece) => (piece.kind === 'whole' ? piece.markdown.length + 3 : 0);
  let reserved = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  let whole = true;
  for (const piece of pieces) {
    reserved -= sizeOf(piece);
    if (piece.kind === 'words') whole = layout.paragraph(piece.paragraph, reserved) && whole;
    if (piece.kind === 'whole') whole = placeWhole(piece, layout) && whole;
    if (piece.kind === 'picture') layout.picture(filenameOf(piece.picture));
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

/** Adds what belongs to the card as a whole: colour, title, picture, footer. `url`: the key's, where there is no title. */
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
    // Discord refuses an empty message.
    const shown = Object.keys(drawn).length === 1 ? { ...drawn, description: part } : drawn;
    return first && url !== undefined ? { ...shown, url } : shown;
  });
}

/** Discord notifies only people and roles that both the content and `allowed_mentions` name. */
function mentioning(card: ReadyCard): Pick<DiscordMessage, 'content' | 'allowed_mentions'> {
  const mentioned = [...textsIn(card.body), card.footnote ?? []].flatMap(mentionsIn);
  const idsOf = (isGroup: boolean) =>
    mentioned.filter(({ group = false }) => group === isGroup).map(({ person }) => person);
  const users = [...new Set(idsOf(false))].slice(0, mostMentioned);
  const roles = [...new Set(idsOf(true))].slice(0, mostMentioned - users.length);
  return {
    content: [...users.map((id) => `<@${id}>`), ...roles.map((id) => `<@&${id}>`)].join(' '),
    allowed_mentions: {
      parse: [],
      ...(users.length > 0 && { users }),
      ...(roles.length > 0 && { roles }),
    },
  };
}

/** Where a QR code goes when the card offers a button in its place. */
export type PicturePlace = 'attached' | 'behind a button';

/** `attached` and `offered` (by a button) pictures of `card`, and how many are `left` out. */
function choosePictures(card: BasicCard<Payload>, pictures: PicturePlace) {
  const attached: CardPicture[] = [];
  const offered: RunAction<Payload>[] = [];
  let left = 0;
  // One file is kept for the whole text, and one for the card's own file.
  const most = discordLimits.files - 1 - (card.file === undefined ? 0 : 1);
  for (const block of card.body) {
    if (block.kind !== 'qr' && block.kind !== 'chart') continue;
    const otherwise = block.kind === 'qr' ? block.otherwise : undefined;
    const insists = pictures === 'attached' || otherwise === undefined;
    if (insists && attached.length < most) attached.push(block);
    else if (otherwise !== undefined) offered.push(otherwise);
    // A chart is no loss: its words say all that it shows.
    else if (block.kind === 'qr') left += 1;
  }
  return { attached, offered, left };
}

function pictureName({ kind }: CardPicture, index: number): string {
  return `${kind}-${index}.png`;
}

function fileOf(picture: CardPicture, index: number): DrawnFile {
  const filename = pictureName(picture, index);
  if (picture.kind === 'qr') return { kind: 'qr', filename, of: picture.of };
  return { kind: 'chart', filename, bars: picture.bars };
}

/**
 * `card` for a second attempt after Discord refused it: its words and buttons, without files, pictures and links that
 * Discord would have to open.
 */
export function drawPlainer(ready: ReadyCard, nonce: string): DrawnMessage {
  const card = loweredCard(ready);
  const links = card.actions.flatMap((action) =>
    action.kind === 'open' ? [`${action.label}: ${action.url}`] : [],
  );
  const words = [card.link ?? '', bodyText(card), ...links].filter((each) => each !== '').join('\n');
  const plain: ReadyCard = {
    tone: card.tone,
    title: card.title,
    body: [{ kind: 'text', text: [words] }],
    actions: card.actions.filter((action) => action.kind !== 'open'),
    ...(card.footnote !== undefined && { footnote: card.footnote }),
  };
  const { message } = drawDiscordCard(plain, 'attached', nonce);
  return { message: { ...message, attachments: [] }, files: [] };
}
