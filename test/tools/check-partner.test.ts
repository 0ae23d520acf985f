import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/chat/finding.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { openSandbox } from '../../src/sandbox/server.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { checkPartner } from '../../src/tools/check-partner.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { account, signatureTemplate } from '../xport/open.ts';

const surroundings = { clock: systemClock, random: systemRandom, log: silentLog };
const withoutNonce = '{access-key}{timestamp}{access-secret}';
const estimate = '/api/open/pp/logistics/estimateFreight';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0)) await each();
});

async function sandboxSigned(querySignatureTemplate?: string): Promise<string> {
  const signing = {
    signatureTemplate,
    timestampUnit: 'seconds' as const,
    ...(querySignatureTemplate !== undefined && { querySignatureTemplate }),
  };
  const sandbox = await openSandbox({ account, ...signing, ...surroundings });
  undo.push(() => sandbox.close());
  return sandbox.url;
}

/**
 * `url` through a gateway: what `answers` gives for a path is the answer; anything else is the partner's own. Keeps the paths
 * that were asked for.
 */
async function gateway(
  url: string,
  answers: (path: string) => { status: number; code: number; msg: string } | 'hang up' | undefined,
) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    asked.push(path);
    const own = answers(path);
    if (own === 'hang up') {
      response.destroy();
      return;
    }
    if (own !== undefined) {
      const { status, ...envelope } = own;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ requestId: 'r1', developId: '1', data: null, ...envelope }));
      return;
    }
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !['connection', 'content-length', 'accept-encoding'].includes(name)
        ? [[name, value] as [string, string]]
        : [],
    );
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const passed = await fetch(new URL(request.url ?? '', url), {
      method: request.method ?? 'GET',
      headers,
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    response.writeHead(passed.status, { 'content-type': 'application/json' });
    response.end(await passed.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/api`, asked };
}

async function check(url: string, changes: Record<string, string> = {}) {
  const read = readSettings(platforms, {
    XPORT_ACCESS_KEY: account.accessKey,
    XPORT_ACCESS_SECRET: account.accessSecret,
    XPORT_USER_ID: account.userId,
    XPORT_BASE_URL: url,
    ...changes,
  });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const { settings } = read;
  if (settings.xport.account === undefined) throw new Error('no account');
  const partner = {
    baseUrl: url,
    account: settings.xport.account,
    placePicture: () => undefined,
    close: async () => {},
  };
  const findings = await checkPartner(settings, partner, surroundings);
  expect(JSON.stringify(findings)).not.toContain(account.accessSecret);
  const about = (start: string): Finding =>
    findings.find(({ what }) => what.startsWith(start)) ?? expect.fail(`nothing of ${start}`);
  return { headers: about('Signed call:'), query: about('Query-signed call:') };
}

describe('what the doctor says of the partner API', () => {
  it('is good where headers and query are signed rightly', async () => {
    const { headers, query } = await check(await sandboxSigned());
    expect(headers.verdict).toBe('good');
    expect(query).toEqual({
      verdict: 'good',
      what: 'Query-signed call: accepted, and the answer has the shape expected',
    });
    const own = '{access-secret}/{timestamp}';
    const other = await check(await sandboxSigned(own), { XPORT_PP_SIGNATURE_TEMPLATE: own });
    expect([other.headers.verdict, other.query.verdict]).toEqual(['good', 'good']);
  });

  it('tells a wrong string-to-sign of the query from wrong keys', async () => {
    const url = await sandboxSigned('{access-secret}+{timestamp}');
    const { headers, query } = await check(url);
    expect(headers.verdict).toBe('good');
    expect(query.verdict).toBe('bad');
    expect(query.what).toContain('the keys are right');
    expect(query.advice).toContain('set XPORT_PP_SIGNATURE_TEMPLATE');
    const wrongKeys = await check(url, { XPORT_ACCESS_SECRET: 'another' });
    expect(wrongKeys.headers.verdict).toBe('bad');
    expect(wrongKeys.query).toMatchObject({ verdict: 'unsure', what: 'Query-signed call: not tried' });
  });

  it('names the string-to-sign that is right, where it is a likely one', async () => {
    const { query } = await check(await sandboxSigned(withoutNonce));
    expect(query).toMatchObject({
      verdict: 'bad',
      advice: `Set XPORT_PP_SIGNATURE_TEMPLATE=${withoutNonce}`,
    });
    const set = { XPORT_PP_SIGNATURE_TEMPLATE: '{timestamp}{access-secret}' };
    const asHeaders = await check(await sandboxSigned(), set);
    expect(asHeaders.query.verdict).toBe('bad');
    expect(asHeaders.query.advice).toMatch(/^Unset XPORT_PP_SIGNATURE_TEMPLATE/);
  });

  it('does not blame the signature for a refusal of the call itself', async () => {
    const url = await sandboxSigned();
    let turns = 0;
    const { url: through } = await gateway(url, (path) => {
      if (path !== estimate) return undefined;
      turns += 1;
      // The same code for everything, as some gateways have it, and an id in the words.
      return turns === 1
        ? { status: 200, code: 500, msg: 'no service for this account, id 12345' }
        : { status: 200, code: 500, msg: `sign error ${turns}` };
    });
    const { query } = await check(through);
    expect(query.verdict).toBe('unsure');
    expect(query.what).toContain('the signature is taken');
    expect(query.advice).toContain('npm run call -- freight.abroad.estimate');
  });

  it('sees by the words alone, whatever id is in them, that it is the signature', async () => {
    let turns = 0;
    const { url } = await gateway(await sandboxSigned(), (path) => {
      turns += 1;
      return path === estimate ? { status: 200, code: 500, msg: `sign error, id A${turns}F` } : undefined;
    });
    const { query } = await check(url);
    expect(query.verdict).toBe('bad');
    expect(query.what).toContain('the keys are right');
  });

  it('sees that nothing is at that path', async () => {
    const { url } = await gateway(await sandboxSigned(), (path) =>
      path === estimate ? { status: 404, code: 40400, msg: '接口不存在' } : undefined,
    );
    const { query } = await check(url);
    expect(query.verdict).toBe('unsure');
    expect(query.what).toContain('nothing is at /open/pp/logistics/estimateFreight');
  });

  it('says so where that call alone is not answered', async () => {
    const { url } = await gateway(await sandboxSigned(), (path) =>
      path === estimate ? 'hang up' : undefined,
    );
    const { headers, query } = await check(url);
    expect(headers.verdict).toBe('good');
    expect(query.verdict).toBe('bad');
    expect(query.what).toContain('no answer came');
  });

  it('is found by calls that read, and that need nothing of the account', async () => {
    const { url, asked } = await gateway(await sandboxSigned('{access-secret}+{timestamp}'), () => undefined);
    await check(url);
    expect(new Set(asked)).toEqual(
      new Set(['/', '/api/alibaba/ka/product/detail/get', estimate, '/api/alibaba/ka/no/such/call']),
    );
  });
});
