import { afterAll, describe, expect, it } from 'vitest';
import { drawDiscordCard } from '../../adapters/discord/cards.ts';
import { readInteraction } from '../../adapters/discord/inbound.ts';
import { drawSlackCard } from '../../adapters/slack/cards.ts';
import { readAction } from '../../adapters/slack/inbound.ts';
import type { Input } from '../../src/chat/invocation.ts';
import { allWords } from '../../src/languages/index.ts';
import { readContent } from '../fakes/slack/message.ts';
import { blockActions } from '../fakes/slack/payloads.ts';
import { answerTo, clicked, formOf, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore } from '../harness/core.ts';

const { search } = allWords.en.products;

describe('several offers of a search that are ticked', async () => {
  const bot = await openTestCore();
  const { card } = await answerTo(bot.core, typed('/search 保温杯'));
  afterAll(() => bot.close());
  const action = card.actions.find(({ label }) => label === search.compare);
  if (action?.kind !== 'run' || action.pick === undefined) throw new Error('nothing to tick');
  const { pick, run } = action;
  const wanted = pick.options.slice(0, 3).map(({ value }) => value);

  async function compared(input: Input | undefined) {
    if (input === undefined) throw new Error('nothing was read');
    const answer = await answerTo(bot.core, typed('', { input }));
    expect(bot.ended.at(-1)).toMatchObject({ command: 'compare', outcome: 'answered' });
    for (const offer of wanted) expect(JSON.stringify(answer.card)).toContain(offer);
    return answer.card;
  }

  it('are at most five, and are asked for in a form where none is ticked', async () => {
    expect(pick).toMatchObject({ least: 2, most: 5 });
    const form = await formOf(bot.core, clicked(run));
    expect(form.fields.map(({ name }) => name)).toContain('offers');
  });

  it('are boxes and a button on Slack, which compares what is ticked', async () => {
    const message = drawSlackCard(card);
    expect('error' in readContent(message)).toBe(false);
    const elements = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const boxes = elements.find(({ type }) => type === 'checkboxes');
    const button = elements.find((each) => each.type === 'button' && each.text.text === search.compare);
    if (boxes?.type !== 'checkboxes' || button?.type !== 'button') throw new Error('nothing to tick');
    const ticked = boxes.options.filter(({ value }) => wanted.includes(value));
    const state = {
      values: { b7: { [boxes.action_id]: { type: 'checkboxes', selected_options: ticked } } },
    };
    const clickOn = (given: object) =>
      readAction(blockActions({ state, actions: [{ action_ts: '1.1', ...given }] }), 0)?.invocation.input;
    const own = { type: 'checkboxes', action_id: boxes.action_id, selected_options: ticked };
    expect(clickOn(own), 'ticking alone runs nothing').toBeUndefined();
    await compared(clickOn({ type: 'button', action_id: button.action_id, value: button.value }));
    const none = blockActions({
      actions: [{ type: 'button', action_id: button.action_id, value: button.value, action_ts: '1.1' }],
    });
    expect(readAction(none, 0)?.invocation.input).toEqual({ kind: 'payload', payload: run });
  });

  it('are a menu of several on Discord', async () => {
    const drawn = JSON.stringify(drawDiscordCard(card, 'behind a button'));
    const [, id] = /"custom_id":"(\d+\|\+offers[^"]*)"/.exec(drawn) ?? [];
    expect(drawn).toContain('"min_values":2,"max_values":5');
    const read = readInteraction(
      {
        id: '1',
        application_id: '2',
        type: 3,
        token: 't',
        channel_id: '3',
        guild_id: '4',
        member: { user: { id: '5' }, roles: [] },
        data: { component_type: 3, custom_id: id, values: wanted },
      },
      0,
      bot.core.menu,
    );
    if (read.kind !== 'invocation') throw new Error(JSON.stringify(read));
    const shown = await compared(read.invocation.input);
    expect(wordsOf(shown)).not.toContain(allWords.en.core.badInput);
  });
});
