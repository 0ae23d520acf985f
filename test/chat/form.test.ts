import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choice, choices, flag, rest, word } from '../../src/chat/argument.ts';
import { emptiable, optional } from '../../src/chat/argument-kinds.ts';
import { type Command, describeCommand } from '../../src/chat/command.ts';
import { createDispatch } from '../../src/chat/dispatch.ts';
import { createFormDrafts } from '../../src/chat/form-drafts.ts';
import { filledIn, formFor, mostChoices } from '../../src/chat/form-fields.ts';
import { createSeen } from '../../src/chat/once.ts';
import { decodeCall, encodeCall } from '../../src/chat/payload.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { en } from '../../src/languages/en/index.ts';
import { allWords, inEach } from '../../src/languages/index.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import {
  answerTo,
  ask,
  clicked,
  formOf,
  payloadOf,
  recordingTransport,
  submitted,
  typed,
  wordsOf,
} from '../harness/asking.ts';
import { bilingual } from '../harness/bilingual.ts';

const said = (text: string) => bilingual(text, `${text}（中文）`);
const about = (name: string) => ({ hint: said(`${name} hint`), expected: said(`a ${name}`), example: 'x' });
const kinds = ['created', 'paid', 'shipped'].map((value) => ({ value, label: said(`Was ${value}`) }));

/** What the last run was given. */
let ran: unknown;

const watch = describeCommand({
  name: 'watch',
  summary: said('Says what happens'),
  arguments: {
    channel: word(z.string().regex(/^C\d+$/), about('channel')),
    events: optional(choices(kinds, about('events'))),
    pace: optional(choice([{ value: 'fast', label: said('Fast') }], about('pace'))),
    aloud: flag({ ...about('aloud'), yes: said('Yes'), no: said('No') }),
    reason: optional(rest(z.string(), { ...about('reason'), label: said('why'), maxLength: 40 })),
  },
  examples: ['watch C1'],
  needs: 'viewer',
  effect: 'read',
}).does({
  async run(values) {
    ran = values;
    return { tone: 'good', title: 'Watching', body: [], actions: [] };
  },
});

const nothingGiven = {
  channel: 'C1',
  events: undefined,
  pace: undefined,
  aloud: false,
  reason: undefined,
};
const calls = {
  events: watch.call({ ...nothingGiven, events: ['paid'] }, { ask: ['events', 'reason'] }),
  silent: watch.call(nothingGiven),
};

/** The real dispatch with one command; the organization of a place is found once `place` resolves. */
function open(workspace: Promise<string> = Promise.resolve('O1'), command: Command = watch) {
  const clock = createFakeClock();
  const kept = new Map<string, string>();
  const dispatch = createDispatch({
    registry: createRegistry([command]),
    words: inEach(allWords, ({ core }) => core),
    defaultLanguage: 'en',
    clock,
    random: systemRandom,
    log: silentLog,
    seen: createSeen({ clock, keepMs: 1000, limit: 100 }),
    limit: { take: () => undefined },
    suggestionLimit: { take: () => undefined },
    audit: { note: async () => {} },
    rolesOf: async () => ({ role: 'buyer', roleEverywhere: 'buyer', authority: 'test:T1' }),
    hasAdmin: async () => true,
    knocked: async () => {},
    toldOutside: createSeen({ clock, keepMs: 1000, limit: 100 }),
    toDecide: async () => undefined,
    userIdOf: async () => undefined,
    claims: { begin: async () => ({ state: 'new' }), finish: async () => {} },
    longPayloads: {
      async keep(organization, payload) {
        const key = `key${kept.size}`;
        kept.set(`${organization}/${key}`, payload);
        return key;
      },
      recall: async (organization, key) => kept.get(`${organization}/${key}`),
    },
    linkHosts: [],
    organizationOf: () => workspace,
    languageSet: async () => undefined,
    explain: () => undefined,
    measure() {},
    drafts: createFormDrafts({ clock, random: systemRandom, keepMs: 15 * 60_000, limit: 100 }),
    formWithinMs: 800,
    answerWithinMs: 1000,
    deadlineMs: 9000,
  });
  const core = { ...dispatch, menu: [watch.menu], words: inEach(allWords, ({ adapter }) => adapter) };
  return { core, clock, kept };
}

beforeEach(() => {
  ran = undefined;
});

describe('a form of a command', () => {
  const make = (names: readonly string[], language: 'en' | 'zh-CN' = 'en', given = {}) =>
    formFor(
      watch,
      { command: 'watch', arguments: given, ask: names },
      { payload: 'a payload', language, words: allWords[language].core, mostChoices },
    );

  it('asks for what the call names, as the argument table has it', () => {
    const form = make(['events', 'reason'], 'en', { events: 'paid', channel: 'C1' });
    expect(form).toMatchObject({ title: 'Says what happens', payload: 'a payload', submit: 'Done' });
    // A person who ticks need not read what may be typed.
    expect(form.fields).toEqual([
      {
        name: 'events',
        label: 'Events hint',
        hint: '',
        required: false,
        initial: 'paid',
        example: 'x',
        maxLength: watch.menu.arguments[1]?.maxLength,
        several: true,
        choices: kinds.map(({ value, label }) => ({ value, label: label.en })),
      },
      {
        name: 'reason',
        label: 'Why',
        hint: 'a reason',
        required: false,
        example: 'x',
        maxLength: 40,
        several: false,
      },
    ]);
  });

  it('speaks the language of whoever is asked', () => {
    const form = make(['channel'], 'zh-CN');
    expect(form.title).toBe('Says what happens（中文）');
    expect(form.fields[0]).toMatchObject({ label: 'Channel hint（中文）', required: true });
    expect(form.submit).not.toBe('Done');
  });

  it('leaves out names that the command does not have', () => {
    expect(make(['nonsense', 'EVENTS', '__proto__']).fields.map(({ name }) => name)).toEqual(['events']);
  });

  it('keeps within what every platform shows, whatever the words', () => {
    const long = 'w'.repeat(300);
    const many = Array.from({ length: 40 }, (_, at) => ({ value: `v${at}`, label: said(long) }));
    const wordy = describeCommand({
      name: 'wordy',
      summary: said(long),
      arguments: Object.fromEntries(
        Array.from({ length: 8 }, (_, at) => [
          `a${at}`,
          choice(many, { hint: said(long), expected: said(long), example: long }),
        ]),
      ),
      examples: [],
      needs: 'viewer',
      effect: 'read',
    }).does({ run: async () => ({ tone: 'plain', title: '', body: [], actions: [] }) });
    const call = { command: 'wordy', arguments: {}, ask: wordy.menu.arguments.map(({ name }) => name) };
    const form = formFor(wordy, call, {
      payload: 'p',
      language: 'en',
      words: { ...allWords.en.core, submit: long },
      mostChoices,
    });
    expect(form.title.length).toBeLessThanOrEqual(45);
    expect(form.submit.length).toBeLessThanOrEqual(24);
    expect(form.fields).toHaveLength(5);
    for (const { label, hint, choices: shown = [] } of form.fields) {
      expect(label.length).toBeLessThanOrEqual(45);
      expect(hint.length).toBeLessThanOrEqual(100);
      expect(shown).toHaveLength(25);
    }
  });
});

describe('what a submitted form says', () => {
  const settings = describeCommand({
    name: 'settings',
    summary: said('Settings'),
    arguments: {
      least: emptiable(optional(word(z.string(), { ...about('least'), maxLength: 10 })), 'none'),
      kind: emptiable(optional(choice([{ value: 'fast', label: said('Fast') }], about('kind'))), 'off'),
      kinds: emptiable(optional(choices(kinds, about('kinds'))), 'none'),
      note: optional(rest(z.string(), about('note'))),
    },
    examples: ['settings'],
    needs: 'viewer',
    effect: 'read',
  }).does({ run: async () => ({ tone: 'plain', title: '', body: [], actions: [] }) });
  const filled = (
    given: Readonly<Record<string, string>>,
    values: Readonly<Record<string, string>>,
    wanted: readonly string[] = ['least', 'kind', 'kinds', 'note'],
  ) => filledIn(settings, { command: 'settings', arguments: given, ask: wanted }, values);

  it.each([
    ['none where a value stood', { least: '5' }, {}, { least: 'none' }],
    [
      'none where blanks stand in the place of a value',
      { least: '5' },
      { least: ' \t\u3000' },
      { least: 'none' },
    ],
    ['nothing where nothing stood', {}, {}, {}],
    ['nothing where blanks stand in the place of nothing', {}, { least: '  ' }, {}],
    ['nothing where leaving it out means none', { note: 'x' }, { note: '' }, {}],
    ['none for a choice', { kind: 'fast' }, {}, { kind: 'off' }],
    ['none for several', { kinds: 'paid,shipped' }, {}, { kinds: 'none' }],
    ['what was filled in', { least: '5' }, { LEAST: '7' }, { least: '7' }],
    ['nothing where a value was too long to be shown', { least: 'much too long a value' }, {}, {}],
    ['nothing where a choice that is none could not be shown', { kind: 'slow' }, {}, {}],
    ['nothing where one of several could not be shown', { kinds: 'paid,lost' }, {}, {}],
    ['nothing where blanks stood', { least: '  ' }, {}, {}],
  ])('is %s', (_what, given, values, expected) => {
    expect(filled(given, values)).toEqual(expected);
  });

  it('leaves alone what the form does not ask, or has no room for', () => {
    expect(filled({ least: '5', note: 'x' }, { least: '7', note: 'y' }, ['note'])).toEqual({
      least: '5',
      note: 'y',
    });
    const many = ['note', 'kind', 'kinds', 'nonsense', 'other', 'least'];
    expect(filled({ least: '5' }, { least: '7' }, many)).toEqual({ least: '5' });
  });

  it('is what its form shows, for whatever stands there', () => {
    const value = fc.oneof(
      fc.constantFrom('fast', 'paid', 'paid,refund', '  '),
      fc.string({ maxLength: 14 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('least', 'kind', 'kinds', 'note'), value), (given) => {
        const call = {
          command: 'settings',
          arguments: { ...given },
          ask: ['least', 'kind', 'kinds', 'note'],
        };
        const { fields } = formFor(settings, call, {
          payload: 'p',
          language: 'en',
          words: allWords.en.core,
          mostChoices,
        });
        const shown = fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]]));
        // Sent off untouched it says what it shows; emptied, none of that.
        expect(filledIn(settings, call, Object.fromEntries(shown))).toEqual(Object.fromEntries(shown));
        for (const none of Object.values(filledIn(settings, call, {})))
          expect(['none', 'off']).toContain(none);
      }),
    );
  });
});

describe('a field with more choices than a platform shows', () => {
  const { core } = allWords.en;
  const all = Array.from({ length: 60 }, (_, at) => ({ value: `v${at}`, label: said(`Choice ${at}`) }));
  const picking = describeCommand({
    name: 'pick',
    summary: said('Picks'),
    arguments: { one: choice(all, about('one')), note: optional(rest(z.string(), about('note'))) },
    examples: [],
    needs: 'viewer',
    effect: 'read',
  });
  const call = picking.call({ one: 'v30', note: undefined }, { ask: ['one', 'note'] });
  const picks = picking.does({
    run: async (values) => ({ tone: 'plain', title: values.one, body: [], actions: [] }),
  });

  it('shows a page of them, and the others page by page, with what else was typed', async () => {
    const bot = open(undefined, picks);
    const payload = encodeCall(call);
    const seen = new Set<string>();
    let form = await formOf(bot.core, clicked(payload));
    expect(form.fields[0]).toMatchObject({ initial: 'v30' });
    for (let page = 0; page < 3; page += 1) {
      const { choices = [] } = form.fields[0] ?? {};
      expect(choices.length).toBeLessThanOrEqual(mostChoices);
      const more = choices.at(-1);
      // It begins with the page that the button's value is on.
      expect(more?.label).toBe(page === 1 ? core.firstChoices : core.moreChoices);
      for (const { value } of choices.slice(0, -1)) seen.add(value);
      const { card } = await answerTo(
        bot.core,
        submitted(form.payload, { one: more?.value ?? '', note: 'as typed' }),
      );
      form = await formOf(bot.core, clicked(payloadOf(card, core.correct)));
      expect(form.fields[1]).toMatchObject({ initial: 'as typed' });
    }
    expect([...seen].sort()).toEqual(all.map(({ value }) => value).sort());
  });

  it('shows all of them where the platform can', async () => {
    const transport = { ...recordingTransport(), mostChoices: 100 };
    await open(undefined, picks).core.handle(clicked(encodeCall(call)), transport);
    const [sent] = transport.sent;
    expect(sent?.did === 'ask' && sent.form.fields[0]?.choices).toHaveLength(60);
  });
});

describe('a call that asks', () => {
  it('comes back from a payload as it was', () => {
    const names = fc.uniqueArray(fc.constantFrom('channel', 'events', 'pace', 'aloud', 'reason'), {
      minLength: 1,
      maxLength: 5,
    });
    const given = fc.dictionary(fc.constantFrom('channel', 'reason', 'openUid'), fc.string());
    fc.assert(
      fc.property(names, given, fc.boolean(), (wanted, args, replace) => {
        const call = {
          command: 'watch',
          arguments: { ...args },
          ask: wanted,
          ...(replace && { replace: true }),
        };
        expect(decodeCall(encodeCall(call))).toEqual(call);
      }),
    );
  });

  it('keeps what it asks for apart from its arguments', () => {
    expect(decodeCall('watch?channel=C1&_ask=events')).toEqual({
      command: 'watch',
      arguments: { channel: 'C1' },
      ask: ['events'],
    });
    expect(decodeCall('watch?channel=C1')).not.toHaveProperty('ask');
  });
});

describe('a form that can not be read', () => {
  const { core } = allWords.en;
  const payload = encodeCall(watch.call(nothingGiven, { ask: ['channel', 'pace'] }));

  it.each([
    [
      { channel: 'nonsense', pace: 'fast' },
      core.fieldFault({ kind: 'invalid', name: 'channel', given: 'nonsense' }, 'Channel hint', 'a channel'),
    ],
    [{ pace: 'fast' }, core.fieldFault({ kind: 'missing', name: 'channel' }, 'Channel hint', 'a channel')],
    [
      { channel: 'C1', pace: 'slow' },
      core.fieldFault({ kind: 'invalid', name: 'pace', given: 'slow' }, 'Pace hint', 'a pace'),
    ],
  ])('is answered with the field and what is right, and no command line: %o', async (values, said) => {
    const bot = open();
    const { card } = await answerTo(bot.core, submitted(payload, values));
    expect(ran).toBeUndefined();
    expect(wordsOf(card)).toContain(said);
    expect(wordsOf(card)).not.toMatch(/\/watch|--|Usage/);
    const form = await formOf(bot.core, clicked(payloadOf(card, core.correct)));
    expect(form.fields.map(({ name }) => name)).toEqual(['channel', 'pace']);
  });

  it('opens again with all that was typed, and what was wrong with it', async () => {
    const bot = open();
    const values = { channel: 'nonsense', pace: 'fast' };
    const { card } = await answerTo(bot.core, submitted(payload, values));
    const again = payloadOf(card, core.correct);
    const form = await formOf(bot.core, clicked(again));
    expect(form.fields).toMatchObject([{ initial: 'nonsense' }, { initial: 'fast' }]);
    expect(form.fields.map(({ fault }) => fault)).toEqual([
      core.fieldFault({ kind: 'invalid', name: 'channel', given: 'nonsense' }, 'Channel hint', 'a channel'),
      undefined,
    ]);
    await answerTo(bot.core, submitted(form.payload, { channel: 'C1', pace: 'fast' }));
    expect(ran).toMatchObject({ channel: 'C1', pace: 'fast' });
    // Nothing of it was kept where it could be read by others, or for long.
    expect([...bot.kept.values()].join()).not.toContain('nonsense');
    const other = await formOf(bot.core, clicked(again, { person: { id: 'U2' } }));
    expect(other.fields.map(({ initial }) => initial)).toEqual(['C1', undefined]);
    bot.clock.advance(15 * 60_000);
    const later = await formOf(bot.core, clicked(again));
    expect(later.fields.map(({ initial }) => initial)).toEqual(['C1', undefined]);
  });

  it('is answered at its fields where the platform can', async () => {
    const bot = open();
    const transport = recordingTransport({ mends: true });
    await bot.core.handle(submitted(payload, { channel: 'nonsense', pace: 'slow' }), transport);
    expect(transport.sent).toMatchObject([{ did: 'mend', faults: [{ name: 'channel' }, { name: 'pace' }] }]);
    expect(ran).toBeUndefined();
  });

  it('is a button that is no longer good where nothing of it could be mended', async () => {
    const old = encodeCall({ command: 'watch', arguments: { channel: 'C1', gone: 'x' } });
    const { card } = await answerTo(open().core, clicked(old));
    expect(card.title).toBe(core.buttonExpired);
    expect(wordsOf(card)).not.toContain('--');
  });
});

describe('a click on a button that asks', () => {
  const payload = encodeCall(calls.events);

  it('opens the form once, and does nothing else', async () => {
    const { core } = open();
    const sent = await ask(core, clicked(payload));
    expect(sent.map(({ did }) => did)).toEqual(['ask']);
    expect(await formOf(core, clicked(payload))).toMatchObject({
      payload,
      fields: [{ initial: 'paid' }, {}],
    });
    expect(ran).toBeUndefined();
  });

  it('shows how the command is typed where the platform has no forms', async () => {
    const { core } = open();
    const transport = recordingTransport({ forms: false });
    await core.handle(clicked(payload), transport);
    expect(transport.sent.map(({ did }) => did)).toEqual(['answer']);
    const [first] = transport.sent;
    expect(first?.did === 'answer' && wordsOf(first.answer.card)).toContain('/watch C1');
    expect(first).toMatchObject({ answer: { visibility: 'asker', replace: false } });
    expect(ran).toBeUndefined();
  });

  it('does so too once the reply had to be deferred, since forms come first or never', async () => {
    const place = Promise.withResolvers<string>();
    const { core, clock } = open(place.promise);
    const transport = recordingTransport();
    const done = core.handle(clicked(payload), transport);
    await clock.elapse(1000);
    expect(transport.sent).toEqual([{ did: 'defer', visibility: 'asker', replace: false }]);
    place.resolve('O1');
    await done;
    expect(transport.sent.map(({ did }) => did)).toEqual(['defer', 'deliver']);
    const [, last] = transport.sent;
    expect(last?.did === 'deliver' && wordsOf(last.answer.card)).toContain('/watch C1');
  });

  it('is asked once where the form can not be opened, then shows how the command is typed', async () => {
    const { core } = open();
    let asked = 0;
    const transport = {
      ...recordingTransport(),
      async ask() {
        asked += 1;
        throw new Error('expired');
      },
    };
    await core.handle(clicked(payload), transport);
    expect(asked).toBe(1);
    expect(transport.sent.map(({ did }) => did)).toEqual(['answer']);
    expect(ran).toBeUndefined();
  });

  it('runs at once when there is nothing of the command to ask for', async () => {
    const { core } = open();
    await answerTo(core, clicked('watch?channel=C1&_ask=nonsense'));
    expect(ran).toMatchObject({ channel: 'C1' });
  });
});

describe('a submitted form', () => {
  const payload = encodeCall(calls.events);

  it('runs the call of its button with what was filled in', async () => {
    const { core } = open();
    await answerTo(core, submitted(payload, { events: 'shipped，paid', reason: 'so many orders' }));
    expect(ran).toEqual({ ...nothingGiven, events: ['paid', 'shipped'], reason: 'so many orders' });
  });

  it('leaves out what was emptied, also where the button had a value for it', async () => {
    const { core } = open();
    await answerTo(core, submitted(payload, {}));
    expect(ran).toEqual(nothingGiven);
  });

  it.each(['channel', 'CHANNEL', 'aloud', '_ask', '__proto__', 'constructor'])(
    'can not change what the button fixed, nor slip in what was not asked: %s',
    async (name) => {
      const { core } = open();
      const values = Object.fromEntries([
        [name, 'C2'],
        ['events', 'paid'],
      ]);
      const answer = await answerTo(core, submitted(payload, values));
      expect(answer.card.title).toBe('Watching');
      expect(ran).toEqual({ ...nothingGiven, events: ['paid'] });
    },
  );

  it('is read by the names of its fields however a platform writes them', async () => {
    const { core } = open();
    await answerTo(core, submitted(payload, { EVENTS: 'created' }));
    expect(ran).toEqual({ ...nothingGiven, events: ['created'] });
  });

  it('fills in nothing for a button that asks nothing', async () => {
    const { core } = open();
    await answerTo(core, submitted(encodeCall(calls.silent), { events: 'paid', channel: 'C2' }));
    expect(ran).toEqual(nothingGiven);
  });

  it('is answered with what is wrong, as a typed line is', async () => {
    const { core } = open();
    const answer = await answerTo(core, submitted(payload, { events: 'paid,sold' }));
    expect(answer).toMatchObject({ visibility: 'asker', replace: false });
    expect(wordsOf(answer.card)).toContain('“paid,sold”');
    expect(ran).toBeUndefined();
  });

  it('is good only for the organization whose button it was', async () => {
    const { core, kept } = open();
    kept.set('O1/key', payload);
    kept.set('O2/other', payload);
    await answerTo(core, submitted('~key', { events: 'created' }));
    expect(ran).toMatchObject({ events: ['created'] });
    ran = undefined;
    expect(wordsOf((await answerTo(core, submitted('~other', {}))).card)).toContain(en.core.buttonExpired);
    expect(ran).toBeUndefined();
  });
});

describe('a line that can not be read', () => {
  const { core } = allWords.en;

  it.each([
    ['watch', [['channel', undefined]]],
    [
      'watch --pace fast',
      [
        ['channel', undefined],
        ['pace', 'fast'],
      ],
    ],
    // A choice that is typed in another way is the same choice.
    [
      'watch --pace FAST',
      [
        ['channel', undefined],
        ['pace', 'fast'],
      ],
    ],
  ])('offers the form for what it leaves out, with the rest filled in: %s', async (line, fields) => {
    const bot = open();
    const { card } = await answerTo(bot.core, typed(line));
    const form = await formOf(bot.core, clicked(payloadOf(card, core.fillIn)));
    expect(form.fields.map(({ name, initial }) => [name, initial])).toEqual(fields);
    expect(form.fields.filter(({ fault }) => fault !== undefined)).toEqual([]);
    await answerTo(bot.core, submitted(form.payload, { channel: 'C1', pace: 'fast' }));
    expect(ran).toMatchObject({ channel: 'C1' });
  });

  it('offers the form with what was typed and what is wrong with it, which is kept nowhere', async () => {
    const bot = open();
    const { card } = await answerTo(bot.core, typed('watch nonsense --reason because'));
    const form = await formOf(bot.core, clicked(payloadOf(card, core.correct)));
    expect(form.fields).toMatchObject([
      {
        name: 'channel',
        initial: 'nonsense',
        fault: core.fieldFault(
          { kind: 'invalid', name: 'channel', given: 'nonsense' },
          'Channel hint',
          'a channel',
        ),
      },
      { name: 'reason', initial: 'because' },
    ]);
    expect([...bot.kept.values()].join()).not.toContain('because');
  });

  it.each(['watch C1 --nothing x', 'watch --pace fast --pace fast'])(
    'offers none where no field could mend it: %s',
    async (line) => {
      const { card } = await answerTo(open().core, typed(line));
      expect(card.actions.map(({ label }) => label)).toEqual([core.helpButton]);
    },
  );
});
