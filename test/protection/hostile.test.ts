import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Route } from '../../src/http/route.ts';
import { runs } from '../harness/runs.ts';
import { raw } from '../http/serving.ts';
import { type HostileRequest, hostileRequests, plausibleBodies } from './hostile-inputs.ts';
import { proofOf } from './proofs.ts';
import { rawRequests } from './raw-requests.ts';
import { openWholeBot, type WholeBot } from './whole-bot.ts';

/** The same requests in each run, and new ones in `npm run test:deep`. HOSTILE_SEED repeats one that failed: it is in the output. */
const anySeed = process.env['TEST_DEEP'] === undefined ? 20_261_130 : Date.now() % 2 ** 31;
const seed = Number(process.env['HOSTILE_SEED'] ?? anySeed);

/** How many requests a route gets: what takes signed payloads has the most to get wrong. */
const signedRoutes = ['/slack/events', '/discord/interactions', '/xport/messages'];
const countFor = ({ path, method }: Route) =>
  signedRoutes.includes(path) ? 450 : method === 'POST' ? 200 : 40;

/** Who answers 503 with a reason: nobody is at fault that the bot is not ready. */
const unavailable = ['/readyz'];

const growthBound = 48 * 1024 * 1024;
const atOnce = 8;

describe(`hostile requests (HOSTILE_SEED=${seed})`, () => {
  let whole: WholeBot;
  const agent = new Agent({ connections: atOnce });
  const rejections: unknown[] = [];
  const onRejection = (error: unknown) => rejections.push(error);

  beforeAll(async () => {
    process.on('unhandledRejection', onRejection);
    whole = await openWholeBot();
  });
  afterAll(async () => {
    await agent.close();
    await whole.stop();
    process.off('unhandledRejection', onRejection);
  });

  async function send(asked: HostileRequest, proof: Record<string, string>): Promise<number> {
    const answer = await request(`${whole.bot.url}${asked.path}`, {
      method: z.custom<'GET'>().parse(asked.method),
      headers: { ...asked.headers, ...proof },
      body: asked.body.length > 0 ? asked.body : null,
      dispatcher: agent,
    });
    // A stream of news would go on.
    if (answer.headers['content-length'] === undefined && asked.path.startsWith('/page/news')) {
      answer.body.on('error', () => undefined).destroy();
    } else await answer.body.dump({ limit: 2 ** 24 });
    return answer.statusCode;
  }

  it('get nothing but a plain answer, on every route, signed rightly or not', async () => {
    const plausible = plausibleBodies(new URL(whole.slack.apiUrl).origin);
    const { routes } = whole.bot;
    for (const { path } of routes.filter(({ method }) => method === 'POST')) {
      expect(proofOf(path, whole), `${path} wants a proof in proofs.ts`).toBeDefined();
      expect(plausible[path], `${path} wants bodies in hostile-inputs.ts`).toBeDefined();
    }
    const requests = mixed(
      routes.map((route) => {
        const proof = proofOf(route.path, whole);
        return fc
          .sample(hostileRequests(route, plausible[route.path]), { seed, numRuns: countFor(route) })
          .map((asked) => ({ route, asked, proof: asked.proven ? proof?.(asked.body) : undefined }));
      }),
    );
    expect(requests.length).toBeGreaterThan(2_000);

    const statuses = new Map<string, number>();
    let next = 0;
    const work = async (until: number) => {
      while (next < until) {
        const index = next;
        next += 1;
        const { route, asked, proof } = requests[index] ?? expect.fail('no such request');
        const status = await send(asked, { ...proof }).catch((error: unknown) => String(error));
        const fine =
          typeof status === 'number' &&
          ((status >= 200 && status < 300) ||
            (status >= 400 && status < 500) ||
            (status === 503 && unavailable.includes(route.path)));
        if (!fine) {
          expect.fail(`${status} for no. ${index} of seed ${seed}: ${shown(asked)}`);
        }
        const key = `${route.path} ${status}`;
        statuses.set(key, (statuses.get(key) ?? 0) + 1);
      }
    };
    const all = (until: number) => Promise.all(Array.from({ length: atOnce }, () => work(until)));
    await all(requests.length / 2);
    const half = heapUsed();
    await all(requests.length);
    const grown = heapUsed() - half;

    expect(grown, 'bytes that the heap grew over the second half').toBeLessThan(growthBound);
    // What was signed rightly has come through: else only signatures would be under test.
    for (const path of signedRoutes) expect(statuses.get(`${path} 200`) ?? 0, path).toBeGreaterThan(20);
    for (const path of ['/page/invocations', '/page/invocations/with-picture'])
      expect(statuses.get(`${path} 200`) ?? 0, path).toBeGreaterThan(20);
    const failed = whole.log.lines.filter((line) => /"a (?:command|request) failed"/.test(line));
    expect(failed).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('that are hardly HTTP are refused or hung up on', async () => {
    const port = Number(new URL(whole.bot.url).port);
    const paths = whole.bot.routes.map(({ path }) => path.replace('*', 'x'));
    for (const text of fc.sample(rawRequests(paths), { seed, numRuns: runs(200) })) {
      const answer = await raw(port, text, { end: true });
      const shownText = JSON.stringify(text.slice(0, 300));
      expect(answer, `seed ${seed}: ${shownText}`).toMatch(/^$|^HTTP\/1\.1 (?:2|4)\d\d |^HTTP\/1\.1 100 /);
    }
  });

  it('leave a server that still answers, and no promise that nobody looked after', async () => {
    const answer = await fetch(`${whole.bot.url}/healthz`);
    expect(await answer.json()).toEqual({ alive: true });
    expect(rejections).toEqual([]);
  });
});

/** The requests of all routes in turn, so that both halves are alike. */
function mixed<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists
    .flatMap((list) => list.map((item, index) => ({ item, at: index / list.length })))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function shown({ method, path, headers, body, proven }: HostileRequest): string {
  return JSON.stringify({ method, path, headers, proven, body: body.toString('latin1').slice(0, 2_000) });
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') for (let turn = 0; turn < 3; turn += 1) collect();
  return process.memoryUsage().heapUsed;
}
