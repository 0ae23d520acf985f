import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { PartnerAnswer } from './endpoint.ts';
import { XportError } from './errors.ts';
import { code, listBeyondBound, text } from './fields.ts';
import { parseExactJson } from './json.ts';
import { isPassingStatus, retryAfterMs } from './retry.ts';
import type { RawAnswer } from './transport.ts';
import { cutUnwanted, type WantedMembers, wholeMembers } from './wanted-members.ts';

/** `{requestId, code, developId, msg, data}`, documented; `developId` tells us nothing. */
const envelope = z.object({
  code,
  msg: text.nullish().catch(undefined),
  requestId: text.nullish().catch(undefined),
  data: z.unknown().optional(),
});

const wholeEnvelope = wholeMembers(envelope.shape);

const longestMessage = 300;
const longestCode = 40;
const utf8 = new TextDecoder();
const firstOfMark = 0xef;

/**
 * Takes the data out of an answer, whatever the content type says: success is an envelope with code 200, or
 * one of `alsoSuccess`, whose data fits `data`.
 *
 * @param reading.members what alone of `data` is read where it is an object; the rest has only to be JSON.
 * @param reading.hidden texts that the partner might echo and that no error may carry.
 * @throws XportError `refused` for an envelope with any other code, also one that came with an HTTP error;
 * `unreachable` where only a gateway spoke (429, 502, 503, 504 without an envelope); else `malformed`.
 */
export function readEnvelope<Data>(
  raw: RawAnswer,
  reading: {
    readonly data: z.ZodType<Data>;
    readonly members?: WantedMembers | undefined;
    readonly hidden: readonly string[];
    readonly nowMs: number;
    readonly alsoSuccess?: readonly string[] | undefined;
  },
): PartnerAnswer<Data> {
  const { status } = raw;
  const waitMs = retryAfterMs(raw.retryAfter, reading.nowMs);

  const parsed = parseEnvelope(raw.body, reading.members);
  if ('nonsense' in parsed) throw withoutEnvelope(status, waitMs, parsed.nonsense);

  const requestId = plainId(parsed.requestId ?? '', reading.hidden);
  const succeeded = Number(parsed.code) === 200 || reading.alsoSuccess?.includes(parsed.code) === true;
  if (succeeded && (status < 200 || status > 299)) {
    throw withoutEnvelope(status, waitMs, 'a success that it calls an error');
  }
  if (!succeeded) {
    throw new XportError({
      kind: 'refused',
      code: oneLine(parsed.code, longestCode, reading.hidden),
      msg: oneLine(parsed.msg ?? '', longestMessage, reading.hidden),
      requestId,
      status,
      retryAfterMs: waitMs,
    });
  }

  const data = reading.data.safeParse(parsed.data);
  if (data.success) return { data: data.data, requestId };
  const tooLong = listBeyondBound(data.error);
  const where = ['data', ...((tooLong ?? data.error.issues[0])?.path ?? [])].join('.');
  const detail = tooLong === undefined ? where : `${where}, ${tooLong.message}`;
  throw new XportError({ kind: 'malformed', detail, requestId, status });
}

function parseEnvelope(
  body: Buffer,
  members: WantedMembers | undefined,
): z.output<typeof envelope> | { readonly nonsense: string } {
  if (!isUtf8(body)) return { nonsense: 'not UTF-8 text' };
  let value: unknown;
  try {
    // Bytes that begin with a byte order mark are parsed whole.
    const read =
      members === undefined || body[0] === firstOfMark
        ? body
        : cutUnwanted(body, new Map([...wholeEnvelope, ['data', members]]));
    value = parseExactJson(utf8.decode(read));
  } catch {
    return { nonsense: nonsenseOf(utf8.decode(body)) };
  }
  const parsed = envelope.safeParse(value);
  return parsed.success ? parsed.data : { nonsense: 'JSON without the documented envelope' };
}

function nonsenseOf(body: string): string {
  const start = body.slice(0, 100).trimStart();
  if (start === '') return 'empty';
  return start.startsWith('<') ? 'HTML' : 'not JSON';
}

function withoutEnvelope(status: number, waitMs: number | undefined, nonsense: string): XportError {
  if (isPassingStatus(status)) {
    return new XportError({ kind: 'unreachable', detail: `HTTP ${status}`, status, retryAfterMs: waitMs });
  }
  const what = status >= 300 && status < 400 ? 'a redirect' : nonsense;
  const detail = status === 200 ? what : `${what} (HTTP ${status})`;
  return new XportError({ kind: 'malformed', detail, requestId: '', status });
}

/** An id that can stand in a log line or a card as it is; anything else is dropped. */
function plainId(given: string, hidden: readonly string[]): string {
  const echoes = hidden.some((secret) => secret !== '' && given.includes(secret));
  return /^[\w.-]{1,64}$/.test(given) && !echoes ? given : '';
}

/** Text from outside on one line: no control or invisible characters, no hidden text, not longer than `most`. */
function oneLine(given: string, most: number, hidden: readonly string[]): string {
  let line = given;
  for (const secret of hidden) {
    if (secret !== '') line = line.replaceAll(secret, '…');
  }
  return Array.from(line.replace(/[\p{C}\p{Z}]+/gu, ' ').trim())
    .slice(0, most)
    .join('');
}
