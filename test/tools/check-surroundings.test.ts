import { once } from 'node:events';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Clock } from '../../src/runtime/clock.ts';
import { hourMs } from '../../src/runtime/durations.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { checkCollector } from '../../src/tools/check-collector.ts';
import { checkCopies } from '../../src/tools/check-copies.ts';
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

/** Where nothing listens. */
async function closedUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
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
    const url = await closedUrl();
    const { host } = new URL(url);
    expect(await checkPublicUrl(url)).toMatchObject([
      {
        verdict: 'unsure',
        what: `PUBLIC_URL: ${host} can’t be reached from this machine (ECONNREFUSED)`,
      },
    ]);
    expect(await checkPublicUrl(undefined)).toEqual([]);
  });
});

describe('what the doctor says of the collector of traces', () => {
  it.each([
    ['takes them', 200, '{}', 'good', 'takes them'],
    ['takes them in part', 200, '{"partialSuccess":{}}', 'good', 'takes them'],
    ['is another program', 200, '<html>', 'bad', 'is no collector'],
    ['has no such path', 404, '{}', 'bad', 'is no collector'],
    ['takes no JSON', 415, '{}', 'bad', 'is no collector'],
    ['is busy', 503, '', 'unsure', 'takes nothing at the moment'],
    ['wants to know who asks', 401, '', 'bad', 'refuses them'],
  ])('that %s', async (_what, status, body, verdict, words) => {
    const asked: (string | undefined)[] = [];
    const url = await serving(({ url: path }, response) => {
      asked.push(path);
      response.writeHead(status).end(body);
    });
    expect(await checkCollector(`${url}/`)).toMatchObject([
      { verdict, what: expect.stringContaining(words) },
    ]);
    expect(asked[0]).toBe('/bot/v1/traces');
  });

  it('that takes them with the headers of OpenTelemetry’s own settings', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=Bearer%20not-secret');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const url = await serving(({ headers }, response) => {
      response.writeHead(headers.authorization === 'Bearer not-secret' ? 200 : 403).end('{}');
    });
    expect(await checkCollector(url)).toMatchObject([{ verdict: 'good' }]);
  });

  it('that is not there, that speaks gRPC, and where there is none', async () => {
    const { host, href } = new URL(await closedUrl());
    expect(await checkCollector(href)).toMatchObject([
      {
        verdict: 'bad',
        what: `Traces: OTEL_EXPORTER_OTLP_ENDPOINT can’t be reached at ${host} (ECONNREFUSED)`,
      },
    ]);
    // The first frame of HTTP/2.
    const grpc = createTcpServer((socket) => socket.end(Buffer.from('000000040000000000', 'hex')));
    grpc.listen(0, '127.0.0.1');
    await once(grpc, 'listening');
    const address = grpc.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await checkCollector(`http://127.0.0.1:${port}`)).toMatchObject([
      { verdict: 'bad', advice: expect.stringContaining('4317 is gRPC') },
    ]);
    grpc.close();
    expect(await checkCollector(undefined)).toEqual([]);
  });
});

describe('what the doctor says of BACKUP_FOLDER', () => {
  let folder: string;
  const now = Date.UTC(2026, 0, 2);
  const clock: Clock = { now: () => now, elapsed: () => now, after: () => () => {} };
  const look = (path: string | undefined, more: { databaseUrl?: string; clock?: Clock } = {}) =>
    checkCopies(path, { databaseUrl: 'sqlite::memory:', clock, random: systemRandom, ...more });
  const says = (verdict: string, what: string) => ({ verdict, what: expect.stringContaining(what) });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'copies-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it('that takes a file, that is not there yet, and where there is none', async () => {
    expect(await look(folder)).toMatchObject([says('good', `written and read back in ${folder}`)]);
    expect(await readdir(folder)).toEqual([]);
    expect(await look(join(folder, 'a/b'))).toMatchObject([says('unsure', 'is not there yet')]);
    expect(await look(undefined)).toEqual([]);
  });

  it('that is no folder, refuses, or does not answer', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await look(file)).toMatchObject([says('bad', 'names no folder')]);
    expect(await look(join(file, 'below'))).toMatchObject([says('bad', 'names no folder')]);
    // Nobody may make a file there.
    expect(await look('/sys')).toMatchObject([says('bad', '/sys refuses what is written')]);
    const silent: Clock = {
      ...clock,
      after(_ms, work) {
        work();
        return () => {};
      },
    };
    expect(await look('/sys', { clock: silent })).toMatchObject([says('bad', 'can’t be reached')]);
  });

  it('that is on the database’s own disk, and where no room is left for a copy of it', async () => {
    const file = join(folder, 'bot.db');
    await writeFile(file, '');
    const databaseUrl = `sqlite:${file}`;
    expect(await look(folder, { databaseUrl })).toMatchObject([
      says('good', 'read back'),
      says('unsure', 'on the disk of the database'),
    ]);
    // So large in name alone.
    await truncate(file, 2 ** 42);
    expect(await look(folder, { databaseUrl })).toMatchObject([
      says('bad', 'a copy takes 4,194,304 MiB'),
      {},
    ]);
  });

  it('whose last copy is old', async () => {
    const name = (at: number) => `shoptalk-${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.copy`;
    await writeFile(join(folder, name(now - 26 * hourMs)), '');
    expect(await look(folder)).toMatchObject([{}, says('unsure', 'the last one is 26 hours old')]);
    await writeFile(join(folder, name(now - hourMs)), '');
    expect(await look(folder)).toHaveLength(1);
  });

  it('where PostgreSQL’s programs are missing', async () => {
    const databaseUrl = 'postgres://bot@db.example/bot';
    vi.stubEnv('PATH', folder);
    expect(await look(folder, { databaseUrl })).toMatchObject([
      {},
      says('bad', 'pg_dump is not on the path'),
    ]);
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
