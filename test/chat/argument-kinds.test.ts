import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, choices, unreadable } from '../../src/chat/argument.ts';
import { daySpan, somebody, timeOfDay, wholeNumber, yesOrNo } from '../../src/chat/argument-kinds.ts';
import { bilingual } from '../harness/bilingual.ts';

const said = (text: string) => bilingual(text, text);
const about = { hint: said('hint'), expected: said('expected') };
const asking = {
  organization: 'o',
  authority: 'o',
  workspace: 'T1',
  conversation: 'test:C1',
  direct: false,
  person: 'test:U1',
  role: 'buyer',
  roleEverywhere: 'buyer',
  userId: undefined,
  language: 'en',
} as const;

describe('parts of the day', () => {
  const span = daySpan(about);
  const time = timeOfDay(about);

  it.each([
    ['22:00-08:00', { from: 1320, to: 480 }],
    ['22–8', { from: 1320, to: 480 }],
    ['22:30 ～ 6:15', { from: 1350, to: 375 }],
    ['22点', unreadable],
    ['22:00 to 8:00', { from: 1320, to: 480 }],
    ['22 至 8', { from: 1320, to: 480 }],
    ['9:00到18:00', { from: 540, to: 1080 }],
    ['18:00-24:00', { from: 1080, to: 0 }],
    ['none', 'none'],
    ['关', 'none'],
    ['8:00-8:00', unreadable],
    ['0:00-24:00', unreadable],
    ['25:00-8:00', unreadable],
    ['8:60-9:00', unreadable],
    ['8:00', unreadable],
    ['8-9-10', unreadable],
    ['', unreadable],
  ])('%s', (typed, value) => {
    expect(span.parse(typed)).toEqual(value);
  });

  it('read back what they print', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, (from, to) => {
        expect(time.parse(time.print(from) ?? '')).toBe(from);
        fc.pre(from !== to);
        expect(span.parse(span.print({ from, to }) ?? '')).toEqual({ from, to });
      }),
    );
  });
});

describe('a person', () => {
  const argument = somebody(about);

  it.each([
    ['<@U0123|ann lee>', { person: 'U0123', name: 'ann lee' }],
    ['<@123456789012345678>', { person: '123456789012345678', name: '123456789012345678' }],
    ['<@!123>', { person: '123', name: '123' }],
    ['me', 'me'],
    ['我', 'me'],
    ['nobody', 'nobody'],
    ['@ann', unreadable],
    ['@AGENT007', unreadable],
    ['@U0123ABCD', unreadable],
    ['@123456789012345678', unreadable],
    ['<!channel>', unreadable],
    ['<@&123>', unreadable],
    ['@everyone', unreadable],
    ['<@U1|a><@U2|b>', unreadable],
  ])('%s', (typed, value) => {
    expect(argument.parse(typed)).toEqual(value);
  });

  it('reads back what it prints', () => {
    const people = fc.record({
      person: fc.stringMatching(/^[A-Za-z0-9]{1,20}$/),
      name: fc.stringMatching(/^[^<>|\s][^<>|\n]{0,40}[^<>|\s]$/),
    });
    fc.assert(
      fc.property(people, (person) => {
        expect(argument.parse(argument.print(person) ?? '')).toEqual(person);
      }),
    );
  });
});

describe('other kinds', () => {
  it('take a whole number within its bounds', () => {
    const argument = wholeNumber({ ...about, least: 1, most: 50, example: '2' });
    expect(['1', '50', '０7'].map((typed) => argument.parse(typed))).toEqual([1, 50, 7]);
    for (const typed of ['0', '51', '1.5', '-1', '1e1', '']) expect(argument.parse(typed)).toBe(unreadable);
  });

  it('keep apart no and nothing said', () => {
    const argument = yesOrNo({ ...about, yes: said('yes'), no: said('no') });
    expect(argument.absent()).toBe(unreadable);
    for (const value of [true, false]) expect(argument.parse(argument.print(value) ?? '')).toBe(value);
    expect(argument.bare).toBe('yes');
  });

  const values = [
    { value: 'paid', label: said('Paid'), also: ['a much longer name'] },
    { value: 'shipped', label: said('Shipped') },
  ] as const;

  it('leave room for every name of a choice', () => {
    const rest = { ...about, example: 'paid' };
    expect(choice(values, rest).maxLength).toBe('a much longer name'.length);
    expect(choices(values, rest).maxLength).toBeGreaterThanOrEqual('a much longer name,shipped'.length);
  });

  it('suggest a further one where several may be given', async () => {
    const argument = choices(values, { ...about, example: 'paid' });
    expect(await argument.suggest?.('paid,', asking)).toEqual([{ value: 'paid,shipped', label: 'Shipped' }]);
    expect(await argument.suggest?.('sh', asking)).toEqual([{ value: 'shipped', label: 'Shipped' }]);
  });
});
