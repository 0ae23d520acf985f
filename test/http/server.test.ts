import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';

import { createHttpServer } from '../../src/http/server.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { dial, echo, get, log, post, raw, received, says, serve } from './serving.ts';

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
