import type { Block } from '../../fakes/slack/blocks.ts';
import type { SlackMessage } from '../../fakes/slack/message.ts';
import { directMessage } from '../../fakes/slack/payloads.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { type Hands, labelledSo } from './walker.ts';

/** Ann's direct message with the bot. */
const direct = 'D0ANN00001';

type Input = Extract<Block, { type: 'input' }>;

/** On Slack, in a direct message. */
export function handsOnSlack(slack: FakeSlack): Hands {
  let typed = 0;
  /** The card that was answered with last. */
  let card: SlackMessage | undefined;

  const messages = () => slack.messages.filter(({ channel, deleted }) => channel === direct && !deleted);
  const last = () => {
    if (card === undefined) throw new Error('nothing was answered yet');
    return card;
  };

  async function answered(act: () => Promise<unknown>): Promise<void> {
    const before = messages().length;
    const clicked = card;
    const edits = clicked?.edits ?? 0;
    await act();
    card = await slack.waitFor(
      () => messages()[before] ?? (clicked !== undefined && clicked.edits > edits ? clicked : undefined),
    );
  }

  /** Clicks a button, or opens a menu and chooses; the clicks that it takes. */
  async function clickOn(label: RegExp): Promise<number> {
    const { buttons, choices } = visible(last());
    const options = choices.flatMap((menu) =>
      menu.options.map((option) => ({ ...option, menu: menu.label })),
    );
    const found = labelledSo([...buttons.filter(({ url }) => url === undefined), ...options], label);
    if ('menu' in found) await slack.choose(last(), found.menu, found.label);
    else await slack.click(last(), found.label);
    return 'menu' in found ? 2 : 1;
  }

  function say(line: string): Promise<void> {
    typed += 1;
    const ts = `1779263269.${String(typed).padStart(6, '0')}`;
    return answered(() => slack.deliver(directMessage({ text: line, ts, event_ts: ts }, `EvStep${typed}`)));
  }

  return {
    say,
    decide: (command, id) => say(`${command} ${id}`),
    async press(label) {
      let clicks = 0;
      await answered(async () => {
        clicks = await clickOn(label);
      });
      return clicks;
    },
    async fill(label, puts) {
      const before = slack.views.length;
      const clicks = await clickOn(label);
      const opened = await slack.waitFor(() => slack.views[before]);
      const inputs = opened.view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
      const filled = Object.entries(puts).map(([name, put]) => {
        const input = inputs.find(({ block_id }) => block_id === name);
        if (input === undefined) throw new Error(`no field ${name}`);
        return [input.label.text, typeof put === 'string' ? put : choiceOf(input, put.choice)];
      });
      await answered(() => slack.submit(opened, Object.fromEntries(filled)));
      return clicks + 1;
    },
    async tick(count, label) {
      await answered(() =>
        slack.click(last(), labelledSo(visible(last()).buttons, label).label, { ticked: count }),
      );
      return count + 1;
    },
    text: async () => visible(last()).text,
  };
}

function choiceOf({ element }: Input, at: number): string {
  const option = 'options' in element ? element.options[at] : undefined;
  if (option === undefined) throw new Error(`no choice ${at}`);
  return option.text.text;
}
