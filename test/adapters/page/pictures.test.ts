import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageLimits } from '../../../adapters/page/limits.ts';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { PictureRead } from '../../../src/chat/picture.ts';
import { en } from '../../../src/languages/en/index.ts';
import { zhCn } from '../../../src/languages/zh-cn/index.ts';
import { mostPictureBytes } from '../../../src/pictures/read-picture.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { dial, received } from '../../http/serving.ts';
import { pictures } from '../../pictures/pictures.ts';
import { authorization, servePage } from './open-page.ts';

const path = '/page/invocations/with-picture';
const anAnswer = z.object({
  kind: z.literal('answer'),
  card: z.looseObject({ tone: z.string(), title: z.string(), body: z.array(z.unknown()) }),
});

let bot: TestCore;
let served: Awaited<ReturnType<typeof servePage>>;
beforeAll(async () => {
  bot = await openTestCore();
  served = await servePage(bot.core);
});
afterAll(async () => {
  await served.close();
  await bot.close();
});

const asking = (line: string, locale = 'en-US') =>
  JSON.stringify({ id: randomUUID(), locale, input: { kind: 'text', text: line } });

const bodyOf = (head: string, picture: Uint8Array) => Buffer.concat([Buffer.from(`${head}\n`), picture]);

function send(body: Buffer<ArrayBuffer>, headers: Record<string, string> = {}, url = served.url) {
  const usual = { origin: url, authorization, 'content-type': 'application/octet-stream' };
  return fetch(url + path, { method: 'POST', headers: { ...usual, ...headers }, body });
}

async function cardFor(line: string, picture: Uint8Array, locale?: string) {
  const response = await send(bodyOf(asking(line, locale), picture));
  expect(response.status).toBe(200);
  const last = (await response.text()).trimEnd().split('\n').at(-1) ?? '';
  return anAnswer.parse(JSON.parse(last)).card;
}

describe('a picture that comes with a command', () => {
  it.each(Object.entries(pictures))('of type %s is what offers look like', async (_type, bytes) => {
    const card = await cardFor('/image --sort price', bytes);
    expect(card).toMatchObject({ title: en.pictures.image.title });
    expect(JSON.stringify(card.body)).toContain(en.products.search.sorted.price);
  });

  it('is enough without words', async () => {
    expect((await cardFor('', pictures.png)).title).toBe(en.pictures.image.title);
  });

  it('is taken up to the largest that there may be, and not a byte beyond', async () => {
    const large = Buffer.alloc(mostPictureBytes + 1);
    large.set(pictures.png);
    expect((await cardFor('/image', large.subarray(0, -1))).title).toBe(en.pictures.image.title);
    const english = await cardFor('/image', large);
    expect(english).toMatchObject({ tone: 'warning', title: en.pictures.image.notRead });
    expect(JSON.stringify(english.body)).toContain(en.pictures.image.fault['too large']);
    const chinese = await cardFor('/image', large, 'zh-CN');
    expect(JSON.stringify(chinese.body)).toContain(zhCn.pictures.image.fault['too large']);
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><img src="a.png">'],
    ['a drawing that can run scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['a program', 'MZ\x90\x00\x03'],
    ['a picture after other bytes', ` ${pictures.png.toString('latin1')}`],
    ['too little to tell', '\x89PN'],
  ])('is none where it is %s, whatever the page says of it', async (_what, latin1) => {
    const card = await cardFor('/image', Buffer.from(latin1, 'latin1'));
    expect(card).toMatchObject({ tone: 'warning', title: en.pictures.image.notRead });
    expect(JSON.stringify(card.body)).toContain(en.pictures.image.fault['no picture']);
    const chinese = await cardFor('/image', Buffer.from(latin1, 'latin1'), 'zh-CN');
    expect(JSON.stringify(chinese.body)).toContain(zhCn.pictures.image.fault['no picture']);
  });

  it('does not matter to a command that takes none', async () => {
    expect((await cardFor('/status', Buffer.from('no picture'))).title).toBe(en.status.title);
  });

  it('reaches the core byte by byte, with line feeds and all', async () => {
    const read: PictureRead[] = [];
    const core = scriptedCore(async (transport, { pictures: [picture] = [] }: Invocation) => {
      if (picture === undefined || 'link' in picture) throw new Error('no picture');
      read.push(await picture.read(new AbortController().signal));
      await transport.answer(answerOf('x'));
    });
    const other = await servePage(core);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (rest) => {
        const bytes = Buffer.concat([pictures.png, Buffer.from('\n'), rest]);
        await (await send(bodyOf(asking('/image'), bytes), {}, other.url)).text();
        const last = read.at(-1);
        if (last === undefined || 'fault' in last) throw new Error('not read');
        expect(last.type).toBe('png');
        expect(Buffer.compare(last.bytes, bytes)).toBe(0);
      }),
      { numRuns: 20 },
    );
    await other.close();
  });
});

describe('the way for pictures', () => {
  const good = () => bodyOf(asking('/image'), pictures.png);

  it.each([
    ['no line', Buffer.alloc(0)],
    ['no line feed', Buffer.from(asking('/image'))],
    ['a picture alone', Buffer.from(pictures.png)],
    ['an empty line', bodyOf('', pictures.png)],
    ['a line that is no JSON', bodyOf('{', pictures.png)],
    ['another picture as the line', bodyOf('GIF89a', pictures.png)],
    ['a line that asks nothing', bodyOf('{"input":{"kind":"text"}}', pictures.png)],
    ['an id that is none', bodyOf(asking('/image').replace('"id":"', '"id":"x'), pictures.png)],
    ['a line of zeros', bodyOf('\0'.repeat(1000), pictures.png)],
    ['a line as deep as it is long', bodyOf('['.repeat(pageLimits.bodyBytes), pictures.png)],
    ['a line longer than a command', bodyOf(asking('x'.repeat(pageLimits.bodyBytes)), pictures.png)],
  ])('refuses %s', async (_what, body) => {
    expect((await send(body)).status).toBe(400);
  });

  it.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain', 'image/png', ''])(
    'takes nothing as “%s”',
    async (type) => {
      expect((await send(good(), { 'content-type': type })).status).toBe(400);
    },
  );

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1'])(
    'takes nothing from a page of %s',
    async (origin) => {
      expect((await send(good(), { origin })).status).toBe(403);
    },
  );

  it('takes no picture where commands go alone', async () => {
    const headers = { origin: served.url, authorization, 'content-type': 'application/json' };
    const response = await fetch(`${served.url}/page/invocations`, {
      method: 'POST',
      headers,
      body: good(),
    });
    expect(response.status).toBe(400);
  });

  it('refuses what is too long for any picture before it is sent', async () => {
    const { port, host } = new URL(served.url);
    const socket = await dial(Number(port));
    const length = pageLimits.pictureBodyBytes + 1;
    socket.write(`POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: ${length}\r\n`);
    socket.write('connection: close\r\n\r\n');
    socket.end();
    expect(await received(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });
});
