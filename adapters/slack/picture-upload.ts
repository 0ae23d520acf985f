import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import { type UploadDeps, uploadFile } from './file-upload.ts';
import { limits } from './limits.ts';
import { type PictureBlock, type PictureDrawing, type Pictures, picturesOf, pngOf } from './pictures.ts';
import { label } from './wording.ts';

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
): Promise<Pictures> {
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
  const title = isQr ? words.qrCode : label(block.alt, limits.altText);
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
