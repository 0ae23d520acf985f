import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { dial, echo, get, post, raw, received, says, serve } from './serving.ts';

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

  it('does not wait for ever for headers or for a body', async () => {
    const { port } = await serve([post('/a', echo)], { headersMs: 100, requestMs: 200 });
    const [headers, body] = await Promise.all([
      raw(port, 'POST /a HTTP/1.1\r\nhost: a\r\n'),
      raw(port, 'POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n123'),
    ]);
    expect(headers).toMatch(/^HTTP\/1\.1 408 /);
    expect(body).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('serves a connection that a proxy opened ahead, long after the time that headers have', async () => {
    const { port } = await serve([post('/a', echo)], { headersMs: 50, requestMs: 100 });
    const ahead = await Promise.all([dial(port), dial(port)]);
    // By then the time of headers has gone by, twice.
    for (let times = 0; times < 2; times += 1) {
      expect(await raw(port, 'POST /a HTTP/1.1\r\n')).toMatch(/^HTTP\/1\.1 408 /);
    }
    for (const socket of ahead) {
      for (const body of ['one', 'two']) {
        socket.write(`POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n${body}`);
        const [answer] = await once(socket.setEncoding('utf8'), 'data');
        expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      }
      socket.write('POST');
      expect(await received(socket)).toMatch(/^HTTP\/1\.1 408 /);
    }
  });

  it('waits for a first byte as long as proxies keep a connection, which is 75 s', async () => {
    const clock = createFakeClock();
    const { port, url } = await serve([get('/a', says('a'))], {}, clock);
    const [late, silent] = [await dial(port), await dial(port)];
    // Connections are taken in the order in which they came.
    expect((await fetch(`${url}/a`)).status).toBe(200);
    clock.advance(74_999);
    late.write('GET /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(await received(late)).toMatch(/^HTTP\/1\.1 200 /);
    clock.advance(1);
    expect(await received(silent)).toBe('');
  });

  it('closes the oldest of too many connections that stay silent', async () => {
    const { port, url } = await serve([get('/a', says('a'))], { connections: 4 });
    const silent = [await dial(port), await dial(port)];
    const first = received(silent[0] ?? (await dial(port)));
    const third = await dial(port);
    expect(await first).toBe('');
    expect((await fetch(`${url}/a`)).status).toBe(200);
    for (const socket of [...silent, third]) socket.destroy();
  });

  it('gives headers less time than bodies, and keeps a connection for more requests', async () => {
    const { port, url } = await serve([get('/a', says(''))], { headersMs: 100, requestMs: 600_000 });
    expect(await raw(port, 'GET /a HTTP/1.1\r\nhost: a\r\n')).toMatch(/^HTTP\/1\.1 408 /);
    expect((await fetch(`${url}/a`)).headers.get('keep-alive')).toBe('timeout=72');
  });

  it('lets a handler take its time', async () => {
    const release = Promise.withResolvers<void>();
    const { port } = await serve(
      [
        post('/a', async () => {
          await release.promise;
          return { status: 200, body: 'late' };
        }),
        get('/b', says('')),
      ],
      { headersMs: 50, requestMs: 50 },
    );
    // As one packet: a request in parts can itself be late on a busy machine.
    const late = raw(port, 'POST /a HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 1\r\n\r\nx');
    const stalled = await raw(port, 'POST /a HTTP/1.1\r\n');
    expect(stalled).toMatch(/^HTTP\/1\.1 408 /);
    release.resolve();
    expect(await late).toMatch(/^HTTP\/1\.1 200 .*late$/s);
  });

  it('refuses headers that are too long, and what is no HTTP', async () => {
    const { port } = await serve([get('/a', says(''))], { headerBytes: 2_000 });
    const long = await raw(port, `GET /a HTTP/1.1\r\nhost: a\r\nx-a: ${'x'.repeat(3_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 .*too long: at most 2000 bytes/s);
    expect(await raw(port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('says so of a request that can not be read behind one that was answered, and not into an answer that has begun', async () => {
    const waiting = Promise.withResolvers<void>();
    async function* stream() {
      yield 'begun';
      await waiting.promise;
    }
    const { port } = await serve([
      get('/a', says('answered')),
      get('/stream', async () => ({ status: 200, body: stream() })),
      get('/waits', async () => {
        await waiting.promise;
        return { status: 200 };
      }),
    ]);
    const answered = await dial(port);
    answered.setEncoding('utf8').write('GET /a HTTP/1.1\r\nhost: a\r\n\r\n');
    expect(String(await once(answered, 'data'))).toContain('answered');
    answered.write('hello\r\n\r\n');
    expect(await received(answered)).toMatch(/^HTTP\/1\.1 400 /);

    const begun = await dial(port);
    begun.setEncoding('utf8').write('GET /stream HTTP/1.1\r\nhost: a\r\n\r\n');
    let head = '';
    while (!head.includes('begun')) head += String(await once(begun, 'data'));
    begun.write('GET /waits HTTP/1.1\r\nhost: a\r\n\r\nhello\r\n\r\n');
    expect(await received(begun)).toBe('');
    waiting.resolve();
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
