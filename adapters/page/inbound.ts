import { z } from 'zod';
import type { Input, Invocation, Person } from '../../src/chat/invocation.ts';
import type { HttpRequest } from '../../src/http/route.ts';
import { pictureOf } from '../../src/pictures/read-picture.ts';
import { pageLimits } from './limits.ts';
import type { AskedInput, PageAsking, Typing } from './wire.ts';

/** The page as a place among the platforms' workspaces and servers: there is only one. */
export const pageName = 'page';
const workspace = 'local';
const conversation = { id: 'page', direct: true } as const;

/** Where suggestions are asked for. */
export const pageWhereabouts = { platform: pageName, workspace, conversation } as const;

const locale = z.string().max(pageLimits.locale).optional();
const zone = z.string().max(pageLimits.zone).optional();
const line = z.string().transform((text) => text.slice(0, pageLimits.line));

const payload = z.string().max(pageLimits.payload.button);

const asked: z.ZodType<PageAsking> = z.object({
  id: z.uuid(),
  locale,
  zone,
  shown: z.string().optional(),
  from: z.uuid().optional(),
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

const typing: z.ZodType<Typing> = z.object({ locale, zone, before: line });

type Said = Pick<PageAsking, 'locale' | 'zone'>;

const personWith = (id: string, said: Said): Person => ({ id, locale: said.locale, zone: said.zone });

/** The invocation that a request of `speaker` asks for; `undefined` when its body is nothing that the page sends. */
export function readInvocation(
  request: HttpRequest,
  speaker: string,
  receivedAt: number,
): PageAsked | undefined {
  const body = readJsonAs(asked, request);
  return body && { invocation: invocationOf(body, speaker, receivedAt), ...aboutOf(body) };
}

/** An invocation, and how the page shows what was asked. */
export interface PageAsked {
  readonly invocation: Invocation;
  readonly shown: string | undefined;
  /** The asking whose answer was clicked. */
  readonly from: string | undefined;
}

function aboutOf({ shown, from }: PageAsking): Pick<PageAsked, 'shown' | 'from'> {
  return { shown, from };
}

/**
 * The same of a request that brings a picture too. Whether that is one, its bytes say when a command wants it: a command
 * that takes none runs all the same, and the core says what is wrong with it, as on every platform.
 */
export function readInvocationWithPicture(
  request: HttpRequest,
  speaker: string,
  receivedAt: number,
): PageAsked | undefined {
  if (!isOfType(request, 'application/octet-stream')) return undefined;
  const end = request.body.indexOf('\n');
  if (end === -1 || end > pageLimits.bodyBytes) return undefined;
  const head = parsed(asked, request.body.subarray(0, end));
  const bytes = request.body.subarray(end + 1);
  if (head === undefined) return undefined;
  const pictures = [{ read: async () => pictureOf(bytes) }];
  return { invocation: { ...invocationOf(head, speaker, receivedAt), pictures }, ...aboutOf(head) };
}

function invocationOf({ id, input, ...said }: PageAsking, speaker: string, receivedAt: number): Invocation {
  return {
    id,
    platform: pageName,
    workspace,
    conversation,
    person: personWith(speaker, said),
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
export function readTyping(
  request: HttpRequest,
  speaker: string,
): { person: Person; before: string } | undefined {
  const body = readJsonAs(typing, request);
  return body && { person: personWith(speaker, body), before: body.before };
}

/** The JSON of a request; `undefined` where it is of another type, or not as `schema` has it. */
export function readJsonAs<T>(schema: z.ZodType<T>, request: HttpRequest): T | undefined {
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
