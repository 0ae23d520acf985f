import { once } from 'node:events';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { openStore } from '../../src/store/open.ts';
import { openTraces } from '../../src/wiring/traces.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { run, temporaryFolder } from '../harness/process.ts';

const value = z.object({ stringValue: z.string() });
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(z.object({ key: z.string(), value })),
  status: z.object({ code: z.number().optional() }),
});
const body = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value })) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

/** A collector that keeps what it is told. */
describe('traces', () => {
  const told: z.output<typeof span>[] = [];
  const resources: string[] = [];
  let endpoint: string;
  let status: number;
  let asked: number;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked += 1;
      expect(request.url).toBe('/v1/traces');
      for (const { resource, scopeSpans } of body.parse(JSON.parse(Buffer.concat(parts).toString()))
        .resourceSpans) {
        resources.push(...resource.attributes.map((each) => `${each.key}=${each.value.stringValue}`));
        told.push(...scopeSpans.flatMap(({ spans }) => spans));
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });

  beforeEach(async () => {
    told.length = 0;
    resources.length = 0;
    status = 200;
    asked = 0;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    endpoint = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const factsOf = ({ attributes }: z.output<typeof span>) =>
    Object.fromEntries(attributes.map((each) => [each.key, each.value.stringValue]));

  it('follow a message from one process to another by the id that the log calls it', async () => {
    const clock = createFakeClock();
    const open = () => openTraces({ endpoint: `${endpoint}/`, version: '0.2.0', clock });
    const [taking, saying] = [await open(), await open()];
    taking.ended({ name: 'message stored', traces: ['one'], first: true, ms: 5, outcome: 'kept' });
    saying.ended({ name: 'message said', traces: ['one', 'two'], first: false, ms: 250, outcome: 'failed' });
    await taking.close();
    await saying.close();
    const [stored, said, other] = told;
    expect([stored?.name, said?.name, told.length]).toEqual(['message stored', 'message said', 3]);
    expect(said?.traceId).toBe(stored?.traceId);
    expect(said?.parentSpanId).toBe(stored?.spanId);
    expect(other?.traceId).not.toBe(stored?.traceId);
    expect(stored && factsOf(stored)).toEqual({ outcome: 'kept', 'shoptalk.trace': 'one' });
    const lasted = BigInt(said?.endTimeUnixNano ?? 0) - BigInt(said?.startTimeUnixNano ?? 0);
    expect([lasted, said?.status.code]).toEqual([250_000_000n, 2]);
    expect(resources).toContain('service.name=shoptalk');
  });

  it('keep nothing waiting, where nobody takes them', async () => {
    status = 400;
    const traces = await openTraces({ endpoint, version: '0.2.0', clock: createFakeClock() });
    traces.ended({ name: 'command', traces: ['one'], first: true, ms: 5, outcome: 'answered' });
    await traces.close();
    expect(asked).toBe(1);
  });

  it('of a command bear the trace of its log lines and of what a person is told, and nothing of what was typed', async () => {
    await using folder = await temporaryFolder();
    const url = `sqlite:${folder.path}/x.db`;
    await (await openStore({ url, clock: systemClock, random: systemRandom, log: silentLog })).close();
    const database = new DatabaseSync(`${folder.path}/x.db`);
    database.exec(`create trigger refused before insert on audit when new.command = 'watch'
      begin select raise(abort, 'not this one'); end`);
    database.close();
    const bot = run('src/main.ts', {
      input: { text: '/product 951807530375\n/watch all\n' },
      environment: {
        DATABASE_URL: url,
        LOG_LEVEL: 'info',
        LOCAL_CHAT: 'off',
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      },
    });
    expect(await bot.exited).toBe(0);
    const lines = `${bot.stdout}${bot.stderr}`.split('\n');
    const traceIn = (...parts: readonly string[]) => {
      const line = lines.find((each) => parts.every((part) => each.includes(part)));
      return z.object({ trace: z.string() }).parse(JSON.parse(line ?? '{}')).trace;
    };
    const trace = traceIn('"event":"command"', '"command":"product"');
    const [command] = told.filter(
      (each) => each.name === 'command' && factsOf(each)['command'] === 'product',
    );
    expect(command && factsOf(command)).toEqual({
      command: 'product',
      platform: 'terminal',
      outcome: 'answered',
      'shoptalk.trace': trace,
    });
    const calls = told.filter(
      (each) => each.name === 'partner call' && factsOf(each)['shoptalk.trace'] === trace,
    );
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) {
      expect([call.traceId, call.parentSpanId]).toEqual([command?.traceId, command?.spanId]);
      expect(factsOf(call)).toEqual({
        path: expect.stringMatching(/^\/[\w/]+$/),
        outcome: 'answered',
        'shoptalk.trace': trace,
      });
    }
    expect(JSON.stringify(told)).not.toContain('951807530375');

    const incident = traceIn('the audit log could not be written');
    expect(traceIn('"event":"command"', '"command":"watch"')).toBe(incident);
    expect(`${bot.stdout}${bot.stderr}`).toContain(
      `${incident}${en.core.notRecordedAdvice('|').split('|')[1]}`,
    );
    const spans = told.map(factsOf).filter((facts) => facts['shoptalk.trace'] === incident);
    expect(spans).toContainEqual(expect.objectContaining({ command: 'watch' }));
  });
});
