import { afterEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { atTerminal, terminalWords as words } from './person.ts';

const form: Form = {
  title: 'Watch orders here',
  submit: 'Watch',
  payload: 'watch?_ask=events,summary,above,seller',
  fields: [
    {
      name: 'events',
      label: 'Which news',
      hint: 'some of the list',
      required: false,
      initial: 'paid',
      example: 'paid',
      maxLength: 50,
      several: true,
      choices: [
        { value: 'paid', label: 'Payments' },
        { value: 'shipped', label: 'Shipments' },
        { value: 'refund', label: 'Refunds' },
      ],
    },
    {
      name: 'summary',
      label: 'Daily summary',
      hint: 'yes or no',
      required: false,
      example: 'yes',
      maxLength: 3,
      several: false,
      choices: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ],
    },
    {
      name: 'above',
      label: 'Above',
      hint: 'an amount',
      required: true,
      example: '500',
      maxLength: 6,
      several: false,
    },
    {
      name: 'seller',
      label: 'Seller',
      hint: 'a name',
      required: false,
      example: 'x',
      maxLength: 20,
      several: false,
    },
  ],
};

/** Asks the form for a line `/watch…`, as a clicked button would; answers anything else by its words. */
const asking = (asked: Form = form) =>
  scriptedCore(async (transport, { input }) => {
    if (input.kind === 'text' && input.text === '/form') await transport.ask?.(asked, 'en');
    else
      await transport.answer(
        answerOf(input.kind === 'form' ? 'Submitted' : input.kind === 'text' ? input.text : ''),
      );
  });

let stop = async () => {};
afterEach(() => stop());

/** What comes of `lines` that come through a pipe. */
async function piped(...lines: readonly string[]) {
  return pipedTo(form, ...lines);
}

async function pipedTo(asked: Form, ...lines: readonly string[]) {
  const core = asking(asked);
  const person = await atTerminal(core, { interactive: false });
  stop = () => person.adapter.stop();
  for (const line of lines) person.type(`${line}\n`);
  person.end();
  await person.adapter.finished;
  const [submitted] = core.asked.flatMap(({ input }) => (input.kind === 'form' ? [input] : []));
  return { submitted, core, said: person.plain() };
}

describe('a form at the terminal', () => {
  it('asks one question a line, with what may be chosen and what an empty line means', async () => {
    const { said, submitted } = await piped('/form', '', '', '500', '');
    expect(submitted).toEqual({
      kind: 'form',
      payload: form.payload,
      values: { events: 'paid', above: '500' },
    });
    expect(said).toContain(
      `  Watch orders here\n  ${words.en.leaveForm}\n\n  Which news\n  some of the list\n`,
    );
    expect(said).toContain('   1  Payments (paid)\n   2  Shipments (shipped)\n');
    expect(said).toContain(words.en.keeps('paid'));
    expect(said).toContain(words.en.several);
    expect(said).toContain('  Above *\n');
    expect(said).toContain('● Submitted');
  });

  it.each([
    ['2,3', 'shipped,refund'],
    ['Refunds， paid', 'refund,paid'],
    ['SHIPPED、1', 'shipped,paid'],
  ])('takes several choices by number, value or name: %s', async (line, value) => {
    expect((await piped('/form', line, '2', '1', 'Li')).submitted?.values).toEqual({
      events: value,
      summary: 'no',
      above: '1',
      seller: 'Li',
    });
  });

  it('leaves out at a dash what is there already', async () => {
    expect((await piped('/form', '-', '-', '1', '-')).submitted?.values).toEqual({ above: '1' });
  });

  it('asks again for what can not be, and says why', async () => {
    const { said, submitted } = await piped(
      '/form',
      '4',
      'paid,x',
      ',',
      '1',
      '',
      '',
      '1234567',
      '-',
      '500',
      '',
    );
    expect(said.split(words.en.noneOfThese(3))).toHaveLength(4);
    expect(said).toContain(words.en.needed);
    expect(said).toContain(words.en.tooLong(6));
    expect(submitted?.values).toEqual({ events: 'paid', above: '500' });
  });

  it('keeps at an empty line what is right, and never what was wrong', async () => {
    const [events, , above, seller] = form.fields;
    if (events === undefined || above === undefined || seller === undefined) throw new Error('no field');
    const filled: Form = {
      ...form,
      fields: [
        { ...events, required: true, initial: 'paid' },
        { ...above, initial: 'lots', fault: 'It must be an amount.' },
        { ...seller, initial: '???', fault: 'It must be a name.' },
      ],
    };
    const { said, submitted } = await pipedTo(filled, '/form', '', '', '7', '');
    expect(submitted?.values).toEqual({ events: 'paid', above: '7' });
    expect(said).toContain(words.en.keepsNeeded('paid'));
    expect(said).not.toContain(words.en.keeps('paid'));
    expect(said).toContain(words.en.example('500'));
    expect(said).toContain(words.en.needed);
    expect(said).not.toMatch(/keeps (lots|\?\?\?)/);
  });

  it('is left by a command, and by the end of the input', async () => {
    const left = await piped('/form', '1', '/other');
    expect(left.submitted).toBeUndefined();
    expect(left.said).toContain(words.en.formLeft);
    expect(left.said).toContain('● /other');
    const ended = await piped('/form', '1');
    expect(ended.submitted).toBeUndefined();
    expect(ended.said.split(words.en.formLeft)).toHaveLength(2);
  });

  it('completes choices by Tab at a prompt', async () => {
    const core = asking();
    const person = await atTerminal(core);
    stop = () => person.adapter.stop();
    person.type('/form\r');
    await person.sees('Which news');
    person.type('paid,shi\t');
    await person.sees('paid,shipped');
    person.type('\r');
    await person.sees('Daily summary');
    person.type('y\t');
    await person.sees(/› yes$/);
    person.type('\r');
    await person.sees('Above');
    person.type('1\r\r');
    await person.sees('Submitted');
    expect(core.asked.at(-1)?.input).toMatchObject({
      values: { events: 'paid,shipped', summary: 'yes', above: '1' },
    });
  });
});
