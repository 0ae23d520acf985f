import { STATUS_CODES } from 'node:http';
import type { ResponseLike } from '@discordjs/rest';
import { Agent, Headers, request } from 'undici';
import { z } from 'zod';

/** HTTP connections to Discord, kept open between requests. */
interface Connections {
  /**
   * Sends a request for @discordjs/rest; follows no redirect. By default the library uses the undici that set the
   * process's global dispatcher first, and two versions of undici don't take each other's bodies.
   */
  send(url: string, outgoing: OutgoingRequest): Promise<ResponseLike>;
  close(): Promise<void>;
}

/** What the library passes, as far as it is used. */
interface OutgoingRequest {
  readonly method?: string | undefined;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null | undefined;
}

const keepMs = 30_000;
/** ms. The library limits each request itself; these cover what its signal can't reach. */
const waits = { connect: { timeout: 4_000 }, headersTimeout: 15_000, bodyTimeout: 15_000 } as const;
/** The longest answer, the list of registered commands, takes some hundred kilobytes. */
const mostAnswerBytes = 8 * 1024 * 1024;
const headersGiven = z.record(z.string(), z.string()).default({});
/** Texts and bytes only: see {@link encodeMultipart}. */
const bodyGiven = z.union([z.string(), z.instanceof(Buffer)]).nullish();

export function openConnections(): Connections {
  const agent = new Agent({ keepAliveTimeout: keepMs, maxResponseSize: mostAnswerBytes, ...waits });
  return {
    async send(url, { method, headers, body, signal }) {
      const response = await request(url, {
        method: method ?? 'GET',
        headers: headersGiven.parse(headers),
        body: bodyGiven.parse(body) ?? null,
        signal: signal ?? null,
        dispatcher: agent,
      });
      // The library leaves some bodies unread, and an unread body holds its connection.
      const bytes = await response.body.arrayBuffer();
      const text = async () => Buffer.from(bytes).toString('utf8');
      const tooOld = response.statusCode === 429 && saysTooOld(await text());
      const status = tooOld ? 400 : response.statusCode;
      return {
        body: null,
        bodyUsed: true,
        arrayBuffer: async () => bytes,
        json: async () => JSON.parse(await text()),
        text,
        headers: tooOld ? new Headers({ 'content-type': 'application/json' }) : headersOf(response.headers),
        status,
        statusText: STATUS_CODES[status] ?? '',
        ok: status >= 200 && status < 300,
      };
    },
    close: () => agent.close(),
  };
}

const coded = z.object({ code: z.literal(30046) });

/**
 * Whether Discord refuses the edit of an old message: it does so with 429 (discord-api-docs #4413). The library takes each
 * 429 for a rate limit and keeps only the wait, so it is given this one as 400.
 */
function saysTooOld(body: string): boolean {
  try {
    return coded.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

function headersOf(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) headers.append(name, one);
  }
  return headers;
}
