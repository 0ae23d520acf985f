import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/http/route.ts';
import { mostPictureBytes } from '../../src/pictures/read-picture.ts';
import { sources } from '../harness/sources.ts';
import { dial, raw, received, serve } from '../http/serving.ts';
import { openWholeBot, type WholeBot } from './whole-bot.ts';

/** More than any platform or partner sends. */
const mostBytes = 1024 * 1024;
/** Where a whole picture comes along, from this machine alone. */
const withPicture = '/page/invocations/with-picture';

const requestLine = ({ method, path }: Route) =>
  `${method} ${path.replace('*', 'x')} HTTP/1.1\r\nhost: a\r\n`;

describe('every route of the bot', () => {
  let whole: WholeBot;
  beforeAll(async () => {
    whole = await openWholeBot();
  });
  afterAll(() => whole.stop());

  it('is under test', () => {
    const routes = whole.bot.routes.map(({ method, path }) => `${method} ${path}`);
    expect(routes).toContain('POST /slack/events');
    expect(routes).toContain('POST /discord/interactions');
    expect(routes).toContain('POST /xport/messages');
    expect(routes).toContain('POST /page/invocations');
    expect(routes).toContain(`POST ${withPicture}`);
    expect(routes).toContain('POST /console/*');
    expect(routes.length).toBeGreaterThan(10);
    // A part whose routes are served only where a setting asks for it has to be asked for in whole-bot.ts.
    const parts = sources
      .filter(({ name }) => name !== 'src/http/route.ts')
      .filter(({ code }) => /\bmethod: '(?:GET|POST)'/.test(code) && /\bbodyLimit\b/.test(code))
      .map(({ name }) => name);
    expect(parts.sort()).toEqual([
      'adapters/discord/http.ts',
      'adapters/page/adapter.ts',
      'adapters/page/assets.ts',
      'adapters/slack/receiver.ts',
      'src/console/console.ts',
      'src/http/guarded-link.ts',
      'src/http/health.ts',
      'src/http/metrics.ts',
      'src/notifications/intake.ts',
      // Pictures to read, of the sandbox alone: test/wiring/sandbox-pictures.test.ts.
      'src/wiring/sandbox-pictures.ts',
    ]);
  });

  it('has a limit of its own for bodies', () => {
    for (const { method, path, bodyLimit } of whole.bot.routes) {
      expect(bodyLimit, path).toBeGreaterThanOrEqual(0);
      const most = path === withPicture ? mostPictureBytes + mostBytes : mostBytes;
      expect(bodyLimit, path).toBeLessThanOrEqual(method === 'GET' ? 0 : most);
    }
  });

  it('refuses a body that says it is too long, before any of it is sent', async () => {
    const { port } = await serve(whole.bot.routes);
    for (const route of whole.bot.routes) {
      const socket = await dial(port);
      socket.write(`${requestLine(route)}content-length: ${route.bodyLimit + 1}\r\n\r\n`);
      const [answer] = await once(socket.setEncoding('utf8'), 'data');
      expect(answer, route.path).toMatch(/^HTTP\/1\.1 413 /);
      socket.destroy();
    }
  });

  it('refuses a body that turns out too long', async () => {
    const { port } = await serve(whole.bot.routes);
    for (const route of whole.bot.routes) {
      const socket = await dial(port);
      const length = route.bodyLimit + 1;
      const chunk = `${length.toString(16)}\r\n${'x'.repeat(length)}\r\n`;
      socket.write(`${requestLine(route)}transfer-encoding: chunked\r\n\r\n${chunk}`);
      const [answer] = await once(socket.setEncoding('utf8'), 'data');
      expect(answer, route.path).toMatch(/^HTTP\/1\.1 413 /);
      socket.destroy();
    }
  });

  it('waits neither for slow headers nor for a slow body', async () => {
    const { port } = await serve(whole.bot.routes, { headersMs: 100, requestMs: 200 });
    const answers = await Promise.all(
      whole.bot.routes.flatMap((route) => [
        raw(port, requestLine(route)),
        raw(port, `${requestLine(route)}transfer-encoding: chunked\r\n\r\n`),
      ]),
    );
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('ends a body that goes on for ever, although it was refused long since', async () => {
    const { port } = await serve(whole.bot.routes, { headersMs: 100, requestMs: 200 });
    for (const route of whole.bot.routes.filter(({ method }) => method === 'POST')) {
      const socket = await dial(port);
      socket.write(`${requestLine(route)}content-length: 1000000000\r\n\r\nx`);
      expect(await received(socket), route.path).toMatch(/^HTTP\/1\.1 413 /);
    }
  });
});
