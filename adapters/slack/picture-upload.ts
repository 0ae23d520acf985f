import { z } from 'zod';
import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import { limits } from './limits.ts';
import { type PictureBlock, type PictureDrawing, type Pictures, picturesOf, pngOf } from './pictures.ts';
import type { ResponseUrls } from './response-url.ts';
import type { SlackApi } from './web-api.ts';
import { label } from './wording.ts';

const target = z.object({ upload_url: z.string(), file_id: z.string() });

interface UploadParts {
  readonly api: SlackApi;
  readonly urls: ResponseUrls;
}

/**
 * Uploads the pictures that `card` needs, which is how Slack can show a picture of ours. The files are shared with
 * no channel; a message that shows one shares it. Never rejects. Without the scope for it there is a sentence to
 * show; nothing for a picture whose upload failed for any other reason.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export async function uploadPictures(
  parts: UploadParts,
  card: ReadyCard,
  words: AdapterWords,
): Promise<Pictures> {
  const drawn = await Promise.all(
    picturesOf(card).map(async (block) => [block, await upload(parts, block, words)] as const),
  );
  return new Map(drawn.flatMap(([block, drawing]) => (drawing === undefined ? [] : [[block, drawing]])));
}

async function upload(
  parts: UploadParts,
  block: PictureBlock,
  words: AdapterWords,
): Promise<PictureDrawing | undefined> {
  const bytes = pngOf(block);
  const isQr = block.kind === 'qr';
  const title = isQr ? words.qrCode : label(block.alt, limits.altText);
  const place = await parts.api.call('files.getUploadURLExternal', {
    filename: isQr ? 'qr-code.png' : 'chart.png',
    length: bytes.length,
    alt_txt: title,
  });
  if (!place.ok)
    return { instead: place.error === 'missing_scope' ? words.missingPermission('files:write') : '' };
  const read = target.safeParse(place.data);
  if (!read.success || !parts.urls.takesFiles(read.data.upload_url)) return undefined;
  const uploaded = await parts.urls.upload(read.data.upload_url, bytes);
  if (!uploaded.sent) return undefined;
  const files = [{ id: read.data.file_id, title }];
  const completed = await parts.api.call('files.completeUploadExternal', { files });
  return completed.ok ? { fileId: read.data.file_id } : undefined;
}
