import { afterEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import { sandboxPictureHost } from '../../src/domain/sellers/hosts.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { openSandboxPictures, withoutSandboxPictures } from '../../src/wiring/sandbox-pictures.ts';
import { silentLog } from '../fakes/silent-log.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0)) await each();
});

async function start(environment: Record<string, string> = {}): Promise<Bot> {
  const read = readSettings(platforms, {
    DATABASE_URL: 'sqlite::memory:',
    PORT: '0',
    LOCAL_CHAT: 'on',
    ...environment,
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const surroundings = { clock: systemClock, random: systemRandom, log: silentLog, version: '0.0.0' };
  const bot = await startBot(read.settings, surroundings);
  undo.push(() => bot.stop());
  return bot;
}

async function onPage(bot: Bot, path: string, body?: object): Promise<string> {
  const answer = await fetch(bot.url + path, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${bot.tokens.page}`,
      origin: bot.url,
    },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

const asked = {
  id: '0199d3a4-6f0e-7c1b-9a53-3f2d7e1c8b60',
  input: { kind: 'text', text: '/product 600000000003' },
  locale: 'en',
};
const picture = /"(\/sandbox\/pictures\/600000000003\/\d\.png)"/;

describe('the pictures of the sandbox', () => {
  it.each([
    ['without a public address', {}],
    ['with one', { PUBLIC_URL: 'https://bot.example.com' }],
  ])('are loaded by the page, and where it shows other platforms, %s', async (_, environment) => {
    const bot = await start(environment);
    const answered = await onPage(bot, '/page/invocations', asked);
    const [, path = ''] = picture.exec(answered) ?? [];
    const served = await fetch(bot.url + path);
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/png']);
    const key = /"key":"([^"]+)"/.exec(answered)?.[1] ?? expect.fail('no key');
    for (const platform of ['Slack', 'Discord']) {
      const drawn = await onPage(bot, `/page/previews/${platform}/${key}`);
      expect(drawn).toContain(`src=\\"${path}\\"`);
    }
    const policy = (await fetch(`${bot.url}/page/preview.html`)).headers.get('content-security-policy');
    expect(policy).toContain("img-src data: 'self'");
  });

  it('are at the public address for platforms that load them by themselves', () => {
    const url = safeUrl(`https://${sandboxPictureHost}/600000000003/1.png`, [sandboxPictureHost]);
    if (url === undefined) throw new Error('no address');
    const shown = { url, alt: 'a flask' };
    const placed = openSandboxPictures('https://bot.example.com/').place(shown);
    expect(placed?.url).toBe('https://bot.example.com/sandbox/pictures/600000000003/1.png');
    for (const none of [undefined, 'http://127.0.0.1:3000', 'https://bot.example.com:8443']) {
      expect(openSandboxPictures(none).place(shown)).toEqual(shown);
    }
    expect(withoutSandboxPictures(shown)).toBeUndefined();
  });

  it.each(['/sandbox/pictures/', '/sandbox/pictures/..%2f', '/sandbox/pictures/404/1.png'])(
    'are no others: %s',
    async (path) => {
      const bot = await start();
      expect((await fetch(bot.url + path)).status).toBe(404);
    },
  );
});
