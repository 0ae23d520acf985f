import { savedFile } from '../../src/chat/saved-file.ts';
import { barChartPng } from '../../src/pictures/bar-chart-png.ts';
import { qrPng } from '../../src/pictures/qr-png.ts';
import type { DrawnFile, DrawnPicture } from './message.ts';

/** The files of a drawn card, as bytes. */
export function makeFiles(files: readonly DrawnFile[]): UploadFile[] {
  return files.map((file) => {
    const { filename } = file;
    switch (file.kind) {
      case 'text':
        return { filename, contentType: 'text/plain; charset=utf-8', bytes: Buffer.from(file.text) };
      case 'file':
        return { filename, ...savedFile(file.file) };
      default:
        return { filename, contentType: 'image/png', bytes: drawnPng(file) };
    }
  });
}

/** A picture that the bot draws itself, as PNG. */
export function drawnPng(file: DrawnPicture): Buffer {
  return file.kind === 'qr' ? qrPng(file.of) : barChartPng(file.bars);
}

/** A file of a message, in the order of its `attachments`. */
export interface UploadFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A request's body as bytes, and its type. */
interface EncodedBody {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** JSON and files in one multipart body (docs.discord.com/developers/reference, Uploading Files). */
export async function encodeMultipart(json: object, files: readonly UploadFile[]): Promise<EncodedBody> {
  const form = new FormData();
  form.append('payload_json', JSON.stringify(json));
  for (const [index, { filename, contentType, bytes }] of files.entries()) {
    form.append(`files[${index}]`, new Blob([Buffer.from(bytes)], { type: contentType }), filename);
  }
  const encoded = new Response(form);
  return {
    bytes: Buffer.from(await encoded.arrayBuffer()),
    contentType: encoded.headers.get('content-type') ?? '',
  };
}
