import { afterAll, describe, expect, it } from 'vitest';
import { drawModal } from '../../adapters/discord/forms.ts';
import { drawForm } from '../../adapters/slack/forms.ts';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { fieldLabel } from '../../src/chat/form-fields.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import { readLine } from '../../src/chat/line.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import { decodeCall, unpackPayload } from '../../src/chat/payload.ts';
import { plainText } from '../../src/chat/text.ts';
import { allWords } from '../../src/languages/index.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { checkModal } from '../fakes/discord/modal-rules.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { readBlocks } from '../fakes/slack/blocks.ts';
import { answerTo, ask, clicked, formOf, payloadOf, submitted, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore } from '../harness/core.ts';
import { openOwnStore } from '../store/bed.ts';

const words = allWords.en.core;
const mostFields = 5;

/** No value of any argument that is checked, and nothing that stands anywhere else. */
const nonsense = '!zzq7?';

/** What is given for which arguments, as a platform's typed options. */
type Options = Readonly<Record<string, string>>;

describe('what is typed and can’t be read, of every command', async () => {
  const clock = createFakeClock();
  const log = createCollectedLog();
  const store = await openOwnStore(clock);
  const bot = await openTestCore({
    clock,
    log,
    store,
    access: { admins: ['test:U1'], defaultRole: 'viewer' },
  });
  afterAll(async () => {
    await bot.close();
    await store.close();
  });

  /** The ways in which `menu` is got wrong: nothing, each argument alone, all that one form holds; wrong, and too long. */
  function slipsOf({ arguments: table }: CommandMenu): readonly Options[] {
    const few = table.slice(0, mostFields);
    const each = (value: (most: number) => string) => [
      ...table.map(({ name, maxLength }): Options => ({ [name]: value(maxLength) })),
      Object.fromEntries(few.map(({ name, maxLength }) => [name, value(maxLength)])),
    ];
    return [{}, ...each(() => nonsense), ...each((most) => nonsense.padEnd(most + 1, 'x'))];
  }

  const byOptions = (command: string, options: Options, overrides: Partial<Invocation> = {}) =>
    typed('', { input: { kind: 'options', command, options }, ...overrides });

  const byLine = (command: string, options: Options) =>
    typed(`/${[command, ...Object.entries(options).map(([name, text]) => `--${name} "${text}"`)].join(' ')}`);

  const isFault = () => bot.ended.at(-1)?.outcome === 'bad input';

  const formButton = (card: ReadyCard) =>
    card.actions.find(({ label }) => label === words.fillIn || label === words.correct)?.label;

  /** What Slack and Discord would refuse of `form`. */
  function refusalsOf(form: Form): unknown {
    checkModal(drawModal(form), []);
    const origin = { user: 'U1', channel: 'C1' };
    const read = readBlocks(drawForm(form, origin, clock.now(), { asksForOptions: true }).blocks);
    return 'problems' in read ? read.problems : undefined;
  }

  const commands = bot.core.menu.filter(({ arguments: table }) => table.length > 0);

  it.each(commands.map((menu) => [menu.name, menu] as const))(
    'is asked for in a form, and kept nowhere else: %s',
    async (name, menu) => {
      for (const options of slipsOf(menu)) {
        for (const asked of [byOptions(name, options), byLine(name, options)]) {
          const told = `${name} ${JSON.stringify(options).slice(0, 200)}`;
          const answer = await answerTo(bot.core, asked);
          if (!isFault()) continue;
          expect(answer.visibility, told).toBe('asker');
          const label = formButton(answer.card);
          const missing = menu.arguments.filter((each) => each.required && !(each.name in options));
          if (label === undefined) {
            // A line that is too long as a whole is read no further.
            if (asked.input.kind === 'text' && 'fault' in readLine(asked.input.text)) continue;
            expect(Object.keys(options).length + missing.length, told).toBeGreaterThan(mostFields);
            continue;
          }
          const payload = payloadOf(answer.card, label);
          const form = await formOf(bot.core, clicked(payload));
          expect(refusalsOf(form), told).toBeUndefined();
          const fields = form.fields.map((field) => field.name);
          expect(menu.arguments.map((each) => each.name)).toEqual(expect.arrayContaining(fields));
          expect(fields, told).toEqual(
            expect.arrayContaining([...Object.keys(options), ...missing.map((each) => each.name)]),
          );
          for (const { name: given, initial, fault, choices = [] } of form.fields) {
            const text = options[given];
            if (text === undefined) continue;
            expect(initial === text || choices.length > 0, `${told}: ${given}`).toBe(true);
            if (initial !== text) expect(fault, `${told}: ${given}`).toBeDefined();
          }

          const call = await unpackPayload(payload, 'test:T1', {
            keep: () => Promise.reject(new Error('nothing is kept here')),
            recall: (organization, key) => store.buttons.recall({ organization, key }),
          });
          expect(call, told).toMatchObject({ command: name, arguments: {} });
          expect(JSON.stringify(call), told).not.toContain(nonsense);
        }
      }
      expect(log.lines.join('\n')).not.toContain(nonsense);
    },
  );

  it.each(commands.map((menu) => [menu.name, menu] as const))(
    'is told of in Chinese by what its form calls it, and by the name that a line takes: %s',
    async (name, menu) => {
      const person = { id: 'U1', name: 'ann', locale: 'zh-CN' };
      for (const options of slipsOf(menu)) {
        const answer = await answerTo(bot.core, { ...byLine(name, options), person });
        const wrong = isFault() && answer.card.body.find((block) => block.kind === 'list');
        if (!wrong) continue;
        for (const item of wrong.items) {
          const said = plainText(item);
          const about = menu.arguments.find((each) => said.includes(`（${each.name}）`));
          expect(about && said.startsWith(fieldLabel(about, 'zh-CN')), said).toBe(true);
        }
      }
    },
  );

  it.each(commands.map((menu) => [menu.name, menu] as const))(
    'can be filled in with what is right, and sent: %s',
    async (name, menu) => {
      const answer = await answerTo(bot.core, byOptions(name, {}));
      const label = isFault() ? formButton(answer.card) : undefined;
      if (label === undefined) return;
      const form = await formOf(bot.core, clicked(payloadOf(answer.card, label)));
      const values = form.fields.map((field) => [field.name, field.choices?.[0]?.value ?? field.example]);
      bot.ended.length = 0;
      const { card } = await answerTo(bot.core, submitted(form.payload, Object.fromEntries(values)));
      expect(bot.ended, wordsOf(card)).toMatchObject([{ command: name }]);
      expect(['answered', 'refused'], wordsOf(card)).toContain(bot.ended[0]?.outcome);
      expect(menu.arguments.map((each) => each.name)).toEqual(
        expect.arrayContaining(values.map(([one]) => one)),
      );
    },
  );

  it('is shown to nobody else, nor once it is old, though the form opens', async () => {
    const options = { about: nonsense, at: nonsense };
    const { card } = await answerTo(bot.core, byOptions('watch', options));
    const payload = payloadOf(card, words.correct);
    const shownTo = async (id: string) => {
      const sent = (await ask(bot.core, clicked(payload, { person: { id, locale: 'en-US' } }))).at(-1);
      return JSON.stringify(sent);
    };
    expect(await shownTo('U1')).toContain(nonsense);
    // A viewer, who may set up no news.
    expect(await shownTo('U2')).not.toContain(nonsense);
    expect(bot.ended.at(-1)?.outcome).toBe('not permitted');
    expect(decodeCall(payload)?.arguments).toEqual({});
    await clock.elapse(15 * 60_000);
    const form = await formOf(bot.core, clicked(payload));
    expect(form.fields.map((field) => [field.name, field.initial, field.fault])).toEqual([
      ['about', undefined, undefined],
      ['at', undefined, undefined],
    ]);
  });

  it('gives a person without the role nothing: no form, and not what is wrong', async () => {
    const outsider = { person: { id: 'U2', locale: 'en-US' } } as const;
    for (const { name, needs } of commands.filter((each) => each.needs === 'admin')) {
      const { card } = await answerTo(bot.core, byOptions(name, { person: nonsense }, outsider));
      expect(bot.ended.at(-1)?.outcome, `${name}, which takes ${needs}`).toBe('not permitted');
      expect(formButton(card), name).toBeUndefined();
    }
  });
});
