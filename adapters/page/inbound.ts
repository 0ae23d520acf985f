import { z } from 'zod';
import type { Input, Invocation, Person } from '../../src/chat/invocation.ts';
import type { HttpRequest } from '../../src/http/route.ts';
import { pictureOf } from '../../src/pictures/read-picture.ts';
import { pageLimits } from './limits.ts';
import type { AskedInput, PageAsking, Typing } from './wire.ts';

/** The page as a place among the platforms' workspaces and servers: there is only one. */
export const pageName = 'page';
const place = 'local';
const conversation = { id: 'page', direct: true } as const;

/** Where suggestions are asked for. */
export const pageWhereabouts = { platform: pageName, place, conversation } as const;

const locale = z.string().max(pageLimits.locale).optional();
const line = z.string().transform((text) => text.slice(0, pageLimits.line));

const payload = z.string().max(pageLimits.payload.button);

const asked: z.ZodType<PageAsking> = z.object({
  id: z.uuid(),
  locale,
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: line }),
    z.object({ kind: z.literal('payload'), payload }),
    z.object({
      kind: z.literal('form'),
      payload,
      values: z.record(z.string().max(pageLimits.fieldName), line),
    }),
  ]),
});

const typing: z.ZodType<Typing> = z.object({ locale, before: line });

/** The id of the one person at the page. */
export const operator = 'operator';

const personWith = (spoken: string | undefined): Person => ({ id: operator, locale: spoken });

/** The invocation that a request asks for; `undefined` when its body is nothing that the page sends. */
export function readInvocation(request: HttpRequest, receivedAt: number): Invocation | undefined {
  const body = read(asked, request);
  return body && invocationOf(body, receivedAt);
}

/**
 * The same of a request that brings a picture too. Whether that is one, its bytes say when a command wants it: a command
 * that takes none runs all the same, and the core says what is wrong with it, as on every platform.
 */
export function readInvocationWithPicture(request: HttpRequest, receivedAt: number): Invocation | undefined {
  if (!isOfType(request, 'application/octet-stream')) return undefined;
  const end = request.body.indexOf('\n');
  if (end === -1 || end > pageLimits.bodyBytes) return undefined;
  const head = parsed(asked, request.body.subarray(0, end));
  const bytes = request.body.subarray(end + 1);
  return head && { ...invocationOf(head, receivedAt), pictures: [{ read: async () => pictureOf(bytes) }] };
}

function invocationOf({ id, locale, input }: PageAsking, receivedAt: number): Invocation {
  return {
    id,
    platform: pageName,
    place,
    conversation,
    person: personWith(locale),
    input: inputOf(input),
    receivedAt,
  };
}

/** What is left empty in a form is left out. */
function inputOf(input: AskedInput): Input {
  if (input.kind !== 'form') return input;
  const filled = Object.entries(input.values).filter(([, value]) => value.trim() !== '');
  return { ...input, values: Object.fromEntries(filled) };
}

/** What the person types, up to the cursor; `undefined` when the body is nothing that the page sends. */
export function readTyping(request: HttpRequest): { person: Person; before: string } | undefined {
  const body = read(typing, request);
  return body && { person: personWith(body.locale), before: body.before };
}

function read<T>(schema: z.ZodType<T>, request: HttpRequest): T | undefined {
  return isOfType(request, 'application/json') ? parsed(schema, request.body) : undefined;
}

/** A form of another site can't send these types without asking first, and is refused when it asks. */
function isOfType({ headers }: HttpRequest, type: 'application/json' | 'application/octet-stream'): boolean {
  return headers['content-type']?.split(';')[0]?.trim() === type;
}

function parsed<T>(schema: z.ZodType<T>, json: Buffer): T | undefined {
  const given = schema.safeParse(jsonOf(json.toString()));
  return given.success ? given.data : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
