import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { isSameSecret } from '../../src/http/bearer.ts';
import { type ListenAddress, listen } from '../../src/http/listen.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { jsonIn } from '../../src/runtime/json.ts';
import type { SendFault } from '../contract/outlet-contract.ts';
import { secret } from '../protection/logs/kept-lines.ts';

export const token = 'parlour-token-4711';
export const hall = 'H1';
export const people = { ann: 'P1', bob: 'P2' } as const;
/** The bot is in the first two alone. */
export const rooms = { buying: 'R1', direct: 'D1', strange: 'R2' } as const;

const words = z.string().max(4000);
const label = z.string().min(1).max(80);
const link = z.url({ protocol: /^https$/ }).max(2000);
const payload = z.string().max(200);

/** What Parlour takes; whatever else is sent is refused, and noted. */
const content = z.strictObject({
  parts: z
    .array(
      z.union([
        z.strictObject({
          spans: z.array(
            z.union([
              z.strictObject({ text: words, link: link.optional() }),
              z.strictObject({ bold: words }),
              z.strictObject({ code: words }),
              z.strictObject({ ping: z.string().regex(/^P\d+$/) }),
            ]),
          ),
        }),
        z.strictObject({ copy: z.string().max(2000) }),
        z.strictObject({ picture: link, alt: words }),
        z.strictObject({ png: z.base64(), alt: words }),
      ]),
    )
    .max(600),
  actions: z
    .array(
      z.union([
        z.strictObject({ label, payload }),
        z.strictObject({ label, link }),
        z.strictObject({ label, options: z.array(z.strictObject({ label, payload })).min(1).max(25) }),
      ]),
    )
    .max(30),
  file: z.strictObject({ name: z.string().max(100), content: z.string() }).optional(),
});
const posted = z.strictObject({
  room: z.string(),
  content,
  for: z.string().optional(),
  key: z.string().optional(),
  under: z.string().optional(),
  aloud: z.boolean().optional(),
});
const edited = z.strictObject({ content });

export interface ParlourMessage extends z.output<typeof posted> {
  readonly id: string;
  readonly at: number;
  content: z.output<typeof content>;
  changed: number;
}

/** Parlour on a free port of the loopback interface. */
export async function startFakeParlour(clock: Clock) {
  const address: ListenAddress = { host: '127.0.0.1', port: 0 };
  const messages: ParlourMessage[] = [];
  const problems: string[] = [];
  const freeAt = new Map<string, number>();
  let count = 0;
  let paced = false;
  let fault: SendFault | undefined;
  let refusal: string | undefined;

  const server = createServer(async (request, response) => {
    // So that a server that goes down leaves no dead connection behind.
    response.shouldKeepAlive = false;
    const body = jsonIn(await text(request));
    const sends = request.method !== 'GET' && request.url !== '/rooms';
    const happens = sends ? fault : undefined;
    if (sends) fault = undefined;
    if (happens === 'request lost') return void request.socket.destroy();
    const answer = happens === 'limited' ? tooFast(7) : answerTo(request, body);
    if (happens === 'answer lost') return void request.socket.destroy();
    const { status, retryAfterS, ...data } = answer;
    if (retryAfterS !== undefined) response.setHeader('retry-after', retryAfterS);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data));
  });

  interface Reply {
    readonly status: number;
    readonly retryAfterS?: number;
    readonly [field: string]: unknown;
  }
  const no = (status: number, error: string): Reply => ({ status, error });
  const tooFast = (retryAfterS: number): Reply => ({ status: 429, error: 'too-fast', retryAfterS });

  function answerTo({ method, url = '', headers }: IncomingMessage, body: unknown): Reply {
    const { pathname, searchParams } = new URL(url, 'http://parlour');
    if (!isSameSecret(headers.authorization ?? '', `Bearer ${token}`)) return no(401, 'bad-token');
    if (pathname === '/me') return { status: 200, name: 'shoptalk' };
    if (pathname === '/rooms') return { status: 200, room: rooms.direct };
    if (method === 'GET') return { status: 200, messages: found(searchParams) };
    if (refusal !== undefined) return no(400, refusal);
    return method === 'POST' ? post(body) : edit(pathname, body);
  }

  function post(body: unknown): Reply {
    const read = posted.safeParse(body);
    if (!read.success) return malformed(read.error);
    const { room, under } = read.data;
    if (room === rooms.strange) return no(403, 'not-in-room');
    if (room !== rooms.buying && room !== rooms.direct) return no(404, 'no-such-room');
    if (under !== undefined && !messages.some(({ id }) => id === under)) return no(404, 'no-such-message');
    const free = Math.max(freeAt.get(room) ?? 0, clock.now());
    // Ten at once are fine.
    if (paced && free > clock.now() + 5000) return tooFast(Math.ceil((free - clock.now()) / 1000));
    freeAt.set(room, free + 500);
    count += 1;
    messages.push({ ...read.data, id: `M${count}`, at: clock.now(), changed: count });
    return { status: 201, id: `M${count}` };
  }

  function edit(path: string, body: unknown): Reply {
    const message = messages.find(({ id }) => path === `/messages/${id}`);
    if (message === undefined) return no(404, 'no-such-message');
    const read = edited.safeParse(body);
    if (!read.success) return malformed(read.error);
    count += 1;
    message.content = read.data.content;
    message.changed = count;
    return { status: 200, id: message.id };
  }

  function malformed(error: z.ZodError): Reply {
    problems.push(z.prettifyError(error));
    return no(400, 'bad-content');
  }

  const found = (query: URLSearchParams) =>
    messages
      .filter(({ room, key }) => room === query.get('room') && key === query.get('key'))
      .filter(
        ({ at, under }) => at >= Number(query.get('since')) && under === (query.get('under') ?? undefined),
      )
      .map(({ id }) => ({ id }));

  secret(token);
  const apiUrl = await listen(server, address);
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    apiUrl,
    messages,
    problems,
    close,
    fail: (next: SendFault) => {
      fault = next;
    },
    refuse: (error: string) => {
      refusal = error;
    },
    enforcePace: () => {
      paced = true;
    },
    async goDown() {
      await close();
      return async () => void (await listen(server, { ...address, port: Number(new URL(apiUrl).port) }));
    },
    /** Tells the bot of an event, and gives the message that was written last once the bot has dealt with it. */
    async tell(url: string, event: object): Promise<{ status: number; shown: ParlourMessage | undefined }> {
      count += 1;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ id: `E${count}`, hall, ...event }),
      });
      await answer.text();
      const [shown] = messages.toSorted((one, other) => other.changed - one.changed);
      return { status: answer.status, shown: shown && { ...shown } };
    },
  };
}
