import type { IncomingMessage } from 'node:http';
import { documented } from './limits.ts';
import type { UploadedFile } from './message-rules.ts';
import { RestError } from './rest-error.ts';

/** A request's body: its JSON part, and the files beside it. */
export interface RequestBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** Reads JSON, or multipart with `payload_json` and `files[n]` (reference, Uploading Files). */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > documented.requestBytes) throw new RestError(413, 40005, 'Request entity too large');
    chunks.push(bytes);
  }
  const type = request.headers['content-type'] ?? '';
  const raw = Buffer.concat(chunks);
  if (type.startsWith('multipart/form-data')) return readForm(raw, type);
  if (raw.length === 0) return { json: undefined, files: [] };
  if (!type.startsWith('application/json')) throw new RestError(400, 50035, 'Invalid Form Body');
  return { json: parseJson(raw.toString('utf8')), files: [] };
}

async function readForm(raw: Buffer, type: string): Promise<RequestBody> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const [key, value] of form) {
    if (typeof value === 'string') {
      if (key === 'payload_json') json = parseJson(value);
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined) continue;
    files.push({
      index,
      filename: value.name,
      contentType: value.type,
      bytes: Buffer.from(await value.arrayBuffer()),
    });
  }
  return { json, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError(400, 50109, 'The request body contains invalid JSON.');
  }
}
