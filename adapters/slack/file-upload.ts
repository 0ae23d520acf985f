import { z } from 'zod';
import type { ResponseUrls } from './response-url.ts';
import type { SlackApi } from './web-api.ts';

const target = z.object({ upload_url: z.string(), file_id: z.string() });

export interface UploadDeps {
  readonly api: SlackApi;
  readonly urls: ResponseUrls;
}

/** What Slack is told of a file before it has it. */
export interface FileToUpload {
  readonly filename: string;
  readonly bytes: Buffer;
  /** What a picture shows. */
  readonly altText?: string;
}

/**
 * Brings a file to Slack, where nobody can see it until `files.completeUploadExternal` says so. Never rejects; `error`
 * is Slack's name for why not, or says that it could not be reached.
 * https://docs.slack.dev/messaging/working-with-files#upload
 */
export async function uploadFile(
  { api, urls }: UploadDeps,
  { filename, bytes, altText }: FileToUpload,
): Promise<{ readonly fileId: string } | { readonly error: string }> {
  const place = await api.call('files.getUploadURLExternal', {
    filename,
    length: bytes.length,
    ...(altText !== undefined && { alt_txt: altText }),
  });
  if (!place.ok) return { error: place.error };
  const read = target.safeParse(place.data);
  if (!read.success || !urls.takesFiles(read.data.upload_url)) return { error: 'no place for a file' };
  const uploaded = await urls.upload(read.data.upload_url, bytes);
  return uploaded.sent ? { fileId: read.data.file_id } : { error: uploaded.error };
}
