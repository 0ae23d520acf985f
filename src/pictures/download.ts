import { type Dispatcher, request } from 'undici';
import type { Picture, PictureFault } from '../chat/picture.ts';
import { mostPictureBytes, pictureOf } from './picture-of.ts';
import { longestStart, pictureType } from './picture-type.ts';

/** What one request gave. */
export type Downloaded =
  | Picture
  | { readonly fault: PictureFault }
  /** It leads elsewhere: whoever asked decides whether to go there. */
  | { readonly elsewhere: string };

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * One GET for a picture, over `dispatcher`, which decides what may be connected to. No redirect is followed, no header of the
 * answer believed: what does not begin like a picture is given up on at its first bytes, what is longer than
 * {@link mostPictureBytes} where it becomes so. Rejects only with the signal's reason.
 */
export async function download(
  url: URL,
  options: {
    readonly dispatcher: Dispatcher;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
): Promise<Downloaded> {
  const { dispatcher, headers, signal } = options;
  signal.throwIfAborted();
  try {
    const answer = await request(url, {
      dispatcher,
      signal,
      headers: { accept: 'image/png,image/jpeg,image/webp,image/gif', ...headers },
    });
    const { statusCode, body } = answer;
    if (statusCode === 200) return await readPicture(body);
    // Nothing of it is wanted; the connection is not kept for it.
    body.on('error', () => undefined).destroy();
    const { location } = answer.headers;
    if (!redirects.has(statusCode)) return { fault: 'refused' };
    return typeof location === 'string' ? { elsewhere: location } : { fault: 'refused' };
  } catch (error) {
    signal.throwIfAborted();
    return { fault: isKeptOut(error) ? 'not public' : 'unreachable' };
  }
}

/** Thrown by a dispatcher that does not connect to where a link leads. */
export class KeptOutError extends Error {
  readonly code = 'KEPT_OUT';
}

function isKeptOut(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof KeptOutError) return true;
    if (cause instanceof AggregateError && cause.errors.some(isKeptOut)) return true;
  }
  return false;
}

async function readPicture(body: Dispatcher.ResponseData['body']): Promise<Downloaded> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) return { fault: 'no picture' };
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostPictureBytes) return { fault: 'too large' };
    const isTold = length >= longestStart && length - chunk.length < longestStart;
    if (isTold && pictureType(Buffer.concat(chunks)) === undefined) return { fault: 'no picture' };
  }
  return pictureOf(Buffer.concat(chunks, length));
}
