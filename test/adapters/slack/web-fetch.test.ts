import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webFetch } from '../../../adapters/slack/web-fetch.ts';

describe('what Slack’s client sends by', () => {
  const asked: string[] = [];
  const rest: string[] = [];
  let url: string;
  let answer: { status: number; headers?: Record<string, string>; body?: string } | 'nothing';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.headers['content-type']} ${body}`);
      if (answer === 'nothing') return;
      response.writeHead(answer.status, answer.headers ?? {}).end(answer.body);
    });
  });
  const send = webFetch(1000, async (input) => {
    rest.push(String(input));
    return new Response('by the rest');
  });
  const usual = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'text=a',
    redirect: 'error' as const,
  };

  beforeEach(async () => {
    asked.length = 0;
    rest.length = 0;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('is one request with the answer as it came, its headers too', async () => {
    answer = {
      status: 429,
      headers: { 'retry-after': '7', 'x-oauth-scopes': 'chat:write' },
      body: '{"ok":false}',
    };
    const got = await send(url, usual);
    expect([got.status, got.headers.get('retry-after'), got.headers.get('x-oauth-scopes')]).toEqual([
      429,
      '7',
      'chat:write',
    ]);
    expect([got.headers.get('Retry-After'), got.headers.get('date2')]).toEqual(['7', null]);
    expect(await got.text()).toBe('{"ok":false}');
    expect(await got.json()).toEqual({ ok: false });
    expect(asked).toEqual(['POST application/x-www-form-urlencoded text=a']);
    expect(rest).toEqual([]);
  });

  it('is the rest for what is no text', async () => {
    const form = new FormData();
    expect(await (await send(url, { ...usual, body: form })).text()).toBe('by the rest');
    expect(await (await send(new URL(url), usual)).text()).toBe('by the rest');
    expect(asked).toEqual([]);
  });

  it('takes an answer without a body, and fails for a long one and where the signal says so', async () => {
    answer = { status: 204 };
    expect(await (await send(url, usual)).text()).toBe('');
    answer = { status: 200, body: 'x'.repeat(1001) };
    await expect(send(url, usual)).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
    answer = 'nothing';
    const ending = new AbortController();
    const waits = send(url, { ...usual, signal: ending.signal });
    await expect.poll(() => asked.length).toBe(3);
    ending.abort(new DOMException('late', 'TimeoutError'));
    await expect(waits).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
