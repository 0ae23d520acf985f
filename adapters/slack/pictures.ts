import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Block, Payload, ReadyCard } from '../../src/chat/card.ts';
import { barChartPng } from '../../src/pictures/bar-chart-png.ts';
import { qrPng } from '../../src/pictures/qr-png.ts';
import { type BlockKindSet, noKinds } from './block-kinds.ts';
import { drawChartBlock } from './data-blocks.ts';
import { type UploadDeps, uploadFile } from './files.ts';
import { slackLimits } from './limits.ts';
import { label } from './rich-text.ts';

/** A block that shows a picture of the bot's own, which Slack can only show once it is uploaded. */
export type PictureBlock = Extract<Block<Payload>, { readonly kind: 'qr' | 'chart' }>;

/** What became of a picture: Slack has it, or there may be a reason to give for its absence. */
export type PictureDrawing = { readonly fileId: string } | { readonly instead: string };

/** By block; one that is not there is drawn in words, without a reason. */
export type DrawnPictures = ReadonlyMap<Block<Payload>, PictureDrawing>;

export const noPictures: DrawnPictures = new Map();

/**
 * The pictures without which `card` is not drawn as it wants to be: QR codes that no button stands for, and charts where the
 * workspace does not draw them itself, by the kinds that it `takes`.
 */
export function picturesOf(card: ReadyCard, takes: BlockKindSet = noKinds): readonly PictureBlock[] {
  return card.body.filter(
    (block): block is PictureBlock =>
      (block.kind === 'chart' && drawChartBlock(block, takes) === undefined) ||
      (block.kind === 'qr' && block.otherwise === undefined),
  );
}

export function pngOf(block: PictureBlock): Buffer {
  return block.kind === 'qr' ? qrPng(block.of) : barChartPng(block.bars);
}

/**
 * Uploads the pictures that `card` needs, which is how Slack can show a picture of ours. The files are shared with
 * no channel; a message that shows one shares it. Never rejects. Without the scope for it there is a sentence to
 * show; nothing for a picture whose upload failed for any other reason.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export async function uploadPictures(
  deps: UploadDeps,
  card: ReadyCard,
  words: AdapterWords,
): Promise<DrawnPictures> {
  const drawn = await Promise.all(
    picturesOf(card).map(async (block) => [block, await upload(deps, block, words)] as const),
  );
  return new Map(drawn.flatMap(([block, drawing]) => (drawing === undefined ? [] : [[block, drawing]])));
}

async function upload(
  deps: UploadDeps,
  block: PictureBlock,
  words: AdapterWords,
): Promise<PictureDrawing | undefined> {
  const bytes = pngOf(block);
  const isQr = block.kind === 'qr';
  const title = isQr ? words.qrCode : label(block.alt, slackLimits.altText);
  const filename = isQr ? 'qr-code.png' : 'chart.png';
  const uploaded = await uploadFile(deps, { filename, bytes, altText: title });
  if ('error' in uploaded) {
    // Slack says it of the first step; any other failure has no reason worth showing.
    if (uploaded.error === 'missing_scope') return { instead: words.missingPermission('files:write') };
    return undefined;
  }
  const files = [{ id: uploaded.fileId, title }];
  const completed = await deps.api.call('files.completeUploadExternal', { files });
  return completed.ok ? { fileId: uploaded.fileId } : undefined;
}
