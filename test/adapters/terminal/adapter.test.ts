import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminalAdapter } from '../../../adapters/terminal/adapter.ts';
import type { Core } from '../../../src/chat/adapter.ts';
import type { Person } from '../../../src/chat/invocation.ts';
import { en } from '../../../src/languages/en/index.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { eventually } from '../../harness/eventually.ts';
import { atTerminal, terminalWords as words } from './person.ts';

const example = '/seller 951807530375 BBBJ82cNui3EUaxxMi_7Go73g';
let test: TestCore;
beforeAll(async () => {
  test = await openTestCore();
});
afterAll(() => test.close());

const parts = { words, clock: systemClock, random: systemRandom, log: silentLog };
const operator: Person = { id: 'operator', locale: 'en_US.UTF-8' };

/** Everything that `input` is answered with through a pipe. */
async function piped(input: string | readonly Buffer[], person = operator): Promise<string> {
  const output = new PassThrough();
  const source = PassThrough.from(typeof input === 'string' ? [input] : [...input]);
  const adapter = terminalAdapter({ input: source, output, interactive: false, person, ...parts });
  const written = text(output);
  await adapter.start(test.core);
  await adapter.finished;
  output.end();
  return written;
}

describe('lines from a pipe', () => {
  it('answers the example with the whole card and nothing else, then is finished', async () => {
    const answer = await piped(`${example}\n`);
    expect(answer).toMatch(/^● /);
    expect(answer).toContain('951807530375');
    expect(answer).toMatch(/^ {2}https:\/\/air\.1688\.com\/\S+offerId=951807530375$/m);
    expect(answer).toMatch(/^ {2}█{30,}$/m);
    expect(answer).not.toContain('\u001B');
  });

  it('answers in the order asked, one line one answer, with any line end and none at the end', async () => {
    const answer = await piped('/help seller\r\n\n   \n/nosuch\n/help status');
    const order = ['/help seller', 'nosuch', 'status'].map((word) =>
      answer.indexOf(word.replace('/help ', '')),
    );
    expect(order.every((at, position) => at > (order[position - 1] ?? -1))).toBe(true);
    expect(answer.match(/^[●✔▲✖] /gmu)).toHaveLength(3);
  });

  it('runs the action behind a number, and gives the link of one that opens', async () => {
    const answer = await piped('/seler\n1\n');
    expect(answer.match(/^[●✔▲✖] /gmu)).toHaveLength(2);
    expect(answer.slice(answer.lastIndexOf('● '))).toContain('/seller');
    const opened = (await piped(`${example}\n1\n`)).trimEnd().split('\n').slice(-2);
    expect(opened[1]).toMatch(/^ {2}https:\/\/air\.1688\.com\/\S+$/);
  });

  it('says so when there is no such number', async () => {
    expect(await piped('7\n')).toContain(words.en.noSuchChoice(7, 0));
    expect(await piped(`${example}\n7\n`)).toContain(words.en.noSuchChoice(7, 1));
  });

  it('takes an offer id for what it is, not for a number to choose', async () => {
    expect(await piped(`${example}\n951807530375\n`)).not.toContain(
      words.en.noSuchChoice(951_807_530_375, 1),
    );
  });

  it('answers a line of any length', async () => {
    const answer = await piped(`/help ${'x'.repeat(3_000_000)}\n/help seller\n`);
    expect(answer.length).toBeLessThan(5000);
    expect(answer).toContain('6,000');
    expect(answer).toContain('/seller');
  });

  it('puts characters together that come in pieces', async () => {
    const bytes = Buffer.from('/没有\n');
    expect(await piped([...bytes].map((byte) => Buffer.from([byte])))).toContain('没有');
  });

  it('speaks the language of the locale', async () => {
    expect(await piped('7\n', { id: 'operator', locale: 'zh_CN.UTF-8' })).toContain(
      words['zh-CN'].noSuchChoice(7, 0),
    );
  });

  it('repeats no control character of what was typed', async () => {
    const answer = await piped('/\u001B[31mred\u202E\n/nosuch\u0007\n');
    expect(answer.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u);
  });

  it('stops while it waits for input', async () => {
    const output = new PassThrough();
    const input = new PassThrough();
    const adapter = terminalAdapter({ input, output, interactive: false, person: operator, ...parts });
    await adapter.start(test.core);
    expect(adapter.readiness()).toEqual({ ok: true });
    await adapter.stop();
    await adapter.finished;
  });

  it('lets what is under way be answered when it is stopped, and takes nothing new', async () => {
    const held = Promise.withResolvers<void>();
    const handled: string[] = [];
    const core: Core = {
      ...test.core,
      handle: async (invocation, transport) => {
        handled.push(invocation.id);
        await held.promise;
        await test.core.handle(invocation, transport);
      },
    };
    const input = PassThrough.from(['/help\n/help\n']);
    const output = new PassThrough();
    const adapter = terminalAdapter({ input, output, interactive: false, person: operator, ...parts });
    await adapter.start(core);
    await eventually(() => expect(handled).toHaveLength(1));
    const stopped = adapter.stop();
    held.resolve();
    await stopped;
    output.end();
    expect(await text(output)).toContain(en.help.title);
    expect(handled).toHaveLength(1);
  });

  it('ends when nobody reads any more', async () => {
    const output = new PassThrough();
    const input = new PassThrough();
    const adapter = terminalAdapter({ input, output, interactive: false, person: operator, ...parts });
    await adapter.start(test.core);
    output.destroy(new Error('EPIPE'));
    await adapter.finished;
  });
});

const atPrompt = (core = test.core, options = {}) => atTerminal(core, options);

describe('a prompt', () => {
  it('greets with an example, answers, and offers the choices', async () => {
    const person = await atPrompt();
    await person.sees('/seller 951807530375');
    person.type(`${example}\r`);
    await person.sees(/https:\/\/air\.1688\.com\/\S+/);
    await person.sees(words.en.choose);
    await person.adapter.stop();
  });

  it('completes commands and values by Tab', async () => {
    const person = await atPrompt();
    person.type('/hel\t');
    await person.sees('/help ');
    person.type('prod\t');
    await person.sees('/help product ');
    person.type('\r');
    await person.sees('--share');
    await person.adapter.stop();
  });

  it('ends at Ctrl-D, after what is under way', async () => {
    const person = await atPrompt();
    person.type('/help\r\u0004');
    await person.adapter.finished;
    await person.sees(en.help.title);
  });

  it('can be stopped before it has said a word', async () => {
    const person = await atPrompt();
    await person.adapter.stop();
    expect(person.raw().replaceAll('\n', '')).toBe('');
  });

  it('takes a window that does not know its width for a usual one', async () => {
    const person = await atPrompt(test.core, { columns: 0 });
    person.type('/help\r');
    await person.sees(en.help.intro.slice(0, 60));
    await person.adapter.stop();
  });

  it('clears the line at Ctrl-C, and ends at a second one', async () => {
    const person = await atPrompt();
    person.type('/nosuch\u0003/help\r');
    await person.sees(en.help.jobs.settings.name);
    person.hidden('No command');
    person.type('\u0003');
    await person.adapter.finished;
  });

  it('shows that an answer is being made, and takes that back', async () => {
    const person = await atPrompt({
      ...test.core,
      handle: async (invocation, transport) => {
        await transport.defer('asker', false);
        await test.core.handle(invocation, { ...transport, answer: transport.deliver });
      },
    });
    person.type('/help\r');
    await person.sees(test.core.words.en.working);
    await person.sees(en.help.title);
    expect(person.raw()).toContain(`${test.core.words.en.working}\r\u001B[2K`);
    await person.adapter.stop();
  });

  it.each([true, false])('has colours only where the window has (%s)', async (hasColors) => {
    const person = await atPrompt(test.core, { hasColors });
    person.type('/help\r');
    await person.sees(en.help.jobs.settings.name);
    await person.adapter.stop();
    expect(person.raw().includes('\u001B[1m')).toBe(hasColors);
  });
});
