import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createHttpServer } from '../../src/http/server.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { dial, get, log, received, says, serve } from './serving.ts';

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
