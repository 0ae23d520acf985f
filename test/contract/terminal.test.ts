import { PassThrough } from 'node:stream';
import { expect } from 'vitest';
import { terminalAdapter } from '../../adapters/terminal/adapter.ts';
import type { Core } from '../../src/chat/adapter.ts';
import type { FormField } from '../../src/chat/form.ts';
import type { Sent } from '../../src/chat/outlet.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { atTerminal, terminalWords } from '../adapters/terminal/person.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { scriptedCore } from '../harness/scripted-core.ts';
import { adapterContract, type Seen, type Surface } from './adapter-contract.ts';
import { type FormCore, type FormSurface, formContract } from './form-contract.ts';
import { type OutletSurface, outletContract, type SeenNews } from './outlet-contract.ts';

/** A person whose lines come through a pipe, and who reads what the pipe brings back. */
async function open(core: Core, locale: string): Promise<Surface> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 100, isTTY: false });
  let unread = '';
  const waiting = Promise.withResolvers<void>();
  let wake = waiting.resolve;
  output.on('data', (chunk: Buffer) => {
    unread += chunk.toString('utf8');
    wake();
  });
  let answered = 0;
  let handled = Promise.withResolvers<void>();
  const counting: Core = {
    ...core,
    handle: async (invocation, transport) => {
      await core.handle(invocation, transport);
      answered += 1;
      handled.resolve();
    },
  };
  const adapter = terminalAdapter({
    input,
    output,
    interactive: false,
    person: { id: 'operator', locale },
    words: terminalWords,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  await adapter.start(counting);
  let last = '';
  async function say(line: string): Promise<Seen> {
    unread = '';
    handled = Promise.withResolvers();
    const before = answered;
    input.write(`${line}\n`);
    while (answered === before) await handled.promise;
    while (unread === '') {
      const more = Promise.withResolvers<void>();
      wake = more.resolve;
      await more.promise;
    }
    last = unread;
    const said = unread;
    return {
      text: last.replace(/\s+/g, ' '),
      links: last.match(/https:\/\/\S+/g) ?? [],
      mentions: [],
      buttons: [...last.matchAll(/^\s*(\d+) {2}(.+)$/gm)].map((match) => match[2] ?? ''),
      pictures: 0,
      qr: /[▀▄█]{5,}/.test(last),
      to: 'asker',
      files: async () =>
        [...said.matchAll(/^ {2}(\S+\.csv)\n([\s\S]*?\n)\n/gm)].map(([, name = '', content = '']) => ({
          name,
          content,
        })),
    };
  }
  return {
    type: say,
    async click(label) {
      const number = [...last.matchAll(/^\s*(\d+) {2}(.+)$/gm)].find((match) =>
        match[2]?.includes(label),
      )?.[1];
      if (number === undefined) throw new Error(`no choice ${label} in ${last}`);
      return say(number);
    },
    async close() {
      input.end();
      await adapter.finished;
      await adapter.stop();
    },
  };
}

const to = { workspace: 'local', conversation: 'terminal' };

/** Somebody who reads what the bot prints by itself, one piece after the other. */
async function openForNews(): Promise<OutletSurface> {
  const person = await atTerminal(scriptedCore(async () => {}));
  await person.sees(/shoptalk ›/);
  const printed: SeenNews[] = [];

  /** What a call printed, without the prompt that is drawn again below. */
  async function reading(send: () => Promise<Sent>, under?: string): Promise<Sent> {
    const before = person.plain().length;
    const sent = await send();
    const text = person
      .plain()
      .slice(before)
      .replace(/\s*shoptalk › $/, '');
    if (!('sent' in sent)) return sent;
    printed.push({
      ref: sent.sent,
      text,
      // A terminal makes its own links, of words.
      links: [],
      mentions: [],
      buttons: [...text.matchAll(/^\s*(\d+) {2}(.+)$/gm)].map((match) => match[2] ?? ''),
      pictures: 0,
      aloud: true,
      ...(text.trimStart().startsWith('↳') && under !== undefined && { under }),
    });
    return sent;
  }

  const { outlet } = person;
  return {
    outlet: {
      ...outlet,
      post: (where, message, key) => reading(() => outlet.post(where, message, key)),
      reply: (where, under, message, aloud, key) =>
        reading(() => outlet.reply(where, under, message, aloud, key), under),
    },
    to,
    person: { person: 'operator', name: 'operator' },
    now: systemClock.now,
    seen: async () => printed,
    fail() {
      throw new Error('nothing fails on this machine');
    },
    refusal: async () => () =>
      outlet.post(
        { ...to, conversation: 'nowhere' },
        { card: { tone: 'plain', title: 'x', body: [], actions: [] }, language: 'en' },
        'key',
      ),
    problems: () => [],
    close: () => person.adapter.stop(),
  };
}

outletContract({
  name: 'terminal',
  open: openForNews,
  threads: false,
  edits: false,
  links: false,
  pings: false,
  charts: false,
  faults: [],
  refusals: ['gone'],
  goesDown: false,
});

function fieldsOf({ form }: FormCore): readonly FormField[] {
  return form?.fields ?? [];
}

/** What is said to a choice that is none of those offered, whose field is asked again at once. */
const notOffered = en.terminal.noneOfThese(1).split(', ')[1] ?? '';

/** Somebody at a prompt, who is asked field by field. */
async function openForms(core: FormCore): Promise<FormSurface> {
  const terminal = await atTerminal(core, { interactive: false, columns: 400 });
  let read = 0;
  const unread = () => terminal.plain().slice(read).replaceAll(/\s+/g, ' ');
  const until = (is: (words: string) => boolean) =>
    expect.poll(() => is(unread()), { interval: 5 }).toBe(true);
  const type = (line: string) => {
    read = terminal.plain().length;
    terminal.type(`${line}\n`);
  };
  const asks = (words: string, field: FormField | undefined) =>
    field !== undefined && words.split(field.label).length > 1;
  /** It is asked again, below what is wrong with it. */
  const isWrong = (words: string, { name, label }: FormField) =>
    core.faults.some(
      (fault) => fault.name === name && packed(words).includes(packed(`${fault.why} ${label}`)),
    );
  /** Lines end where they are full. */
  const packed = (words: string) => words.replaceAll(/\s+/g, '');

  return {
    async fill(values) {
      type('/status');
      await until((words) => words.includes('Open'));
      core.form = undefined;
      core.faults = [];
      type('1');
      await until(() => core.form !== undefined);
      const fields = fieldsOf(core);
      for (const [at, field] of fields.entries()) {
        await until((words) => asks(words, field));
        type(values[field.name] ?? '');
        const isLast = at === fields.length - 1;
        const next = fields[at + 1];
        const isAsked = (words: string) =>
          isLast ? fields.some((each) => isWrong(words, each)) : asks(words, next);
        await until((words) => isAsked(words) || words.includes(notOffered));
        if (unread().includes(notOffered)) return 'prevented';
      }
      const wrong = fields.filter((field) => isWrong(unread(), field));
      return Object.fromEntries(wrong.map(({ name }) => [name, unread().trim()]));
    },
    async correct(values) {
      type(Object.values(values)[0] ?? '');
      await until((words) => words.includes('Taken'));
    },
    async close() {
      terminal.end();
      await terminal.adapter.stop();
    },
  };
}

formContract({ name: 'the terminal', person: 'terminal:operator', open: openForms });

adapterContract({
  name: 'terminal',
  people: ['terminal:operator'],
  open,
  sharing: false,
  qrAtOnce: true,
  pictures: false,
  filesPrinted: true,
  filesAreTexts: true,
});
