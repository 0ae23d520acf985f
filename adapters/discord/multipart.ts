/** A file that goes along with a message, in the order of its `attachments`. */
export interface UploadFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A request's body as bytes, and its type. */
export interface EncodedBody {
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
