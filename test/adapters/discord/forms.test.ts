import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { drawModal, readModal } from '../../../adapters/discord/forms.ts';
import type { Form, FormField } from '../../../src/chat/form.ts';
import type { Invocation, ReplyTransport } from '../../../src/chat/invocation.ts';
import { hostileWords } from '../../arbitraries/card.ts';
import { checkModal, fillModal } from '../../fakes/discord/modal-rules.ts';
import { buttonInteraction, modalAfterClick, modalSubmit, people } from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { answerOf, type ScriptedCore, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed, type Via } from './bed.ts';

const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label: `The ${name}`,
  hint: `What ${name} means`,
  required: false,
  example: `an example of ${name}`,
  maxLength: 100,
  several: false,
  ...more,
});

const kinds = ['paid', 'shipped', 'refund'].map((value) => ({ value, label: `when ${value}` }));
const form: Form = {
  title: 'Watch orders',
  submit: 'Watch',
  payload: '!watch?_ask=kinds,above,mention',
  fields: [
    field('kinds', { choices: kinds, several: true, required: true, initial: 'refund' }),
    field('above', { initial: '100' }),
    field('mention', { maxLength: 2_000 }),
  ],
};

let bed: Bed | undefined;
let core: ScriptedCore;

afterEach(async () => {
  await bed?.close();
  bed = undefined;
  expect(core?.faults ?? []).toEqual([]);
});

type Script = (transport: ReplyTransport, invocation: Invocation) => Promise<void>;

/** A core that asks back on a click, and answers a form by `answer`. */
function asking(answer: Script) {
  core = scriptedCore(async (transport, invocation) => {
    if (invocation.input.kind === 'payload') await transport.ask?.(form, 'en');
    else await answer(transport, invocation);
  });
  return core;
}

/** Clicks, fills in what opens, and submits it. */
async function fill(via: Via, answer: Script, filled: Readonly<Record<string, string>>) {
  const opened = await openBed(asking(answer), via);
  bed = opened;
  const { discord, ask } = opened;
  const card = discord.seedMessage(places.channelId);
  const click = buttonInteraction('0|!watch?_ask=kinds,above,mention', card);
  await ask(click);
  await discord.until(() => discord.interaction(click.id).answeredWith === 9, 'a modal');
  const submit = modalAfterClick(fillModal(discord.modalOf(click.id), filled), card);
  const outcome = await ask(submit);
  expect(outcome?.refusal).toBeUndefined();
  return { discord, card, submit, modal: discord.modalOf(click.id) };
}

describe.each(['gateway', 'http'] as const)('a form over %s', (via) => {
  test('opens on a click, and comes back filled in', async () => {
    const { discord, submit } = await fill(via, (transport) => transport.answer(answerOf('Watching')), {
      kinds: 'paid,refund',
      above: ' ',
      mention: `<@${people.other}> and <@!${people.asker}> <@12>`,
    });
    const message = await discord.answerTo(submit.id);
    expect(message).toMatchObject({ onlyFor: people.asker });
    expect(core.asked.at(-1)?.input).toEqual({
      kind: 'form',
      payload: form.payload,
      values: { kinds: 'paid,refund', mention: `<@${people.other}> and <@${people.asker}> <@12>` },
    });
  });

  test('shows what is known already, and gives it back untouched', async () => {
    const { modal, discord, submit } = await fill(
      via,
      (transport) => transport.answer(answerOf('Watching')),
      {},
    );
    await discord.answerTo(submit.id);
    expect(modal.components.map(({ label, description }) => [label, description])).toEqual([
      ['The kinds', 'What kinds means'],
      ['The above', 'What above means'],
      ['The mention', 'What mention means'],
    ]);
    expect(modal.components.map(({ component }) => component.required)).toEqual([true, false, false]);
    expect(core.asked.at(-1)?.input).toMatchObject({ values: { kinds: 'refund', above: '100' } });
  });

  test('can take the place of the card that it was opened from', async () => {
    const replaced = answerOf('Watching', { replace: true });
    const { discord, card, submit } = await fill(via, (transport) => transport.answer(replaced), {});
    await discord.answerTo(submit.id);
    expect(visible(discord.message(card.id)).text).toBe('Watching');
    expect(discord.interaction(submit.id).answeredWith).toBe(7);
  });

  test.each([true, false])('can be answered later (in the card’s workspace: %s)', async (replace) => {
    const { discord, card, submit } = await fill(
      via,
      async (transport) => {
        await transport.defer('asker', replace);
        await transport.deliver(answerOf('Watching', { replace }));
      },
      {},
    );
    const message = await discord.answerTo(submit.id);
    expect(message.id === card.id).toBe(replace);
    expect(visible(message).text).toBe('Watching');
  });

  test('that somebody else has dealt with is closed without a word', async () => {
    const { discord, submit } = await fill(via, async () => {}, {});
    await discord.until(() => discord.interaction(submit.id).answeredWith === 6, 'an acknowledgement');
  });
});

test('a modal that the bot never opened is not understood', async () => {
  bed = await openBed(
    asking(async () => {}),
    'http',
  );
  expect(await bed.ask(modalSubmit('another', { a: 'b' }))).toMatchObject({ status: 400 });
  expect(core.asked).toEqual([]);
});

const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 150 }), fc.constantFrom(...hostileWords));
const forms: fc.Arbitrary<Form> = fc.record({
  title: words,
  submit: words,
  payload: fc.string({ minLength: 1, maxLength: 95, unit: 'grapheme-ascii' }),
  fields: fc.uniqueArray(
    fc
      .record({
        name: fc.stringMatching(/^[a-z][a-zA-Z]{0,31}$/),
        label: words,
        hint: words,
        required: fc.boolean(),
        initial: words,
        example: words,
        maxLength: fc.integer({ min: 1, max: 6_000 }),
        several: fc.boolean(),
        choices: fc.uniqueArray(fc.record({ value: words, label: words }), {
          maxLength: 30,
          selector: ({ value }) => value,
        }),
      })
      .chain(({ initial, choices, ...rest }) =>
        fc.constantFrom<FormField>(rest, { ...rest, initial }, { ...rest, choices, initial }),
      ),
    { minLength: 1, maxLength: 5, selector: ({ name }) => name },
  ),
});

test('any form is a modal that Discord takes, and comes back with what stood in it', () => {
  fc.assert(
    fc.property(forms, (any) => {
      const opened = checkModal(structuredClone(drawModal(any)), []);
      const filled = Object.fromEntries(
        opened.components.flatMap(({ component }): [string, string][] =>
          component.type === 4 && component.required ? [[component.custom_id, 'x']] : [],
        ),
      );
      const chosen = opened.components.flatMap(({ component }): [string, string][] => {
        if (component.type !== 3 || !component.required) return [];
        const first = component.options.find(({ value }) => !value.includes(','))?.value;
        return first === undefined ? [] : [[component.custom_id, first]];
      });
      const all = { ...filled, ...Object.fromEntries(chosen) };
      const unanswerable = opened.components.some(
        ({ component }) => component.type === 3 && component.required && !(component.custom_id in all),
      );
      if (unanswerable) return;
      const read = readModal(fillModal(opened, all));
      expect(read?.id).toBe(`0|${any.payload}`);
      for (const [name, value] of Object.entries(all)) {
        expect(read?.values[name] ?? '').toBe(value.trim());
      }
    }),
  );
});
