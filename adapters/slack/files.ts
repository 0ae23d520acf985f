import { z } from 'zod';
import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { CardFile } from '../../src/chat/card-file.ts';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import { savedFile } from '../../src/chat/saved-file.ts';
import { openPlatformFiles, type PlatformFiles } from '../../src/pictures/platform-files.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { FoundPicture } from './message-content.ts';
import type { ResponseUrls } from './response-url.ts';
import { inertMarkup } from './rich-text.ts';
import type { SlackApi } from './web-api.ts';

const target = z.object({ upload_url: z.string(), file_id: z.string() });

export interface UploadDeps {
  readonly api: SlackApi;
  readonly urls: ResponseUrls;
}

/** What Slack is told of a file before it has it. */
interface FileToUpload {
  readonly filename: string;
  readonly bytes: Buffer;
  /** What a picture shows. */
  readonly altText?: string;
}

/**
 * Brings a file to Slack, where no person can see it until `files.completeUploadExternal` says so. Never rejects; `error`
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

/** Whom a file is for. */
export type FileReader =
  | { readonly conversation: string; readonly threadTs?: string }
  /** The person alone, by a direct message. */
  | { readonly person: string };

const posted = z.object({ channel: z.string().min(1) });

/**
 * `card` without its file, which `readers` have got as a message of its own, the first of them whom Slack lets have
 * it: no answer of Slack's can hold a file. The card says where it is, or why it is nowhere. Never rejects.
 */
export async function shareFileOf(
  deps: UploadDeps,
  card: ReadyCard,
  readers: readonly FileReader[],
  words: AdapterWords,
): Promise<ReadyCard> {
  const { file, ...rest } = card;
  if (file === undefined) return card;
  const sentence = await shared(deps, card.title, file, readers, words);
  return { ...rest, body: [{ kind: 'text', text: [sentence] }, ...card.body] };
}

async function shared(
  deps: UploadDeps,
  title: string,
  file: CardFile,
  readers: readonly FileReader[],
  words: AdapterWords,
): Promise<string> {
  let error = '';
  for (const reader of readers) {
    const { bytes } = savedFile(file);
    const uploaded = await uploadFile(deps, { filename: file.name, bytes });
    if ('error' in uploaded) {
      error = uploaded.error;
      break;
    }
    const where = await channelOf(deps, reader, title);
    if (where === undefined) continue;
    const completed = await deps.api.call('files.completeUploadExternal', {
      files: [{ id: uploaded.fileId, title: file.name }],
      ...where,
    });
    if (completed.ok) {
      return 'person' in reader ? words.fileSentPrivately(file.name) : words.fileSentHere(file.name);
    }
    error = completed.error;
    // It may be there already: no reader gets it twice.
    if (completed.unclear) break;
  }
  return words.fileNotSent(file.name, error === 'missing_scope' ? 'files:write' : undefined);
}

/** A file goes to a channel's id only, and a person's is told by the answer to a message. */
async function channelOf(
  { api }: UploadDeps,
  reader: FileReader,
  title: string,
): Promise<{ readonly channel_id: string; readonly thread_ts?: string } | undefined> {
  if ('conversation' in reader) {
    const { conversation, threadTs } = reader;
    return { channel_id: conversation, ...(threadTs !== undefined && { thread_ts: threadTs }) };
  }
  const called = await api.call('chat.postMessage', { channel: reader.person, text: inertMarkup(title) });
  const read = called.ok ? posted.safeParse(called.data).data : undefined;
  return read && { channel_id: read.channel };
}

/** Files that were uploaded to Slack. The token goes to Slack's own hosts for files, and nowhere else. */
export function openFiles(deps: {
  readonly botToken: string;
  readonly urls: Pick<ResponseUrls, 'takesFiles'>;
  readonly clock: Clock;
}): PlatformFiles {
  return openPlatformFiles({
    clock: deps.clock,
    trusts: ({ href }) => deps.urls.takesFiles(href),
    headers: { authorization: `Bearer ${deps.botToken}` },
  });
}

/** The pictures of a message as the core reads them. */
export function attached(
  found: readonly FoundPicture[],
  files: Pick<PlatformFiles, 'read'>,
): readonly AttachedPicture[] {
  return found.map((picture) =>
    'link' in picture ? picture : { read: (signal) => files.read(picture.file, signal) },
  );
}
