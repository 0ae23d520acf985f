import type { IncomingMessage } from 'node:http';
import { callRefusals, type SandboxRefusal } from './refusals.ts';

/** For every endpoint that says no other. */
const usualLimitBytes = 1024 * 1024;

/**
 * Reads a request's body as one JSON object and keeps no more than `limitBytes` of it. What goes beyond is read and
 * thrown away: an answer sent while the client still writes would be lost with the connection.
 */
export async function readJsonBody(
  request: IncomingMessage,
  limitBytes: number = usualLimitBytes,
): Promise<
  { readonly ok: true; readonly value: object } | { readonly ok: false; readonly refusal: SandboxRefusal }
> {
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/json') return { ok: false, refusal: callRefusals.contentTypeUnknown };
  const chunks: Buffer[] = [];
  let heldBytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a body comes as bytes');
    heldBytes += chunk.length;
    if (heldBytes <= limitBytes) chunks.push(chunk);
  }
  if (heldBytes > limitBytes) return { ok: false, refusal: callRefusals.bodyTooLarge };
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks, heldBytes).toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value };
  } catch {
    // Refused below, as JSON that is no object is.
  }
  return { ok: false, refusal: callRefusals.bodyUnreadable };
}
