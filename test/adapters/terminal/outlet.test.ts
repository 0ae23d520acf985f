import { afterEach, describe, expect, it } from 'vitest';
import { terminalLimits } from '../../../adapters/terminal/limits.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Outgoing, Sent } from '../../../src/chat/outlet.ts';
import { eventually } from '../../harness/eventually.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { atTerminal } from './person.ts';

const to = { workspace: 'local', conversation: 'terminal' };
const outgoing = (title: string, card: Partial<ReadyCard> = {}): Outgoing => ({
  language: 'en',
  card: { tone: 'plain', title, body: [], actions: [], ...card },
});
const refOf = (sent: Sent): string => {
  if (!('sent' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`);
  return sent.sent;
};
const runs = (label: string, run: string) => ({ kind: 'run', label, run }) as const;

/** Answers a line by a card with its words for a title, and a button by its payload. */
const echoing = () =>
  scriptedCore((transport, { input }) =>
    transport.answer(
      answerOf(input.kind === 'text' ? input.text : input.kind === 'payload' ? `ran ${input.payload}` : '', {
        card: { actions: [runs('Answer one', 'answer?1')] },
      }),
    ),
  );

type Person = Awaited<ReturnType<typeof atTerminal>>;
let person: Person | undefined;
afterEach(() => person?.adapter.stop());

async function open(options: Parameters<typeof atTerminal>[1] = {}, core = echoing()): Promise<Person> {
  const opened = await atTerminal(core, options);
  person = opened;
  if (options.interactive !== false) await opened.sees(/shoptalk ›/);
  return opened;
}

describe('what nobody asked for, at a prompt', () => {
  it('is printed above a half-typed line, which goes on as it was', async () => {
    const { outlet, type, window, sees } = await open();
    type('/hal');
    await sees('/hal');
    await outlet.post(to, outgoing('Order 1'), 'k1');
    const rows = window();
    expect(rows.at(-1)).toBe('shoptalk › /hal');
    expect(rows.filter((row) => row.includes('shoptalk ›'))).toHaveLength(1);
    expect(rows.indexOf('● Order 1')).toBeGreaterThan(0);
    expect(rows.indexOf('● Order 1')).toBeLessThan(rows.length - 1);
    type('f\r');
    await sees('● /half');
  });

  it.each([0, 45, 90])('keeps a line of several rows whole, its cursor %d to the left', async (left) => {
    const core = echoing();
    const { outlet, type, window, sees } = await open({ columns: 40 }, core);
    const line = `/help ${'abcdefghij'.repeat(9)}`;
    for (const key of line) type(key);
    for (let more = 0; more < left; more += 1) type('\u001B[D');
    await sees(/hij/);
    for (let more = 0; more < 3; more += 1) await outlet.post(to, outgoing(`Order ${more}`), `k${more}`);
    const shown = window();
    const start = shown.findIndex((row) => row.startsWith('shoptalk ›'));
    expect(shown.slice(start).join('')).toBe(`shoptalk › ${line}`);
    expect(shown.slice(start - 6, start)).toEqual(['● Order 0', '', '● Order 1', '', '● Order 2', '']);
    type('!\r');
    const at = line.length - left;
    const text = `${line.slice(0, at)}!${line.slice(at)}`;
    await eventually(() => expect(core.asked.at(-1)?.input).toEqual({ kind: 'text', text }));
  });

  it('keeps a line that was pasted whole', async () => {
    const { outlet, type, window, sees } = await open({ columns: 40 });
    const line = `/help ${'abcdefghij'.repeat(9)}`;
    type(line);
    await sees(/hij/);
    await outlet.post(to, outgoing('Order 1'), 'k1');
    const shown = window();
    const start = shown.findIndex((row) => row.startsWith('shoptalk ›'));
    expect(shown.slice(start).join('')).toBe(`shoptalk › ${line}`);
    expect(shown.slice(start - 2, start)).toEqual(['● Order 1', '']);
  });

  it('comes while a command is under way too, which may wait for it: above the word that it is at work', async () => {
    const held = Promise.withResolvers<void>();
    let opened: Person | undefined;
    const core = scriptedCore(async (transport) => {
      await transport.defer('asker', false);
      await opened?.outlet.post(to, outgoing('Order 1', { actions: [runs('Details', 'order?1')] }), 'k1');
      await held.promise;
      await transport.deliver(answerOf('The answer', { card: { actions: [runs('More', 'more?')] } }));
    });
    opened = await open({}, core);
    const { type, window, sees } = opened;
    type('/slow\r');
    await sees('Order 1');
    await eventually(() => expect(window().at(-1)).toBe(`  ${core.words.en.working}`));
    held.resolve();
    await sees('The answer');
    await eventually(() => expect(window().at(-1)).toBe('shoptalk ›'));
    const shown = window();
    expect(shown.filter((row) => row.includes(core.words.en.working))).toEqual([]);
    expect(shown.filter((row) => /^ {2} \d /.test(row))).toEqual(['   1  Details', '   2  More']);
    core.script = async (transport) => transport.answer(answerOf('Done'));
    type('1\r');
    await sees('Done');
    expect(core.asked.at(-1)?.input).toEqual({ kind: 'payload', payload: 'order?1' });
  });

  it('numbers its choices after those of the last answer, so that a number keeps its meaning', async () => {
    const { outlet, type, sees } = await open();
    type('/first\r');
    await sees(/ 1 {2}Answer one/);
    await outlet.post(
      to,
      outgoing('Order 1', { actions: [runs('Details', 'order?1'), runs('Pay', 'pay?1')] }),
      'k1',
    );
    await outlet.post(to, outgoing('Order 2', { actions: [runs('Details', 'order?2')] }), 'k2');
    await sees(/ 2 {2}Details\n {2} 3 {2}Pay/);
    type('4\r');
    await sees('ran order?2');
    type('1\r');
    await sees('ran answer?1');
    await outlet.post(to, outgoing('Order 3', { actions: [runs('Details', 'order?3')] }), 'k3');
    await sees(/Order 3\n\n {3}2 {2}Details/);
  });

  it('begins to number anew before the numbers get too long to be typed', async () => {
    const { outlet, type, plain, sees } = await open();
    const options = Array.from({ length: 25 }, (_, at) => ({ label: `Choice ${at}`, run: `c?${at}` }));
    const card = { actions: [{ kind: 'select', label: 'One of', options }] } as const;
    for (let at = 0; at < 37; at += 1) await outlet.post(to, outgoing(`Order ${at}`, card), `k${at}`);
    const numbers = [...plain().matchAll(/^ +(\d+) {2}Choice/gm)].map((match) => Number(match[1]));
    expect(Math.max(...numbers)).toBeLessThan(10 ** terminalLimits.choiceDigits);
    type('25\r');
    await sees('ran c?24');
  });
});

describe.each([true, false])('what nobody asked for (at a prompt: %s)', (interactive) => {
  it('is no change where the same is said again, or in another language', async () => {
    const { outlet, plain } = await open({ interactive });
    const status = (words: string) =>
      outgoing('Order 1', { body: [{ kind: 'fields', fields: [{ label: 'Status', value: [words] }] }] });
    const sent = refOf(await outlet.post(to, status('Paid'), 'k1'));
    expect(await outlet.edit(to, sent, status('Paid'))).toEqual({ sent });
    expect(await outlet.edit(to, sent, { ...status('已付款'), language: 'zh-CN' })).toEqual({ sent });
    expect(plain()).not.toMatch(/Changed|更新/);
    await outlet.edit(to, sent, { ...status('已发货'), language: 'zh-CN' });
    expect(plain()).toMatch(/已发货/);
  });

  it('is printed as an answer is, a change as one line, a reply indented', async () => {
    const { outlet, plain } = await open({ interactive });
    const sent = refOf(await outlet.post(to, outgoing('Order 1', { tone: 'warning' }), 'k1'));
    const body: ReadyCard['body'] = [
      { kind: 'fields', fields: [{ label: 'Status', value: [{ bold: 'Shipped' }] }] },
      { kind: 'text', text: ['more'] },
    ];
    expect(await outlet.edit(to, sent, outgoing('Order 1', { tone: 'good', body }))).toEqual({ sent });
    await outlet.reply(
      to,
      sent,
      outgoing('Shipped today', { body: [{ kind: 'text', text: ['by SF'] }] }),
      false,
      'r1',
    );
    expect(plain()).toContain('▲ Order 1\n');
    expect(plain()).toContain('  Changed: Order 1: Status Shipped\n');
    expect(plain()).not.toContain('more');
    expect(plain()).toContain('  ↳ ● Shipped today\n\n    by SF\n');
    await outlet.reply(to, sent, outgoing('', { body: [{ kind: 'text', text: ['Arrived'] }] }), false, 'r2');
    expect(plain()).toContain('  ↳ Arrived\n');
  });

  it('is found by its key, its time and its place', async () => {
    const { outlet } = await open({ interactive });
    const before = Date.now();
    const posted = refOf(await outlet.post(to, outgoing('Order 1'), 'k1'));
    const replied = refOf(await outlet.reply(to, posted, outgoing('Paid'), true, 'r1'));
    expect(await outlet.find(to, 'k1', before)).toEqual({ found: posted });
    expect(await outlet.find(to, 'r1', before, posted)).toEqual({ found: replied });
    expect(await outlet.find(to, 'r1', before)).toEqual({ absent: true });
    expect(await outlet.find(to, 'k1', Date.now() + 1000)).toEqual({ absent: true });
    expect(await outlet.find(to, 'k2', before)).toEqual({ absent: true });
    for (let at = 0; at < terminalLimits.messagesKept; at += 1)
      await outlet.post(to, outgoing('x'), `later${at}`);
    expect(await outlet.find(to, 'k1', before)).toEqual({ absent: true });
  });

  it('goes to this one conversation, and only while somebody is there', async () => {
    const opened = await open({ interactive });
    const { outlet } = opened;
    const elsewhere = { workspace: 'local', conversation: 'page' };
    expect(await outlet.post(elsewhere, outgoing('x'), 'k')).toMatchObject({ refused: 'gone' });
    expect(await outlet.edit(elsewhere, 'x', outgoing('x'))).toMatchObject({ refused: 'gone' });
    opened.end();
    await opened.adapter.finished;
    await eventually(async () =>
      expect(await outlet.post(to, outgoing('x'), 'k')).toHaveProperty('unreachable'),
    );
    expect(await outlet.reply(to, 'x', outgoing('x'), true, 'k')).toHaveProperty('unreachable');
    expect(opened.plain()).not.toContain('● x');
  });
});

it('is obeyed by no terminal: what comes from outside is words only', async () => {
  const { outlet, raw } = await open({ interactive: false });
  const hostile = 'Order \u001B[2J\u0007\u202E1';
  const sent = refOf(await outlet.post(to, outgoing(hostile), 'k1'));
  await outlet.edit(to, sent, outgoing(hostile, { body: [{ kind: 'text', text: [hostile] }] }));
  await outlet.reply(to, sent, outgoing(hostile), true, 'r1');
  expect(raw().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u);
});
