import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkDisk, roomFinding } from '../../src/tools/check-disk.ts';
import { checkPublicUrl } from '../../src/tools/check-public-url.ts';

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/bot`;
}

describe('what the doctor says of PUBLIC_URL', () => {
  it.each([
    ['the bot', 200, '{"alive":true}\n', 'good', 'leads to the bot'],
    ['another program', 200, '<html>', 'bad', 'is not the bot'],
    ['another program’s JSON', 200, '{"ok":true}', 'bad', 'is not the bot'],
    ['no path of the bot’s', 404, '', 'unsure', 'none of the bot’s paths'],
    ['another address', 301, '', 'bad', 'is not the bot'],
    ['a sign-in', 401, '', 'bad', 'refuses'],
    ['a wall', 403, '', 'bad', 'refuses'],
    ['a proxy without the bot', 502, '', 'unsure', 'the bot behind it is not'],
  ])('where it leads to %s', async (_what, status, body, verdict, words) => {
    const asked: (string | undefined)[] = [];
    const url = await serving(({ url: path }, response) => {
      asked.push(path);
      response.writeHead(status, { location: 'https://elsewhere.example/' }).end(body);
    });
    expect(await checkPublicUrl(url)).toMatchObject([{ verdict, what: expect.stringContaining(words) }]);
    expect(asked[0]).toBe('/bot/healthz');
  });

  it('where a proxy passes on no more than it must', async () => {
    const url = await serving(({ url: path }, response) => {
      const isPassedOn = path === '/bot/slack/events';
      response.writeHead(isPassedOn ? 405 : 404, isPassedOn ? { allow: 'POST' } : {}).end();
    });
    expect(await checkPublicUrl(url)).toMatchObject([{ verdict: 'good' }]);
  });

  it('where nothing answers, and where there is none', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    server.close();
    await once(server, 'close');
    expect(await checkPublicUrl(`http://${host}`)).toMatchObject([
      {
        verdict: 'unsure',
        what: `PUBLIC_URL: ${host} can’t be reached from this machine (ECONNREFUSED)`,
      },
    ]);
    expect(await checkPublicUrl(undefined)).toEqual([]);
  });
});

describe('what the doctor says of the disk', () => {
  it.each([
    [2 ** 40, 'good'],
    [2 ** 30 - 1, 'unsure'],
    [100 * 2 ** 20 - 1, 'bad'],
    [0, 'bad'],
  ])('with %i bytes left', (free, verdict) => {
    expect(roomFinding('/data', free)).toMatchObject({ verdict, what: expect.stringContaining('in /data') });
  });

  it('looks where the file is, and nowhere else', async () => {
    expect(await checkDisk(`sqlite:${join(tmpdir(), 'x.db')}`)).toMatchObject([
      { what: expect.stringContaining(tmpdir()) },
    ]);
    expect(await checkDisk('sqlite::memory:')).toEqual([]);
    expect(await checkDisk('postgres://bot@db.example/bot')).toEqual([]);
    expect(await checkDisk(`sqlite:${join(tmpdir(), 'not-there', 'x.db')}`)).toEqual([]);
  });
});
