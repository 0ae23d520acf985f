import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse, Route } from '../../src/http/route.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { dial, raw, received, serve } from './serving.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

function get(path: string, handle: Route['handle']): Route {
  return { method: 'GET', path, bodyLimit: 0, handle };
}

function post(path: string, handle: Route['handle'], bodyLimit = 1_000): Route {
  return { method: 'POST', path, bodyLimit, handle };
}

const says = (body: string) => async (): Promise<HttpResponse> => ({ status: 200, body });

/** What a handler saw, as JSON. */
const echo = async ({ method, path, query, headers, body, remoteAddress }: HttpRequest) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    method,
    path,
    query: [...query],
    header: headers['x-a'] ?? null,
    cookies: headers['set-cookie'] ?? null,
    body: body.toString('hex'),
    remoteAddress,
  }),
});

describe('the HTTP server', () => {
  it('hands a handler the request as it came, and its answer back', async () => {
    const { url } = await serve([post('/a', echo)]);
    const bytes = new Uint8Array([0, 255, 10, 13, 128]);
    const response = await fetch(`${url}/a?x=1&x=2&y=%E4%BA%BA`, {
      method: 'POST',
      body: bytes,
      headers: { 'X-A': 'b' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      method: 'POST',
      path: '/a',
      query: [
        ['x', '1'],
        ['x', '2'],
        ['y', '人'],
      ],
      header: 'b',
      cookies: null,
      body: '00ff0a0d80',
      remoteAddress: '127.0.0.1',
    });
  });

  it('joins headers that were sent several times', async () => {
    const { port } = await serve([get('/a', echo)]);
    const twice = 'x-a: 1\r\nset-cookie: b\r\nX-A: 2\r\nset-cookie: c\r\n';
    const answer = await raw(port, `GET /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${twice}\r\n`);
    expect(answer).toContain('"header":"1, 2","cookies":"b, c"');
  });

  it('reads a body that comes in many pieces', async () => {
    const { port } = await serve([post('/a', echo)]);
    const socket = await dial(port);
    const answer = received(socket);
    socket.write('POST /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n');
    for (const piece of ['4\r\nab', 'cd\r\n', '2\r\nef\r\n', '0\r\n\r\n']) {
      socket.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await answer).toContain('"body":"616263646566"');
  });

  it('answers text with its length and type unless told otherwise', async () => {
    const { url } = await serve([
      get('/a', says('人人')),
      get('/none', async () => ({ status: 204 })),
      get('/typed', async () => ({ status: 200, headers: { 'Content-Type': 'text/html' } })),
    ]);
    const response = await fetch(`${url}/a`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('content-length')).toBe('6');
    expect(await response.text()).toBe('人人');
    const typed = await fetch(`${url}/typed`);
    expect(typed.headers.get('content-type')).toBe('text/html');
    const none = await fetch(`${url}/none`);
    expect(none.status).toBe(204);
    expect(none.headers.get('content-length')).toBeNull();
  });

  it('answers HEAD as GET, without the body', async () => {
    async function* endless() {
      for (;;) yield 'never read';
    }
    const { port } = await serve([
      get('/a', says('hello')),
      get('/stream', async () => ({ status: 200, body: endless() })),
    ]);
    const answer = await raw(port, 'HEAD /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/content-length: 5\r\n/i);
    expect(answer).toMatch(/\r\n\r\n$/);
    const stream = await raw(port, 'HEAD /stream HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(stream).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(stream).not.toContain('never read');
  });

  it('finds exact paths first, then the longest prefix', async () => {
    const { url } = await serve([
      get('/a/*', says('a/*')),
      get('/a/b/*', says('a/b/*')),
      get('/a/b/c', says('a/b/c')),
      get('/', says('root')),
    ]);
    const at = async (path: string) => {
      const response = await fetch(url + path);
      return response.status === 200 ? response.text() : response.status;
    };
    expect(await at('/')).toBe('root');
    expect(await at('/a/')).toBe('a/*');
    expect(await at('/a/x/y?z=1')).toBe('a/*');
    expect(await at('/a/b/')).toBe('a/b/*');
    expect(await at('/a/b/c')).toBe('a/b/c');
    expect(await at('/a/b/c/')).toBe('a/b/*');
    expect(await at('/a')).toBe(404);
    expect(await at('/A/')).toBe(404);
    expect(await at('/x')).toBe(404);
    expect(await at('/__proto__')).toBe(404);
  });

  it('refuses a wrong method, and names the right ones', async () => {
    const { url } = await serve([get('/a', says('')), post('/a', says('')), post('/b', says(''))]);
    for (const [path, method, allow] of [
      ['/a', 'DELETE', 'GET, HEAD, POST'],
      ['/b', 'GET', 'POST'],
      ['/b', 'HEAD', 'POST'],
    ] as const) {
      const response = await fetch(url + path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe(allow);
    }
  });

  it('refuses routes that cannot be told apart, or found', () => {
    const twice = () =>
      createHttpServer({ routes: [get('/a', says('')), get('/a', says(''))], log, clock: systemClock });
    expect(twice).toThrow('two routes for GET /a');
    const nowhere = () => createHttpServer({ routes: [get('a', says(''))], log, clock: systemClock });
    expect(nowhere).toThrow('slash');
  });
});

describe('limits of the HTTP server', () => {
  it('refuses a body that is too long by its own word, without waiting for it', async () => {
    let asked = 0;
    const count = async () => {
      asked += 1;
      return { status: 200 };
    };
    const { port } = await serve([post('/a', count, 10)]);
    const socket = await dial(port);
    socket.write('POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 11\r\n\r\n');
    const [answer] = await once(socket.setEncoding('utf8'), 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('at most 10 bytes');
    socket.destroy();
    expect(asked).toBe(0);
  });

  it('refuses a body that turns out too long, and throws the rest away', async () => {
    const { url, port } = await serve([post('/a', echo, 10)]);
    const socket = await dial(port);
    socket.write('POST /a HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nb\r\n0123456789a\r\n');
    const [answer] = await once(socket.setEncoding('utf8'), 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.write('4\r\nmore\r\n0\r\n\r\nPOST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n');
    const [next] = await once(socket, 'data');
    expect(next).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
    const long = await fetch(`${url}/a`, { method: 'POST', body: 'x'.repeat(5_000_000) });
    expect(long.status).toBe(413);
    const fits = await fetch(`${url}/a`, { method: 'POST', body: 'x'.repeat(10) });
    expect(fits.status).toBe(200);
  });

  it('does not wait for ever for headers, for a body, or for a first byte', async () => {
    const { port } = await serve([post('/a', echo)], { headersMs: 100, requestMs: 200 });
    const [silent, headers, body] = await Promise.all([
      raw(port, ''),
      raw(port, 'POST /a HTTP/1.1\r\nhost: a\r\n'),
      raw(port, 'POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n123'),
    ]);
    expect(silent).toMatch(/^HTTP\/1\.1 408 /);
    expect(headers).toMatch(/^HTTP\/1\.1 408 /);
    expect(body).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('gives headers less time than bodies, and keeps a connection for more requests', async () => {
    const { port, url } = await serve([get('/a', says(''))], { headersMs: 100, requestMs: 600_000 });
    expect(await raw(port, 'GET /a HTTP/1.1\r\nhost: a\r\n')).toMatch(/^HTTP\/1\.1 408 /);
    expect((await fetch(`${url}/a`)).headers.get('keep-alive')).toBe('timeout=72');
  });

  it('lets a handler take its time', async () => {
    const release = Promise.withResolvers<void>();
    const { url } = await serve(
      [
        post('/a', async () => {
          await release.promise;
          return { status: 200, body: 'late' };
        }),
        get('/b', says('')),
      ],
      { headersMs: 50, requestMs: 50 },
    );
    const late = fetch(`${url}/a`, { method: 'POST', body: 'x' });
    const stalled = await raw(Number(new URL(url).port), 'POST /a HTTP/1.1\r\n');
    expect(stalled).toMatch(/^HTTP\/1\.1 408 /);
    release.resolve();
    expect(await (await late).text()).toBe('late');
  });

  it('refuses headers that are too long, and what is no HTTP', async () => {
    const { port } = await serve([get('/a', says(''))], { headerBytes: 2_000 });
    const long = await raw(port, `GET /a HTTP/1.1\r\nhost: a\r\nx-a: ${'x'.repeat(3_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    expect(await raw(port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('closes a connection beyond the most it takes', async () => {
    const { port, url } = await serve([get('/a', says(''))], { connections: 1 });
    const first = await dial(port);
    first.write('GET /a HTTP/1.1\r\nhost: a\r\n\r\n');
    await once(first, 'data');
    expect(await received(await dial(port))).toBe('');
    first.destroy();
    await expect
      .poll(() =>
        fetch(`${url}/a`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  });
});

describe('faults of handlers', () => {
  it('are answered 500 with an id, under which the log holds the cause', async () => {
    const { url, logged } = await serve([
      get('/throws', () => {
        throw new Error('secret cause');
      }),
      get('/rejects', () => Promise.reject(new Error('secret cause'))),
    ]);
    const ids = new Set<string>();
    for (const path of ['/throws', '/rejects']) {
      const response = await fetch(url + path);
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(text).not.toContain('secret');
      expect(text).not.toContain(' at ');
      const id = /reference (\S+)/.exec(text)?.[1] ?? '';
      ids.add(id);
      expect(logged).toContainEqual({
        level: 'error',
        message: 'a request failed',
        fields: { id, route: path, err: expect.objectContaining({ message: 'secret cause' }) },
      });
    }
    expect(ids.size).toBe(2);
  });

  it('close the connection when the answer can no longer be one', async () => {
    async function* broken() {
      yield 'begun';
      throw new Error('half way');
    }
    const { url, logged } = await serve([
      get('/half', async () => ({ status: 200, body: broken() })),
      get('/header', async () => ({ status: 200, headers: { 'x-a': 'a\nb' } })),
      get('/fine', says('fine')),
    ]);
    await expect(fetch(`${url}/half`).then((response) => response.text())).rejects.toThrow();
    await expect(fetch(`${url}/header`)).rejects.toThrow();
    expect(logged.map(({ level }) => level)).toEqual(['warn', 'warn']);
    expect(await (await fetch(`${url}/fine`)).text()).toBe('fine');
  });
});

describe('a peer that goes away', () => {
  it('aborts the signal of its request, and of no other', async () => {
    const seen = Promise.withResolvers<AbortSignal>();
    const aborted = Promise.withResolvers<void>();
    const { url, port } = await serve([
      post('/waits', async ({ signal }) => {
        signal.addEventListener('abort', () => aborted.resolve());
        seen.resolve(signal);
        await aborted.promise;
        return { status: 200 };
      }),
      post('/state', async ({ signal }) => {
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return { status: 200, body: String(signal.aborted) };
      }),
    ]);
    const socket = await dial(port);
    socket.write('POST /waits HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\nx');
    const signal = await seen.promise;
    expect(signal.aborted).toBe(false);
    const other = await fetch(`${url}/state`, { method: 'POST', body: 'x' });
    expect(await other.text()).toBe('false');
    socket.destroy();
    await aborted.promise;
    expect(signal.aborted).toBe(true);
  });

  it('in the middle of its body is never handed on', async () => {
    let asked = 0;
    const { url, port, logged } = await serve([
      post('/a', async () => {
        asked += 1;
        return { status: 200 };
      }),
      get('/b', says('b')),
    ]);
    const socket = await dial(port);
    socket.write('POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n123');
    socket.end();
    await received(socket);
    expect(await (await fetch(`${url}/b`)).text()).toBe('b');
    expect(asked).toBe(0);
    expect(logged).toEqual([]);
  });
});

describe('streamed answers', () => {
  it('arrive part by part', async () => {
    const gate = Promise.withResolvers<void>();
    async function* parts() {
      yield 'one ';
      await gate.promise;
      yield 'two';
    }
    const { url } = await serve([get('/a', async () => ({ status: 200, body: parts() }))]);
    const response = await fetch(`${url}/a`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toEqual({ done: false, value: 'one ' });
    gate.resolve();
    expect(await reader?.read()).toEqual({ done: false, value: 'two' });
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
  });

  it('show their head before the first part is there', async () => {
    const gate = Promise.withResolvers<void>();
    async function* parts() {
      await gate.promise;
      yield 'late';
    }
    const { url } = await serve([get('/a', async () => ({ status: 200, body: parts() }))]);
    const response = await fetch(`${url}/a`);
    expect(response.status).toBe(200);
    gate.resolve();
    expect(await response.text()).toBe('late');
  });

  it('end their iterable when the peer goes away, even while it waits', async () => {
    const returned = Promise.withResolvers<void>();
    const asked: string[] = [];
    const endless: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          asked.push('next');
          return asked.length === 1
            ? Promise.resolve({ done: false, value: 'first' })
            : new Promise(() => undefined);
        },
        return: () => {
          returned.resolve();
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
    const { port } = await serve([get('/a', async () => ({ status: 200, body: endless }))]);
    const socket = await dial(port);
    socket.write('GET /a HTTP/1.1\r\nhost: a\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();
    await returned.promise;
  });

  it('wait for a peer that reads slowly, and give up on one that does not read', async () => {
    let made = 0;
    const returned = Promise.withResolvers<void>();
    async function* flood() {
      try {
        for (;;) {
          made += 1;
          yield 'x'.repeat(100_000);
        }
      } finally {
        returned.resolve();
      }
    }
    const { port } = await serve([get('/a', async () => ({ status: 200, body: flood() }))], {
      stalledMs: 200,
    });
    const socket = await dial(port);
    socket.pause();
    socket.write('GET /a HTTP/1.1\r\nhost: a\r\n\r\n');
    await returned.promise;
    expect(made).toBeLessThan(200);
    socket.destroy();
  });
});

describe('closing the HTTP server', () => {
  it('answers what is under way, and takes nothing new', async () => {
    const entered = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const { url, port, server } = await serve([
      get('/slow', async () => {
        entered.resolve();
        await release.promise;
        return { status: 200, body: 'answered' };
      }),
      get('/a', says('')),
    ]);
    const idle = await dial(port);
    idle.write('GET /a HTTP/1.1\r\nhost: a\r\n\r\n');
    await once(idle, 'data');
    const slow = fetch(`${url}/slow`);
    await entered.promise;
    const closed = server.close({ withinMs: 60_000 });
    let closedAgain = false;
    const again = server.close({ withinMs: 0 }).then(() => {
      closedAgain = true;
    });
    await received(idle);
    await expect(fetch(`${url}/a`)).rejects.toThrow();
    expect(closedAgain).toBe(false);
    release.resolve();
    const response = await slow;
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.text()).toBe('answered');
    await Promise.all([closed, again]);
  });

  it('cuts off what takes too long, and tells its handler', async () => {
    const entered = Promise.withResolvers<AbortSignal>();
    const { url, server } = await serve([
      get('/never', ({ signal }) => {
        entered.resolve(signal);
        return new Promise(() => undefined);
      }),
    ]);
    const never = fetch(`${url}/never`);
    const cut = expect(never).rejects.toThrow();
    const signal = await entered.promise;
    const aborted = once(signal, 'abort');
    await server.close({ withinMs: 50 });
    await cut;
    await aborted;
  });

  it('cuts off an open stream in the end, and stops its iterable', async () => {
    const returned = Promise.withResolvers<void>();
    async function* news(signal: AbortSignal) {
      try {
        yield 'first';
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      } finally {
        returned.resolve();
      }
    }
    const { url, server } = await serve([
      get('/news', async ({ signal }) => ({ status: 200, body: news(signal) })),
    ]);
    const response = await fetch(`${url}/news`);
    await Promise.all([server.close({ withinMs: 50 }), expect(response.text()).rejects.toThrow()]);
    await returned.promise;
  });

  it('may be asked twice, or before it listens', async () => {
    const { server } = await serve([]);
    await Promise.all([server.close({ withinMs: 0 }), server.close({ withinMs: 0 })]);
    const unheard = createHttpServer({ routes: [], log, clock: systemClock });
    await expect(unheard.close({ withinMs: 0 })).resolves.toBeUndefined();
  });
});

describe('listening', () => {
  const server = () => createHttpServer({ routes: [get('/a', says('a'))], log, clock: systemClock });

  it.each([
    ['0.0.0.0', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', 'localhost'],
  ])('on %s gives a URL that reaches it', async (host, shown) => {
    const one = server();
    const url = await one.listen({ host, port: 0 });
    expect(new URL(url).hostname).toBe(shown);
    expect(url).not.toMatch(/\/$/);
    expect((await fetch(`${url}/a`)).status).toBe(200);
    await one.close({ withinMs: 0 });
  });

  it('says which port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(server().listen({ host: '127.0.0.1', port })).rejects.toMatchObject({
      name: 'ListenError',
      message: `Port ${port} on 127.0.0.1 is taken: stop what listens there, or set PORT (0 picks a free one).`,
    });
    holder.close();
    await expect(server().listen({ host: '192.0.2.1', port: 0 })).rejects.toThrow('set HOST');
  });
});
