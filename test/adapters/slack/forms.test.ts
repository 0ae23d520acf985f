import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { drawForm, readForm } from '../../../adapters/slack/forms.ts';
import { slackLimits } from '../../../adapters/slack/limits.ts';
import type { Suggest } from '../../../src/chat/adapter.ts';
import type { Form, FormField } from '../../../src/chat/form.ts';
import { foreignString } from '../../arbitraries/card.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { blockSuggestion, viewSubmission } from '../../fakes/slack/payloads.ts';
import { publishedSchemas } from '../../fakes/slack/schemas.ts';
import { botToken } from '../../fakes/slack/slack.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { type OpenView, people, places } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const events: FormField = {
  name: 'events',
  label: 'Events',
  hint: 'What you want to be told of',
  required: true,
  initial: 'paid,refund',
  example: 'paid, shipped',
  maxLength: 200,
  several: true,
  choices: [
    { value: 'paid', label: 'Paid' },
    { value: 'shipped', label: 'Shipped' },
    { value: 'refund', label: 'Refund' },
  ],
};
const daily: FormField = {
  ...events,
  name: 'daily',
  label: 'Daily',
  hint: '',
  required: false,
  initial: 'no',
  several: false,
  choices: [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ],
};
const above: FormField = {
  name: 'above',
  label: 'Above',
  hint: 'Orders of at least so much',
  required: false,
  initial: '100.00',
  example: '500',
  maxLength: 20,
  several: false,
};
const payload = 'watch?_ask=events%2Cdaily%2Cabove';
const form: Form = {
  title: 'Order news in this conversation',
  submit: 'Watch',
  payload,
  fields: [events, daily, above],
};

const served = { asksForOptions: true };

let bed: Bed;
afterEach(() => bed.close());

const first = () => {
  const [message] = bed.slack.messages;
  if (message === undefined) throw new Error('no message');
  return message;
};

/** A core that offers a button, asks back for its click, and answers the form with its values. */
function asking(overrides: Partial<Parameters<typeof answerOf>[1]> = {}) {
  const card = { actions: [{ kind: 'run', label: 'Change', run: payload }] } as const;
  return scriptedCore(async (transport, { input }) => {
    if (input.kind === 'text') {
      await transport.answer(answerOf('Watching', { visibility: 'conversation', card }));
    } else if (input.kind === 'payload') await transport.ask?.(form, 'en');
    else await transport.answer(answerOf('Changed', overrides));
  });
}

async function opened(user: string = people.ann): Promise<OpenView> {
  await bed.slack.type('/watch');
  await bed.slack.click(first(), 'Change', user);
  return bed.slack.waitFor(() => bed.slack.views[0]);
}

describe.each(['http', 'socket'] as const)('a form over %s', (via) => {
  it('opens at a click, comes back with what was filled in, and its answer goes to whoever sent it off', async () => {
    const core = asking();
    bed = await openBed(core, via);
    const view = await opened(people.bob);
    expect(view).toMatchObject({ kind: 'open', user: people.bob });
    const delivery = await bed.slack.submit(view, {
      Events: ['Paid', 'Shipped'],
      Daily: 'Yes',
      Above: ' 50 ',
    });
    expect(delivery).toMatchObject({ outcome: 'acknowledged', attempts: 1 });
    expect(bed.slack.views).toEqual([]);
    const answer = await bed.slack.waitFor(() => bed.slack.messages[1]);
    expect(visible(answer).text).toBe('Changed');
    expect(answer).toMatchObject({ via: 'response_url', seenBy: people.bob, channel: places.buying });
    expect(core.asked[2]).toMatchObject({
      id: expect.stringMatching(new RegExp(`^${view.id}:`)),
      platform: 'slack',
      workspace: bed.slack.teamId,
      conversation: { id: places.buying, direct: false },
      person: { id: people.bob },
      input: {
        kind: 'form',
        payload,
        values: { events: 'paid,shipped', daily: 'yes', above: '50' },
      },
    });
    expect(core.faults).toEqual([]);
    expect(bed.slack.problems).toEqual([]);
  });
});

describe('a form', () => {
  it('shows at first what is given already, and leaves out what is left empty', async () => {
    const core = asking();
    bed = await openBed(core, 'http');
    const view = await opened();
    await bed.slack.submit(view, { Above: '' });
    await bed.slack.waitFor(() => bed.slack.messages[1]);
    expect(core.asked[2]?.input).toEqual({
      kind: 'form',
      payload,
      values: { events: 'paid,refund', daily: 'no' },
    });
  });

  it('is one asking, however often it is delivered', async () => {
    const core = asking();
    bed = await openBed(core, 'http');
    const view = await opened();
    const { payload: sent } = await bed.slack.submit(view, {});
    await bed.slack.deliver(sent);
    const [first, again, ...others] = core.asked.slice(2).map(({ id }) => id);
    expect(first).toContain(view.id);
    expect([again, ...others]).toEqual([first]);
  });

  it('says at its fields what is wrong with it and stays, and can be sent off again', async () => {
    const core = asking();
    bed = await openBed(core, 'http');
    const view = await opened();
    core.script = async (transport) => {
      await transport.mend?.([
        { name: 'above', why: 'At least 1.' },
        { name: 'above', why: 'And a number.' },
      ]);
    };
    const refused = await bed.slack.submit(view, { Above: '0' });
    expect(refused.body).toEqual({ response_action: 'errors', errors: { above: 'At least 1.' } });
    expect(bed.slack.views).toEqual([view]);
    // The same submission delivered again gets the same acknowledgement.
    core.script = async () => undefined;
    expect((await bed.slack.deliver(refused.payload)).body).toEqual(refused.body);
    core.script = async (transport) => transport.answer(answerOf('Changed'));
    await bed.slack.submit(view, { Above: '2' });
    expect(bed.slack.views).toEqual([]);
    const answer = await bed.slack.waitFor(() => bed.slack.messages[1]);
    expect(visible(answer).text).toBe('Changed');
    const ids = core.asked.slice(2).map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(bed.slack.problems).toEqual([]);
  });

  it('takes a picture in the place of a link to it, a number, a day and a person in fields of their own', async () => {
    const { several: _several, choices: _choices, initial: _initial, ...plain } = events;
    const field = { ...plain, several: false, required: false };
    const typed: Form = {
      ...form,
      fields: [
        { ...field, name: 'picture', label: 'Picture', picture: true, takes: { kind: 'link' } },
        {
          ...field,
          name: 'pieces',
          label: 'Pieces',
          takes: { kind: 'number', least: 10, most: 90 },
          initial: '20',
        },
        { ...field, name: 'day', label: 'Day', takes: { kind: 'day' }, initial: '2026-11-25' },
        { ...field, name: 'who', label: 'Who', takes: { kind: 'person' }, initial: 'me' },
        {
          ...field,
          name: 'before',
          label: 'Before',
          takes: { kind: 'number', least: 10, most: 90 },
          initial: 'ten',
        },
      ],
    };
    const core = scriptedCore(async (transport, { input }) => {
      const card = { actions: [{ kind: 'run', label: 'Change', run: payload }] } as const;
      if (input.kind === 'payload') await transport.ask?.(typed, 'en');
      else await transport.answer(answerOf('Said', { card }));
    });
    bed = await openBed(core, 'http');
    const view = await opened();
    const kinds = view.view.blocks.map((block) => (block.type === 'input' ? block.element.type : block.type));
    expect(kinds).toEqual([
      'file_input',
      'plain_text_input',
      'number_input',
      'datepicker',
      'users_select',
      // What stands there is no number, and is not lost.
      'plain_text_input',
    ]);
    const picture = bed.slack.keepFile(Buffer.from('a picture'));
    await bed.slack.submit(view, { 'Picture (file)': [picture], Pieces: '30' });
    await bed.slack.waitFor(() => bed.slack.messages[1]);
    const asked = core.asked.at(-1);
    expect(asked?.input).toMatchObject({
      values: { pieces: '30', day: '2026-11-25', who: `<@${people.ann}>`, before: 'ten' },
    });
    expect(asked?.pictures).toHaveLength(1);
    expect(bed.slack.problems).toEqual([]);
  });

  it('can replace the card whose button asked for it', async () => {
    bed = await openBed(asking({ replace: true, visibility: 'conversation' }), 'http');
    await bed.slack.submit(await opened(), {});
    await bed.slack.waitFor(() => (first().edits === 1 ? true : undefined));
    expect(visible(first()).text).toBe('Changed');
    expect(bed.slack.messages).toHaveLength(1);
  });

  it('is answered in the channel where the click’s URL has expired meanwhile', async () => {
    const clock = createFakeClock();
    bed = await openBed(asking(), 'http', { clock });
    const view = await opened();
    clock.advance(29 * 60_000);
    bed.slack.faults.always('response_url', { kind: 'held', until: new Promise(() => {}) });
    clock.advance(2 * 60_000);
    await bed.slack.submit(view, {});
    const answer = await bed.slack.waitFor(() => bed.slack.messages[1]);
    expect(answer).toMatchObject({ via: 'chat.postEphemeral', seenBy: people.ann, channel: places.buying });
  });

  it('brings back the longest payload of a button, and no URL where there is no room for both', async () => {
    bed = await openBed(asking(), 'http');
    const long = `watch?x=${'y'.repeat(slackLimits.buttonValue)}`.slice(0, slackLimits.buttonValue);
    const drawn = (responseUrl: string) =>
      drawForm(
        { ...form, payload: long },
        { user: people.ann, channel: places.buying, responseUrl },
        0,
        served,
      );
    const short = `https://hooks.slack.com/${'x'.repeat(200)}`;
    for (const [url, kept] of [
      [short, short],
      [`${short}${'x'.repeat(900)}`, undefined],
    ] as const) {
      const view = drawn(url);
      expect(view.private_metadata.length).toBeLessThanOrEqual(slackLimits.modal.metadata);
      const read = readForm({ ...view, state: { values: {} } });
      expect(read).toMatchObject({ payload: long, channel: places.buying });
      expect(read?.responseUrl).toBe(kept);
    }
  });

  it('that could not be opened leaves it to the core what to say instead', async () => {
    const core = asking();
    bed = await openBed(core, 'http');
    bed.slack.faults.always('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await bed.slack.type('/watch');
    await bed.slack.click(first(), 'Change');
    await expect.poll(() => core.faults.length).toBe(1);
    expect(String(core.faults[0])).toContain('expired_trigger_id');
  });

  it('of somebody else’s making is acknowledged and no more', async () => {
    const core = asking();
    bed = await openBed(core, 'http');
    for (const view of [
      { id: 'V1', callback_id: 'other', private_metadata: '', state: { values: {} } },
      { id: 'V2', callback_id: 'form', private_metadata: 'no JSON', state: { values: {} } },
      { id: 'V3', callback_id: 'form', private_metadata: '{"payload":"x"}', state: { values: {} } },
    ]) {
      const delivery = await bed.slack.deliver(viewSubmission({ view }));
      expect(delivery.outcome).toBe('acknowledged');
    }
    expect(core.asked).toEqual([]);
  });
});

describe('a field whose values the core suggests', () => {
  const order: FormField = {
    name: 'order',
    label: 'Order',
    hint: 'Its id',
    required: true,
    example: '3305075341149134260',
    maxLength: 3000,
    several: false,
    suggestedBy: 'track',
  };
  const suggesting = () => {
    const questions: Parameters<Suggest>[0][] = [];
    const core = scriptedCore(
      async (transport, { input }) => {
        const card = { actions: [{ kind: 'run', label: 'Change', run: payload }] } as const;
        if (input.kind === 'payload') await transport.ask?.({ ...form, fields: [order, daily] }, 'en');
        else await transport.answer(answerOf('Said', { card }));
      },
      {
        async suggest(question) {
          questions.push(question);
          return [
            { value: 'PO-1', label: 'PO-1 · Paid' },
            { value: 'x'.repeat(151), label: 'Too long for Slack' },
          ].filter(({ value }) => value.startsWith(question.typed));
        },
      },
    );
    return { core, questions };
  };

  it('is a menu over a socket, which shows what is suggested and takes anything that is typed', async () => {
    const { core, questions } = suggesting();
    bed = await openBed(core, 'socket');
    const { slack } = bed;
    const view = await opened();
    expect((await slack.search(view, 'Order', '')).map(({ text }) => text.text)).toEqual(['PO-1 · Paid']);
    expect(questions.at(-1)).toEqual({
      platform: 'slack',
      workspace: slack.teamId,
      conversation: { id: places.buying, direct: false },
      person: expect.objectContaining({ id: people.ann }),
      command: 'track',
      argument: 'order',
      typed: '',
    });
    // One that is suggested is not shown twice.
    expect(await slack.search(view, 'Order', 'PO-1')).toHaveLength(1);
    const [own] = await slack.search(view, 'Order', '2026-77');
    expect(own?.value).toBe('2026-77');
    expect(await slack.search(view, 'Order', 'z'.repeat(151))).toEqual([]);
    await slack.search(view, 'Order', '2026-77');
    await slack.submit(view, { Order: '2026-77' });
    await slack.waitFor(() => slack.messages[1]);
    expect(core.asked.at(-1)?.input).toEqual({
      kind: 'form',
      payload,
      values: { order: '2026-77', daily: 'no' },
    });
    expect(slack.problems).toEqual([]);
  });

  it('can be typed into over HTTP until Slack has asked, since not every app has the URL for that', async () => {
    const { core, questions } = suggesting();
    bed = await openBed(core, 'http');
    const { slack } = bed;
    const view = await opened();
    const kindsIn = ({ view: { blocks } }: OpenView) =>
      blocks.map((block) => (block.type === 'input' ? block.element.type : block.type));
    expect(kindsIn(view)).toEqual(['external_select', 'plain_text_input', 'static_select']);
    // Without the URL the menu stays empty.
    await slack.submit(view, { Order: '2026-77' });
    const sent = () => core.asked.at(-1)?.input;
    expect(sent()).toMatchObject({ values: { order: '2026-77' } });

    await slack.click(first(), 'Change');
    const again = await slack.waitFor(() => slack.views[0]);
    await slack.search(again, 'Order (menu)', 'PO');
    expect(questions.at(-1)).toMatchObject({ command: 'track', argument: 'order', typed: 'PO' });
    await slack.submit(again, { 'Order (menu)': 'PO-1 · Paid' });
    expect(sent()).toMatchObject({ values: { order: 'PO-1' } });

    await slack.click(first(), 'Change');
    const known = await slack.waitFor(() => slack.views[0]);
    expect(kindsIn(known)).toEqual(['external_select', 'static_select']);
    expect(slack.problems).toEqual([]);
  });

  it('is asked about nothing that is in no form of ours', async () => {
    const { core, questions } = suggesting();
    bed = await openBed(core, 'http');
    for (const view of [undefined, { callback_id: 'other', private_metadata: '{}' }]) {
      const { body } = await bed.slack.deliver(
        blockSuggestion({ action_id: 'value', block_id: 'order', view }),
      );
      expect(body).toEqual({ options: [] });
    }
    expect(questions).toEqual([]);
  });

  it('is typed again where what stands there is more than a menu holds', () => {
    const drawn = (initial: string) =>
      drawForm(
        { ...form, fields: [{ ...order, initial }] },
        { user: people.ann, channel: places.buying },
        0,
        served,
      ).blocks.map(({ element }) => element);
    expect(drawn('x'.repeat(150))).toMatchObject([{ type: 'external_select', initial_option: {} }]);
    expect(drawn('x'.repeat(151))).toMatchObject([
      { type: 'plain_text_input', initial_value: 'x'.repeat(151) },
    ]);
  });
});

describe('a choice in a form', () => {
  it.each([
    [150, 'static_select'],
    [151, 'plain_text_input'],
  ])('of %d characters is a %s: what Slack can’t carry back is typed', (length, type) => {
    const choices = [{ value: 'x'.repeat(length), label: 'Long' }];
    const { blocks } = drawForm(
      { ...form, fields: [{ ...daily, choices }] },
      { user: people.ann, channel: places.buying },
      0,
      served,
    );
    expect(blocks[0]?.element.type).toBe(type);
    expect(publishedSchemas().faultsInBlocks(blocks)).toEqual([]);
  });
});

describe('any form', () => {
  const words = (longest: number) => foreignString(longest).map((text) => text.slice(0, longest));
  const fields: fc.Arbitrary<FormField> = fc
    .record({
      name: fc.stringMatching(/^[a-z][a-zA-Z-]{0,20}$/),
      label: words(45),
      hint: words(100),
      required: fc.boolean(),
      initial: words(200),
      example: words(60),
      maxLength: fc.integer({ min: 0, max: 5000 }),
      several: fc.boolean(),
      suggestedBy: fc.option(fc.constant('track'), { nil: undefined }),
      values: fc.uniqueArray(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), { maxLength: 25 }),
      optionLabel: words(100),
    })
    .map(({ values, optionLabel, suggestedBy, ...field }) => ({
      ...field,
      ...(suggestedBy !== undefined && { suggestedBy }),
      ...(values.length > 0 && { choices: values.map((value) => ({ value, label: optionLabel })) }),
    }));
  const forms: fc.Arbitrary<Form> = fc.record({
    title: words(45),
    submit: words(24),
    payload: fc.string({ unit: 'grapheme-ascii', maxLength: 1200 }),
    fields: fc.uniqueArray(fields, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
  });

  it('is one that Slack takes, and brings its payload back', async () => {
    bed = await openBed(asking(), 'http');
    const { slack } = bed;
    await fc.assert(
      fc.asyncProperty(forms, async (any) => {
        const view = drawForm(any, { user: people.ann, channel: places.buying, threadTs: '1.2' }, 5, served);
        expect(publishedSchemas().faultsInCall('views.open', { trigger_id: '1.2.x', view })).toEqual([]);
        const answer = await fetch(`${slack.apiUrl}views.open`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${botToken}`,
            'content-type': 'application/json; charset=utf-8',
          },
          body: JSON.stringify({ trigger_id: slack.newTrigger(), view }),
        });
        expect(await answer.json()).toMatchObject({ ok: true });
        expect(readForm({ ...view, state: { values: {} } })).toEqual({
          payload: any.payload,
          channel: places.buying,
          threadTs: '1.2',
          urlSince: 5,
          values: {},
          pictures: [],
        });
      }),
      { endOnFailure: true, numRuns: 100 },
    );
  });
});
