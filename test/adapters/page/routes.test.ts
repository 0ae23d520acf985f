import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PageAdapter } from '../../../adapters/page/adapter.ts';
import { cardForPage } from '../../../adapters/page/cards.ts';
import { pageLimits } from '../../../adapters/page/limits.ts';
import type { Core } from '../../../src/chat/adapter.ts';
import type { HttpRequest, HttpResponse } from '../../../src/http/route.ts';
import { createRouter } from '../../../src/http/router.ts';
import { safeUrls } from '../../arbitraries/card.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { authorization, newPage, titlesOnly } from './open-page.ts';

const example = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
const host = '127.0.0.1:3000';
const uuid = '2f1c1f6e-6a0e-4a43-9d3d-0f0f7a1b2c3d';

let bot: TestCore;
let page: PageAdapter;
beforeAll(async () => {
  bot = await openTestCore();
  page = newPage();
  await page.start(bot.core);
});
afterAll(() => bot.close());

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** What the page answers, found by the server's own router. */
async function answer(path: string, sent: Sent = {}, to: PageAdapter = page): Promise<HttpResponse> {
  const { method = sent.body === undefined ? 'GET' : 'POST', body = '' } = sent;
  const found = createRouter(to.routes)(method, path);
  if (!('route' in found)) return { status: found.refused };
  const request: HttpRequest = {
    method,
    path,
    query: new URLSearchParams(),
    headers: {
      host,
      origin: `http://${host}`,
      authorization,
      'content-type': 'application/json',
      ...sent.headers,
    },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    remoteAddress: '127.0.0.1',
    signal: new AbortController().signal,
  };
  return found.route.handle(request);
}

async function bodyOf({ body = '' }: HttpResponse): Promise<string> {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : text(body);
}

let asked = 0;
const asking = (line: string, locale = 'en-US') => {
  asked += 1;
  return {
    id: uuid.slice(0, -6) + String(asked).padStart(6, '0'),
    locale,
    input: { kind: 'text', text: line },
  };
};

const anEvent = z.looseObject({ kind: z.string() });
const anAnswer = z.object({
  kind: z.literal('answer'),
  visibility: z.string(),
  replace: z.boolean(),
  language: z.string(),
  key: z.string(),
  card: z.looseObject({ title: z.string(), body: z.array(z.looseObject({ kind: z.string() })) }),
});

async function events(line: string, locale?: string, to?: PageAdapter) {
  const streamed = await bodyOf(await answer('/page/invocations', { body: asking(line, locale) }, to));
  return streamed
    .trimEnd()
    .split('\n')
    .map((json) => anEvent.parse(JSON.parse(json)));
}

const answeredWith = async (line: string, locale?: string, to?: PageAdapter) =>
  anAnswer.parse((await events(line, locale, to)).at(-1));

/** The core, but every command takes long enough to be deferred. */
const deferring = (core: Core): Core => ({
  ...core,
  handle: async (invocation, transport) => {
    await transport.defer('asker', false);
    await core.handle(invocation, { ...transport, answer: transport.deliver });
  },
});

describe('the files', () => {
  it('are all served, and none runs a script from elsewhere', async () => {
    const folder = new URL('../../../adapters/page/browser/', import.meta.url);
    const served = readdirSync(folder).filter((name) => name !== 'tsconfig.json');
    expect(served.length).toBeGreaterThan(10);
    for (const name of served) {
      const { status, headers } = await answer(name === 'index.html' ? '/' : `/page/${name}`);
      expect([name, status]).toEqual([name, 200]);
      expect(headers?.['content-type']).toMatch(
        /^(text\/(html|css|javascript); charset=utf-8|image\/svg\+xml)$/,
      );
      expect(headers?.['x-content-type-options']).toBe('nosniff');
      const policy = headers?.['content-security-policy'];
      // The frame for previews is held to more: no script at all.
      if (name === 'preview.html') continue;
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(policy).toContain("img-src 'self' https://*.alicdn.com;");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('hold no script or style inside the page', async () => {
    const html = await bodyOf(await answer('/'));
    expect(html).toContain('<script type="module" src="/page/app.js"></script>');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<style|\son\w+=|\sstyle=|https?:/);
  });
});

describe('the guard', () => {
  const paths = ['/', '/page/app.js', '/page/menu', '/page/previews/x/y'];

  it.each(['evil.example', 'evil.example:3000', '192.168.1.2:3000', '127.0.0.1.evil.example:3000'])(
    'gives nothing to a page that was made to resolve here as %s',
    async (name) => {
      for (const path of paths) {
        expect((await answer(path, { headers: { host: name, origin: undefined } })).status).toBe(403);
      }
    },
  );

  it.each(['http://evil.example', 'http://127.0.0.1:4000', 'https://127.0.0.1:3000', 'null', undefined])(
    'takes no command from a page of %s',
    async (origin) => {
      const sent = { headers: { origin }, body: asking('/help') };
      expect((await answer('/page/invocations', sent)).status).toBe(403);
      expect((await answer('/page/suggestions', { ...sent, body: { before: '/' } })).status).toBe(403);
    },
  );

  it.each(['application/x-www-form-urlencoded', 'text/plain', undefined])(
    'takes no command as %s, which forms can send',
    async (type) => {
      const sent = { headers: { 'content-type': type }, body: asking('/help') };
      expect((await answer('/page/invocations', sent)).status).toBe(400);
    },
  );

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"x"',
    { ...asking('/help'), id: 'x' },
    { ...asking('/help'), locale: 'x'.repeat(100) },
    { ...asking('/help'), input: { kind: 'options', command: 'help', options: {} } },
    { id: uuid, input: { kind: 'text' } },
  ])('refuses a body that the page does not send: %j', async (body) => {
    expect((await answer('/page/invocations', { method: 'POST', body })).status).toBe(400);
  });

  it('is closed before the start and after the end', async () => {
    const other = newPage();
    expect(other.readiness()).toEqual({ ok: false });
    expect((await answer('/', {}, other)).status).toBe(503);
    await other.start(bot.core);
    expect(other.readiness()).toEqual({ ok: true });
    expect((await answer('/', {}, other)).status).toBe(200);
    await other.stop();
    expect((await answer('/page/invocations', { body: asking('/help') }, other)).status).toBe(503);
  });
});

describe('the menu and the suggestions', () => {
  it('name every command and every preview', async () => {
    const menu = z
      .object({ commands: z.array(z.looseObject({ name: z.string() })), previews: z.array(z.string()) })
      .parse(JSON.parse(await bodyOf(await answer('/page/menu'))));
    expect(menu.commands.map(({ name }) => name)).toEqual(bot.core.menu.map(({ name }) => name));
    expect(menu.previews).toEqual([titlesOnly.name]);
  });

  it('follow the line, in the language of the browser', async () => {
    const suggested = async (body: object) =>
      JSON.parse(await bodyOf(await answer('/page/suggestions', { body })));
    expect(await suggested({ locale: 'en', before: '/hel' })).toMatchObject({
      from: 0,
      items: [{ insert: '/help ' }],
    });
    expect(await suggested({ locale: 'zh-CN', before: '/seller ' })).toMatchObject({
      argument: { name: 'offer', hint: bot.core.menu[0]?.arguments[0]?.hint['zh-CN'] },
    });
  });

  it('do without previews that can not be loaded', async () => {
    const failing = newPage(async () => Promise.reject(new Error('no such file')));
    await failing.start(bot.core);
    expect(JSON.parse(await bodyOf(await answer('/page/menu', {}, failing)))).toMatchObject({ previews: [] });
  });
});

describe('an invocation', () => {
  it('is answered with one line of JSON, the card whole and its QR code drawn', async () => {
    const heard = await events(example);
    expect(heard).toHaveLength(1);
    const { card, visibility, replace, language } = anAnswer.parse(heard[0]);
    expect({ visibility, replace, language }).toEqual({
      visibility: 'asker',
      replace: false,
      language: 'en',
    });
    expect(card.body.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['fields', 'copy', 'qr']));
    expect(JSON.stringify(card)).toMatch(/https:\/\/air\.1688\.com\/[^"]+offerId=951807530375/);
  });

  it('is deferred where it takes long, then answered', async () => {
    const slow = newPage();
    await slow.start(deferring(bot.core));
    const [first, second] = await events('/help', 'zh-CN', slow);
    expect(first).toEqual({
      kind: 'deferred',
      visibility: 'asker',
      replace: false,
      working: bot.core.words['zh-CN'].working,
    });
    expect(anAnswer.parse(second).language).toBe('zh-CN');
  });

  it('is not answered twice', async () => {
    const body = asking('/help');
    expect(await bodyOf(await answer('/page/invocations', { body }))).toContain('"answer"');
    expect(await bodyOf(await answer('/page/invocations', { body }))).toBe('');
  });

  it('runs a button by what the card holds for it', async () => {
    const { card } = await answeredWith('/selller 1');
    const [action] = z.array(z.looseObject({ run: z.string() })).parse(card['actions']);
    const body = { ...asking(''), input: { kind: 'payload', payload: action?.run } };
    const line = await bodyOf(await answer('/page/invocations', { body }));
    expect(anAnswer.parse(JSON.parse(line)).card.title).toContain('/seller');
  });

  it('may be a line of any length', async () => {
    const { card } = await answeredWith(`/help ${'x'.repeat(100_000)}`);
    expect(JSON.stringify(card)).toContain('6,000');
    expect(pageLimits.bodyBytes).toBeGreaterThan(100_000);
  });

  it('runs to its end for a page that went away', async () => {
    const held = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const gone = newPage();
    await gone.start({
      ...bot.core,
      handle: async (invocation, transport) => {
        await transport.defer('asker', false);
        await held.promise;
        await bot.core.handle(invocation, { ...transport, answer: transport.deliver });
        ended.resolve();
      },
    });
    const { body } = await answer('/page/invocations', { body: asking('/help') }, gone);
    if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) throw new Error('no stream');
    for await (const line of body) {
      expect(line).toContain('deferred');
      break;
    }
    const stopped = gone.stop();
    held.resolve();
    await ended.promise;
    await stopped;
    expect(bot.ended.at(-1)).toMatchObject({ command: 'help', outcome: 'answered' });
  });
});

describe('a preview', () => {
  it('is what another platform would draw', async () => {
    const { key, card } = await answeredWith('/help', 'zh-CN');
    const response = await answer(`/page/previews/${encodeURIComponent(titlesOnly.name)}/${key}`, {
      headers: { origin: undefined },
    });
    expect(response.status).toBe(200);
    expect(JSON.parse(await bodyOf(response))).toEqual({
      language: 'zh-CN',
      css: titlesOnly.css,
      html: expect.stringContaining(`<h1>${card.title}</h1>`),
    });
  });

  it('goes into a document in which no script can run', async () => {
    const response = await answer('/page/preview.html', { headers: { origin: undefined } });
    const policy = response.headers?.['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none';");
    expect(policy).toMatch(/(^|; )sandbox /);
    expect(policy).not.toMatch(/allow-scripts|script-src/);
  });

  it('is not there for another platform or another answer', async () => {
    const { key } = await answeredWith('/help');
    const name = encodeURIComponent(titlesOnly.name);
    for (const path of [`Nowhere/${key}`, `${name}/x`, `%/${key}`, name, '']) {
      expect((await answer(`/page/previews/${path}`)).status).toBe(404);
    }
  });

  it('is forgotten when many answers have come after it', async () => {
    const { key } = await answeredWith('/help');
    const path = `/page/previews/${encodeURIComponent(titlesOnly.name)}/${key}`;
    for (let more = 1; more < pageLimits.cardsKept; more += 1) await events('/help');
    expect((await answer(path)).status).toBe(200);
    await events('/help');
    expect((await answer(path)).status).toBe(404);
  });
});

describe('a QR code', () => {
  it('is drawn module by module', () => {
    fc.assert(
      fc.property(safeUrls, (of) => {
        const card = cardForPage({
          tone: 'plain',
          title: '',
          body: [{ kind: 'qr', of, alt: 'x' }],
          actions: [],
        });
        const [drawn] = card.body;
        if (drawn?.kind !== 'qr') throw new Error('no QR code');
        const { data, size } = encode(of, { ecc: 'L', border: 4 });
        const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
        for (const [, x, y, width] of drawn.path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
          modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
        }
        expect(drawn.size).toBe(size);
        expect(modules).toEqual(data);
      }),
      { numRuns: 20 },
    );
  });
});
