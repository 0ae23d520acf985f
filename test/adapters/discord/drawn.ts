import type { ComponentsMessage, DrawnFile, DrawnMessage } from '../../../adapters/discord/message.ts';
import { checkMessage, type UploadedFile } from '../../fakes/discord/message-rules.ts';
import { type Visible, visible } from '../../fakes/discord/visible.ts';
import { textIn } from '../../harness/table-file.ts';

/** The files of a drawn card as they would be uploaded; a picture is stood for by what it shows. */
function filesOf({ files }: Pick<DrawnMessage, 'files'>): UploadedFile[] {
  return files.map((file, index) => ({
    index: String(index),
    filename: file.filename,
    contentType: typeOf(file),
    bytes: Buffer.from(wordsOf(file)),
  }));
}

function typeOf(file: DrawnFile): string {
  if (file.kind === 'file') return file.file.mediaType;
  return file.kind === 'text' ? 'text/plain' : 'image/png';
}

function wordsOf(file: DrawnFile): string {
  if (file.kind === 'qr') return file.of;
  if (file.kind === 'file') return textIn(file.file);
  return file.kind === 'chart' ? file.bars.map(({ label, value }) => `${label}: ${value}`).join() : file.text;
}

/** What a person sees of a drawn card once Discord has taken it; throws what Discord would refuse it with. */
export function seen(
  drawn: DrawnMessage | { readonly message: ComponentsMessage; readonly files: readonly [] },
): Visible {
  const files = filesOf(drawn);
  const payload = checkMessage(structuredClone(drawn.message), files, { allowed: 'interaction' });
  return visible({
    content: payload.content ?? '',
    embeds: payload.embeds ?? [],
    components: payload.components ?? [],
    ...(payload.tree !== undefined && { tree: payload.tree }),
    allowedMentions: payload.allowed_mentions ?? undefined,
    origin: 'interaction',
    replyTo: undefined,
    files: files.map((file, index) => ({
      id: file.index,
      filename: file.filename,
      description: drawn.message.attachments[index]?.description,
      contentType: file.contentType,
      bytes: file.bytes,
    })),
  });
}
