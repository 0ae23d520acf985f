import { z } from 'zod';
import type { AdapterWords } from '../../src/chat/adapter.ts';
import { qrPng } from '../../src/pictures/qr-png.ts';
import type { QrDrawing } from './card-body.ts';
import type { ResponseUrls } from './response-url.ts';
import type { SlackApi } from './web-api.ts';

const target = z.object({ upload_url: z.string(), file_id: z.string() });

/**
 * Uploads a QR code of `link`, which is how Slack can show a picture of ours. The file is shared with no
 * channel; a message that shows it shares it. Never rejects. Without the scope for it there is a sentence to
 * show; `undefined` when the upload failed for any other reason.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export async function uploadQr(
  parts: { readonly api: SlackApi; readonly urls: ResponseUrls },
  link: string,
  words: AdapterWords,
): Promise<QrDrawing | undefined> {
  const bytes = qrPng(link);
  const place = await parts.api.call('files.getUploadURLExternal', {
    filename: 'qr-code.png',
    length: bytes.length,
    alt_txt: words.qrCode,
  });
  if (!place.ok)
    return { instead: place.error === 'missing_scope' ? words.missingPermission('files:write') : '' };
  const read = target.safeParse(place.data);
  if (!read.success || !parts.urls.takesFiles(read.data.upload_url)) return undefined;
  const uploaded = await parts.urls.upload(read.data.upload_url, bytes);
  if (!uploaded.sent) return undefined;
  const files = [{ id: read.data.file_id, title: words.qrCode }];
  const completed = await parts.api.call('files.completeUploadExternal', { files });
  return completed.ok ? { fileId: read.data.file_id } : undefined;
}
